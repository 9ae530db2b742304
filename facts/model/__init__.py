"""Facts, topics, sources and results as frozen objects."""
