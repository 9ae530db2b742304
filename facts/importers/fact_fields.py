"""Kinds and texts of facts, which every format reads alike."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from facts.importers.wiki.lines import MAX_CHARACTERS, truncate_fact
from facts.model.entities import CLAIM, KINDS, Kind
from facts.text.normalize import canonical
from facts.text.question_key import MAX_QUESTION, question_key
from facts.text.typed_text import clean_line

_WORDS: Final = re.compile(r"[^\W\d_](?:[\w -]{0,38}\w)?")
_SHOWN: Final = 40
_CACHE_LIMIT: Final = 1_000


@lru_cache(maxsize=_CACHE_LIMIT)
def read_kind(words: str, default: Kind = CLAIM) -> tuple[Kind, str | None]:
    """Return a kind, and a doubt about words that are no known one.

    Other words of up to 40 characters are kept in lower case. Anything else, such as a number, is a
    claim. No words give the default.
    """
    kind = Kind(" ".join(words.lower().split()))
    if not kind:
        return default, None
    if kind in KINDS:
        return kind, None
    if _WORDS.fullmatch(kind):
        return kind, f"“{kind}” is not a known kind; the fact was imported with it"
    return CLAIM, f"“{kind[:_SHOWN]}” is no kind; the fact was imported as a {CLAIM}"


def read_phrasings(texts: Iterable[str]) -> tuple[tuple[str, ...], str | None]:
    """Return the questions that a fact answers, and a doubt if one was left out as too long."""
    known = {question_key(clean_line(each)): canonical(each) for each in texts}
    known.pop("", None)
    kept = tuple(each for each in known.values() if len(each) <= MAX_QUESTION)
    if len(kept) == len(known):
        return kept, None
    return kept, f"a question has more than {MAX_QUESTION} characters; it was left out"


def shorten_fact(text: str) -> tuple[str, str | None]:
    """Return a text within the limits of a fact, and a doubt if it was cut off."""
    short = truncate_fact(text) if len(text) > MAX_CHARACTERS or "\n" in text else text
    if short == text:
        return text, None
    return short, f"the fact is too long; its first {len(short):,} characters were imported"
