"""Building blocks of cards."""
