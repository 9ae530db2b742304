"""Readers of lists that teams keep for bots: quotes in YAML, tags in TOML."""
