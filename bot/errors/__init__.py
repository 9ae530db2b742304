"""Error messages, written once for Discord and the terminal."""
