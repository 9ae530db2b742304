"""Exporters: a library as text in the formats of other programs."""
