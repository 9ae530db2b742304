"""Texts that begin with, contain or resemble a typed text: for short lists of suggestions."""

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from facts.model.results import EXACT_SCORE
from facts.search.name_ranking import COMPLETION_SCORE
from facts.search.name_score import score_texts

Item = TypeVar("Item")
_SAME_TEXT: Final = EXACT_SCORE + 3
_SAME_BEGINNING: Final = EXACT_SCORE + 2
_SAME_PART: Final = EXACT_SCORE + 1
"""Scores above those of similar texts."""


def list_similar(text: str, items: Iterable[Item], name: Callable[[Item], str]) -> tuple[Item, ...]:
    """Return the items whose names fit a typed text, best first.

    An equal name comes before one that begins with the text, then those that contain it, then
    misspelled ones. An empty text returns all. Equally good ones keep their order.
    """
    key, listed = text.strip().casefold(), list(items)
    if not key:
        return tuple(listed)
    names = [name(item) for item in listed]
    scored = [
        (_score(key, each.casefold(), likeness), item)
        for item, each, likeness in zip(listed, names, score_texts(text, names), strict=True)
    ]
    near = [pair for pair in scored if pair[0] >= COMPLETION_SCORE]
    return tuple(item for _, item in sorted(near, key=lambda pair: -pair[0]))


def list_similar_texts(text: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that fit a typed text; see `list_similar`."""
    return list_similar(text, dict.fromkeys(texts), str)


def _score(key: str, name: str, likeness: float) -> float:
    if key == name:
        return _SAME_TEXT
    if name.startswith(key):
        return _SAME_BEGINNING
    return _SAME_PART if key in name else likeness
