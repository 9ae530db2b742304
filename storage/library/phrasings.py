"""Phrasings: questions that a fact answers, in users' own words."""

from collections import defaultdict
from collections.abc import Iterable

from facts.model.changes import ChangeId
from facts.model.entities import FactId, LibraryId
from facts.text.question_key import question_key
from storage.engine.connection import SqlConnection
from storage.library.selection import VISIBLE, Values


def find_facts(library: LibraryId, key: str, connection: SqlConnection) -> tuple[FactId, ...]:
    """Return the visible facts that answer a question, those of own phrasings first."""
    rows = connection.execute(
        f"""
        SELECT fact.id FROM phrasing JOIN fact ON fact.id = phrasing.fact
        WHERE phrasing.text_key = :key AND +phrasing.library IN (0, :library) AND +{VISIBLE}
        GROUP BY fact.id
        ORDER BY max(CASE WHEN phrasing.library = 0 THEN 0 ELSE 1 END) DESC, min(phrasing.id)
        """,
        {"key": key, "library": library},
    )
    return tuple(FactId(fact) for (fact,) in rows)


def list_own(library: LibraryId, fact: FactId, connection: SqlConnection) -> dict[int, str]:
    """Return the phrasings that the library itself has of a fact, by their numbers."""
    rows = connection.execute(
        "SELECT id, text FROM phrasing WHERE fact = ? AND library = ? ORDER BY id", (fact, library)
    )
    return dict(rows.fetchall())


def load_phrasings(
    chosen_facts: str, values: Values, connection: SqlConnection
) -> defaultdict[int, dict[str, str]]:
    """Return the phrasings of the facts of a WITH clause by fact and key.

    Equal ones of two libraries come once.
    """
    rows = connection.execute(
        f"""
        {chosen_facts}
        SELECT phrasing.fact, phrasing.text_key, phrasing.text
        FROM chosen CROSS JOIN phrasing ON phrasing.fact = chosen.fact
        WHERE +phrasing.library IN (0, :library) ORDER BY phrasing.id
        """,
        values,
    )
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for fact, key, text in rows:
        found[fact].setdefault(key, text)
    return found


def add_phrasings(
    library: LibraryId,
    pairs: Iterable[tuple[int, str]],
    change: ChangeId,
    connection: SqlConnection,
) -> list[int]:
    """Add phrasings to facts, and return the numbers of those that are new."""
    added = []
    for fact, text in pairs:
        row = connection.execute(
            "INSERT INTO phrasing (library, fact, text, text_key, change) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING RETURNING id",
            (library, fact, text, question_key(text), change),
        ).fetchone()
        if row:
            added.append(int(row[0]))
    return added
