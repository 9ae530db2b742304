"""Schedules: plans for channels, and their next due dates."""

import datetime
import json
from typing import Any, Final

from facts.clock.due_dates import DueDate, Timing
from facts.daily.post import Post
from facts.daily.schedule import FactFilter, Plan, Schedule, ScheduleId, Trouble
from facts.daily.store import NewSchedule
from facts.model.entities import Kind, LibraryId, TopicId
from storage.engine.connection import SqlConnection, format_timestamp
from storage.library.selection import Values

_PLAN: Final = (
    "channel", "at", "zone", "weekdays", "topics", "kinds", "sites", "title", "role", "thread",
    "pin", "publish", "catch_up",
)  # fmt: skip
_COLUMNS: Final = f"""
    id, server, {", ".join(_PLAN)}, made_by, next_day, next_at, paused, trouble, version
"""


def add(new: NewSchedule, limit: int, connection: SqlConnection) -> Schedule | None:
    """Add a schedule; None if its server has `limit` schedules already."""
    row = connection.execute(
        f"""
        INSERT INTO schedule (server, made_by, next_day, next_at, {", ".join(_PLAN)})
        SELECT :server, :made_by, :day, :at_, {", ".join(f":{name}" for name in _PLAN)}
        WHERE (SELECT count(*) FROM schedule WHERE server = :server) < :limit
        RETURNING id
        """,
        {
            "server": new.server,
            "made_by": new.made_by,
            "limit": limit,
            **_next_values(new.next),
            **_plan_values(new.plan),
        },
    ).fetchone()
    return row and Schedule(ScheduleId(row[0]), new.server, new.plan, new.made_by, new.next)


def get_schedule(
    server: LibraryId, schedule: ScheduleId, connection: SqlConnection
) -> Schedule | None:
    """Return one schedule of a server."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM schedule WHERE id = ? AND server = ?", (schedule, server)
    ).fetchone()
    return row and _from_row(row)


def find_schedule(schedule: ScheduleId, connection: SqlConnection) -> Schedule | None:
    """Return one schedule of any server."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM schedule WHERE id = ?", (schedule,)
    ).fetchone()
    return row and _from_row(row)


def list_for_server(server: LibraryId, connection: SqlConnection) -> tuple[Schedule, ...]:
    """Return a server's schedules, oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM schedule WHERE server = ? ORDER BY id", (server,)
    )
    return tuple(map(_from_row, rows))


def list_due(now: datetime.datetime, limit: int, connection: SqlConnection) -> tuple[Schedule, ...]:
    """Return the schedules that are due, the longest overdue first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM schedule WHERE next_at <= ? ORDER BY next_at, id LIMIT ?",
        (format_timestamp(now), limit),
    )
    return tuple(map(_from_row, rows))


def list_due_after(
    now: datetime.datetime, after: ScheduleId, limit: int, connection: SqlConnection
) -> tuple[Schedule, ...]:
    """Return schedules due later than `now`, sorted by id.

    They begin with the first id higher than `after`.
    """
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM schedule WHERE next_at > ? AND id > ? ORDER BY id LIMIT ?",
        (format_timestamp(now), after, limit),
    )
    return tuple(map(_from_row, rows))


def save(schedule: Schedule, connection: SqlConnection) -> bool:
    """Save a schedule; False if it is outdated or was removed."""
    changed = connection.execute(
        f"""
        UPDATE schedule SET version = version + 1, paused = :paused, next_day = :day,
            next_at = :at_, {", ".join(f"{name} = :{name}" for name in _PLAN)}
        WHERE id = :id AND version = :version
        """,
        {
            "id": schedule.id,
            "version": schedule.version,
            "paused": schedule.paused,
            **_next_values(schedule.next),
            **_plan_values(schedule.plan),
        },
    )
    return changed.rowcount > 0


def set_next_due(schedule: Schedule, next_: DueDate | None, connection: SqlConnection) -> bool:
    """Save the next due date of a schedule.

    False if the schedule's version is outdated or it was removed.
    """
    changed = connection.execute(
        """
        UPDATE schedule SET version = version + 1, next_day = :day, next_at = :at_
        WHERE id = :id AND version = :version
        """,
        {"id": schedule.id, "version": schedule.version, **_next_values(next_)},
    )
    return changed.rowcount > 0


def record_trouble(post: Post, trouble: Trouble | None, connection: SqlConnection) -> bool:
    """Set a schedule's trouble by its last post.

    None clears it. Return whether it changed. An earlier post changes nothing. Discord's own
    trouble does not replace another one, which would be news again afterwards.
    """
    changed = connection.execute(
        """
        UPDATE schedule SET trouble = :trouble
        WHERE id = :schedule AND trouble IS DISTINCT FROM :trouble
            AND (trouble IS NULL OR :is_passing IS NULL)
            AND :post = (SELECT max(id) FROM post WHERE schedule = :schedule)
        """,
        {
            "schedule": post.schedule,
            "post": post.id,
            "trouble": trouble,
            "is_passing": trouble if trouble is Trouble.DISCORD else None,
        },
    )
    return changed.rowcount > 0


def remove(server: LibraryId, schedule: ScheduleId, connection: SqlConnection) -> bool:
    """Remove a schedule, and close its open posts as failed.

    Its overrides are removed too.
    """
    removed = connection.execute(
        "DELETE FROM schedule WHERE id = ? AND server = ?", (schedule, server)
    )
    if removed.rowcount:
        connection.execute(
            "UPDATE post SET state = 'failed' WHERE schedule = ? AND state = 'claimed'", (schedule,)
        )
    return removed.rowcount > 0


def _next_values(next_: DueDate | None) -> Values:
    if next_ is None:
        return {"day": None, "at_": None}
    return {"day": next_.day.isoformat(), "at_": format_timestamp(next_.moment)}


def _plan_values(plan: Plan) -> Values:
    return {
        "channel": plan.channel,
        "at": plan.timing.at.isoformat("minutes"),
        "zone": plan.timing.zone,
        "weekdays": "".join(map(str, plan.timing.weekdays)),
        "topics": json.dumps(plan.fact_filter.topics),
        "kinds": json.dumps(plan.fact_filter.kinds),
        "sites": json.dumps(plan.fact_filter.sites),
        "title": plan.title,
        "role": plan.role,
        "thread": plan.thread,
        "pin": plan.pin,
        "publish": plan.publish,
        "catch_up": round(plan.catch_up.total_seconds()),
    }


def _from_row(row: tuple[Any, ...]) -> Schedule:
    id_, server, *plan, made_by, day, at, paused, trouble, version = row
    return Schedule(
        ScheduleId(id_),
        LibraryId(server),
        _parse_plan(*plan),
        made_by,
        _parse_due(day, at),
        bool(paused),
        trouble and Trouble(trouble),
        version,
    )


def _parse_due(day: str | None, at: str | None) -> DueDate | None:
    if day is None or at is None:
        return None
    return DueDate(datetime.date.fromisoformat(day), datetime.datetime.fromisoformat(at))


def _parse_plan(channel: int, at: str, zone: str, weekdays: str, *rest: Any) -> Plan:  # noqa: ANN401
    *fact_filter, title, role, thread, pin, publish, catch_up = rest
    topics, kinds, sites = map(json.loads, fact_filter)
    return Plan(
        channel,
        Timing(datetime.time.fromisoformat(at), zone, tuple(map(int, weekdays))),
        FactFilter(tuple(map(TopicId, topics)), tuple(map(Kind, kinds)), tuple(sites)),
        title,
        role,
        bool(thread),
        bool(pin),
        bool(publish),
        datetime.timedelta(seconds=catch_up),
    )
