"""Changes by curators: one path for every write, its history and its undo."""
