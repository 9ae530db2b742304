"""How what is looked up is written into the id of a control; see codes."""

from collections.abc import Callable
from typing import Any, Final

from bot.queries.codec_fields import (
    id_decoded,
    joined,
    number_coded,
    number_decoded,
    page_coded,
    page_decoded,
)
from bot.queries.library_queries import (
    MOST_ECHOES,
    CitationQuestion,
    CompareQuestion,
    EchoQuestion,
    FactQuestion,
    Question,
    RandomQuestion,
    SearchQuestion,
    SourceQuestion,
    SourcesQuestion,
    TopicQuestion,
    TopicsQuestion,
)
from bot.queries.selection_codec import rest_coded, selection_coded, selection_decoded
from facts.library.comparison import Pair, Side
from facts.model.entities import FactId, SourceId, TopicId
from facts.model.random_order import SEEDS
from facts.model.selection import TopicOrder
from facts.questions.related_facts import Nearness

_NEARNESS: Final = {Nearness.SAME: "s", Nearness.RELATED: "r"}
_SIDES: Final = {Side.BOTH: "b", Side.FIRST: "f", Side.SECOND: "s", Side.SOURCES: "q"}


def _topic(asked: TopicQuestion) -> str:
    chosen = asked.selection
    return joined("T", *selection_coded(chosen), *rest_coded(chosen), page_coded(asked.page))


def _read_topic(*fields: str) -> TopicQuestion:
    topic, kind, site, source, since, page = fields
    chosen = selection_decoded(topic, kind, site, source, since)
    if chosen.topic is None:
        raise ValueError("no topic")
    return TopicQuestion(chosen, page_decoded(page))


def _topics(asked: TopicsQuestion) -> str:
    if asked.query is not None:
        return "N"
    return joined("B", asked.order[0], page_coded(asked.page))


def _read_topics(order: str, page: str) -> TopicsQuestion:
    (known,) = (each for each in TopicOrder if each[0] == order)
    return TopicsQuestion(known, page_decoded(page))


def _sources(asked: SourcesQuestion) -> str:
    return joined("L", *selection_coded(asked.selection), page_coded(asked.page))


def _read_sources(*fields: str) -> SourcesQuestion:
    *chosen, page = fields
    return SourcesQuestion(selection_decoded(*chosen), page_decoded(page))


def _random(asked: RandomQuestion) -> str:
    after = number_coded(asked.after) if asked.after else ""
    return joined("R", number_coded(asked.seed), *selection_coded(asked.selection), after)


def _read_random(seed: str, *fields: str) -> RandomQuestion:
    *chosen, after = fields
    reached = FactId(id_decoded(after)) if after else None
    return RandomQuestion(number_decoded(seed) % SEEDS, selection_decoded(*chosen), reached)


def _search(asked: SearchQuestion) -> str:
    return joined("Q", *selection_coded(asked.selection), page_coded(asked.page))


def _read_search(typed: str, *fields: str) -> SearchQuestion:
    *chosen, page = fields
    return SearchQuestion(typed, selection_decoded(*chosen), page_decoded(page))


def _comparison(asked: CompareQuestion) -> str:
    first, second = number_coded(asked.pair.first), number_coded(asked.pair.second)
    return joined("J", first, second, _SIDES[asked.pair.side], page_coded(asked.page))


def _read_comparison(first: str, second: str, side: str, page: str) -> CompareQuestion:
    (known,) = (each for each, letter in _SIDES.items() if letter == side)
    pair = Pair(TopicId(id_decoded(first)), TopicId(id_decoded(second)), known)
    return CompareQuestion(pair, page_decoded(page))


def _echoes(asked: EchoQuestion) -> str:
    facts = (_NEARNESS[nearness] + number_coded(fact) for fact, nearness in asked.facts)
    return joined("E", number_coded(asked.message), *facts)


def _read_echoes(message: str, *facts: str) -> EchoQuestion:
    letters = {letter: nearness for nearness, letter in _NEARNESS.items()}
    read = [(FactId(id_decoded(fact[1:])), letters[fact[:1]]) for fact in facts]
    if not 0 < len(read) <= MOST_ECHOES:
        raise ValueError("no facts")
    return EchoQuestion(id_decoded(message), tuple(read))


CODERS: Final[dict[Any, Callable[[Any], str]]] = {
    TopicQuestion: _topic,
    TopicsQuestion: _topics,
    SourcesQuestion: _sources,
    SourceQuestion: lambda it: joined("S", number_coded(it.source), page_coded(it.page)),
    FactQuestion: lambda it: joined("F", number_coded(it.fact), page_coded(it.page)),
    CitationQuestion: lambda it: joined("C", number_coded(it.fact), page_coded(it.page)),
    RandomQuestion: _random,
    SearchQuestion: _search,
    CompareQuestion: _comparison,
    EchoQuestion: _echoes,
}
READERS: Final[dict[str, Callable[..., Question]]] = {
    "T": _read_topic,
    "B": _read_topics,
    "L": _read_sources,
    "S": lambda id_, page: SourceQuestion(SourceId(id_decoded(id_)), page_decoded(page)),
    "F": lambda id_, page: FactQuestion(FactId(id_decoded(id_)), page_decoded(page)),
    "C": lambda id_, page: CitationQuestion(FactId(id_decoded(id_)), page_decoded(page)),
    "R": _read_random,
    "J": _read_comparison,
    "E": _read_echoes,
}
TYPED_READERS: Final[dict[str, Callable[..., Question]]] = {
    "N": lambda typed: TopicsQuestion(query=typed),
    "Q": _read_search,
}
"""Those that need the text that was typed besides."""
