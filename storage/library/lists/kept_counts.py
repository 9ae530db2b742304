"""Numbers of facts, sources and kinds of which counts are kept, without what is hidden."""

import json
from dataclasses import replace
from typing import Final

from facts.model.entities import SourceId, TopicId
from facts.model.results import Count, Totals
from facts.model.selection import EVERYTHING, Selection
from storage.library.lists.fact_walk import build_walk, is_walkable, list_parts
from storage.library.lists.rankings import rank_sources
from storage.library.lists.view import View
from storage.library.matching import iter_matching
from storage.library.selection import fits

_SEEN: Final = "library IN (0, :library)"
_SOURCE_FACTS: Final = f"""
    SELECT facts FROM source WHERE id = {{source}} AND {_SEEN}
    UNION ALL SELECT facts FROM source_guest WHERE source = {{source}} AND {_SEEN}
"""
_FACTS: Final = {
    frozenset[str](): f"SELECT facts FROM library_count WHERE {_SEEN}",
    frozenset(("kind",)): f"SELECT facts FROM kind_count WHERE {_SEEN} AND kind = :kind",
    frozenset(("topic",)): f"SELECT facts FROM topic_kind WHERE topic = :topic AND {_SEEN}",
    frozenset(("topic", "kind")): f"""
        SELECT facts FROM topic_kind WHERE topic = :topic AND {_SEEN} AND kind = :kind
    """,
    frozenset(("topic", "also")): f"""
        SELECT facts FROM topic_pair WHERE topic = :topic AND {_SEEN} AND other = :also
    """,
    frozenset(("source",)): _SOURCE_FACTS.format(source=":source"),
}
"""SELECT of numbers of facts to add up, with hidden ones, by the parts of the selection."""
_KINDS: Final = {
    frozenset[str](): f"SELECT kind, facts FROM kind_count WHERE {_SEEN}",
    frozenset(("topic",)): f"""
        SELECT kind, facts FROM topic_kind WHERE topic = :topic AND {_SEEN}
    """,
}
"""SELECT of kinds with numbers of facts to add up, in the same way."""
_HIDDEN: Final = """
    FROM hidden CROSS JOIN fact ON fact.id = hidden.fact WHERE hidden.library = :library
"""
_GONE: Final = f"""
    SELECT citation.source FROM hidden CROSS JOIN citation ON citation.fact = hidden.fact
    WHERE hidden.library = :library GROUP BY citation.source
    HAVING count(*) >= (SELECT sum(facts) FROM ({_SOURCE_FACTS.format(source="citation.source")}))
"""
"""Sources of which the library has hidden all facts that it could see."""
_BORROWED: Final = f"""source.facts = 0 AND EXISTS (
    SELECT 1 FROM source_guest WHERE source_guest.source = source.id AND source_guest.{_SEEN}
)"""
"""Condition: the library sees facts of a source, but none of the source's own library."""
_NEWEST: Final = f"""
    SELECT published FROM source
    WHERE library = {{}} AND published IS NOT NULL AND (+source.facts > 0 OR {_BORROWED})
        AND source.id NOT IN ({_GONE})
    ORDER BY published DESC LIMIT 1
"""
"""The unary plus lets SQLite read the newest sources first."""
_SOURCES: Final = f"""
    SELECT (SELECT coalesce(sum(sources), 0) FROM library_count WHERE {_SEEN})
        + (SELECT count(*) FROM source WHERE :library <> 0 AND {_SEEN} AND {_BORROWED})
        - (SELECT count(*) FROM ({_GONE})),
        ({_NEWEST.format(0)}), ({_NEWEST.format("nullif(:library, 0)")})
"""
"""SELECT of the number of sources, and the newest dates of shared and of own ones."""


def count_facts(view: View, selection: Selection) -> int | None:
    """Return how many facts are selected; None if each of their sources must be looked at."""
    counted = count_kept(view, selection)
    if counted is not None or not is_walkable(selection):
        return counted
    walk, values = build_walk(view, selection)
    (count,) = view.execute(f"SELECT count(*) FROM ({walk})", values).fetchone()
    return int(count)


def count_kept(view: View, selection: Selection) -> int | None:
    """Return how many facts are selected; None if no count is kept."""
    parts = list_parts(selection)
    if parts == {"topic", "without"}:
        on_topic = replace(selection, without=None)
        shared = replace(on_topic, also=selection.without)
        return (count_kept(view, on_topic) or 0) - (count_kept(view, shared) or 0)
    if parts == {"topic", "also"} and selection.topic == selection.also:
        return count_kept(view, replace(selection, also=None))
    if parts not in _FACTS:
        return None
    condition, values = fits(selection, "TRUE")
    (count,) = view.execute(
        f"SELECT (SELECT coalesce(sum(facts), 0) FROM ({_FACTS[parts]})) "
        f"- (SELECT count(*) {_HIDDEN} AND {condition})",
        values,
    ).fetchone()
    return int(count)


def has_facts(view: View, selection: Selection) -> bool:
    """Return whether any fact is selected."""
    counted = count_kept(view, selection)
    if counted is not None:
        return counted > 0
    return next(iter_matching(view.library, selection, view.connection), None) is not None


def count_kinds(view: View, selection: Selection) -> tuple[Count, ...]:
    """Return the kinds of all facts, or of a topic's selected ones, most frequent first."""
    if kept := _KINDS.get(list_parts(selection)):
        condition, values = fits(selection, "TRUE")
        kinds = f"{kept} UNION ALL SELECT fact.kind, -1 {_HIDDEN} AND {condition}"
    else:
        walk, values = build_walk(view, selection)
        kinds = f"SELECT kind, 1 AS facts FROM ({walk})"
    rows = view.execute(
        f"SELECT kind, sum(facts) FROM ({kinds}) GROUP BY kind HAVING sum(facts) > 0 "
        "ORDER BY 2 DESC, 1",
        values,
    )
    return tuple(Count(*row) for row in rows)


def sum_up_library(view: View) -> Totals:
    """Return the totals of all facts."""
    sources, *dates = view.execute(_SOURCES).fetchone()
    newest = max(filter(None, dates), default=None)
    return Totals(count_facts(view, EVERYTHING) or 0, sources, newest)


def sum_up_topic(view: View, topic: TopicId) -> Totals:
    """Return the totals of a topic's facts."""
    ranking = rank_sources(view, topic)
    gone = ranking.list_gone()
    dates = f"SELECT max(published) FROM topic_source WHERE topic = :topic AND {_SEEN}"
    if gone:
        dates += " AND source NOT IN (SELECT value FROM json_each(:gone))"
    kept, newest = view.execute(
        f"SELECT (SELECT own_sources FROM topic WHERE id = :topic AND {_SEEN}), ({dates})",
        {"topic": topic, "gone": json.dumps(gone)},
    ).fetchone()
    facts = count_facts(view, Selection(topic)) or 0
    return Totals(facts, (kept or 0) + ranking.count_more(), newest)


def sum_up_source(view: View, source: SourceId, facts: int) -> Totals:
    """Return the totals of facts of one source."""
    row = view.execute(
        "SELECT published FROM source WHERE id = :source", {"source": source}
    ).fetchone()
    return Totals(facts, 1, row[0]) if facts else Totals(0, 0)
