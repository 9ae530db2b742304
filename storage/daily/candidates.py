"""The facts that a schedule may post next.

Up to some hundreds they are all read. Of more, only some: the digests of their texts, which look
like chance, part them into heaps of a hundred or two, and a round takes one heap after the other.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from facts.daily.schedule import DayOverride, Schedule
from facts.daily.turn import CandidatePool, FactCandidate, TurnHistory
from facts.model.entities import FactId, Kind, LibraryId, SourceId, TopicId
from facts.model.random_order import mix_bits
from storage.daily.fact_filter import (
    DigestBucket,
    build_select,
    build_select_among,
    count_matching,
    find_in_bucket,
)
from storage.engine.connection import SqlConnection
from storage.search import counts

_READ_ALL_LIMIT: Final = 400
"""How many facts there may be for all to be read."""
_BUCKET_SIZE: Final = 250
"""The most that a heap holds on average."""
_BUCKETS_READ: Final = 2
"""With the next heap, a preview sees past the end of this one."""
_NEW_LIMIT: Final = 50
"""How many new facts are candidates at once,"""
_NEW_WINDOW: Final = 20_000
"""and among how many of the newest of all libraries they are looked for."""
_EXTRA_TIER: Final = 9
"""The tier of facts that come before their heap only if they are new or arranged."""


def load_pool(
    schedule: Schedule,
    arranged: Iterable[DayOverride],
    past: TurnHistory,
    connection: SqlConnection,
) -> CandidatePool:
    """Return what the next turns of a schedule are chosen from."""
    server, choice = schedule.server, schedule.plan.fact_filter
    (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM fact").fetchone()
    total = count_matching(server, choice, connection)
    if total > _READ_ALL_LIMIT:
        heaps = _load_buckets(schedule, past, total, connection)
        aside = _find_extras(schedule, arranged, past, newest, connection)
        tiers = dict.fromkeys(aside, _EXTRA_TIER) | heaps
    else:
        ids, values = build_select(server, choice)
        tiers = dict.fromkeys((fact for (fact,) in connection.execute(ids, values)), 0)
        total = len(tiers)
    return CandidatePool(tuple(_load_candidates(server, tiers, connection)), total, FactId(newest))


def _load_buckets(
    schedule: Schedule, past: TurnHistory, total: int, connection: SqlConnection
) -> dict[int, int]:
    """Return the facts of the first heaps that hold any that had no turn yet, with their tiers.

    If all had theirs, those of the first heaps of the next round.
    """
    bits = (total // _BUCKET_SIZE).bit_length()
    few = total < counts.count_entries(schedule.server, counts.FACTS, connection) >> bits
    number = past.turns[-1].round if past.turns else 1
    seen = {played.fact for played in past.turns if played.round == number}
    for round_, had in ((number, seen), (number + 1, set[int]())):
        tiers: dict[int, int] = {}
        found = 0
        for heap in _bucket_order(schedule, round_, bits):
            asked = DigestBucket(heap, bits, few)
            facts = find_in_bucket(schedule.server, schedule.plan.fact_filter, asked, connection)
            if not had.issuperset(facts):
                tiers |= dict.fromkeys(facts, found)
                found += 1
            if found == _BUCKETS_READ:
                break
        if tiers:
            return tiers
    return {}


def _bucket_order(schedule: Schedule, round_: int, bits: int) -> Iterator[int]:
    first = mix_bits(round_, schedule.id)
    return ((first + n) % 2**bits for n in range(2**bits))


def _find_extras(
    schedule: Schedule,
    arranged: Iterable[DayOverride],
    past: TurnHistory,
    newest: int,
    connection: SqlConnection,
) -> set[int]:
    """Return the facts that had their turn, are arranged, or new, as far as they may come."""
    ids, values = build_select_among(schedule.server, schedule.plan.fact_filter)
    named = {played.fact for played in past.turns} | {each.fact for each in arranged}
    facts = connection.execute(
        f"{ids} AND fact.id IN (SELECT value FROM json_each(:named))",
        values | {"named": json.dumps(sorted(fact for fact in named if fact))},
    ).fetchall()
    if past.turns:
        number = past.turns[-1].round
        begun = next(played.newest for played in past.turns if played.round == number)
        facts += connection.execute(
            f"{ids} AND fact.id > :begun ORDER BY fact.id LIMIT {_NEW_LIMIT}",
            values | {"begun": max(begun, newest - _NEW_WINDOW)},
        ).fetchall()
    return {fact for (fact,) in facts}


def _load_candidates(
    server: LibraryId, tiers: Mapping[int, int], connection: SqlConnection
) -> Iterator[FactCandidate]:
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
        yield FactCandidate(
            FactId(fact),
            Kind(kind),
            tuple(map(TopicId, json.loads(topics))),
            tuple(map(SourceId, json.loads(sources))),
            tiers[fact],
        )
