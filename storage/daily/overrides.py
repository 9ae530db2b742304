"""What people arranged for the days of a schedule."""

import datetime
import sqlite3
from collections.abc import Iterable

from facts.daily.schedule import Arrangement, Schedule, ScheduleId
from facts.model.entities import FactId
from storage.daily import schedules


def arrange(
    schedule: Schedule,
    arranged: Iterable[Arrangement],
    cleared: Iterable[datetime.date],
    connection: sqlite3.Connection,
) -> bool:
    """Save a schedule together with what is arranged for some days, and no more for others."""
    if not schedules.save(schedule, connection):
        return False
    connection.executemany(
        "DELETE FROM arrangement WHERE schedule = ? AND day = ?",
        [(schedule.id, day.isoformat()) for day in cleared],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO arrangement (schedule, day, fact, swapped, made_by)"
        " VALUES (?, ?, ?, ?, ?)",
        [
            (schedule.id, each.day.isoformat(), each.fact, each.swapped, each.made_by)
            for each in arranged
        ],
    )
    return True


def arranged(
    schedule: ScheduleId, since: datetime.date, connection: sqlite3.Connection
) -> tuple[Arrangement, ...]:
    """Return what is arranged from a day on, in order of days."""
    rows = connection.execute(
        """
        SELECT day, made_by, fact, swapped FROM arrangement
        WHERE schedule = ? AND day >= ? ORDER BY day
        """,
        (schedule, since.isoformat()),
    )
    return tuple(
        Arrangement(datetime.date.fromisoformat(day), made_by, fact and FactId(fact), bool(swapped))
        for day, made_by, fact, swapped in rows
    )
