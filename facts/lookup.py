"""Answering what somebody asks in their own words: with a topic, with two, or with facts."""

from dataclasses import dataclass
from typing import Final

from facts.comparing import Pair
from facts.errors import NoFactMatches, NothingAnswers, NothingFound, TopicNotFound
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


async def look_up(library: Library, text: str, prefer: Selection = EVERYTHING) -> Finding:
    """Return what answers a question best; facts of the preferred selection come before others.

    Raises NothingAnswers with the nearest names, or LibraryEmpty.
    """
    text = " ".join(text.split())[:LONGEST]
    named = await library.named(key for span in spans(text) for key in span.keys)
    reading = read(text, named)
    whole = _whole(reading.topics)
    if whole and not reading.rest:
        return whole
    asked = _Words(text, reading.rest, prefer)
    if whole:
        return await asked.found(library) or whole
    return await _by_name(library, asked)


def _whole(topics: tuple[TopicId, ...]) -> NamedTopic | Pair | None:
    if len(topics) > 1:
        return Pair(topics[0], topics[1])
    return NamedTopic(topics[0]) if topics else None


async def _by_name(library: Library, asked: "_Words") -> Finding:
    """Return the topic that the question spells in its own way, or else facts."""
    try:
        match = await library.find(asked.text)
    except TopicNotFound as miss:
        if asked.rest and miss.nearest and share_told(asked.rest, miss.nearest[0].name) == 1:
            return NamedTopic(miss.nearest[0].topic, nearest=True)
        found = await asked.found(library)
        if found is None:
            raise NothingAnswers(asked.text, miss.nearest) from None
        return found
    return NamedTopic(match.topic, nearest=not match.exact)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a question, those that say something, and the facts they are looked for in."""

    text: str
    rest: tuple[str, ...]
    prefer: Selection

    async def found(self, library: Library) -> FactsFor | None:
        """Return the facts for the words, the preferred ones if there are any."""
        for selection in dict.fromkeys((self.prefer, EVERYTHING)):
            if await self._tell(library, selection):
                return FactsFor(self.text, selection)
        return None

    async def _tell(self, library: Library, selection: Selection) -> bool:
        """Tell whether one of the first facts has enough to do with the question."""
        try:
            found = await library.search(self.text, selection, _FEW)
        except (NothingFound, NoFactMatches):
            return False
        return max(share_told(self.rest, hit.fact.text) for hit in found.hits) >= _TOLD
