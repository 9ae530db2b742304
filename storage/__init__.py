"""Storage remembers: the only SQL, and the SQLite file."""
