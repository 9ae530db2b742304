"""The fact of the day."""
