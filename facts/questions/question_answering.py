"""Answers to questions in natural language: a topic, a comparison, or facts."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from facts.library.comparison import TopicPair
from facts.library.library import Library
from facts.model.entities import TopicId
from facts.model.errors import NoAnswer, TopicNotFound
from facts.model.results import EXACT_SCORE, Match
from facts.model.selection import EVERYTHING, Selection, Slice
from facts.questions.content_words import content_words, coverage, has_all_forms
from facts.questions.direct_requests import find_direct_request
from facts.questions.fact_lookup import FactLookup, LookupScope, first_text
from facts.questions.findings import Finding, NamedTopic, TopicChoice
from facts.questions.known_questions import find_known_question
from facts.questions.long_messages import LONG_MESSAGE, condense_message, find_questions
from facts.questions.respelling import hyphenate_known_words, respell_question
from facts.questions.source_questions import find_source_answer
from facts.questions.topic_mentions import (
    MAX_LENGTH,
    TopicMentions,
    find_topic_mentions,
    split_listed_names,
)
from facts.text.question_words import has_only_question_words, set_aside_question_words

_FIRST_HITS: Final = 5
"""Facts of a search that are read if the caller names no slice."""
_SUGGESTION_SCORE: Final = 50.0
"""The score from which a topic is suggested. Small talk rarely reaches it."""
_PART_SCORE: Final = 94.0
"""The score from which a listed part of a question counts as a topic's name."""
_MAX_LARGEST: Final = 3
"""Topics that are suggested if none is near."""
_PAIR_SIZE: Final = 2
_MAX_CHOICES: Final = 25
"""Topics offered at once: the number of options in a Discord menu."""


def answer_question(
    library: Library, text: str, prefer: Selection = EVERYTHING, part: Slice | None = None
) -> Finding:
    """Return the best answer to a question; a phrasing of a fact answers at once.

    Facts of the preferred selection come before others. Facts are searched for with the slice
    `part`, which begins with the first hits. Raises NoAnswer with suggestions, or LibraryEmpty.
    """
    if known := find_known_question(library, " ".join(text.split())):
        return known
    text = text.strip()[:MAX_LENGTH]
    if request := find_direct_request(library, text):
        return request
    scope = LookupScope(library, prefer, part or Slice(limit=_FIRST_HITS))
    if cited := find_source_answer(library, text, scope.part):
        return cited
    if len(text) > LONG_MESSAGE:
        return _answer_long_message(scope, text)
    return _answer_short_question(scope, " ".join(text.split()))


def _answer_short_question(scope: LookupScope, text: str) -> Finding:
    """Answer a question as written, or else as facts spell it."""
    try:
        return _answer_as_written(scope, text)
    except NoAnswer as miss:
        respelt = respell_question(scope.library, text, [match.name for match in miss.nearest])
        if respelt != text:
            with suppress(NoAnswer):  # the error should quote the user's own spelling
                return _answer_as_written(scope, respelt)
        raise


def _answer_as_written(scope: LookupScope, text: str) -> Finding:
    library = scope.library
    text = hyphenate_known_words(library, text)
    mentions = read_mentions(library, text)
    whole = _topic_finding(mentions.topics)
    if whole and has_only_question_words(mentions.other_words):
        return whole
    if several := _topic_finding(_find_listed_topics(library, split_listed_names(text))):
        return several
    lookup = FactLookup(scope, text)
    if whole:
        return _answer_beside_name(whole, mentions.other_words, lookup)
    return _answer_by_name(library, lookup, mentions.other_words)


def _answer_beside_name(
    whole: NamedTopic | TopicPair | TopicChoice, other_words: tuple[str, ...], lookup: FactLookup
) -> Finding:
    """Answer a question that says more than the names of topics."""
    if facts := lookup.find_certain():
        return facts
    closest = lookup.find_closest()
    if closest and has_all_forms(other_words, first_text(closest)):
        return closest
    if not isinstance(whole, NamedTopic) or lookup.has_words(whole.topic, other_words):
        return whole
    if closest:
        return closest
    names = lookup.scope.library.topic_names((whole.topic,)).items()
    raise NoAnswer(lookup.text, tuple(Match(topic, name, EXACT_SCORE) for topic, name in names))


