"""Managers' choices for single days; the table is named `arrangement`."""

import datetime
from collections.abc import Iterable

from facts.daily.schedule import DayOverride, Schedule, ScheduleId
from facts.model.entities import FactId
from storage.daily import schedules
from storage.engine.connection import SqlConnection


def save_overrides(
    schedule: Schedule,
    overrides: Iterable[DayOverride],
    cleared: Iterable[datetime.date],
    connection: SqlConnection,
) -> bool:
    """Save a schedule with new overrides, without those of the cleared days.

    Return False, and write nothing, if the schedule's version is outdated.
    """
    if not schedules.save(schedule, connection):
        return False
    connection.executemany(
        "DELETE FROM arrangement WHERE schedule = ? AND day = ?",
        [(schedule.id, day.isoformat()) for day in cleared],
    )
    connection.executemany(  # nothing reads the column `swapped` any more
        """
        INSERT INTO arrangement (schedule, day, fact, swapped, made_by) VALUES (?, ?, ?, 0, ?)
        ON CONFLICT (schedule, day) DO UPDATE
        SET fact = excluded.fact, swapped = excluded.swapped, made_by = excluded.made_by
        """,
        [(schedule.id, each.day.isoformat(), each.fact, each.made_by) for each in overrides],
    )
    return True


def list_overrides(
    schedule: ScheduleId, since: datetime.date, connection: SqlConnection
) -> tuple[DayOverride, ...]:
    """Return the overrides from a day on, in order of days.

    An override with a fact that was removed does not count.
    """
    rows = connection.execute(
        """
        SELECT day, made_by, fact FROM arrangement
        WHERE schedule = ? AND day >= ?
            AND (fact IS NULL OR EXISTS (SELECT 1 FROM fact WHERE id = arrangement.fact))
        ORDER BY day
        """,
        (schedule, since.isoformat()),
    )
    return tuple(
        DayOverride(datetime.date.fromisoformat(day), made_by, fact and FactId(fact))
        for day, made_by, fact in rows
    )
