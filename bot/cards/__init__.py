"""Cards: what the library answers, as layouts of Discord's."""
