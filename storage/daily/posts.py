"""Posts: claimed, recorded as missed, and read."""

import datetime
from typing import Final

from facts.clock.due_dates import DueDate
from facts.daily.post import Post, PostId, PostState
from facts.daily.schedule import Schedule, ScheduleId, Trouble
from facts.daily.store import Advance, NewPost
from facts.model.entities import LibraryId
from storage.daily import schedules
from storage.daily.post_rows import COLUMNS, day_values, from_row, insert_post, turn_values
from storage.engine.connection import SqlConnection, format_timestamp

TIME_ZONE_MARGIN: Final = datetime.timedelta(days=2)
"""No zone's date differs from the UTC date by more."""


def advance(
    schedule: Schedule,
    plan: Advance,
    now: datetime.datetime,
    connection: SqlConnection,
) -> Post | None:
    """Move a schedule on, and return the post it claims, if any.

    Nothing is written if the schedule was changed since it was read.
    """
    if not schedules.set_next_due(schedule, plan.next, connection):
        return None
    for due in plan.missed_days:
        _record_missed(schedule, due, now, connection)
    if plan.new_post is None:
        return None
    return _claim(schedule, plan.new_post, 0, now, connection)


def delete_future_missed(now: datetime.datetime, connection: SqlConnection) -> None:
    """Delete days recorded as missed that are due later than `now`."""
    connection.execute(
        """
        DELETE FROM post
        WHERE schedule IN (SELECT id FROM schedule WHERE next_at > :now) AND day >= :day
            AND due_at > :now AND state = 'missed'
        """,
        {
            "now": format_timestamp(now),
            "day": (now.date() - TIME_ZONE_MARGIN).isoformat(),
        },
    )


def claim_extra(
    schedule: Schedule, new: NewPost, now: datetime.datetime, connection: SqlConnection
) -> Post:
    """Claim an extra post, with the next free number of its day."""
    (last,) = connection.execute(
        "SELECT coalesce(max(extra), 0) FROM post WHERE schedule = ? AND day = ?",
        (schedule.id, new.due.day.isoformat()),
    ).fetchone()
    post = _claim(schedule, new, last + 1, now, connection)
    if post is None:
        raise AssertionError("the number after the last one is taken")
    return post


def get_post(server: LibraryId, post: PostId, connection: SqlConnection) -> Post | None:
    """Return one post."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM post WHERE id = ? AND server = ?", (post, server)
    ).fetchone()
    return row and from_row(row)


def get_last_post(schedule: ScheduleId, connection: SqlConnection) -> Post | None:
    """Return the last post of a schedule, without extra posts."""
    row = connection.execute(
        f"""
        SELECT {COLUMNS} FROM post
        WHERE id = (SELECT max(id) FROM post WHERE schedule = ? AND extra = 0)
        """,
        (schedule,),
    ).fetchone()
    return row and from_row(row)


def _claim(
    schedule: Schedule,
    new: NewPost,
    extra: int,
    now: datetime.datetime,
    connection: SqlConnection,
) -> Post | None:
    values = day_values(schedule, new.due, now) | turn_values(new.turn)
    values |= {
        "extra": extra,
        "deadline": format_timestamp(new.deadline),
        "retry_at": format_timestamp(new.retry_at),
        "looked": new.searched_up_to,
    }
    return insert_post(values, connection)


def _record_missed(
    schedule: Schedule, due: DueDate, now: datetime.datetime, connection: SqlConnection
) -> None:
    missed = {"state": PostState.MISSED, "trouble": Trouble.OVERDUE}
    insert_post(day_values(schedule, due, now) | missed, connection)
