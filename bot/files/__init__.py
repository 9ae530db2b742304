"""Files that are imported: where they come from, and where their drafts wait."""
