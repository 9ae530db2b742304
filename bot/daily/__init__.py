"""The fact of the day in Discord."""
