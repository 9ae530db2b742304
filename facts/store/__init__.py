"""Protocols that a storage engine implements, and the errors it raises."""
