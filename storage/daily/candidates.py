"""The facts that a schedule may post next.

A small library is read as a whole. A larger one is divided into buckets by the digests of the
facts' texts, which are as good as random; a round goes through one bucket after the other, so that
only a few hundred facts are read for a post.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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

_BUCKETS_READ: Final = 2
"""The second bucket lets a preview see past the end of the first."""
_NEW_LIMIT: Final = 50
"""New facts that are candidates at once."""
_NEW_WINDOW: Final = 20_000
"""Newest facts, of all libraries, among which new ones are searched for."""
_EXTRA_TIER: Final = 9
"""Tier of facts outside the buckets read: they have a turn only if they are new or chosen."""


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """Limits of a pool.

    Up to `read_all` facts, all are read. Above that, `bucket_size` is the highest average size of a
    bucket.
    """

    read_all: int = 400
    bucket_size: int = 250


def load_pool(
    schedule: Schedule,
    overrides: Iterable[DayOverride],
    history: TurnHistory,
    limits: PoolLimits,
    connection: SqlConnection,
) -> CandidatePool:
    """Return the facts that a schedule's next turns are chosen from."""
    server, fact_filter = schedule.server, schedule.plan.fact_filter
    (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM fact").fetchone()
    total = count_matching(server, fact_filter, connection)
    if total > limits.read_all:
        bits = (total // limits.bucket_size).bit_length()
        buckets = _load_buckets(schedule, history, total, bits, connection)
        extras = _find_extras(schedule, overrides, history, newest, connection)
        tiers = dict.fromkeys(extras, _EXTRA_TIER) | buckets
    else:
        ids, values = build_select(server, fact_filter)
        tiers = dict.fromkeys((fact for (fact,) in connection.execute(ids, values)), 0)
        total = len(tiers)
    return CandidatePool(tuple(_load_candidates(server, tiers, connection)), total, FactId(newest))


def _load_buckets(
    schedule: Schedule,
    history: TurnHistory,
    total: int,
    bits: int,
    connection: SqlConnection,
) -> dict[int, int]:
    """Return the facts of the next buckets with their tiers.

    A bucket without facts still to come is left out. If all facts had their turn, these are the
    first buckets of the next round.
    """
    is_sparse = total < counts.count_entries(schedule.server, counts.FACTS, connection) >> bits
    number = history.turns[-1].round if history.turns else 1
    seen = {turn.fact for turn in history.turns if turn.round == number}
    for round_, past in ((number, seen), (number + 1, set[int]())):
        tiers: dict[int, int] = {}
        found = 0
        for bucket in _bucket_order(schedule, round_, bits):
            facts = find_in_bucket(
                schedule.server,
                schedule.plan.fact_filter,
                DigestBucket(bucket, bits, is_sparse),
                connection,
            )
            if not past.issuperset(facts):
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
    overrides: Iterable[DayOverride],
    history: TurnHistory,
    newest: int,
    connection: SqlConnection,
) -> set[int]:
    """Return matching facts that are past, chosen or new.

    A past fact had its turn; a chosen fact belongs to a day.
    """
    ids, values = build_select_among(schedule.server, schedule.plan.fact_filter)
    named = {turn.fact for turn in history.turns} | {each.fact for each in overrides}
    facts = connection.execute(
        f"{ids} AND fact.id IN (SELECT value FROM json_each(:named))",
        values | {"named": json.dumps(sorted(fact for fact in named if fact))},
    ).fetchall()
    if history.turns:
        number = history.turns[-1].round
        began = next(turn.newest for turn in history.turns if turn.round == number)
        facts += connection.execute(
            f"{ids} AND fact.id > :began ORDER BY fact.id LIMIT {_NEW_LIMIT}",
            values | {"began": max(began, newest - _NEW_WINDOW)},
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
        FROM json_each(:facts) AS chosen JOIN fact ON fact.id = chosen.value
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
