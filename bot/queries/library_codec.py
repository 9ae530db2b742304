"""How what is looked up is written into the id of a control; see codes."""

from collections.abc import Callable
from typing import Any, Final

from bot.queries.codec_fields import (
    decode_id,
    decode_number,
    decode_page,
    encode_number,
    encode_page,
    join_fields,
)
from bot.queries.library_queries import (
    MAX_RELATED_FACTS,
    CitationQuery,
    CompareQuery,
    FactQuery,
    Query,
    RandomQuery,
    RelatedFactsQuery,
    SearchQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
    TopicsQuery,
)
from bot.queries.selection_codec import decode_selection, encode_selection, encode_source_and_date
from facts.library.comparison import Side, TopicPair
from facts.model.entities import FactId, SourceId, TopicId
from facts.model.random_order import SEED_COUNT
from facts.model.selection import TopicOrder
from facts.questions.related_facts import Relation

_RELATION_LETTERS: Final = {Relation.SAME: "s", Relation.RELATED: "r"}
_SIDE_LETTERS: Final = {Side.BOTH: "b", Side.FIRST: "f", Side.SECOND: "s", Side.SOURCES: "q"}


def _encode_topic(asked: TopicQuery) -> str:
    chosen = asked.selection
    return join_fields(
        "T", *encode_selection(chosen), *encode_source_and_date(chosen), encode_page(asked.page)
    )


def _decode_topic(*fields: str) -> TopicQuery:
    topic, kind, site, source, since, page = fields
    chosen = decode_selection(topic, kind, site, source, since)
    if chosen.topic is None:
        raise ValueError("no topic")
    return TopicQuery(chosen, decode_page(page))


def _encode_topics(asked: TopicsQuery) -> str:
    if asked.query is not None:
        return "N"
    return join_fields("B", asked.order[0], encode_page(asked.page))


def _decode_topics(order: str, page: str) -> TopicsQuery:
    (known,) = (each for each in TopicOrder if each[0] == order)
    return TopicsQuery(known, decode_page(page))


def _encode_sources(asked: SourcesQuery) -> str:
    return join_fields("L", *encode_selection(asked.selection), encode_page(asked.page))


def _decode_sources(*fields: str) -> SourcesQuery:
    *chosen, page = fields
    return SourcesQuery(decode_selection(*chosen), decode_page(page))


def _encode_random(asked: RandomQuery) -> str:
    after = encode_number(asked.after) if asked.after else ""
    return join_fields("R", encode_number(asked.seed), *encode_selection(asked.selection), after)


def _decode_random(seed: str, *fields: str) -> RandomQuery:
    *chosen, after = fields
    reached = FactId(decode_id(after)) if after else None
    return RandomQuery(decode_number(seed) % SEED_COUNT, decode_selection(*chosen), reached)


def _encode_search(asked: SearchQuery) -> str:
    return join_fields("Q", *encode_selection(asked.selection), encode_page(asked.page))


def _decode_search(typed: str, *fields: str) -> SearchQuery:
    *chosen, page = fields
    return SearchQuery(typed, decode_selection(*chosen), decode_page(page))


def _encode_comparison(asked: CompareQuery) -> str:
    first, second = encode_number(asked.pair.first), encode_number(asked.pair.second)
    return join_fields("J", first, second, _SIDE_LETTERS[asked.pair.side], encode_page(asked.page))


def _decode_comparison(first: str, second: str, side: str, page: str) -> CompareQuery:
    (known,) = (each for each, letter in _SIDE_LETTERS.items() if letter == side)
    pair = TopicPair(TopicId(decode_id(first)), TopicId(decode_id(second)), known)
    return CompareQuery(pair, decode_page(page))


def _encode_related_facts(asked: RelatedFactsQuery) -> str:
    facts = (_RELATION_LETTERS[nearness] + encode_number(fact) for fact, nearness in asked.facts)
    return join_fields("E", encode_number(asked.message), *facts)


def _decode_related_facts(message: str, *facts: str) -> RelatedFactsQuery:
    letters = {letter: nearness for nearness, letter in _RELATION_LETTERS.items()}
    read = [(FactId(decode_id(fact[1:])), letters[fact[:1]]) for fact in facts]
    if not 0 < len(read) <= MAX_RELATED_FACTS:
        raise ValueError("no facts")
    return RelatedFactsQuery(decode_id(message), tuple(read))


ENCODERS: Final[dict[Any, Callable[[Any], str]]] = {
    TopicQuery: _encode_topic,
    TopicsQuery: _encode_topics,
    SourcesQuery: _encode_sources,
    SourceQuery: lambda it: join_fields("S", encode_number(it.source), encode_page(it.page)),
    FactQuery: lambda it: join_fields("F", encode_number(it.fact), encode_page(it.page)),
    CitationQuery: lambda it: join_fields("C", encode_number(it.fact), encode_page(it.page)),
    RandomQuery: _encode_random,
    SearchQuery: _encode_search,
    CompareQuery: _encode_comparison,
    RelatedFactsQuery: _encode_related_facts,
}
DECODERS: Final[dict[str, Callable[..., Query]]] = {
    "T": _decode_topic,
    "B": _decode_topics,
    "L": _decode_sources,
    "S": lambda id_, page: SourceQuery(SourceId(decode_id(id_)), decode_page(page)),
    "F": lambda id_, page: FactQuery(FactId(decode_id(id_)), decode_page(page)),
    "C": lambda id_, page: CitationQuery(FactId(decode_id(id_)), decode_page(page)),
    "R": _decode_random,
    "J": _decode_comparison,
    "E": _decode_related_facts,
}
TYPED_DECODERS: Final[dict[str, Callable[..., Query]]] = {
    "N": lambda typed: TopicsQuery(query=typed),
    "Q": _decode_search,
}
"""Those that need the text that was typed besides."""
