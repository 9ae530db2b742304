"""Messages that mention the bot."""
