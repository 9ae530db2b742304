"""All that decides about the days to come of a schedule."""

import datetime
import json
import sqlite3
from typing import Final

from facts.model import FactId, Kind, LibraryId, SourceId, TopicId
from facts.schedule_store import Outlook
from facts.schedules import Choice, Schedule, ScheduleId
from facts.turns import Candidate, Past, Played, Why
from storage import arrangements, schedules, votes
from storage.selection import Values

_BEFORE: Final = datetime.timedelta(days=2)
"""Nowhere on Earth is it earlier than that."""
_DELIVERED: Final = "round IS NOT NULL AND state IN ('claimed', 'sent')"
"""A post that is being made counts: it may have arrived."""
_CHOSEN: Final = {
    "topics": "fact.id IN (SELECT fact FROM bearing WHERE topic IN"
    " (SELECT value FROM json_each(:topics)))",
    "kinds": "fact.kind IN (SELECT value FROM json_each(:kinds))",
    "sites": "fact.id IN (SELECT citation.fact FROM citation JOIN source"
    " ON source.id = citation.source WHERE source.site IN (SELECT value FROM json_each(:sites)))",
}


def outlook(
    schedule: ScheduleId, now: datetime.datetime, facts: bool, connection: sqlite3.Connection
) -> Outlook | None:
    """Return what decides about a schedule's days to come."""
    known = schedules.known(schedule, connection)
    if known is None:
        return None
    since = min(now.date(), known.next.day if known.next else now.date()) - _BEFORE
    return Outlook(
        known,
        _taken(schedule, since, connection),
        arrangements.arranged(schedule, since, connection),
        _candidates(known, connection) if facts else (),
        _past(known, connection) if facts else Past(),
    )


def matching(server: LibraryId, choice: Choice, connection: sqlite3.Connection) -> int:
    """Return how many facts a choice leaves."""
    ids, values = _chosen(server, choice)
    (count,) = connection.execute(f"SELECT count(*) FROM ({ids})", values).fetchone()
    return int(count)


def _taken(
    schedule: ScheduleId, since: datetime.date, connection: sqlite3.Connection
) -> frozenset[datetime.date]:
    rows = connection.execute(
        "SELECT day FROM post WHERE schedule = ? AND day >= ? AND extra = 0",
        (schedule, since.isoformat()),
    )
    return frozenset(datetime.date.fromisoformat(day) for (day,) in rows)


def _candidates(schedule: Schedule, connection: sqlite3.Connection) -> tuple[Candidate, ...]:
    ids, values = _chosen(schedule.server, schedule.plan.choice)
    rows = connection.execute(
        f"""
        WITH chosen (fact) AS MATERIALIZED ({ids})
        SELECT fact.id, fact.kind, (
            SELECT json_group_array(topic.id) FROM bearing JOIN topic ON topic.id = bearing.topic
            WHERE bearing.fact = fact.id AND topic.library IN (0, :server)
        ), (
            SELECT json_group_array(source) FROM citation WHERE citation.fact = fact.id
        )
        FROM chosen JOIN fact ON fact.id = chosen.fact
        """,
        values,
    )
    return tuple(
        Candidate(
            FactId(fact),
            Kind(kind),
            tuple(map(TopicId, json.loads(topics))),
            tuple(map(SourceId, json.loads(sources))),
        )
        for fact, kind, topics, sources in rows
    )


def _past(schedule: Schedule, connection: sqlite3.Connection) -> Past:
    rows = connection.execute(
        f"""
        SELECT coalesce(fact, 0), round, newest, why = '{Why.NEW}' FROM post
        WHERE schedule = :schedule AND {_DELIVERED} AND round >= (
            SELECT max(round) FROM post WHERE schedule = :schedule AND {_DELIVERED}
        ) - 1
        ORDER BY id
        """,
        {"schedule": schedule.id},
    )
    played = (
        Played(FactId(fact), round_, FactId(newest), bool(was_new))
        for fact, round_, newest, was_new in rows
    )
    return Past(tuple(played), votes.ballots(schedule.server, connection))


def _chosen(server: LibraryId, choice: Choice) -> tuple[str, Values]:
    """Return a SELECT of the ids of the facts that a choice leaves, and the values it binds."""
    asked = {"topics": choice.topics, "kinds": choice.kinds, "sites": choice.sites}
    parts = ["SELECT fact.id FROM fact WHERE fact.library IN (0, :server)"]
    parts += [test for part, test in _CHOSEN.items() if asked[part]]
    values = {part: json.dumps(some) for part, some in asked.items()}
    return " AND ".join(parts), {"server": server, **values}
