"""Posts as table rows."""

import datetime
from typing import Any, Final

from facts.clock.due_dates import DueDate
from facts.daily.post import Post, PostId, PostState
from facts.daily.schedule import Schedule, ScheduleId, Trouble
from facts.daily.turn import Turn, TurnExplanation, TurnReason
from facts.model.entities import FactId, LibraryId, TopicId
from storage.engine.connection import SqlConnection, format_timestamp
from storage.library.selection import Values

_TURN: Final = (
    "fact", "round", "place", "size", "newest", "why", "topic", "rest", "votes", "person",
)  # fmt: skip
COLUMNS: Final = f"""
    id, schedule, server, channel, day, extra, due_at, deadline, claimed_at, retry_at, state,
    attempts, message, trouble, detail, void, looked,
    (SELECT fact.id FROM fact WHERE fact.id = post.fact), {", ".join(_TURN[1:])}
"""
"""The columns that `from_row` reads, in its order. A fact that was removed since is NULL."""
_EXISTING_FACT: Final = "(SELECT id FROM fact WHERE id = :fact)"
"""NULL if the fact was removed since it was chosen."""
SET_TURN: Final = f"fact = {_EXISTING_FACT}, " + ", ".join(
    f"{name} = :{name}" for name in _TURN[1:]
)
"""Binds `turn_values`."""
_RETIRED_REASONS: Final = {"swapped": TurnReason.FIXED, "last": TurnReason.CHANCE}
"""Reasons in old rows, and the ones they are read as."""


def day_values(schedule: Schedule, due: DueDate, now: datetime.datetime) -> Values:
    """Return a new post's columns that depend on schedule and day."""
    return {
        "schedule": schedule.id,
        "server": schedule.server,
        "channel": schedule.plan.channel,
        "day": due.day.isoformat(),
        "extra": 0,
        "due_at": format_timestamp(due.moment),
        "deadline": format_timestamp(due.moment + schedule.plan.catch_up),
        "claimed_at": format_timestamp(now),
        "retry_at": format_timestamp(now),
        "state": PostState.CLAIMED,
    }


def insert_post(values: Values, connection: SqlConnection) -> Post | None:
    """Insert a post; None if that day and number are taken."""
    places = ", ".join(_EXISTING_FACT if name == "fact" else f":{name}" for name in values)
    row = connection.execute(
        f"""
        INSERT INTO post ({", ".join(values)}) VALUES ({places})
        ON CONFLICT (schedule, day, extra) DO NOTHING RETURNING {COLUMNS}
        """,
        values,
    ).fetchone()
    return row and from_row(row)


def turn_values(turn: Turn | None) -> Values:
    """Return the columns of a turn, all NULL for None."""
    if turn is None:
        return dict.fromkeys(_TURN)
    reason = turn.reason
    values = (
        turn.fact, turn.round, turn.place, turn.round_size, turn.newest,
        reason.why, reason.topic, reason.posts_ago, reason.votes, reason.person,
    )  # fmt: skip
    return dict(zip(_TURN, values, strict=True))


def from_row(row: tuple[Any, ...]) -> Post:
    """Return the post of a row of `COLUMNS`."""
    id_, schedule, server, channel, day, extra, due_at, deadline, claimed_at, retry_at = row[:10]
    state, attempts, message, trouble, detail, unsent, searched_up_to, fact, *turn = row[10:]
    moment = datetime.datetime.fromisoformat
    return Post(
        PostId(id_),
        ScheduleId(schedule),
        LibraryId(server),
        channel,
        datetime.date.fromisoformat(day),
        extra,
        moment(due_at),
        moment(deadline),
        moment(claimed_at),
        moment(retry_at),
        PostState(state),
        attempts,
        None if fact is None else FactId(fact),
        None if fact is None else _parse_turn(FactId(fact), *turn),
        message,
        trouble and Trouble(trouble),
        detail,
        unsent,
        searched_up_to,
    )


def _parse_turn(fact: FactId, round_: int, place: int, size: int, newest: int, *why: Any) -> Turn:  # noqa: ANN401
    word, topic, posts_ago, votes, person = why
    kept = _RETIRED_REASONS.get(word) or TurnReason(word)
    reason = TurnExplanation(kept, topic and TopicId(topic), posts_ago, votes, person)
    return Turn(fact, round_, place, size, FactId(newest), reason)
