"""Footnote's own JSON: JSON Lines, and the output of commands with `--json`.

A line of JSON Lines is one object, and empty keys are left out:

    {"footnote": 1}
    {"topic": "naps", "aliases": ["siesta"], "definition": "…"}
    {"source": {"title": "Team handbook", "url": "https://example.org/handbook"}}
    {"fact": "Naps help.", "kind": "claim", "topics": ["naps", {"name": "x", "stance": "supports"}],
     "phrasings": ["Do naps help?"],
     "sources": [{"title": "…", "url": "…", "site": "…", "published": "Mar 2026", "author": "…"}]}

The last three lines are one. People can write `"source": "Team handbook"` or an address,
`"topics": "naps"`, and `text` for `fact`. Without `site`, the address says the site; `published` is
`{"words": "last spring", "year": 2026}` if the words alone do not say the date.
"""
