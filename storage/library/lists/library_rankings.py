"""All topics or sources that a library sees, by kept numbers.

A server sees more facts of some shared topics than the shared library has, and fewer of those with
facts that it has hidden. Only some of these can belong to the first ones. So the lists of both are
read from their largest number on, until the rest cannot reach the slice.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from facts.model.entities import SHARED_LIBRARY
from facts.model.selection import WHOLE, Slice, TopicOrder
from storage.library.lists.view import View
from storage.library.selection import SLICE, VISIBLE, slice_values

_RESERVE: Final = 100
"""Things that are read beyond the slice: more of them leave fewer guests to look at."""


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """An order of topics or sources.

    `kept` is the number of its own library's facts, or their newest, `guest` that of others in the
    table of guests. `name` sorts equal ones. Those with less than `least` do not belong to it.
    """

    table: str
    kept: str
    guest: str
    name: str
    least: int = 0


LARGEST_TOPICS: Final = KeptOrder("topic", "own_facts", "facts", "name_key")
NEWEST_TOPICS: Final = KeptOrder("topic", "newest", "newest", "name_key")
LARGEST_SOURCES: Final = KeptOrder("source", "facts", "facts", "title", least=1)
TOPIC_ORDERS: Final = {TopicOrder.LARGEST: LARGEST_TOPICS, TopicOrder.NEWEST: NEWEST_TOPICS}
_HIDDEN: Final = {
    "topic": """
        SELECT bearing.topic, count(*) FROM hidden
        CROSS JOIN bearing ON bearing.fact = hidden.fact
        WHERE hidden.library = :library GROUP BY 1
    """,
    "source": """
        SELECT citation.source, count(*) FROM hidden
        CROSS JOIN citation ON citation.fact = hidden.fact
        WHERE hidden.library = :library GROUP BY 1
    """,
}
"""SELECT of the topics or sources of hidden facts, with their numbers."""
_ARM: Final = """
    SELECT id, {kept} AS kept, {name} FROM {table} WHERE library = {library} AND {kept} >= {least}
"""
_GUESTS: Final = """
    SELECT {table}, {guest} FROM {table}_guest WHERE library = {library} AND {guest} >= :least
        AND EXISTS (
            SELECT 1 FROM {table} WHERE {table}.id = {table}_guest.{table}
            AND {table}.library IN (0, :library)
        )
"""
_SEEN: Final = """
    SELECT {table}.id, {table}.{kept}, (
        SELECT coalesce({sum}({table}_guest.{guest}), 0) FROM {table}_guest
        WHERE {table}_guest.{table} = {table}.id AND {table}_guest.library IN (0, :library)
    ), {name}
    FROM json_each(:ids) AS listed CROSS JOIN {table} ON {table}.id = listed.value
    WHERE {table}.library IN (0, :library)
"""
_NEWEST_SEEN: Final = f"""
    SELECT fact.id FROM bearing CROSS JOIN fact ON fact.id = bearing.fact
    WHERE bearing.topic = :topic AND {VISIBLE} ORDER BY bearing.fact DESC LIMIT 1
"""


def rank_library(view: View, order: KeptOrder, part: Slice) -> list[tuple[int, int]]:
    """Return a slice of all topics or sources, each with its number."""
    if view.library == SHARED_LIBRARY:
        rows = _list_first(view, order, part)
        return [(id_, kept) for id_, kept, _ in rows]
    hidden = count_hidden(view, order.table)
    ids = _list_possible(view, order, part, hidden)
    found = view.execute(_fill(_SEEN, order), {"ids": json.dumps(ids)})
    listed = [
        (-_work_out(view, order, id_, (kept, guest), hidden), name, id_)
        for id_, kept, guest, name in found
    ]
    seen = sorted(row for row in listed if -row[0] >= order.least)
    return [(id_, -number) for number, _, id_ in seen[part.start :][: part.limit]]


def count_hidden(view: View, table: str) -> Mapping[int, int]:
    """Return the topics or sources of hidden facts, with their numbers of these."""
    return {} if view.library == SHARED_LIBRARY else dict(view.execute(_HIDDEN[table]).fetchall())


def _work_out(
    view: View, order: KeptOrder, id_: int, numbers: tuple[int, int], hidden: Mapping[int, int]
) -> int:
    """Return the number of a thing that the view sees."""
    if order.guest == "facts":
        return sum(numbers) - hidden.get(id_, 0)
    if id_ not in hidden:
        return max(numbers)
    newest = view.execute(_NEWEST_SEEN, {"topic": id_}).fetchone()
    return newest[0] if newest else 0


def _list_first(view: View, order: KeptOrder, part: Slice) -> list[tuple[int, int, str]]:
    """Return things by the numbers of their own libraries."""
    arms = (_fill(_ARM, order, library=each) for each in ("0", "nullif(:library, 0)"))
    return view.execute(
        f"{' UNION ALL '.join(arms)} ORDER BY 2 DESC, 3, 1 {SLICE}", slice_values(part)
    ).fetchall()


def _list_possible(
    view: View, order: KeptOrder, part: Slice, hidden: Mapping[int, int]
) -> list[int]:
    """Return all things that can belong to the slice."""
    wanted = None if part.limit is None else part.start + part.limit + len(hidden)
    read = None if wanted is None else wanted + _RESERVE
    first = _list_first(view, order, Slice(limit=read))
    return list({*(id_ for id_, *_ in first), *hidden, *_list_guests(view, order, first, wanted)})


def _list_guests(
    view: View, order: KeptOrder, first: list[tuple[int, int, str]], wanted: int | None
) -> list[int]:
    """Return the things whose facts of other libraries can bring them among the wanted ones.

    In the order of newest facts these are the newest. Otherwise the number must make up for the
    difference between the last wanted thing and the last one that was read.
    """
    gap = first[wanted - 1][1] - first[-1][1] if wanted and len(first) >= wanted else 0
    values = {"least": max(gap, 1), **slice_values(WHOLE)}
    if order.guest == "newest":
        values = {"least": 1, **slice_values(Slice(limit=wanted))}
    arms = (_fill(_GUESTS, order, library=each) for each in ("0", "nullif(:library, 0)"))
    rows = view.execute(f"{' UNION ALL '.join(arms)} ORDER BY 2 DESC {SLICE}", values)
    return [id_ for id_, _ in rows]


def _fill(sql: str, order: KeptOrder, library: str = "") -> str:
    return sql.format(
        table=order.table,
        kept=order.kept,
        guest=order.guest,
        name=order.name,
        least=order.least,
        sum="sum" if order.guest == "facts" else "max",
        library=library,
    )
