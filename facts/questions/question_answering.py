"""Answering what somebody asks in their own words: with a topic, with two, or with facts."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from facts.library.comparison import TopicPair
from facts.library.library import Library
from facts.model.entities import TopicId
from facts.model.errors import NoAnswer, NoFactMatches, NoSearchHits, TopicNotFound
from facts.model.results import Match
from facts.model.selection import EVERYTHING, Selection, Slice
from facts.questions.content_words import content_words, coverage, has_all_names, is_relevant
from facts.questions.long_messages import LONG_MESSAGE, condense_message, find_questions
from facts.questions.respelling import (
    Respelling,
    find_numbered_words,
    hyphenate_numbers,
    iter_respellings,
)
from facts.questions.topic_mentions import (
    MAX_LENGTH,
    TopicMentions,
    find_name_spans,
    find_topic_mentions,
    split_listed_names,
)

_FIRST_HITS: Final = Slice(limit=5)
_RESPELLING_HITS: Final = Slice(limit=20)
_MAX_RESPELLINGS: Final = 5
"""Other spellings of the words of a question that are looked for in facts."""
_SUGGESTION_SCORE: Final = 50.0
"""The score from which a topic is suggested: few things that people say at work come near one."""
_PART_SCORE: Final = 94.0
"""The score from which a part of a name, or a misspelling of one, is taken for it beside others."""
_MAX_LARGEST: Final = 3
"""Topics that are suggested where none is near."""
_PAIR_SIZE: Final = 2
_MAX_CHOICES: Final = 25
"""Topics that are offered at once; a menu of Discord's has no more."""


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic that a question is about as a whole; `nearest` if it is not named as it is."""

    topic: TopicId
    is_nearest: bool = False


@dataclass(frozen=True, slots=True)
class FactSearch:
    """Facts that are found by the words of a question."""

    text: str
    selection: Selection = EVERYTHING


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """Topics that a question names, more than can be compared."""

    topics: tuple[TopicId, ...]


Finding = NamedTopic | TopicPair | TopicChoice | FactSearch


async def answer_question(library: Library, text: str, prefer: Selection = EVERYTHING) -> Finding:
    """Return what answers a question best; facts of the preferred selection come before others.

    Raises NoAnswer with what may be asked instead, or LibraryEmpty.
    """
    text = text.strip()[:MAX_LENGTH]
    if len(text) > LONG_MESSAGE:
        return await _answer_long_message(library, text, prefer)
    return await _answer_short_question(library, " ".join(text.split()), prefer)


async def _answer_short_question(library: Library, text: str, prefer: Selection) -> Finding:
    """Return what answers a question as it is written, or else as facts would write it."""
    try:
        return await _answer_as_written(library, text, prefer)
    except NoAnswer as miss:
        respelt = await _respell(library, text, [match.name for match in miss.nearest])
        if respelt != text:
            with suppress(NoAnswer):  # the miss is of what was written
                return await _answer_as_written(library, respelt, prefer)
        raise


async def _answer_as_written(library: Library, text: str, prefer: Selection) -> Finding:
    text = await _hyphenate_known(library, text)
    reading = await _read_mentions(library, text)
    whole = _topic_finding(reading.topics)
    if whole and not reading.other_words:
        return whole
    if several := _topic_finding(await _find_listed_topics(library, split_listed_names(text))):
        return several
    asked = _QuestionWords(text, reading.other_words, prefer)
    if whole:
        return await asked.find_facts(library) or whole
    return await _answer_by_name(library, asked)


async def _answer_long_message(library: Library, text: str, prefer: Selection) -> Finding:
    """Return what answers a question in a long message, or else what is said there."""
    for question in find_questions(text):
        with suppress(NoAnswer):
            return await _answer_short_question(library, question, prefer)
    if whole := _topic_finding((await _read_mentions(library, text)).topics):
        return whole
    known = await library.count_known_words(content_words(text))
    for told in condense_message(text, known):
        asked = _QuestionWords(" ".join(told.words), told.source_words, prefer)
        if found := await asked.find_facts(library):
            return found
    raise await _no_answer(library, " ".join(text.split()))


async def _hyphenate_known(library: Library, text: str) -> str:
    """Return a question as facts write it: with “GPT-4” for “gpt4”, where they know of no gpt4."""
    together = find_numbered_words(text)
    if not together:
        return text
    known = await library.count_known_words([*together, *together.values()])
    apart = [word for word, letters in together.items() if word not in known and letters in known]
    return hyphenate_numbers(text, apart)


async def _respell(library: Library, text: str, names: Sequence[str]) -> str:
    """Return a question as facts or some names write it: “fine-tuning” for “finetuning”."""
    spellings = list(iter_respellings(text))
    known = await library.count_known_words(
        {word for each in spellings for word in each.original + each.replacement}
    )
    named = [each for each in spellings if any(map(each.is_in, names))]
    likely = [each for each in spellings if each.is_likely(known) and each not in named]
    found = [each for each in likely[:_MAX_RESPELLINGS] if await _has_spelling(library, each)]
    for spelling in named + found:
        text = spelling.apply_to(text)
    return text


async def _has_spelling(library: Library, spelling: Respelling) -> bool:
    try:
        found = await library.search(" ".join(spelling.replacement), part=_RESPELLING_HITS)
    except NoSearchHits:
        return False
    return any(spelling.is_in(hit.fact.text) for hit in found.hits)


async def _read_mentions(library: Library, text: str) -> TopicMentions:
    found = find_name_spans(text)
    return find_topic_mentions(
        text, await library.resolve_names(key for span in found for key in span.keys)
    )


async def _find_listed_topics(library: Library, names: Sequence[str]) -> tuple[TopicId, ...]:
    """Return the topics that names lead to which stand beside each other; none if one does not.

    Each counts as it would alone: by a part of its name too, or misspelt.
    """
    topics: dict[TopicId, None] = {}
    for name in names if 1 < len(names) <= _MAX_CHOICES else ():
        reading = await _read_mentions(library, name)
        if not reading.topics:
            near, is_clear = await _find_nearest(library, " ".join(reading.other_words))
            if not (is_clear and _is_name_part(near[0], reading.other_words)):
                return ()
            topics[near[0].topic] = None
        elif reading.other_words:
            return ()
        topics |= dict.fromkeys(reading.topics)
    return tuple(topics) if len(topics) > 1 else ()


def _is_name_part(match: Match, asked: Sequence[str]) -> bool:
    """Tell whether words are so near to a name, or all stand in it, that it is taken for them."""
    return match.score >= _PART_SCORE or coverage(asked, match.name) == 1


def _topic_finding(topics: tuple[TopicId, ...]) -> NamedTopic | TopicPair | TopicChoice | None:
    if len(topics) > _PAIR_SIZE:
        return TopicChoice(topics[:_MAX_CHOICES])
    if len(topics) == _PAIR_SIZE:
        return TopicPair(topics[0], topics[1])
    return NamedTopic(topics[0]) if topics else None


async def _answer_by_name(library: Library, asked: "_QuestionWords") -> Finding:
    """Return the topic that the question spells in its own way, or else facts."""
    near, is_clear = await _find_nearest(library, asked.text)
    if is_clear and near[0].is_exact:
        return NamedTopic(near[0].topic)
    if is_clear and sorted(asked.other_words) == sorted(content_words(near[0].name)):
        return NamedTopic(near[0].topic, is_nearest=True)  # its words, whatever their order
    if await asked.has_naming_fact(library):
        return FactSearch(asked.text)
    if is_clear or (asked.other_words and near and coverage(asked.other_words, near[0].name) == 1):
        return NamedTopic(near[0].topic, is_nearest=True)
    found = await asked.find_facts(library) if asked.other_words else None
    if found is None:
        raise await _no_answer(library, asked.text, near)
    return found


async def _no_answer(library: Library, text: str, near: tuple[Match, ...] = ()) -> NoAnswer:
    """Return that nothing answers, with what may be asked instead."""
    near = tuple(match for match in near if match.score >= _SUGGESTION_SCORE)
    largest = () if near else await library.autocomplete.topics("", _MAX_LARGEST)
    return NoAnswer(text, near, largest)


async def _find_nearest(library: Library, text: str) -> tuple[tuple[Match, ...], bool]:
    """Return the topics named nearest to a text, and whether it is clear that the first is meant.

    Raises LibraryEmpty.
    """
    try:
        return (await library.find(text),), True
    except TopicNotFound as miss:
        return miss.nearest, False


@dataclass(frozen=True, slots=True)
class _QuestionWords:
    """The words of a question, those that say something, and the facts they are looked for in."""

    text: str
    other_words: tuple[str, ...]
    prefer: Selection

    async def find_facts(self, library: Library) -> FactSearch | None:
        """Return the facts for the words, the preferred ones if there are any."""
        for selection in dict.fromkeys((self.prefer, EVERYTHING)):
            if await self._has_relevant_fact(library, selection):
                return FactSearch(self.text, selection)
        return None

    async def has_naming_fact(self, library: Library) -> bool:
        """Tell whether one of the first facts names all that is asked: a work, a data set."""
        if not self.other_words:
            return False
        try:
            found = await library.search(self.text, part=_FIRST_HITS)
        except NoSearchHits:
            return False
        return any(has_all_names(self.other_words, hit.fact.text) for hit in found.hits)

    async def _has_relevant_fact(self, library: Library, selection: Selection) -> bool:
        """Tell whether one of the first facts has enough to do with the question."""
        try:
            found = await library.search(self.text, selection, _FIRST_HITS)
        except (NoSearchHits, NoFactMatches):
            return False
        return any(is_relevant(self.other_words, hit.fact.text) for hit in found.hits)
