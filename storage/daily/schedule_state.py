"""The state of a schedule: everything that decides its future posts."""

import datetime
from typing import Final

from facts.daily.post import Post
from facts.daily.schedule import Schedule, ScheduleId
from facts.daily.store import ScheduleState
from facts.daily.turn import PastTurn, TurnHistory, TurnReason
from facts.model.entities import FactId, LibraryId
from storage.daily import overrides, posts, schedules, votes
from storage.daily.candidates import PoolLimits, load_pool
from storage.engine.connection import SqlConnection

_DELIVERED: Final = "round IS NOT NULL AND state IN ('claimed', 'sent')"
"""An open post counts: it may have arrived."""


def load_state(
    schedule: ScheduleId,
    now: datetime.datetime,
    limits: PoolLimits | None,
    connection: SqlConnection,
) -> ScheduleState | None:
    """Return a schedule's state; without `limits`, its pool and history are empty."""
    known = schedules.find_schedule(schedule, connection)
    if known is None:
        return None
    state = _load_days(known, now, connection)
    if limits is None:
        return state
    history = load_history(known, connection)
    pool = load_pool(known, state.overrides, history, limits, connection)
    return ScheduleState(known, state.posted_days, state.overrides, pool, history)


def list_states(
    server: LibraryId, now: datetime.datetime, connection: SqlConnection
) -> tuple[tuple[ScheduleState, Post | None], ...]:
    """Return the states of a server's schedules with last posts.

    Their pools and histories are empty.
    """
    return tuple(
        (_load_days(schedule, now, connection), posts.get_last_post(schedule.id, connection))
        for schedule in schedules.list_for_server(server, connection)
    )


def load_history(schedule: Schedule, connection: SqlConnection) -> TurnHistory:
    """Return a schedule's turns since the previous round, and the votes."""
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
    turns = (
        PastTurn(FactId(fact), round_, FactId(newest), bool(was_new))
        for fact, round_, newest, was_new in rows
    )
    return TurnHistory(tuple(turns), votes.list_ballots(schedule.server, connection))


def _load_days(
    schedule: Schedule, now: datetime.datetime, connection: SqlConnection
) -> ScheduleState:
    """Return a schedule's state without facts."""
    today = now.date()
    first = min(today, schedule.next.day if schedule.next else today) - posts.TIME_ZONE_MARGIN
    rows = connection.execute(
        "SELECT day FROM post WHERE schedule = ? AND day >= ? AND extra = 0",
        (schedule.id, first.isoformat()),
    )
    posted = frozenset(datetime.date.fromisoformat(day) for (day,) in rows)
    return ScheduleState(schedule, posted, overrides.list_overrides(schedule.id, first, connection))
