"""Bibliographies of reference managers: BibTeX and RIS."""
