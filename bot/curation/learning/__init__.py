"""Learning from questions that went without a right answer."""
