"""Curation in Discord: `/library`, its forms and cards, and *Save as fact*."""
