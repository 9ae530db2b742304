"""All that decides about the days to come of a schedule."""

import datetime
from typing import Final

from facts.daily.schedule import Schedule, ScheduleId
from facts.daily.store import ScheduleState
from facts.daily.turn import CandidatePool, PastTurn, TurnHistory, TurnReason
from facts.model.entities import FactId
from storage.daily import overrides, schedules, votes
from storage.daily.candidates import load_pool
from storage.engine.connection import SqlConnection

_TIME_ZONE_MARGIN: Final = datetime.timedelta(days=2)
"""Nowhere on Earth is it earlier than that."""
_DELIVERED: Final = "round IS NOT NULL AND state IN ('claimed', 'sent')"
"""A post that is being made counts: it may have arrived."""


def load_state(
    schedule: ScheduleId, now: datetime.datetime, facts: bool, connection: SqlConnection
) -> ScheduleState | None:
    """Return what decides about a schedule's days to come."""
    known = schedules.find_schedule(schedule, connection)
    if known is None:
        return None
    since = min(now.date(), known.next.day if known.next else now.date()) - _TIME_ZONE_MARGIN
    taken = _list_taken_days(schedule, since, connection)
    arranged = overrides.list_overrides(schedule, since, connection)
    if not facts:
        return ScheduleState(known, taken, arranged, CandidatePool((), 0, FactId(0)), TurnHistory())
    past = load_history(known, connection)
    return ScheduleState(known, taken, arranged, load_pool(known, arranged, past, connection), past)


def _list_taken_days(
    schedule: ScheduleId, since: datetime.date, connection: SqlConnection
) -> frozenset[datetime.date]:
    rows = connection.execute(
        "SELECT day FROM post WHERE schedule = ? AND day >= ? AND extra = 0",
        (schedule, since.isoformat()),
    )
    return frozenset(datetime.date.fromisoformat(day) for (day,) in rows)


def load_history(schedule: Schedule, connection: SqlConnection) -> TurnHistory:
    """Return a schedule's recent posts and the votes of its server."""
    rows = connection.execute(
        f"""
        SELECT coalesce(fact, 0), round, newest, why = '{TurnReason.NEW}' FROM post
        WHERE schedule = :schedule AND {_DELIVERED} AND round >= (
            SELECT max(round) FROM post WHERE schedule = :schedule AND {_DELIVERED}
        ) - 1
        ORDER BY id
        """,
        {"schedule": schedule.id},
    )
    played = (
        PastTurn(FactId(fact), round_, FactId(newest), bool(was_new))
        for fact, round_, newest, was_new in rows
    )
    return TurnHistory(tuple(played), votes.list_ballots(schedule.server, connection))
