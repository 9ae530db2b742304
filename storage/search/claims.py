"""Full-text search of facts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

import numpy as np

from facts.model.entities import FactId, LibraryId
from facts.model.results import MAX_HITS, Hit, Hits
from facts.model.selection import EVERYTHING, Selection, Slice
from facts.search.name_query import ClaimMatcher
from storage.engine.connection import SqlConnection
from storage.engine.read_clock import check_time
from storage.library import facts
from storage.library.selection import build_select
from storage.search import postings
from storage.search.contexts import find_by_context, rate_contexts
from storage.search.postings import Ids
from storage.search.vocabulary import WordLookup, look_up_words, read_word_postings

_CHECK_LIMIT: Final = 1_000
"""Candidates that are checked against a selection before the whole selection is read instead."""
_PHRASE_LIMIT: Final = 5_000
"""Candidates whose texts are read to find a phrase, at most."""


def find_nearest(
    library: LibraryId,
    selection: Selection,
    query: ClaimMatcher,
    part: Slice,
    connection: SqlConnection,
) -> Hits:
    """Return a slice of the selected facts that match best.

    The best come first.
    """
    scored, corrections = _search(library, selection, query, connection)
    if wider := query.widen(_best(scored)):
        scored, corrections = _search(library, selection, wider, connection)
    least = query.least_score(_best(scored))
    scored = [each for each in scored if each[0] >= least]
    part = part.clamp(len(scored))
    end = None if part.limit is None else part.start + part.limit
    read = (
        (points, facts.get_selected_fact(library, selection, FactId(fact), connection))
        for points, fact in scored[part.start : end]
    )
    hits = tuple(Hit(points, fact) for points, fact in read if fact)
    return Hits(hits, len(scored), corrections)


def _best(scored: Sequence[tuple[float, int]]) -> float:
    return scored[0][0] if scored else 0.0


def _search(
    library: LibraryId, selection: Selection, query: ClaimMatcher, connection: SqlConnection
) -> tuple[list[tuple[float, int]], Mapping[str, Sequence[str]]]:
    """Return scores and ids of facts, the best first, and the corrections of words."""
    found = look_up_words(library, query, connection)
    compared = _select_candidates(library, selection, query, found, connection)
    scored = list(islice(_score_facts(compared, query, found, connection), MAX_HITS))
    scored.sort(key=lambda hit: (-hit[0], hit[1]))
    return scored, found.corrections


def _select_candidates(
    library: LibraryId,
    selection: Selection,
    query: ClaimMatcher,
    found: WordLookup,
    connection: SqlConnection,
) -> list[int]:
    """Return selected facts that have the query's words, the heaviest words first.

    There are enough to compare, or all.
    """
    among = _find_with_all_words(library, query.required_words, connection)
    unsure = _find_unsure(library, query, connection) if among is None else among
    (hidden,) = connection.execute(
        "SELECT count(*) FROM hidden WHERE library = ?", (library,)
    ).fetchone()
    enough = min(MAX_HITS + len(unsure) + hidden, _PHRASE_LIMIT)
    most = enough if selection == EVERYTHING else max(enough, _CHECK_LIMIT)
    weights = [found.weights[word] for word in query.words]
    lists = [*found.weighted_lists, *find_by_context(library, weights, found, connection)]
    ids, _ = postings.select_heaviest(lists, most, among)
    kept = _filter_selected(library, selection, ids, connection)
    if len(ids) < most or len(kept) >= enough or selection == EVERYTHING:
        return _take_enough(kept, unsure)
    chosen_ids = np.fromiter(
        (fact for (fact,) in connection.execute(*build_select(library, selection))), np.int64
    )
    within = chosen_ids if among is None else np.intersect1d(chosen_ids, among)
    return _take_enough(postings.select_heaviest(lists, enough, within)[0], unsure)


def _find_unsure(library: LibraryId, query: ClaimMatcher, connection: SqlConnection) -> Ids:
    """Return the facts that may contain an excluded phrase.

    They have all words of the phrase.
    """
    candidates = (
        _find_with_all_words(library, phrase, connection) for phrase in query.excluded_phrases
    )
    return np.concatenate([np.empty(0, np.int64), *(ids for ids in candidates if ids is not None)])


def _take_enough(ids: list[int], unsure: Ids) -> list[int]:
    """Return the first facts, up to MAX_HITS sure ones.

    A fact is sure if it cannot contain an excluded phrase.
    """
    sure = np.cumsum(~np.isin(ids, unsure))
    return ids[: int(np.searchsorted(sure, MAX_HITS)) + 1]


def _filter_selected(
    library: LibraryId, selection: Selection, ids: list[int], connection: SqlConnection
) -> list[int]:
    choice, values = build_select(library, selection)
    rows = connection.execute(
        f"SELECT value FROM json_each(:ids) WHERE EXISTS ({choice} AND fact.id = value)",
        values | {"ids": json.dumps(ids)},
    )
    kept = {fact for (fact,) in rows}
    return [fact for fact in ids if fact in kept]


def _find_with_all_words(
    library: LibraryId, required: Sequence[str], connection: SqlConnection
) -> Ids | None:
    """Return the facts that contain all required words.

    None if no word is required.
    """
    common: Ids | None = None
    for posting in read_word_postings(library, required, connection):
        check_time()
        ids = posting.ids()
        common = ids if common is None else np.intersect1d(common, ids, assume_unique=True)
    return common


def _score_facts(
    ids: Sequence[int], query: ClaimMatcher, found: WordLookup, connection: SqlConnection
) -> Iterator[tuple[float, int]]:
    """Yield scores and ids in the given order.

    Texts are read a hundred at a time: one at a time takes seven times as long.
    """
    score = query.build_scorer(found.weights, found.corrections)
    for start in range(0, len(ids), MAX_HITS):
        check_time()
        some = ids[start : start + MAX_HITS]
        texts = connection.execute(
            "SELECT fact.id, text FROM json_each(?) CROSS JOIN fact ON fact.id = value",
            (json.dumps(some),),
        ).fetchall()
        rates = rate_contexts(some, len(query.words), found, connection)
        for fact, text in texts:
            points = score(text, rates.get(fact, ()))
            if points > 0:
                yield points, fact
