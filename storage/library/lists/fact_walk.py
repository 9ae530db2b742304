"""Facts of a topic or a source in the order shown, read by position."""

from dataclasses import dataclass, replace
from typing import Final

from facts.model.entities import FactId, SourceId
from facts.model.selection import Selection, Slice
from storage.library.lists.view import View
from storage.library.selection import (
    NOT_HIDDEN,
    SLICE,
    VISIBLE,
    Values,
    fact_fits,
    slice_values,
)

_PARTS: Final = {"topic", "kind", "source", "also", "without"}
"""The parts of a selection that can be walked. Others need a look at each source."""
_ARM: Final = f"""
    SELECT fact.source, fact.id, fact.kind
    FROM (SELECT topic, library, source, fact AS id, kind, is_first FROM topic_fact) AS fact
    WHERE fact.topic = :walked AND fact.library = {{library}} AND {{citations}} AND {{condition}}
        AND {NOT_HIDDEN.format(fact="fact.id")}
"""
_OF_SOURCE: Final = f"""
    SELECT fact FROM citation
    WHERE source = :source AND {NOT_HIDDEN.format(fact="citation.fact")}
    ORDER BY fact {{way}} {SLICE}
"""
_OF_SHARED_SOURCE: Final = f"""
    SELECT fact.id FROM citation CROSS JOIN fact ON fact.id = citation.fact
    WHERE citation.source = :source AND {VISIBLE} ORDER BY citation.fact {{way}} {SLICE}
"""
_HAS_GUESTS: Final = """
    SELECT EXISTS (SELECT 1 FROM source_guest WHERE source = :source) OR NOT EXISTS (
        SELECT 1 FROM source WHERE id = :source AND library IN (0, :library)
    )
"""
"""SELECT whether other libraries' facts can cite a source: then each fact is looked at."""


def list_parts(selection: Selection) -> frozenset[str]:
    """Return the names of the filters that a selection has."""
    return frozenset(
        part for part in Selection.__dataclass_fields__ if getattr(selection, part) is not None
    )


def is_walkable(selection: Selection) -> bool:
    """Return whether `build_walk` can build a walk."""
    return selection.topic is not None and list_parts(selection) <= _PARTS


def build_walk(
    view: View, selection: Selection, citations: str = "fact.is_first"
) -> tuple[str, Values]:
    """Return a SELECT of source, fact and kind of the selected facts of a topic, and its values.

    Each fact has one row, with its first source, or one for each that `citations` selects.
    """
    walked = _start_small(view, selection)
    condition, values = fact_fits(replace(walked, topic=None), "TRUE")
    if walked.source is not None:
        citations = "fact.source = :source"
    arms = (
        _ARM.format(library=library, citations=citations, condition=condition)
        for library in ("0", "nullif(:library, 0)")
    )
    return " UNION ALL ".join(arms), values | {"walked": walked.topic, "source": walked.source}


def walk_facts(view: View, selection: Selection, part: Slice, count: int) -> list[FactId]:
    """Return a slice of a topic's selected facts by first source, then in order of arrival.

    `count` is the number of all: the second half is read from its end.
    """
    walk, values = build_walk(view, selection)
    sql = f"SELECT id FROM ({walk} ORDER BY 1 {{way}}, 2 {{way}} {SLICE})"
    return _read(view, sql, values, _Stretch(part, count))


def walk_source(view: View, source: SourceId, part: Slice, count: int) -> list[FactId]:
    """Return a slice of a source's facts in order of arrival, see `walk_facts`."""
    values: Values = {"source": source}
    (has_guests,) = view.execute(_HAS_GUESTS, values).fetchone()
    sql = _OF_SHARED_SOURCE if has_guests else _OF_SOURCE
    return _read(view, sql, values, _Stretch(part, count))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A slice of `count` facts, and from which end it is nearer."""

    part: Slice
    count: int

    @property
    def is_late(self) -> bool:
        return self.part.limit is not None and self.part.start > self.count // 2

    def from_end(self) -> Slice:
        """Return the same slice of the reversed list."""
        end = min(self.part.start + (self.part.limit or 0), self.count)
        return Slice(self.count - end, max(end - self.part.start, 0))


def _read(view: View, sql: str, values: Values, stretch: _Stretch) -> list[FactId]:
    part = stretch.from_end() if stretch.is_late else stretch.part
    way = "DESC" if stretch.is_late else "ASC"
    rows = view.execute(sql.format(way=way), values | slice_values(part))
    found = [FactId(fact) for (fact,) in rows]
    return found[::-1] if stretch.is_late else found


def _start_small(view: View, selection: Selection) -> Selection:
    """Return the selection with the smaller of two topics first."""
    if selection.also is None:
        return selection
    sizes = dict(
        view.execute(
            "SELECT id, facts FROM topic WHERE id IN (:topic, :also)",
            {"topic": selection.topic, "also": selection.also},
        ).fetchall()
    )
    if sizes.get(selection.topic, 0) <= sizes.get(selection.also, 0):
        return selection
    return replace(selection, topic=selection.also, also=selection.topic)
