"""Posts: what became of each day of a schedule."""

import datetime
import sqlite3

from facts.calendar import Due
from facts.model import LibraryId
from facts.schedule_store import NewPost, Settlement
from facts.schedules import Post, PostId, PostState, Schedule, ScheduleId, Trouble
from facts.turns import Turn
from storage import schedules
from storage.moments import written
from storage.post_rows import COLUMNS, SET_TURN, day_values, from_row, inserted, turn_values


def settle(
    schedule: Schedule,
    settlement: Settlement,
    now: datetime.datetime,
    connection: sqlite3.Connection,
) -> Post | None:
    """Move a schedule on; return the post that is claimed by that, if one is.

    Nothing is written if the schedule was changed meanwhile.
    """
    if not schedules.move_on(schedule, settlement.next, connection):
        return None
    for due in settlement.missed:
        _note_missed(schedule, due, now, connection)
    if settlement.claimed is None:
        return None
    return _claim(schedule, settlement.claimed, 0, now, connection)


def unmiss(schedule: ScheduleId, after: datetime.datetime, connection: sqlite3.Connection) -> None:
    """Forget days of a schedule that were recorded as missed, though they are still to come."""
    connection.execute(
        "DELETE FROM post WHERE schedule = ? AND due_at > ? AND state = 'missed'",
        (schedule, written(after)),
    )


def claim_extra(
    schedule: Schedule, new: NewPost, now: datetime.datetime, connection: sqlite3.Connection
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


def one(server: LibraryId, post: PostId, connection: sqlite3.Connection) -> Post | None:
    """Return one post."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM post WHERE id = ? AND server = ?", (post, server)
    ).fetchone()
    return row and from_row(row)


def last(schedule: ScheduleId, connection: sqlite3.Connection) -> Post | None:
    """Return the post of a schedule's day that was begun last; extra posts do not count."""
    row = connection.execute(
        f"""
        SELECT {COLUMNS} FROM post
        WHERE id = (SELECT max(id) FROM post WHERE schedule = ? AND extra = 0)
        """,
        (schedule,),
    ).fetchone()
    return row and from_row(row)


def still_open(
    now: datetime.datetime, limit: int, connection: sqlite3.Connection
) -> tuple[Post, ...]:
    """Return posts that are claimed and may be taken up again, the longest first."""
    rows = connection.execute(
        f"""
        SELECT {COLUMNS} FROM post
        WHERE state = 'claimed' AND retry_at <= ? ORDER BY retry_at, id LIMIT ?
        """,
        (written(now), limit),
    )
    return tuple(map(from_row, rows))


def take(post: Post, retry_at: datetime.datetime, connection: sqlite3.Connection) -> Post | None:
    """Take up an open post until an instant; None if somebody else did, or it is closed."""
    row = connection.execute(
        f"""
        UPDATE post SET attempts = attempts + 1, retry_at = :retry_at
        WHERE id = :id AND attempts = :attempts AND state = 'claimed'
        RETURNING {COLUMNS}
        """,
        {"id": post.id, "attempts": post.attempts, "retry_at": written(retry_at)},
    ).fetchone()
    return row and from_row(row)


def give(post: Post, turn: Turn, connection: sqlite3.Connection) -> Post | None:
    """Note which fact an open post brings, if it brings none yet."""
    row = connection.execute(
        f"""
        UPDATE post SET {SET_TURN} WHERE id = :id AND state = 'claimed' AND fact IS NULL
        RETURNING {COLUMNS}
        """,
        {"id": post.id, **turn_values(turn)},
    ).fetchone()
    return row and from_row(row)


def note_sent(post: Post, message: int, connection: sqlite3.Connection) -> None:
    """Note that a post arrived, and that nothing is wrong with its schedule."""
    connection.execute(
        "UPDATE post SET state = 'sent', message = ?, trouble = NULL, detail = NULL WHERE id = ?",
        (message, post.id),
    )
    schedules.note_trouble(post, None, connection)


def postpone(
    post: Post,
    retry_at: datetime.datetime | None,
    trouble: Trouble,
    detail: str | None,
    connection: sqlite3.Connection,
) -> bool:
    """Note what stood in an open post's way; close it if it is not tried again.

    Nothing is noted if somebody else took it up since.

    Return whether its schedule was not known to have this trouble.
    """
    noted = connection.execute(
        """
        UPDATE post SET trouble = :trouble, detail = :detail,
            retry_at = coalesce(:retry_at, retry_at),
            state = CASE WHEN :retry_at IS NULL THEN 'failed' ELSE state END
        WHERE id = :id AND attempts = :attempts AND state = 'claimed'
        """,
        {
            "id": post.id,
            "attempts": post.attempts,
            "trouble": trouble,
            "detail": detail,
            "retry_at": retry_at and written(retry_at),
        },
    )
    return noted.rowcount > 0 and schedules.note_trouble(post, trouble, connection)


def _claim(
    schedule: Schedule,
    new: NewPost,
    extra: int,
    now: datetime.datetime,
    connection: sqlite3.Connection,
) -> Post | None:
    values = day_values(schedule, new.due, now) | turn_values(new.turn)
    values |= {
        "extra": extra,
        "deadline": written(new.deadline),
        "retry_at": written(new.retry_at),
    }
    return inserted(values, connection)


def _note_missed(
    schedule: Schedule, due: Due, now: datetime.datetime, connection: sqlite3.Connection
) -> None:
    missed = {"state": PostState.MISSED, "trouble": Trouble.OVERDUE}
    inserted(day_values(schedule, due, now) | missed, connection)
