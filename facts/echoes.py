"""Facts that bear on a text of somebody's: those that say the same, and those that are related."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from facts.errors import NothingBears, NothingFound
from facts.library import Library
from facts.model import Fact
from facts.questions import share_told, telling
from facts.store import EVERYTHING, Hit, Part
from facts.text import storable

_END: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_LONGEST: Final = 10_000
"""Characters of a text that are read."""
_PASSAGES: Final = 12
"""Passages of a text that are looked up: the longest ones, which say most."""
_LEAST_WORDS: Final = 2
_HITS: Final = Part(limit=3)
_RELATED: Final = 0.34
"""The share of a passage's words that a fact must hold to be related."""
_SAME: Final = 0.7
"""The share of the words of each that the other must hold to say the same."""
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_DENIALS: Final = frozenset(
    "cannot didn doesn don hardly isn lacks never neither no nor not t wasn without won".split()
)


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

    Other numbers, or a denial in one of them only, keep two texts from saying the same.
    """
    asked, told = telling(passage), telling(fact)
    share = share_told(asked, fact)
    if share < _RELATED or (len(asked) > 1 and share * len(asked) < _LEAST_WORDS):
        return None
    alike = share >= _SAME and share_told(told, passage) >= _SAME
    agrees = _numbers(passage) <= _numbers(fact) and _denies(asked) == _denies(told)
    return Nearness.SAME if alike and agrees else Nearness.RELATED


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


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _denies(said: tuple[str, ...]) -> bool:
    return not _DENIALS.isdisjoint(said)
