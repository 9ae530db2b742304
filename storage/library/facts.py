"""Facts with their sources and topics."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from facts.model.entities import (
    Bearing,
    Citation,
    Fact,
    FactId,
    Kind,
    LibraryId,
    Stance,
    TopicId,
)
from facts.model.random_order import Draw
from facts.model.results import Extent, Tally
from facts.model.selection import EVERYTHING, Part, Selection
from storage.library import sources
from storage.library.selection import MEANT, PART, Values, chosen, meant, part_values

_ORDER: Final = f"""
    ORDER BY (
        SELECT min(source) FROM citation JOIN source ON source.id = citation.source
        WHERE citation.fact = fact.id AND {MEANT}
    ), fact.id
"""
"""Facts of one first source together, in order of arrival."""


def one(library: LibraryId, fact: FactId, connection: sqlite3.Connection) -> Fact | None:
    """Return one fact."""
    return one_of(library, EVERYTHING, fact, connection)


def one_of(
    library: LibraryId, selection: Selection, fact: FactId, connection: sqlite3.Connection
) -> Fact | None:
    """Return one fact out of a selection, the sources that are meant by it first."""
    ids = "SELECT id FROM fact WHERE id = :fact AND library IN (0, :library)"
    values: Values = {"fact": fact, "library": library}
    return next(iter(_read(ids, values | meant(selection), connection)), None)


def selected(
    library: LibraryId, selection: Selection, part: Part, connection: sqlite3.Connection
) -> tuple[Fact, ...]:
    """Return the selected facts, those of one first source together, in order of arrival.

    Where a site, a source or a date is selected, a fact's sources that fit are its first ones.
    """
    ids, values = chosen(library, selection)
    return _read(f"{ids} {_ORDER} {PART}", values | part_values(part), connection)


def exist(library: LibraryId, selection: Selection, connection: sqlite3.Connection) -> bool:
    """Tell whether any fact is selected."""
    ids, values = chosen(library, selection)
    (found,) = connection.execute(f"SELECT EXISTS ({ids})", values).fetchone()
    return bool(found)


def extent(library: LibraryId, selection: Selection, connection: sqlite3.Connection) -> Extent:
    """Return how many facts are selected, on how many sources they rest, and the newest date."""
    ids, values = chosen(library, selection)
    row = connection.execute(
        f"""
        WITH chosen (fact) AS MATERIALIZED ({ids})
        SELECT (SELECT count(*) FROM chosen), count(DISTINCT source.id), max(source.published)
        FROM chosen JOIN citation USING (fact) JOIN source ON source.id = citation.source
        WHERE {MEANT}
        """,
        values,
    ).fetchone()
    return Extent(*row)


def drawn(
    library: LibraryId,
    selection: Selection,
    choose: Callable[[Iterable[FactId]], Draw | None],
    connection: sqlite3.Connection,
) -> tuple[Draw, Fact] | None:
    """Return the one of the selected facts that `choose` picks."""
    draw = choose(FactId(fact) for (fact,) in connection.execute(*chosen(library, selection)))
    fact = one_of(library, selection, draw.fact, connection) if draw else None
    return (draw, fact) if draw and fact else None


def kinds(
    library: LibraryId, selection: Selection, connection: sqlite3.Connection
) -> tuple[Tally, ...]:
    """Return the kinds of the selected facts, the most frequent first."""
    ids, values = chosen(library, selection)
    rows = connection.execute(
        f"SELECT kind, count(*) FROM fact WHERE id IN ({ids}) GROUP BY kind ORDER BY 2 DESC, 1",
        values,
    )
    return tuple(Tally(*row) for row in rows)


def _read(ids: str, values: Values, connection: sqlite3.Connection) -> tuple[Fact, ...]:
    chosen_facts = f"WITH chosen (fact) AS MATERIALIZED ({ids})"
    citations = _citations(chosen_facts, values, connection)
    bearings = _bearings(chosen_facts, values, connection)
    rows = connection.execute(
        f"""
        {chosen_facts}
        SELECT fact.id, fact.kind, fact.text FROM chosen JOIN fact ON fact.id = chosen.fact
        {_ORDER}
        """,
        values,
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
        ORDER BY citation.fact, NOT coalesce({MEANT}, 0), citation.source
        """,
        values,
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
