"""Readers of other formats, and the importer that stores what they read."""
