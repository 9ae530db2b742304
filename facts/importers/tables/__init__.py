"""Reader of CSV and TSV tables."""
