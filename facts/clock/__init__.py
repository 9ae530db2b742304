"""Local time: zones, due dates, and times in words."""
