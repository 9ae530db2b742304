"""Facts thinks: what a cited fact is, how text becomes one, and what a library can be asked."""
