"""Open posts: who takes them up, what is known of the attempts at them, and how they end."""

import datetime
from typing import Final

from facts.daily.post import Post
from facts.daily.schedule import Trouble
from facts.daily.turn import Turn
from storage.daily import schedules
from storage.daily.post_rows import COLUMNS, SET_TURN, from_row, turn_values
from storage.engine.connection import SqlConnection
from storage.engine.timestamps import format_timestamp
from storage.library.selection import Values

_CLAIM_HELD: Final = "id = :id AND attempts = :attempts AND state = 'claimed'"
"""An open post that nobody else took up since."""


def list_open(now: datetime.datetime, limit: int, connection: SqlConnection) -> tuple[Post, ...]:
    """Return posts that are claimed and may be taken up again, the longest first."""
    rows = connection.execute(
        f"""
        SELECT {COLUMNS} FROM post
        WHERE state = 'claimed' AND retry_at <= ? ORDER BY retry_at, id LIMIT ?
        """,
        (format_timestamp(now), limit),
    )
    return tuple(map(from_row, rows))


def renew_lease(post: Post, retry_at: datetime.datetime, connection: SqlConnection) -> Post | None:
    """Take up an open post until an instant; None if somebody else did, or it is closed."""
    row = connection.execute(
        f"""
        UPDATE post SET attempts = attempts + 1, retry_at = :retry_at
        WHERE id = :id AND attempts = :attempts AND state = 'claimed'
        RETURNING {COLUMNS}
        """,
        {"id": post.id, "attempts": post.attempts, "retry_at": format_timestamp(retry_at)},
    ).fetchone()
    return row and from_row(row)


def assign_fact(post: Post, turn: Turn, connection: SqlConnection) -> Post | None:
    """Note which fact an open post brings, if it brings none yet."""
    row = connection.execute(
        f"""
        UPDATE post SET {SET_TURN} WHERE id = :id AND state = 'claimed' AND fact IS NULL
        RETURNING {COLUMNS}
        """,
        {"id": post.id, **turn_values(turn)},
    ).fetchone()
    return row and from_row(row)


def move(post: Post, channel: int, connection: SqlConnection) -> Post | None:
    """Send an open post to another channel; None if somebody else took it up since."""
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
    """Note how far an open post was looked for, unless somebody else took it up since."""
    connection.execute(
        f"UPDATE post SET void = :void, looked = :looked, retry_at = :retry_at WHERE {_CLAIM_HELD}",
        {"retry_at": format_timestamp(retry_at), **_attempt_values(post)},
    )


def mark_sent(
    post: Post,
    message: int,
    dress_at: datetime.datetime | None,
    connection: SqlConnection,
) -> None:
    """Note that a post arrived, and that nothing is wrong with its schedule."""
    connection.execute(
        """
        UPDATE post SET state = 'sent', message = ?, trouble = NULL, detail = NULL, dress_at = ?
        WHERE id = ?
        """,
        (message, dress_at and format_timestamp(dress_at), post.id),
    )
    schedules.record_trouble(post, None, connection)


def postpone(
    post: Post,
    retry_at: datetime.datetime | None,
    trouble: Trouble,
    detail: str | None,
    connection: SqlConnection,
) -> bool:
    """Note what stood in an open post's way; close it if it is not tried again.

    Nothing is noted if somebody else took it up since.

    Return whether its schedule was not known to have this trouble.
    """
    noted = connection.execute(
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
    return noted.rowcount > 0 and schedules.record_trouble(post, trouble, connection)


def _attempt_values(post: Post) -> Values:
    """Return what `_YOURS` binds, and what is known of a post's attempts."""
    return {
        "id": post.id,
        "attempts": post.attempts,
        "void": post.unsent_attempts,
        "looked": post.searched_up_to,
    }
