"""Use cases of look-up in one library."""
