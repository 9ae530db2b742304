"""The connection protocol, and the databases that implement it."""
