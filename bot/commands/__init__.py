"""Slash commands and message menus for looking up, one a file."""
