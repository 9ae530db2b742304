"""Citation styles and bibliographies."""
