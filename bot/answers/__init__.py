"""From an interaction or a message to an answer."""
