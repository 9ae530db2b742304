"""Facts that bear on a text of somebody's: those that say the same, and those that are related."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from facts.library.library import Library
from facts.model.entities import Fact
from facts.model.errors import NothingBears, NothingFound
from facts.model.results import Hit
from facts.model.selection import EVERYTHING, Part
from facts.questions.content_words import share_told, telling
from facts.text.normalize import storable, words
from facts.text.spelling import begun_alike

_END: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_LONGEST: Final = 10_000
"""Characters of a text that are read."""
_PASSAGES: Final = 12
"""Passages of a text that are looked up: the longest ones, which say most."""
_LEAST_WORDS: Final = 2
_HITS: Final = Part(limit=3)
_RELATED: Final = 0.34
"""The share of a passage's words that a fact must hold to be related."""
_STEM: Final = 3
"""Letters at the beginning that forms of one word have in common."""
_ENDINGS: Final = frozenset(("", "d", "e", "ed", "en", "es", "n", "s"))
"""What may follow in each of them; “larger”, “hardly” say something else than “large”, “hard”."""
_SIGN: Final = re.compile(r"[<>≤≥≈%$€£]|(?<!\w)[-−](?=\d)")
"""What numbers are not the same without, as 5 and −5 are not."""
_QUOTING: Final = re.compile(r"^[>\s]+")
_TURNING: Final = frozenset(
    "again against all any before after but can could from good many more much no often or should"
    " still than to with would".split()
)
"""Words that say nothing about what is asked, but may turn a sentence."""


class Nearness(StrEnum):
    """How a fact bears on a text."""

    SAME = "same"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Echo:
    """A fact that bears on a text."""

    fact: Fact
    nearness: Nearness


async def echoes(library: Library, text: str, limit: int) -> tuple[Echo, ...]:
    """Return the facts that bear on a text, those first that say the same, then the nearest.

    Raises NothingBears or LibraryEmpty.
    """
    found: dict[int, tuple[Nearness, float, Fact]] = {}
    for passage in passages(text):
        for hit in await _hits(library, passage):
            nearness = nearness_of(passage, hit.fact.text)
            if nearness is None:
                continue
            echo = (nearness, hit.score, hit.fact)
            found[hit.fact.id] = min(found.get(hit.fact.id, echo), echo, key=_order)
    if not found:
        raise NothingBears
    best = sorted(found.values(), key=_order)[:limit]
    return tuple(Echo(fact, nearness) for nearness, _, fact in best)


def passages(text: str) -> list[str]:
    """Return the sentences and lines of a text that say most, in their order."""
    parts = (" ".join(part.split()) for part in _END.split(storable(text[:_LONGEST])))
    said = [(len(telling(part)), part) for part in dict.fromkeys(parts) if telling(part)]
    long = [each for each in said if each[0] >= _LEAST_WORDS] or said
    chosen = sorted(long, key=lambda each: -each[0])[:_PASSAGES]
    return [part for each in long if each in chosen for part in each[1:]]


def nearness_of(passage: str, fact: str) -> Nearness | None:
    """Return how a fact bears on a passage; None if it does not.

    To say the same, both must have the same words in the same order, in some form, and the same
    numbers: one word more or less, or two changed about, may turn a sentence into its contrary.
    """
    asked = telling(passage)
    share = share_told(asked, fact)
    if share < _RELATED or (len(asked) > 1 and share * len(asked) < _LEAST_WORDS):
        return None
    said, known = _said(passage), _said(fact)
    is_same = len(said) == len(known) and all(map(_are_forms, said, known))
    is_same = is_same and _signs(passage) == _signs(fact)
    return Nearness.SAME if is_same else Nearness.RELATED


async def _hits(library: Library, passage: str) -> tuple[Hit, ...]:
    try:
        return (await library.search(_searchable(passage), EVERYTHING, _HITS)).hits
    except NothingFound:
        return ()


def _searchable(passage: str) -> str:
    """Return a passage without the signs that mean something to a search."""
    return passage.replace('"', " ").replace(" -", " ").lstrip("-")


def _order(echo: tuple[Nearness, float, Fact]) -> tuple[bool, float, int]:
    nearness, score, fact = echo
    return nearness is Nearness.RELATED, -score, fact.id


def _said(text: str) -> list[str]:
    """Return the words of a text without those that say nothing, unless they turn its sense."""
    kept = {*telling(text), *_TURNING}
    return [word for word in words(text) if word in kept]


def _signs(text: str) -> list[str]:
    return _SIGN.findall(_QUOTING.sub("", text).replace("−", "-"))


def _are_forms(word: str, other: str) -> bool:
    """Tell whether two words may be forms of one: alike but for an ending, or the same number."""
    if word == other:
        return True
    alike = begun_alike(word, other)
    is_number = any(map(str.isdecimal, word + other))
    return not is_number and alike >= _STEM and {word[alike:], other[alike:]} <= _ENDINGS
