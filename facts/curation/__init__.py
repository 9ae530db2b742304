"""Curation: a team adds, corrects and removes its own facts; every change can be undone."""
