"""Building blocks of cards: layout, controls, Markdown, text that fits."""
