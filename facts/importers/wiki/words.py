"""Words that begin like a kind glued to its text and are none: English words, and a few names."""

import re
from typing import Final

_ENDINGS: Final = {
    "claim": "able ant ants ed er ers ing s",
    "account": "ability able ably ancy ant ants ed ing ings s",
    "measurement": "s",
    "formula": "e ic ically ries ry s te ted tes ting tion tional tions tive tor tors",
    "quote": "d r rs s worthy",
    "procedure": "s",
    "reference": "able d r rs s",
    "code": (
        "base bases book books breaker breakers c cs d fendant fendants gen ine less name named "
        "names pendence pendency pendent point points r rs s termination veloped veloper x xes "
        "word words"
    ),
    "image": "d less net r ries rs ry s",
    "perspective": "d less s",
}
_WORDS: Final = frozenset(
    kind + ending for kind, endings in _ENDINGS.items() for ending in endings.split()
)
_LOWERCASE_PREFIX: Final = re.compile(r"[a-z]*")
_NAME: Final = re.compile(r"[a-z]*(?:Xiv|Rxiv|ArXiv)|[a-z](?:Phone|Pad|OS)|postgreSQL")


def has_word_prefix(text: str) -> bool:
    """Tell whether the small letters at the beginning are an English word longer than a kind."""
    found = _LOWERCASE_PREFIX.match(text)
    return found is not None and found[0] in _WORDS


def has_name_prefix(text: str) -> bool:
    """Tell whether a text begins with a name such as arXiv or iPhone."""
    return _NAME.match(text) is not None
