"""Facts, topics, sources and channel settings in SQL."""
