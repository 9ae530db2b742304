"""The fact of the day in SQL."""
