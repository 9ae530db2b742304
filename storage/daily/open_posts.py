"""Open posts: their leases, their attempts and their outcomes."""

import datetime
from typing import Final

from facts.daily.post import FailureReport, Post
from facts.daily.schedule import Trouble
from facts.daily.turn import Turn
from storage.daily import schedules
from storage.daily.post_rows import COLUMNS, SET_TURN, from_row, turn_values
from storage.engine.connection import SqlConnection, format_timestamp
from storage.library.selection import Values

_CLAIM_HELD: Final = "id = :id AND attempts = :attempts AND state = 'claimed'"
"""An open post that no other process took over."""


def list_open(now: datetime.datetime, limit: int, connection: SqlConnection) -> tuple[Post, ...]:
    """Return open posts that may be taken over, the oldest first."""
    rows = connection.execute(
        f"""
        SELECT {COLUMNS} FROM post
        WHERE state = 'claimed' AND retry_at <= ? ORDER BY retry_at, id LIMIT ?
        """,
        (format_timestamp(now), limit),
    )
    return tuple(map(from_row, rows))


def renew_lease(post: Post, retry_at: datetime.datetime, connection: SqlConnection) -> Post | None:
    """Take over an open post until `retry_at`.

    None if another process took it over or it is closed.
    """
    row = connection.execute(
        f"""
        UPDATE post SET attempts = attempts + 1, retry_at = :retry_at
        WHERE {_CLAIM_HELD} RETURNING {COLUMNS}
        """,
        {"id": post.id, "attempts": post.attempts, "retry_at": format_timestamp(retry_at)},
    ).fetchone()
    return row and from_row(row)


def assign_fact(post: Post, turn: Turn, connection: SqlConnection) -> Post | None:
    """Set the fact of an open post that has none, or a removed one."""
    row = connection.execute(
        f"""
        UPDATE post SET {SET_TURN} WHERE id = :id AND state = 'claimed'
            AND NOT EXISTS (SELECT 1 FROM fact WHERE fact.id = post.fact)
        RETURNING {COLUMNS}
        """,
        {"id": post.id, **turn_values(turn)},
    ).fetchone()
    return row and from_row(row)


def move(post: Post, channel: int, connection: SqlConnection) -> Post | None:
    """Move an open post to another channel.

    None if another process took it over.
    """
    row = connection.execute(
        f"""
        UPDATE post SET channel = :channel, void = :void, looked = :looked
        WHERE {_CLAIM_HELD} RETURNING {COLUMNS}
        """,
        {"channel": channel, **_attempt_values(post)},
    ).fetchone()
    return row and from_row(row)


def save_search_progress(
    post: Post, retry_at: datetime.datetime, connection: SqlConnection
) -> None:
    """Save how far the search for an open post came.

    Nothing is saved if another process took it over.
    """
    connection.execute(
        f"UPDATE post SET void = :void, looked = :looked, retry_at = :retry_at WHERE {_CLAIM_HELD}",
        {"retry_at": format_timestamp(retry_at), **_attempt_values(post)},
    )


def mark_sent(post: Post, message: int, connection: SqlConnection) -> None:
    """Record that a post arrived, and clear the trouble of its schedule."""
    connection.execute(
        "UPDATE post SET state = 'sent', message = ?, trouble = NULL, detail = NULL WHERE id = ?",
        (message, post.id),
    )
    schedules.record_trouble(post, None, connection)


def record_extras_failure(post: Post, detail: str, connection: SqlConnection) -> None:
    """Record which extras of a sent post failed."""
    connection.execute("UPDATE post SET detail = ? WHERE id = ?", (detail, post.id))


def postpone(
    post: Post,
    retry_at: datetime.datetime | None,
    trouble: Trouble,
    detail: str | None,
    connection: SqlConnection,
) -> FailureReport:
    """Record a failed attempt; without `retry_at` close the post.

    Nothing is recorded if another process took it over.
    """
    recorded = connection.execute(
        f"""
        UPDATE post SET trouble = :trouble, detail = :detail, void = :void, looked = :looked,
            retry_at = coalesce(:retry_at, retry_at),
            state = CASE WHEN :retry_at IS NULL THEN 'failed' ELSE state END
        WHERE {_CLAIM_HELD}
        """,
        {
            "trouble": trouble,
            "detail": detail,
            "retry_at": retry_at and format_timestamp(retry_at),
            **_attempt_values(post),
        },
    )
    if not recorded.rowcount:
        return FailureReport(is_news=False, is_final=False)
    is_news = schedules.record_trouble(post, trouble, connection)
    return FailureReport(is_news, is_final=retry_at is None)


def _attempt_values(post: Post) -> Values:
    """Return the values of `_CLAIM_HELD`, and the state of the attempts."""
    return {
        "id": post.id,
        "attempts": post.attempts,
        "void": post.unsent_attempts,
        "looked": post.searched_up_to,
    }
