"""Command line: the library that the bot answers from, for operators and scripts."""
