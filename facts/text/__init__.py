"""Text as such: normal forms, spelling, word forms, stop words, sites."""
