"""Filters that lead to facts: conditions that an index meets, and how much there is to look at."""

from typing import Final

from facts.model.selection import Selection
from storage.engine.connection import SqlConnection
from storage.library.selection import NAMED_PARTS, Values, citation_fits

_FOCUSED: Final = """source.topic IN (
    SELECT channel_topic.topic FROM channel JOIN channel_topic ON channel_topic.channel = channel.id
    WHERE channel.id = :focus AND channel.library = :library
)"""
_OWN_SOURCE: Final = "source.library IN (0, :library)"
STARTS: Final = {
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
    "since": _DATED.format(start=STARTS["since"]),
    "until": _DATED.format(start=STARTS["until"]),
}
"""How many facts a filter leads to."""
_TOPIC_SOURCES: Final = "SELECT own_sources + facts - own_facts FROM topic WHERE id = :topic"
_SOURCES_OF: Final = (
    f"SELECT count(*) FROM (SELECT 1 FROM source WHERE {{start}} LIMIT ({_TOPIC_SOURCES}))"
)
_TOPIC_COSTS: Final = _COSTS | {
    "topic": _TOPIC_SOURCES,
    "source": "SELECT 1",
    "site": _SOURCES_OF.format(start=STARTS["site"]),
    "since": f"SELECT 5 * ({_SOURCES_OF.format(start=STARTS['since'])})",
    "until": f"SELECT 5 * ({_SOURCES_OF.format(start=STARTS['until'])})",
}
"""How many sources are looked at with a topic. It has the dates of its own at hand: the factor."""


def source_fits(selection: Selection) -> tuple[str, Values]:
    """Return the condition that a source of the library matches, so that an index leads to it.

    The selection has a site, dates or both.
    """
    condition, values = citation_fits(selection)
    starts = (STARTS[part] for part in ("site", "since", "until") if getattr(selection, part))
    return " AND ".join((condition, *starts)), values


def choose_start(selection: Selection, values: Values, connection: SqlConnection) -> str | None:
    """Return the filter that leads to the fewest facts; None without one."""
    parts = [part for part in STARTS if getattr(selection, part) is not None]
    costs = _COSTS
    if selection.topic is not None:  # its own facts have the kind beside them
        parts = [part for part in parts if part not in ("kind", "focus")]
        costs = _TOPIC_COSTS
    if not parts[1:]:
        return parts[0] if parts else None
    found = connection.execute(
        f"SELECT {', '.join(f'({costs[part]})' for part in parts)}", values
    ).fetchone()
    return min(zip(found, parts, strict=True), key=lambda pair: pair[0] or 0)[1]
