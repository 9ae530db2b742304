"""Facts that match a selection, listed without a look at all others."""

from collections.abc import Iterator
from dataclasses import replace
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
)

Row = tuple[int, str, int, str | None]
"""A matching citation: fact, kind of the fact, source, ISO date of the source."""

_LISTED: Final = """(
    SELECT topic, library, source AS id, published FROM topic_source
) AS source"""
_LISTED_WITH_SITE: Final = """(
    SELECT topic_source.topic, topic_source.library, source.id, source.published, source.site
    FROM topic_source CROSS JOIN source ON source.id = topic_source.source
) AS source"""
"""Sources of topics."""
_NAMED_TEXTS: Final = f"""
    (SELECT DISTINCT name FROM ({NAMED_PARTS})) AS named
    CROSS JOIN author_link ON author_link.name = named.name
    CROSS JOIN author ON author.id = author_link.author
    CROSS JOIN author_source ON author_source.author = author.id
    CROSS JOIN source ON source.id = author_source.source
"""
"""Sources with an author text that has one of the typed names."""
_FILED: Final = """
    CROSS JOIN (
        SELECT topic, library, source, fact AS id, kind FROM topic_fact
    ) AS fact ON fact.topic = {topic} AND fact.library {library} AND fact.source = source.id
"""
_CITED: Final = """
    CROSS JOIN citation ON citation.source = source.id {}
    CROSS JOIN fact ON fact.id = citation.fact
"""
_FACTS: Final = """
    fact CROSS JOIN citation ON citation.fact = fact.id
    CROSS JOIN source ON source.id = citation.source
"""
_AUTHOR: Final = "CROSS JOIN citation ON citation.fact = fact.id AND citation.source = source.id"
_FOCUSED: Final = """source.topic IN (
    SELECT channel_topic.topic FROM channel JOIN channel_topic ON channel_topic.channel = channel.id
    WHERE channel.id = :focus AND channel.library = :library
)"""
_OWN_SOURCE: Final = "source.library IN (0, :library)"
_STARTS: Final = {
    "topic": f"source.topic = :topic AND {_OWN_SOURCE}",
    "focus": f"{_FOCUSED} AND {_OWN_SOURCE}",
    "source": "source.id = :source",
    "author": "TRUE",
    "site": f"{_OWN_SOURCE} AND source.site = :site",
    "kind": "TRUE",
    "since": f"{_OWN_SOURCE} AND source.published >= substr(:since, 1, 4)",
    "until": f"{_OWN_SOURCE} AND source.published <= :until || '~'",
}
"""The filters that can lead to facts, each with a condition that an index meets."""
_DATED_SOURCES: Final = 100
"""Sources that are read to estimate the facts of a date, at most."""
_DATED: Final = f"""
    SELECT CASE WHEN count(*) < {_DATED_SOURCES} THEN sum(facts) ELSE {2**62} END
    FROM (SELECT facts FROM source WHERE {{start}} LIMIT {_DATED_SOURCES})
"""
_COSTS: Final = {
    "topic": "SELECT facts FROM topic WHERE id = :topic",
    "focus": """
        SELECT sum(facts) FROM channel_topic JOIN topic ON topic.id = topic WHERE channel = :focus
    """,
    "source": """
        SELECT facts + (
            SELECT coalesce(sum(facts), 0) FROM source_guest
            WHERE source = :source AND library IN (0, :library)
        ) FROM source WHERE id = :source
    """,
    "author": f"""
        SELECT sum(citations) FROM author_name WHERE id IN (SELECT name FROM ({NAMED_PARTS}))
    """,
    "site": """
        SELECT sum(citations) FROM site_count WHERE library IN (0, :library) AND site = :site
    """,
    "kind": "SELECT sum(facts) FROM kind_count WHERE library IN (0, :library) AND kind = :kind",
    "since": _DATED.format(start=_STARTS["since"]),
    "until": _DATED.format(start=_STARTS["until"]),
}
"""How many facts a filter leads to."""


def source_fits(selection: Selection) -> tuple[str, Values]:
    """Return the condition that a source of the library matches, so that an index leads to it.

    The selection has a site, dates or both.
    """
    condition, values = citation_fits(selection)
    starts = (_STARTS[part] for part in ("site", "since", "until") if getattr(selection, part))
    return " AND ".join((condition, *starts)), values


def list_matching(
    library: LibraryId, selection: Selection, limit: int, connection: SqlConnection
) -> list[FactId] | None:
    """Return the selected facts in the order of their ids; None if they are more than `limit`."""
    found: set[int] = set()
    for fact, *_ in iter_matching(library, selection, connection):
        found.add(fact)
        if len(found) > limit:
            return None
    return [FactId(fact) for fact in sorted(found)]


def iter_matching(
    library: LibraryId, selection: Selection, connection: SqlConnection
) -> Iterator[Row]:
    """Yield the matching citations of selected facts, some of them twice.

    They are looked for where the narrowest filter leads: stop early, and no others are read.
    """
    values: Values = {part: getattr(selection, part) for part in _STARTS}
    values |= {"library": library} | author_values(selection.author)
    start = _choose_start(selection, values, connection)
    found, condition, more = _build(selection, start)
    return iter(
        connection.execute(
            f"SELECT fact.id, fact.kind, source.id, source.published FROM {found} "
            f"WHERE {condition}",
            more | values,
        )
    )


def _choose_start(selection: Selection, values: Values, connection: SqlConnection) -> str | None:
    """Return the filter that leads to the fewest facts; None without one."""
    parts = [part for part in _STARTS if getattr(selection, part) is not None]
    if selection.topic is not None:  # its own facts have the kind beside them
        parts = [part for part in parts if part not in ("kind", "focus")]
    if not parts[1:]:
        return parts[0] if parts else None
    costs = connection.execute(
        f"SELECT {', '.join(f'({_COSTS[part]})' for part in parts)}", values
    ).fetchone()
    return min(zip(costs, parts, strict=True), key=lambda pair: pair[0] or 0)[1]


def _build(selection: Selection, start: str | None) -> tuple[str, str, Values]:
    """Return FROM and WHERE of the matching citations, and values."""
    tested = replace(selection, topic=None, focus=None if start == "focus" else selection.focus)
    cited, values = citation_fits(selection)
    fitting, more = fact_fits(tested)
    tests = filter(None, (start and _STARTS[start], cited, fitting))
    return _list_tables(selection, start), " AND ".join(tests), values | more


def _list_tables(selection: Selection, start: str | None) -> str:
    """Return the tables of matching citations, in the order in which they are read."""
    if start in (None, "kind"):
        return _FACTS
    author = _AUTHOR if selection.author else ""
    if start in ("topic", "focus"):
        listed = _LISTED_WITH_SITE if selection.site else _LISTED
        return listed + _FILED.format(topic="source.topic", library="= source.library") + author
    sources = _NAMED_TEXTS if start == "author" else "source"
    if selection.topic is not None:
        return sources + _FILED.format(topic=":topic", library="IN (0, :library)") + author
    return sources + _CITED.format("AND citation.author = author.text" if start == "author" else "")
