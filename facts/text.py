"""The one rule for comparing names and texts.

Two questions, two strengths of the same rule. *Is it the same text?* `folded` answers strictly,
because 10⁵ is not 105 and −5 % is not 5 %: a fact merged by mistake is a fact lost. *Do they read
alike?* `comparable` answers loosely, because people type "Supervised finetuning" and "naïve bayes".
"""

import re
import unicodedata
from typing import Final

_DASHES: Final = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\ufe58\ufe63\uff0d")
_IGNORABLE: Final = frozenset("\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
# Accents are dropped, vowel signs are not: without its marks a Hindi or Thai word is another word.
_ACCENT: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_REPLACEMENT: Final = "\ufffd"


def folded(text: str) -> str:
    """Return the text in Unicode NFC with every run of white space as one space, none at the ends.

    Two facts or two sources are the same if their folded texts are equal. Idempotent.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def comparable(text: str) -> str:
    """Return the words of a text as people compare them, parted by single spaces.

    NFKC, case folding, accents and invisible characters dropped, dashes read as spaces. Other
    punctuation stays, so C, C++ and C# keep apart. Only a text of nothing but dashes and spaces
    comes out empty. Idempotent, so a stored key can be compared again.
    """
    seen = ""
    while seen != text:  # some characters fold in two steps (NFKC after casefold): to the fixpoint
        seen, text = text, _fold_once(text)
    return text


def squeezed(text: str) -> str:
    """Return `comparable` without its spaces: the key under which a name is found.

    "Fine-tuning", "fine tuning" and "finetuning" share one key. A name of nothing but dashes and
    spaces keeps itself as key, so that it can still be found. Idempotent.
    """
    return comparable(text).replace(" ", "") or text.strip()


def storable(text: str) -> str:
    """Return the text with lone surrogates replaced, so that it can be written as UTF-8.

    They reach the program in command lines whose bytes are no UTF-8 (PEP 383).
    """
    return _LONE_SURROGATE.sub(_REPLACEMENT, text)


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFKC", text)
    return " ".join("".join(map(_plain, text)).split())


def _plain(character: str) -> str:
    if character in _DASHES:
        return " "
    return "" if character in _IGNORABLE else character
