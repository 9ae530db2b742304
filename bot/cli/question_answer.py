"""What the bot would answer to a question, as topics and facts to print."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from secrets import randbelow
from typing import Any, Final

from facts.library.answers import TopicAnswer
from facts.library.comparison import ComparisonAnswer, TopicPair
from facts.library.library import Library
from facts.model.entities import Fact
from facts.model.errors import NoAnswer, NotFoundError, TopicNotFound
from facts.model.random_order import SEED_COUNT
from facts.model.results import Tier
from facts.model.selection import Selection, Slice
from facts.questions.content_words import content_words
from facts.questions.findings import (
    FactRequest,
    FactSearch,
    HelpRequest,
    NamedTopic,
    NamedWork,
    RandomFactRequest,
    SmallTalk,
    TopicChoice,
    TopicListRequest,
)
from facts.questions.name_corrections import find_name_corrections
from facts.questions.question_answering import answer_question
from facts.questions.source_phrases import date_months
from facts.questions.topic_mentions import MAX_LENGTH

SHOWN_FACTS: Final = 5
"""Facts of an answer, at most: as many as on the first page of a card."""
SHOWN_TOPICS: Final = 10
"""Topics of a list, at most: as many as on the first page of a card."""
SHOWN_SOURCES: Final = 8
"""Sources that a comparison reads, as a card does."""


class AnswerKind(StrEnum):
    """What a question gets."""

    TOPIC = "topic"
    COMPARISON = "comparison"
    CHOICE = "choice"
    FACTS = "facts"
    CLOSEST = "closest"
    HELP = "help"
    NONE = "none"
    MISS = "miss"


_CERTAIN: Final = frozenset(
    (AnswerKind.TOPIC, AnswerKind.COMPARISON, AnswerKind.CHOICE, AnswerKind.FACTS)
)


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """The kind of an answer, and what it shows in order.

    `topics` are names. `corrected` maps words that were typed to those that were looked up.
    `details` is the answer of a topic or a comparison.
    """

    kind: AnswerKind
    topics: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)
    details: TopicAnswer | ComparisonAnswer | None = None

    @property
    def is_certain(self) -> bool:
        """Whether topics or facts are shown as the answer."""
        return self.kind in _CERTAIN


def read_answer(library: Library, question: str) -> QuestionAnswer:
    """Return what a message with this question gets.

    Raises NoAnswer or another NotFoundError, which `describe_miss` turns into an answer.
    """
    if not question.strip():
        return QuestionAnswer(AnswerKind.HELP)
    try:
        question = question[:MAX_LENGTH]
        question = date_months(question, datetime.datetime.now(datetime.UTC).date())
        finding = answer_question(library, question, part=Slice(limit=SHOWN_FACTS))
    except NoAnswer:
        if content_words(question):
            raise
        return QuestionAnswer(AnswerKind.HELP)
    answer = READERS[type(finding)](finding, library)
    if isinstance(finding, NamedTopic) and finding.is_nearest:
        answer = replace(answer, corrected=_find_corrections(question, answer))
    return answer


def _find_corrections(question: str, answer: QuestionAnswer) -> dict[str, str]:
    """Return the words that were read as those of the nearest topic's names."""
    if not isinstance(answer.details, TopicAnswer):
        return {}
    topic = answer.details.topic
    return find_name_corrections(question, (topic.name, *topic.aliases))


def describe_miss(error: NotFoundError) -> QuestionAnswer:
    """Return the answer for a miss, with the topics that it suggests."""
    near = error.nearest if isinstance(error, NoAnswer | TopicNotFound) else ()
    largest = error.largest if isinstance(error, NoAnswer) else ()
    names = dict.fromkeys(match.alias_of or match.name for match in near or largest)
    return QuestionAnswer(AnswerKind.MISS, tuple(names))


def _read_topic(finding: NamedTopic, library: Library) -> QuestionAnswer:
    answer = library.topic(Selection(finding.topic), Slice(limit=SHOWN_FACTS))
    return QuestionAnswer(AnswerKind.TOPIC, (answer.topic.name,), answer.facts, details=answer)


def _read_source(finding: NamedWork, library: Library) -> QuestionAnswer:
    answer = library.source(finding.source, Slice(limit=SHOWN_FACTS))
    return QuestionAnswer(AnswerKind.FACTS, facts=answer.facts)


def _read_comparison(pair: TopicPair, library: Library) -> QuestionAnswer:
    facts, sources = Slice(limit=SHOWN_FACTS), Slice(limit=SHOWN_SOURCES)
    answer = library.compare(pair, facts, sources, opens=True)
    names = answer.first.name, answer.second.name
    return QuestionAnswer(AnswerKind.COMPARISON, names, answer.facts, details=answer)


def _read_choice(choice: TopicChoice, library: Library) -> QuestionAnswer:
    offered = library.list_chosen(choice.topics).topics
    return QuestionAnswer(AnswerKind.CHOICE, tuple(each.topic.name for each in offered))


def _read_facts(finding: FactSearch, library: Library) -> QuestionAnswer:
    part = Slice(limit=SHOWN_FACTS)
    answer = finding.answer or library.search(finding.text, finding.selection, part)
    is_certain = not answer.hits or answer.hits[0].tier is Tier.CERTAIN
    kind = AnswerKind.FACTS if is_certain else AnswerKind.CLOSEST
    facts = tuple(hit.fact for hit in answer.hits)
    return QuestionAnswer(kind, facts=facts, corrected=answer.corrected)


def _read_topics(_: TopicListRequest, library: Library) -> QuestionAnswer:
    listed = library.topics(part=Slice(limit=SHOWN_TOPICS)).topics
    return QuestionAnswer(AnswerKind.CHOICE, tuple(each.topic.name for each in listed))


def _read_random_fact(finding: RandomFactRequest, library: Library) -> QuestionAnswer:
    drawn = library.draw(randbelow(SEED_COUNT), Selection(finding.topic))
    return QuestionAnswer(AnswerKind.FACTS, facts=(drawn.fact,))


def _read_fact(finding: FactRequest, library: Library) -> QuestionAnswer:
    return QuestionAnswer(AnswerKind.FACTS, facts=(library.fact(finding.number),))


READERS: Final[Mapping[type, Callable[[Any, Library], QuestionAnswer]]] = {
    NamedTopic: _read_topic,
    NamedWork: _read_source,
    TopicPair: _read_comparison,
    TopicChoice: _read_choice,
    FactSearch: _read_facts,
    SmallTalk: lambda _, __: QuestionAnswer(AnswerKind.NONE),
    HelpRequest: lambda _, __: QuestionAnswer(AnswerKind.HELP),
    TopicListRequest: _read_topics,
    RandomFactRequest: _read_random_fact,
    FactRequest: _read_fact,
}
"""By type of finding, how its answer is read. A test checks that none is left out."""
