"""Posts: what became of each day of a schedule."""

import datetime

from facts.clock.due_dates import DueDate
from facts.daily.post import Post, PostId, PostState
from facts.daily.schedule import Schedule, ScheduleId, Trouble
from facts.daily.store import Advance, NewPost
from facts.model.entities import LibraryId
from storage.daily import schedules
from storage.daily.post_rows import COLUMNS, day_values, from_row, insert_post, turn_values
from storage.engine.connection import SqlConnection
from storage.engine.timestamps import format_timestamp


def advance(
    schedule: Schedule,
    settlement: Advance,
    now: datetime.datetime,
    connection: SqlConnection,
) -> Post | None:
    """Move a schedule on; return the post that is claimed by that, if one is.

    Nothing is written if the schedule was changed meanwhile.
    """
    if not schedules.set_next_due(schedule, settlement.next, connection):
        return None
    for due in settlement.missed_days:
        _record_missed(schedule, due, now, connection)
    if settlement.new_post is None:
        return None
    return _claim(schedule, settlement.new_post, 0, now, connection)


def delete_future_missed(
    schedule: ScheduleId, after: datetime.datetime, connection: SqlConnection
) -> None:
    """Forget days of a schedule that were recorded as missed, though they are still to come."""
    connection.execute(
        "DELETE FROM post WHERE schedule = ? AND due_at > ? AND state = 'missed'",
        (schedule, format_timestamp(after)),
    )


def claim_extra(
    schedule: Schedule, new: NewPost, now: datetime.datetime, connection: SqlConnection
) -> Post:
    """Claim a post beside those of the days."""
    (last,) = connection.execute(
        "SELECT coalesce(max(extra), 0) FROM post WHERE schedule = ? AND day = ?",
        (schedule.id, new.due.day.isoformat()),
    ).fetchone()
    post = _claim(schedule, new, last + 1, now, connection)
    if post is None:
        raise AssertionError("a number after the last one is taken")
    return post


def get_post(server: LibraryId, post: PostId, connection: SqlConnection) -> Post | None:
    """Return one post."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM post WHERE id = ? AND server = ?", (post, server)
    ).fetchone()
    return row and from_row(row)


def get_last_post(schedule: ScheduleId, connection: SqlConnection) -> Post | None:
    """Return the post of a schedule's day that was begun last; extra posts do not count."""
    row = connection.execute(
        f"""
        SELECT {COLUMNS} FROM post
        WHERE id = (SELECT max(id) FROM post WHERE schedule = ? AND extra = 0)
        """,
        (schedule,),
    ).fetchone()
    return row and from_row(row)


def with_pending_extras(
    now: datetime.datetime, limit: int, connection: SqlConnection
) -> tuple[Post, ...]:
    """Return posts to which something may be done that was left undone, the longest first."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM post WHERE dress_at <= ? ORDER BY dress_at, id LIMIT ?",
        (format_timestamp(now), limit),
    )
    return tuple(map(from_row, rows))


def postpone_extras(
    post: Post, until: datetime.datetime | None, connection: SqlConnection
) -> Post | None:
    """Set when something may be done to a post; None if somebody else did meanwhile."""
    row = connection.execute(
        f"UPDATE post SET dress_at = ? WHERE id = ? AND dress_at IS ? RETURNING {COLUMNS}",
        (
            until and format_timestamp(until),
            post.id,
            post.extras_retry_at and format_timestamp(post.extras_retry_at),
        ),
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
