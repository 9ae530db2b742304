"""Contexts of facts in a search: facts found by them, and what they cover of the query."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from facts.search.name_query import Context
from storage.engine.connection import SqlConnection
from storage.search.heaviest import select_heaviest
from storage.search.postings import IdMarks, PostingList
from storage.search.vocabulary import WordLookup
from storage.search.word_reader import WordReader

_NO_FACTS: Final = PostingList(())
_MAX_CONTEXTS: Final = 10
"""Contexts of a kind whose facts are candidates, those that cover most of the query."""
_MAX_FACTS: Final = 200
"""Facts of one context that are candidates, the newest."""
_MIN_SHARE: Final = 0.3
_MIN_WEIGHT: Final = 0.6
"""The share or the weight of the query that a context must cover to lead to its facts.

With less, its facts are hits only for the words of their texts.
"""
_FACTS_OF: Final = {
    Context.TOPIC: ("bearing", "topic", "SELECT 1 FROM topic_guest WHERE topic = :id"),
    Context.DEFINITION: ("bearing", "topic", "SELECT 1 FROM topic_guest WHERE topic = :id"),
    Context.SOURCE: ("citation", "source", "SELECT 1 FROM source_guest WHERE source = :id"),
    Context.PHRASING: ("phrasing", "id", "SELECT 1"),
}
"""By kind of context, the table and column that lead to its facts.

A SELECT follows of whether some are of another library than the context itself.
"""
_CONTEXTS_OF: Final = {
    Context.TOPIC: "SELECT fact, topic FROM json_each(?) CROSS JOIN bearing ON fact = value",
    Context.DEFINITION: "SELECT fact, topic FROM json_each(?) CROSS JOIN bearing ON fact = value",
    Context.SOURCE: "SELECT fact, source FROM json_each(?) CROSS JOIN citation ON fact = value",
    Context.PHRASING: (
        "SELECT fact, phrasing.id FROM json_each(?) CROSS JOIN phrasing ON fact = value"
    ),
}


def find_by_context(
    reader: WordReader, weights: Sequence[float], found: WordLookup
) -> Iterator[tuple[float, PostingList]]:
    """Yield facts whose contexts have words of a query, with the weight of these words.

    `weights` are those of the words in the order of the query.
    """
    least = min(_MIN_WEIGHT, _MIN_SHARE * sum(weights))
    for context, lists in found.contexts.items():
        weighted = [(weights[place] * share, ids) for place, share, ids in lists]
        best = select_heaviest(weighted, _MAX_CONTEXTS)
        for id_, weight in zip(*best, strict=True):
            facts = _read_facts(reader, context, id_) if weight >= least else _NO_FACTS
            if facts.segments:
                yield weight, facts


def _read_facts(reader: WordReader, context: Context, id_: int) -> PostingList:
    table, column, guests = _FACTS_OF[context]
    if (table, id_) in reader.facts_of:
        return reader.facts_of[table, id_]
    rows = reader.connection.execute(
        f"""
        SELECT fact FROM {table} WHERE {column} = :id AND (NOT EXISTS ({guests}) OR EXISTS (
            SELECT 1 FROM fact INDEXED BY fact_library
            WHERE fact.id = {table}.fact AND fact.library IN (0, :library)
        )) ORDER BY fact DESC LIMIT {_MAX_FACTS}
        """,
        {"id": id_, "library": reader.library},
    )
    facts = PostingList.of(np.array([fact for (fact,) in rows], np.int64))
    reader.facts_of[table, id_] = facts
    return facts


def rate_contexts(
    facts: Sequence[int], words: int, found: WordLookup, connection: SqlConnection
) -> Mapping[int, Sequence[float]]:
    """Return how well contexts cover each word of a query, for facts that have any.

    `words` is the number of words of the query. The rates are from 0 to 1.
    """
    rates: dict[int, list[float]] = {}
    facts_of: dict[str, dict[int, list[int]]] = {}
    for context, lists in found.contexts.items():
        sql = _CONTEXTS_OF[context]
        if sql not in facts_of:
            facts_of[sql] = defaultdict(list)
            for fact, id_ in connection.execute(sql, (json.dumps(facts),)):
                facts_of[sql][id_].append(fact)
        near = IdMarks(facts_of[sql])
        for place, share, ids in lists:
            for fact in (fact for id_ in near.find(ids) for fact in facts_of[sql][id_]):
                of_fact = rates.setdefault(fact, [0.0] * words)
                of_fact[place] = max(of_fact[place], share)
    return rates
