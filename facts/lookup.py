"""Answering what somebody asks in their own words: with a topic, with two, or with facts."""

from dataclasses import dataclass
from typing import Final

from facts.comparing import Pair
from facts.errors import NothingAnswers, NothingFound, TopicNotFound
from facts.library import Library
from facts.model import TopicId
from facts.questions import LONGEST, read, share_told, spans
from facts.store import EVERYTHING, Part, Selection

_FEW: Final = Part(limit=3)
_TOLD: Final = 0.33
"""The share of a question's words that one of the first facts must hold, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic that a question is about as a whole; `nearest` if it is not named as it is."""

    topic: TopicId
    nearest: bool = False


@dataclass(frozen=True, slots=True)
class FactsFor:
    """Facts that are found by the words of a question."""

    text: str
    selection: Selection = EVERYTHING


Finding = NamedTopic | Pair | FactsFor


async def look_up(library: Library, text: str) -> Finding:
    """Return what answers a question best.

    Raises NothingAnswers with the nearest names, or LibraryEmpty.
    """
    text = " ".join(text.split())[:LONGEST]
    named = await library.named(key for span in spans(text) for key in span.keys)
    reading = read(text, named)
    whole = _whole(reading.topics)
    if whole and not reading.rest:
        return whole
    if whole:
        return await _by_words(library, text, reading.rest) or whole
    return await _by_name(library, text, reading.rest)


def _whole(topics: tuple[TopicId, ...]) -> NamedTopic | Pair | None:
    if len(topics) > 1:
        return Pair(topics[0], topics[1])
    return NamedTopic(topics[0]) if topics else None


async def _by_name(library: Library, text: str, rest: tuple[str, ...]) -> Finding:
    """Return the topic that the question spells in its own way, or else facts."""
    try:
        match = await library.find(text)
    except TopicNotFound as miss:
        if rest and miss.nearest and share_told(rest, miss.nearest[0].name) == 1:
            return NamedTopic(miss.nearest[0].topic, nearest=True)
        found = await _by_words(library, text, rest)
        if found is None:
            raise NothingAnswers(text, miss.nearest) from None
        return found
    return NamedTopic(match.topic, nearest=not match.exact)


async def _by_words(library: Library, text: str, rest: tuple[str, ...]) -> FactsFor | None:
    """Return the facts for a question, unless the best of them has little to do with it."""
    try:
        found = await library.search(text, EVERYTHING, _FEW)
    except NothingFound:
        return None
    best = max(share_told(rest, hit.fact.text) for hit in found.hits)
    return FactsFor(text) if best >= _TOLD else None
