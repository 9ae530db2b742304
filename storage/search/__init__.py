"""The inverted index of names and claims."""