def _answer_long_message(scope: LookupScope, text: str) -> Finding:
    """Answer the questions in a long message, or its rarest words."""
    library = scope.library
    for question in find_questions(text):
        with suppress(NoAnswer):
            return _answer_short_question(scope, question)
    if whole := _topic_finding(read_mentions(library, text).topics):
        return whole
    known = library.count_known_words(content_words(text))
    for rarest in condense_message(text, known):
        lookup = FactLookup(scope, " ".join(rarest))
        if finding := lookup.find_certain() or lookup.find_closest():
            return finding
    raise _no_answer(library, " ".join(text.split()))


def read_mentions(library: Library, text: str) -> TopicMentions:
    """Return the topics that a text names, in English or another language.

    A name may contain question words, so the text counts as written if that names more.
    """
    written = find_topic_mentions(text, library.resolve_names)
    core = set_aside_question_words(text)
    asked = written if core == text else find_topic_mentions(core, library.resolve_names)
    return written if len(written.topics) > len(asked.topics) else asked


def _find_listed_topics(library: Library, names: Sequence[str]) -> tuple[TopicId, ...]:
    """Return the topics of listed names; none if one is unknown.

    Each name counts as it would alone, so a part of a topic's name or a misspelling is enough.
    """
    topics: dict[TopicId, None] = {}
    for name in names if 1 < len(names) <= _MAX_CHOICES else ():
        mentions = read_mentions(library, name)
        if not mentions.topics:
            near, is_clear = _find_nearest(library, " ".join(mentions.other_words))
            if not (is_clear and _is_name_part(near[0], mentions.other_words)):
                return ()
            topics[near[0].topic] = None
        elif mentions.other_words:
            return ()
        topics |= dict.fromkeys(mentions.topics)
    return tuple(topics) if len(topics) > 1 else ()


def _is_name_part(match: Match, words: Sequence[str]) -> bool:
    """Return whether words resemble a name or all occur in it."""
    return match.score >= _PART_SCORE or coverage(words, match.name) == 1


def _topic_finding(topics: tuple[TopicId, ...]) -> NamedTopic | TopicPair | TopicChoice | None:
    if len(topics) > _PAIR_SIZE:
        return TopicChoice(topics[:_MAX_CHOICES])
    if len(topics) == _PAIR_SIZE:
        return TopicPair(topics[0], topics[1])
    return NamedTopic(topics[0]) if topics else None


def _answer_by_name(library: Library, lookup: FactLookup, asked: tuple[str, ...]) -> Finding:
    """Return the topic nearest to a question by name, or facts.

    `asked` are the content words of the question.
    """
    near, is_clear = _find_nearest(library, lookup.text)
    if is_clear and near[0].is_exact:
        return NamedTopic(near[0].topic)
    if is_clear and sorted(asked) == sorted(content_words(near[0].name)):
        return NamedTopic(near[0].topic, is_nearest=True)  # the same words in another order
    if naming := lookup.find_naming_fact(asked):
        return naming
    if is_clear or (len(asked) > 1 and near and has_all_forms(asked, near[0].name)):
        return NamedTopic(near[0].topic, is_nearest=True)
    finding = (lookup.find_certain() or lookup.find_closest()) if asked else None
    if finding is None:
        raise _no_answer(library, lookup.text, near)
    return finding


def _no_answer(library: Library, text: str, near: tuple[Match, ...] = ()) -> NoAnswer:
    """Return the error for a question without an answer, with suggestions."""
    near = tuple(match for match in near if match.score >= _SUGGESTION_SCORE)
    largest = () if near else library.autocomplete.topics("", _MAX_LARGEST)
    return NoAnswer(text, near, largest)


def _find_nearest(library: Library, text: str) -> tuple[tuple[Match, ...], bool]:
    """Return the topics with the nearest names, and the certainty.

    The certainty is whether the first topic may answer. Raises LibraryEmpty.
    """
    try:
        return (library.find(text),), True
    except TopicNotFound as miss:
        return miss.nearest, False
