"""What people arranged for the days of a schedule."""

import datetime
from collections.abc import Iterable

from facts.daily.schedule import DayOverride, Schedule, ScheduleId
from facts.model.entities import FactId
from storage.daily import schedules
from storage.engine.connection import SqlConnection


def save_overrides(
    schedule: Schedule,
    arranged: Iterable[DayOverride],
    cleared: Iterable[datetime.date],
    connection: SqlConnection,
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
            (schedule.id, each.day.isoformat(), each.fact, each.is_swap, each.made_by)
            for each in arranged
        ],
    )
    return True


def list_overrides(
    schedule: ScheduleId, since: datetime.date, connection: SqlConnection
) -> tuple[DayOverride, ...]:
    """Return what is arranged from a day on, in order of days."""
    rows = connection.execute(
        """
        SELECT day, made_by, fact, swapped FROM arrangement
        WHERE schedule = ? AND day >= ? ORDER BY day
        """,
        (schedule, since.isoformat()),
    )
    return tuple(
        DayOverride(datetime.date.fromisoformat(day), made_by, fact and FactId(fact), bool(swapped))
        for day, made_by, fact, swapped in rows
    )
