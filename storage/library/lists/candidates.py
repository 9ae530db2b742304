"""Selected facts of which no count is kept: the first ones are read, and counted here."""

from collections import Counter
from dataclasses import dataclass

from facts.model.entities import FactId
from facts.model.results import Count, Totals
from facts.model.selection import Selection, Slice
from storage.library.lists.view import View
from storage.library.matching import Row, iter_matching


@dataclass(frozen=True, slots=True)
class Candidates:
    """The matching citations of selected facts.

    If it `is_cut`, there are more facts, and perhaps more citations of these.
    """

    rows: tuple[Row, ...]
    is_cut: bool

    def sum_up(self) -> Totals:
        """Return the totals."""
        facts = {fact for fact, *_ in self.rows}
        sources = {source for _, _, source, _ in self.rows}
        newest = max((date for *_, date in self.rows if date), default=None)
        return Totals(len(facts), len(sources), newest, self.is_cut)

    def list_facts(self, part: Slice) -> list[FactId]:
        """Return a slice of the facts by first source, then in order of arrival."""
        firsts: dict[int, int] = {}
        for fact, _, source, _ in self.rows:
            firsts[fact] = min(source, firsts.get(fact, source))
        ordered = sorted((source, fact) for fact, source in firsts.items())
        return [FactId(fact) for _, fact in ordered[part.start :][: part.limit]]

    def count_kinds(self) -> tuple[Count, ...]:
        """Return the kinds, the most frequent first."""
        kinds = Counter({fact: kind for fact, kind, *_ in self.rows}.values())
        ranked = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Count(*pair) for pair in ranked)

    def list_largest_sources(self, limit: int | None) -> list[tuple[int, int]]:
        """Return sources with their numbers of facts, most facts first."""
        sources = Counter(source for _, _, source, _ in self.rows)
        return sorted(sources.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def read_candidates(view: View, selection: Selection) -> Candidates:
    """Return the first of the selected facts, `view.most` of them at most."""
    rows: dict[Row, None] = {}
    facts: set[int] = set()
    for row in iter_matching(view.library, selection, view.connection):
        if row[0] not in facts:
            if len(facts) == view.most:
                return Candidates(tuple(rows), is_cut=True)
            facts.add(row[0])
        rows[row] = None
    return Candidates(tuple(rows), is_cut=False)
