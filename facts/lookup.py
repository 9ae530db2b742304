"""Answering what somebody asks in their own words: with a topic, with two, or with facts."""

from dataclasses import dataclass
from typing import Final

from facts.comparing import Pair
from facts.errors import NoFactMatches, NothingAnswers, NothingFound, TopicNotFound
from facts.found import Match
from facts.library import Library
from facts.model import TopicId
from facts.questions import LONGEST, read, spans
from facts.selecting import EVERYTHING, Part, Selection
from facts.telling import answers, names_all, share_told

_FEW: Final = Part(limit=3)


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
    near, is_clear = await _near(library, asked.text)
    if is_clear and near[0].exact:
        return NamedTopic(near[0].topic)
    if await asked.named(library):
        return FactsFor(asked.text)
    if is_clear or (asked.rest and near and share_told(asked.rest, near[0].name) == 1):
        return NamedTopic(near[0].topic, nearest=True)
    found = await asked.found(library)
    if found is None:
        raise NothingAnswers(asked.text, near)
    return found


async def _near(library: Library, text: str) -> tuple[tuple[Match, ...], bool]:
    """Return the topics named nearest to a text, and whether it is clear that the first is meant.

    Raises LibraryEmpty.
    """
    try:
        return (await library.find(text),), True
    except TopicNotFound as miss:
        return miss.nearest, False


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

    async def named(self, library: Library) -> bool:
        """Tell whether one of the first facts names all that is asked: a work, a data set."""
        if not self.rest:
            return False
        try:
            found = await library.search(self.text, part=_FEW)
        except NothingFound:
            return False
        return any(names_all(self.rest, hit.fact.text) for hit in found.hits)

    async def _tell(self, library: Library, selection: Selection) -> bool:
        """Tell whether one of the first facts has enough to do with the question."""
        try:
            found = await library.search(self.text, selection, _FEW)
        except (NothingFound, NoFactMatches):
            return False
        return any(answers(self.rest, hit.fact.text) for hit in found.hits)
