"""Selected facts: their totals, kinds and largest sources, and slices of them."""

import json
from typing import Final, Protocol

from facts.model.entities import FactId, SourceId, TopicId
from facts.model.results import Count, Totals
from facts.model.selection import EVERYTHING, Selection, Slice
from storage.library.lists import kept_counts
from storage.library.lists.candidates import read_candidates
from storage.library.lists.fact_walk import (
    build_walk,
    is_walkable,
    list_parts,
    walk_facts,
    walk_source,
)
from storage.library.lists.rankings import rank_sources
from storage.library.lists.view import View

_AMONG: Final = "fact.source IN (SELECT value FROM json_each(:among))"


class SelectedFacts(Protocol):
    """What answers show of selected facts."""

    def sum_up(self) -> Totals:
        """Return the totals."""

    def list_facts(self, part: Slice) -> list[FactId]:
        """Return a slice of the facts by first source, then in order of arrival."""

    def count_kinds(self) -> tuple[Count, ...]:
        """Return the kinds, the most frequent first."""

    def list_largest_sources(self, limit: int) -> list[tuple[int, int]]:
        """Return sources with their numbers of facts, most facts first."""


class LibraryFacts:
    """All facts of a library. Their list has only the first ones."""

    def __init__(self, view: View) -> None:
        self._view = view

    def sum_up(self) -> Totals:
        return kept_counts.sum_up_library(self._view)

    def list_facts(self, part: Slice) -> list[FactId]:
        return read_candidates(self._view, EVERYTHING).list_facts(part)

    def count_kinds(self) -> tuple[Count, ...]:
        return kept_counts.count_kinds(self._view, EVERYTHING)

    def list_largest_sources(self, limit: int) -> list[tuple[int, int]]:
        return read_candidates(self._view, EVERYTHING).list_largest_sources(limit)


class SourceFacts:
    """The facts of a source."""

    def __init__(self, view: View, source: SourceId) -> None:
        self._view = view
        self._source = source

    def sum_up(self) -> Totals:
        return kept_counts.sum_up_source(self._view, self._source, self._count())

    def list_facts(self, part: Slice) -> list[FactId]:
        return walk_source(self._view, self._source, part, self._count())

    def count_kinds(self) -> tuple[Count, ...]:
        return read_candidates(self._view, Selection(source=self._source)).count_kinds()

    def list_largest_sources(self, limit: int) -> list[tuple[int, int]]:
        facts = self._count()
        return [(int(self._source), facts)][:limit] if facts else []

    def _count(self) -> int:
        return kept_counts.count_kept(self._view, Selection(source=self._source)) or 0


class TopicFacts:
    """The facts of a topic."""

    def __init__(self, view: View, topic: TopicId) -> None:
        self._view = view
        self._topic = topic

    def sum_up(self) -> Totals:
        return kept_counts.sum_up_topic(self._view, self._topic)

    def list_facts(self, part: Slice) -> list[FactId]:
        count = kept_counts.count_kept(self._view, Selection(self._topic)) or 0
        return walk_facts(self._view, Selection(self._topic), part, count)

    def count_kinds(self) -> tuple[Count, ...]:
        return kept_counts.count_kinds(self._view, Selection(self._topic))

    def list_largest_sources(self, limit: int) -> list[tuple[int, int]]:
        return rank_sources(self._view, self._topic).take(Slice(limit=limit))


class ManyTopicFacts:
    """Many facts of a topic, with filters that need no look at their sources.

    Only the facts are counted, and of the sources those are listed that are large in the topic.
    """

    def __init__(self, view: View, selection: Selection, topic: TopicId, facts: int) -> None:
        self._view = view
        self._selection = selection
        self._topic = topic
        self._facts = facts

    def sum_up(self) -> Totals:
        if self._selection.source is not None:
            return kept_counts.sum_up_source(self._view, self._selection.source, self._facts)
        return Totals(self._facts, 0)

    def list_facts(self, part: Slice) -> list[FactId]:
        return walk_facts(self._view, self._selection, part, self._facts)

    def count_kinds(self) -> tuple[Count, ...]:
        return kept_counts.count_kinds(self._view, self._selection)

    def list_largest_sources(self, limit: int) -> list[tuple[int, int]]:
        largest = rank_sources(self._view, self._topic).take(Slice(limit=limit))
        walk, values = build_walk(self._view, self._selection, _AMONG)
        rows = self._view.execute(
            f"SELECT source, count(*) FROM ({walk}) GROUP BY source ORDER BY 2 DESC, 1",
            {**values, "among": json.dumps([source for source, _ in largest])},
        )
        return list(rows)


def open_selected(view: View, selection: Selection) -> SelectedFacts:
    """Return the selected facts.

    Without a kept count or an order to read them in, they are candidates, perhaps cut.
    """
    parts = list_parts(selection)
    if not parts:
        return LibraryFacts(view)
    if parts == {"source"} and selection.source is not None:
        return SourceFacts(view, selection.source)
    if selection.topic is not None and is_walkable(selection):
        if parts == {"topic"}:
            return TopicFacts(view, selection.topic)
        facts = kept_counts.count_facts(view, selection) or 0
        if facts > view.most:
            return ManyTopicFacts(view, selection, selection.topic, facts)
    return read_candidates(view, selection)
