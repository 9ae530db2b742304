"""Facts that match a selection, listed without a look at all others."""

from typing import Final

from facts.model.entities import FactId, LibraryId
from facts.model.selection import Selection
from storage.engine.connection import SqlConnection
from storage.library.selection import (
    NAMED_PARTS,
    Values,
    author_values,
    citation_fits,
    fact_fits,
    fits,
)

_FROM_SOURCES: Final = """
    source CROSS JOIN citation ON citation.source = source.id
    CROSS JOIN fact ON fact.id = citation.fact
"""
_FROM_TOPIC: Final = "bearing AS start CROSS JOIN fact ON start.topic = {} AND fact.id = start.fact"
_CITED_STARTS: Final = {
    "source": _FROM_SOURCES,
    "author": f"""
        (SELECT DISTINCT name FROM ({NAMED_PARTS})) AS named
        CROSS JOIN author_link ON author_link.name = named.name
        CROSS JOIN author ON author.id = author_link.author
        CROSS JOIN author_source ON author_source.author = author.id
        CROSS JOIN source ON source.id = author_source.source
        CROSS JOIN citation ON citation.source = source.id AND citation.author = author.text
        CROSS JOIN fact ON fact.id = citation.fact
    """,
    "site": _FROM_SOURCES,
    "since": _FROM_SOURCES,
    "until": _FROM_SOURCES,
}
_STARTS: Final = {
    "topic": _FROM_TOPIC.format(":topic"),
    "also": _FROM_TOPIC.format(":also"),
    "focus": """
        channel_topic AS focused CROSS JOIN bearing AS start
            ON start.topic = focused.topic AND focused.channel = :focus
        CROSS JOIN fact ON fact.id = start.fact
    """,
} | _CITED_STARTS
"""Where selected facts are looked for, by the filter that leads there."""
_COSTS: Final = {
    "source": "SELECT count(*) FROM citation WHERE source = :source",
    "topic": "SELECT facts FROM topic WHERE id = :topic",
    "also": "SELECT facts FROM topic WHERE id = :also",
    "author": f"""
        SELECT sum(citations) FROM author_name WHERE id IN (SELECT name FROM ({NAMED_PARTS}))
    """,
    "focus": """
        SELECT sum(facts) FROM channel_topic JOIN topic ON topic.id = topic WHERE channel = :focus
    """,
}
"""How many facts a filter leads to, at most. The others can lead to a whole library."""


def list_matching(
    library: LibraryId, selection: Selection, limit: int, connection: SqlConnection
) -> list[FactId] | None:
    """Return the selected facts in the order of their ids; None if they are more than `limit`."""
    sql, values = select_matching(library, selection, connection)
    rows = connection.execute(f"{sql} LIMIT :limit", values | {"limit": limit + 1})
    found = sorted(FactId(fact) for (fact,) in rows)
    return found if len(found) <= limit else None


def select_matching(
    library: LibraryId, selection: Selection, connection: SqlConnection
) -> tuple[str, Values]:
    """Return a SELECT of the selected facts' ids, and its values.

    It looks at the facts that the narrowest filter leads to, and stops early under a LIMIT.
    """
    condition, values = fits(selection)
    values |= {"library": library} | author_values(selection.author)
    start = _choose_start(selection, values, connection)
    if start in _CITED_STARTS:
        cited, _ = citation_fits(selection)
        condition = f"{cited} AND {fact_fits(selection)[0]}"
    found = _STARTS[start] if start else "fact"
    return f"SELECT DISTINCT fact.id FROM {found} WHERE {condition}", values


def _choose_start(selection: Selection, values: Values, connection: SqlConnection) -> str | None:
    """Return the filter that leads to the fewest facts."""
    parts = [part for part in _STARTS if getattr(selection, part) is not None]
    counted = [part for part in parts if part in _COSTS]
    if not counted:
        return next(iter(parts), None)
    if len(parts) == 1:
        return parts[0]
    costs = connection.execute(
        f"SELECT {', '.join(f'({_COSTS[part]})' for part in counted)}", values
    ).fetchone()
    return min(zip(costs, counted, strict=True), key=lambda pair: pair[0] or 0)[1]
