"""Text as such: normalization, spelling, word forms, sentences."""
