"""The facts that a schedule may post next.

Up to some hundreds they are all read. Of more, only some: the digests of their texts, which look
like chance, part them into heaps of a hundred or two, and a round takes one heap after the other.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from facts.daily.schedule import Arrangement, Schedule
from facts.daily.turn import Candidate, Past, Stock
from facts.model.entities import FactId, Kind, LibraryId, SourceId, TopicId
from facts.model.random_order import mixed
from storage.daily.fact_filter import Heap, chosen, chosen_among, in_heap, matching
from storage.search import counts

_ALL_READ: Final = 400
"""How many facts there may be for all to be read."""
_HEAP: Final = 250
"""The most that a heap holds on average."""
_HEAPS_READ: Final = 2
"""With the next heap, a preview sees past the end of this one."""
_NEW: Final = 50
"""How many new facts are candidates at once,"""
_NEW_WITHIN: Final = 20_000
"""and among how many of the newest of all libraries they are looked for."""
_ASIDE: Final = 9
"""The tier of facts that come before their heap only if they are new or arranged."""


def stock(
    schedule: Schedule, arranged: Iterable[Arrangement], past: Past, connection: sqlite3.Connection
) -> Stock:
    """Return what the next turns of a schedule are chosen from."""
    server, choice = schedule.server, schedule.plan.choice
    (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM fact").fetchone()
    total = matching(server, choice, connection)
    if total > _ALL_READ:
        heaps = _heaps(schedule, past, total, connection)
        aside = _aside(schedule, arranged, past, newest, connection)
        tiers = dict.fromkeys(aside, _ASIDE) | heaps
    else:
        ids, values = chosen(server, choice)
        tiers = dict.fromkeys((fact for (fact,) in connection.execute(ids, values)), 0)
        total = len(tiers)
    return Stock(tuple(_candidates(server, tiers, connection)), total, FactId(newest))


def _heaps(
    schedule: Schedule, past: Past, total: int, connection: sqlite3.Connection
) -> dict[int, int]:
    """Return the facts of the first heaps that hold any that had no turn yet, with their tiers.

    If all had theirs, those of the first heaps of the next round.
    """
    bits = (total // _HEAP).bit_length()
    few = total < counts.size(schedule.server, counts.FACTS, connection) >> bits
    number = past.played[-1].round if past.played else 1
    seen = {played.fact for played in past.played if played.round == number}
    for round_, had in ((number, seen), (number + 1, set[int]())):
        tiers: dict[int, int] = {}
        found = 0
        for heap in _in_order(schedule, round_, bits):
            asked = Heap(heap, bits, few)
            facts = in_heap(schedule.server, schedule.plan.choice, asked, connection)
            if not had.issuperset(facts):
                tiers |= dict.fromkeys(facts, found)
                found += 1
            if found == _HEAPS_READ:
                break
        if tiers:
            return tiers
    return {}


def _in_order(schedule: Schedule, round_: int, bits: int) -> Iterator[int]:
    first = mixed(round_, schedule.id)
    return ((first + n) % 2**bits for n in range(2**bits))


def _aside(
    schedule: Schedule,
    arranged: Iterable[Arrangement],
    past: Past,
    newest: int,
    connection: sqlite3.Connection,
) -> set[int]:
    """Return the facts that had their turn, are arranged, or new, as far as they may come."""
    ids, values = chosen_among(schedule.server, schedule.plan.choice)
    named = {played.fact for played in past.played} | {each.fact for each in arranged}
    facts = connection.execute(
        f"{ids} AND fact.id IN (SELECT value FROM json_each(:named))",
        values | {"named": json.dumps(sorted(fact for fact in named if fact))},
    ).fetchall()
    if past.played:
        number = past.played[-1].round
        begun = next(played.newest for played in past.played if played.round == number)
        facts += connection.execute(
            f"{ids} AND fact.id > :begun ORDER BY fact.id LIMIT {_NEW}",
            values | {"begun": max(begun, newest - _NEW_WITHIN)},
        ).fetchall()
    return {fact for (fact,) in facts}


def _candidates(
    server: LibraryId, tiers: Mapping[int, int], connection: sqlite3.Connection
) -> Iterator[Candidate]:
    rows = connection.execute(
        """
        SELECT fact.id, fact.kind, (
            SELECT json_group_array(topic.id) FROM bearing JOIN topic ON topic.id = bearing.topic
            WHERE bearing.fact = fact.id AND topic.library IN (0, :server)
        ), (
            SELECT json_group_array(source) FROM citation WHERE citation.fact = fact.id
        )
        FROM json_each(:facts) AS asked JOIN fact ON fact.id = asked.value
        """,
        {"server": server, "facts": json.dumps(list(tiers))},
    )
    for fact, kind, topics, sources in rows:
        yield Candidate(
            FactId(fact),
            Kind(kind),
            tuple(map(TopicId, json.loads(topics))),
            tuple(map(SourceId, json.loads(sources))),
            tiers[fact],
        )
