"""Queries: the state that a control carries, and its custom_id."""
