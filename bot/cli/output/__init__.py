"""Answers of the command line, as text or JSON."""
