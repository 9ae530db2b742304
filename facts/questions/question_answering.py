"""Answering what somebody asks in their own words: with a topic, with two, or with facts."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from facts.library.comparison import Pair
from facts.library.library import Library
from facts.model.entities import TopicId
from facts.model.errors import NoFactMatches, NothingAnswers, NothingFound, TopicNotFound
from facts.model.results import Match
from facts.model.selection import EVERYTHING, Part, Selection
from facts.questions.content_words import answers, names_all, share_told, telling
from facts.questions.long_messages import LONG, asking, condensed
from facts.questions.respelling import Spelling, other_spellings, run_together, taken_apart
from facts.questions.topic_mentions import LONGEST, Reading, beside, read, spans

_FEW: Final = Part(limit=5)
_SOME: Final = Part(limit=20)
_LIKELY: Final = 5
"""Other spellings of the words of a question that are looked for in facts."""
_NEAR: Final = 50.0
"""The score from which a topic is suggested: few things that people say at work come near one."""
_PART: Final = 94.0
"""The score from which a part of a name, or a misspelling of one, is taken for it beside others."""
_LARGEST: Final = 3
"""Topics that are suggested where none is near."""
_COMPARED: Final = 2
_CHOICES: Final = 25
"""Topics that are offered at once; a menu of Discord's has no more."""


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


@dataclass(frozen=True, slots=True)
class Several:
    """Topics that a question names, more than can be compared."""

    topics: tuple[TopicId, ...]


Finding = NamedTopic | Pair | Several | FactsFor


async def look_up(library: Library, text: str, prefer: Selection = EVERYTHING) -> Finding:
    """Return what answers a question best; facts of the preferred selection come before others.

    Raises NothingAnswers with what may be asked instead, or LibraryEmpty.
    """
    text = text.strip()[:LONGEST]
    if len(text) > LONG:
        return await _looked_up_long(library, text, prefer)
    return await _looked_up(library, " ".join(text.split()), prefer)


async def _looked_up(library: Library, text: str, prefer: Selection) -> Finding:
    """Return what answers a question as it is written, or else as facts would write it."""
    try:
        return await _as_written(library, text, prefer)
    except NothingAnswers as miss:
        respelt = await _respelt(library, text, [match.name for match in miss.nearest])
        if respelt != text:
            with suppress(NothingAnswers):  # the miss is of what was written
                return await _as_written(library, respelt, prefer)
        raise


async def _as_written(library: Library, text: str, prefer: Selection) -> Finding:
    text = await _taken_apart(library, text)
    reading = await _read(library, text)
    whole = _whole(reading.topics)
    if whole and not reading.rest:
        return whole
    if several := _whole(await _named_beside(library, beside(text))):
        return several
    asked = _Words(text, reading.rest, prefer)
    if whole:
        return await asked.found(library) or whole
    return await _by_name(library, asked)


async def _looked_up_long(library: Library, text: str, prefer: Selection) -> Finding:
    """Return what answers a question in a long message, or else what is said there."""
    for question in asking(text):
        with suppress(NothingAnswers):
            return await _looked_up(library, question, prefer)
    if whole := _whole((await _read(library, text)).topics):
        return whole
    known = await library.known(telling(text))
    for told in condensed(text, known):
        asked = _Words(" ".join(told.words), told.of, prefer)
        if found := await asked.found(library):
            return found
    raise await _nothing(library, " ".join(text.split()))


async def _taken_apart(library: Library, text: str) -> str:
    """Return a question as facts write it: with “GPT-4” for “gpt4”, where they know of no gpt4."""
    together = run_together(text)
    if not together:
        return text
    known = await library.known([*together, *together.values()])
    apart = [word for word, letters in together.items() if word not in known and letters in known]
    return taken_apart(text, apart)


async def _respelt(library: Library, text: str, names: Sequence[str]) -> str:
    """Return a question as facts or some names write it: “fine-tuning” for “finetuning”."""
    spellings = list(other_spellings(text))
    known = await library.known({word for each in spellings for word in each.written + each.meant})
    named = [each for each in spellings if any(map(each.is_in, names))]
    likely = [each for each in spellings if each.is_likely(known) and each not in named]
    found = [each for each in likely[:_LIKELY] if await _is_written(library, each)]
    for spelling in named + found:
        text = spelling.put_into(text)
    return text


async def _is_written(library: Library, spelling: Spelling) -> bool:
    try:
        found = await library.search(" ".join(spelling.meant), part=_SOME)
    except NothingFound:
        return False
    return any(spelling.is_in(hit.fact.text) for hit in found.hits)


async def _read(library: Library, text: str) -> Reading:
    found = spans(text)
    return read(text, await library.named(key for span in found for key in span.keys))


async def _named_beside(library: Library, names: Sequence[str]) -> tuple[TopicId, ...]:
    """Return the topics that names lead to which stand beside each other; none if one does not.

    Each counts as it would alone: by a part of its name too, or misspelt.
    """
    topics: dict[TopicId, None] = {}
    for name in names if 1 < len(names) <= _CHOICES else ():
        reading = await _read(library, name)
        if not reading.topics:
            near, is_clear = await _near(library, " ".join(reading.rest))
            if not (is_clear and _is_part(near[0], reading.rest)):
                return ()
            topics[near[0].topic] = None
        elif reading.rest:
            return ()
        topics |= dict.fromkeys(reading.topics)
    return tuple(topics) if len(topics) > 1 else ()


def _is_part(match: Match, asked: Sequence[str]) -> bool:
    """Tell whether words are so near to a name, or all stand in it, that it is taken for them."""
    return match.score >= _PART or share_told(asked, match.name) == 1


def _whole(topics: tuple[TopicId, ...]) -> NamedTopic | Pair | Several | None:
    if len(topics) > _COMPARED:
        return Several(topics[:_CHOICES])
    if len(topics) == _COMPARED:
        return Pair(topics[0], topics[1])
    return NamedTopic(topics[0]) if topics else None


async def _by_name(library: Library, asked: "_Words") -> Finding:
    """Return the topic that the question spells in its own way, or else facts."""
    near, is_clear = await _near(library, asked.text)
    if is_clear and near[0].exact:
        return NamedTopic(near[0].topic)
    if is_clear and sorted(asked.rest) == sorted(telling(near[0].name)):
        return NamedTopic(near[0].topic, nearest=True)  # its words, whatever their order
    if await asked.named(library):
        return FactsFor(asked.text)
    if is_clear or (asked.rest and near and share_told(asked.rest, near[0].name) == 1):
        return NamedTopic(near[0].topic, nearest=True)
    found = await asked.found(library) if asked.rest else None
    if found is None:
        raise await _nothing(library, asked.text, near)
    return found


async def _nothing(library: Library, text: str, near: tuple[Match, ...] = ()) -> NothingAnswers:
    """Return that nothing answers, with what may be asked instead."""
    near = tuple(match for match in near if match.score >= _NEAR)
    largest = () if near else await library.offers.topics("", _LARGEST)
    return NothingAnswers(text, near, largest)


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
