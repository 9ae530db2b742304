"""Facts about Discord that hold for any bot."""
