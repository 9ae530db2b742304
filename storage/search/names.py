"""Look-up of topics by name.

An exact name is found without numpy; `name_candidates` finds names that are only similar.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from facts.model.entities import LibraryId
from facts.model.results import Match, Matches
from facts.search.name_query import NameCandidate, NameQuery, NameRanker, ScoredName
from storage.engine.connection import SqlConnection
from storage.search import counts, exact_match
from storage.search.counts import NAMES

_EMPTY_QUERY: Final = NameQuery("", "", "")


def match_names(
    library: LibraryId,
    query: NameQuery,
    rank: NameRanker,
    limit: int,
    connection: SqlConnection,
) -> Matches:
    """Return the topics that a query may mean, best first."""
    ids = set(exact_match.find_exact(library, query.letters, connection))
    if query.half_typed or not ids:
        from storage.search import name_candidates  # noqa: PLC0415 (numpy takes as long to load as all else)

        ids |= name_candidates.find_similar(library, query, connection)
    ranked = rank(_load_candidates(library, sorted(ids), query, connection))
    return Matches(
        _build_matches(ranked[:limit], connection),
        counts.count_entries(library, NAMES, connection),
    )


def find_largest(library: LibraryId, limit: int, connection: SqlConnection) -> tuple[Match, ...]:
    """Return the largest topics first, of equal ones the newest.

    If more topics are about equally large (within a factor of two) than can be read, the result has
    the newest of these.
    """
    from storage.search import name_candidates  # noqa: PLC0415 (as above)

    found = _load_candidates(
        library, name_candidates.find_largest(library, limit, connection), _EMPTY_QUERY, connection
    )
    found.sort(key=lambda name: (-name.facts, -name.topic))
    return _build_matches([(name, 0.0) for name in found[:limit]], connection)


def _load_candidates(
    library: LibraryId, ids: Iterable[int], query: NameQuery, connection: SqlConnection
) -> list[NameCandidate]:
    """Load names by id.

    The unary plus keeps SQLite from reading all names of the library.
    """
    ids = tuple(ids)
    rows = connection.execute(
        f"""
        SELECT name.id, name.topic, name.words, name.letters, topic.facts, name.position > 0,
            name.letters = ? AND ? = coalesce((
                SELECT name_key FROM alias
                WHERE alias.topic = name.topic AND alias.position = name.position
            ), topic.name_key)
        FROM name JOIN topic ON topic.id = name.topic
        WHERE name.id IN ({", ".join("?" * len(ids))}) AND +name.library IN (0, ?)
        """,
        (query.letters, query.key, *ids, library),
    )
    return [NameCandidate._make(row) for row in rows]


def _build_matches(ranked: Sequence[ScoredName], connection: SqlConnection) -> tuple[Match, ...]:
    """Return ranked names as matches, with their spelling."""
    rows = connection.execute(
        f"""
        SELECT name.id, topic.name, alias.name
        FROM name JOIN topic ON topic.id = name.topic
        LEFT JOIN alias ON alias.topic = name.topic AND alias.position = name.position
        WHERE name.id IN ({", ".join("?" * len(ranked))})
        """,
        [name.id for name, _ in ranked],
    )
    written = {id_: (alias or own, own if alias else None) for id_, own, alias in rows}
    return tuple(
        Match(name.topic, text, score, alias_of)
        for name, score in ranked
        for text, alias_of in [written[name.id]]
    )
