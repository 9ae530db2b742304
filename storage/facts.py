"""Facts with their sources and topics."""

import heapq
import sqlite3
from collections import defaultdict
from collections.abc import Callable

from facts.model import (
    Bearing,
    Citation,
    Fact,
    FactId,
    Kind,
    LibraryId,
    Stance,
    TopicId,
)
from facts.store import EVERYTHING, Hit, Selection
from storage import sources
from storage.selection import Values, chosen


def one(library: LibraryId, fact: FactId, connection: sqlite3.Connection) -> Fact | None:
    """Return one fact."""
    ids = "SELECT id FROM fact WHERE id = :fact AND library IN (0, :library)"
    return next(iter(_read(ids, {"fact": fact, "library": library}, connection)), None)


def selected(
    library: LibraryId, selection: Selection, connection: sqlite3.Connection
) -> tuple[Fact, ...]:
    """Return the selected facts, those of one first source together, in order of arrival.

    Where a site is selected, a fact's sources from there are its first ones.
    """
    return _read(*chosen(library, selection), connection)


def count(library: LibraryId, selection: Selection, connection: sqlite3.Connection) -> int:
    """Return how many facts are selected."""
    ids, values = chosen(library, selection)
    (number,) = connection.execute(f"SELECT count(*) FROM ({ids})", values).fetchone()
    return int(number)


def at(
    library: LibraryId, selection: Selection, position: int, connection: sqlite3.Connection
) -> Fact | None:
    """Return the selected fact at a position, from 0, in order of arrival."""
    ids, values = chosen(library, selection)
    ids += " ORDER BY fact.id LIMIT 1 OFFSET :position"
    return next(iter(_read(ids, values | {"position": position}, connection)), None)


def kinds(library: LibraryId, connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the kinds there are, the most frequent first."""
    rows = connection.execute(
        "SELECT kind FROM fact WHERE library IN (0, ?) GROUP BY kind ORDER BY count(*) DESC, kind",
        (library,),
    )
    return tuple(kind for (kind,) in rows)


def nearest(
    library: LibraryId,
    score: Callable[[str], float],
    limit: int,
    connection: sqlite3.Connection,
) -> tuple[Hit, ...]:
    """Return the facts whose texts score above 0, best first, equals in order of arrival."""
    ids, values = chosen(library, EVERYTHING)
    texts = connection.execute(f"SELECT id, text FROM fact WHERE id IN ({ids})", values)
    scored = ((score(text), -fact) for fact, text in texts)
    best = heapq.nlargest(limit, (hit for hit in scored if hit[0] > 0))
    found = ((points, one(library, FactId(-fact), connection)) for points, fact in best)
    return tuple(Hit(points, fact) for points, fact in found if fact)


def _read(ids: str, values: Values, connection: sqlite3.Connection) -> tuple[Fact, ...]:
    chosen_facts = f"WITH chosen (fact) AS MATERIALIZED ({ids})"
    citations = _citations(chosen_facts, values, connection)
    bearings = _bearings(chosen_facts, values, connection)
    rows = connection.execute(
        f"""
        {chosen_facts}
        SELECT fact.id, fact.kind, fact.text FROM chosen JOIN fact ON fact.id = chosen.fact
        ORDER BY (
            SELECT min(source) FROM citation JOIN source ON source.id = citation.source
            WHERE citation.fact = fact.id AND (:site IS NULL OR source.site = :site)
        ), fact.id
        """,
        {"site": None} | values,
    )
    return tuple(
        Fact(FactId(id_), Kind(kind), text, tuple(citations[id_]), tuple(bearings[id_]))
        for id_, kind, text in rows
    )


def _citations(
    chosen_facts: str, values: Values, connection: sqlite3.Connection
) -> dict[int, list[Citation]]:
    rows = connection.execute(
        f"""
        {chosen_facts}
        SELECT citation.fact, citation.author, {sources.COLUMNS}
        FROM chosen JOIN citation USING (fact) JOIN source ON source.id = citation.source
        ORDER BY citation.fact, :site IS NOT NULL AND source.site IS NOT :site, citation.source
        """,
        {"site": None} | values,
    )
    found = defaultdict(list)
    for fact, author, *source in rows:
        found[fact].append(Citation(sources.from_row(source), author))
    return found


def _bearings(
    chosen_facts: str, values: Values, connection: sqlite3.Connection
) -> dict[int, list[Bearing]]:
    rows = connection.execute(
        f"""
        {chosen_facts}
        SELECT bearing.fact, topic.id, topic.name, bearing.stance
        FROM chosen JOIN bearing USING (fact) JOIN topic ON topic.id = bearing.topic
        WHERE topic.library IN (0, :library)
        ORDER BY bearing.fact, topic.id
        """,
        values,
    )
    found = defaultdict(list)
    for fact, topic, name, stance in rows:
        found[fact].append(Bearing(TopicId(topic), name, Stance(stance) if stance else None))
    return found
