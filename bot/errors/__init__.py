"""Error messages: each error is worded once, for Discord and for the terminal."""
