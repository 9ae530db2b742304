"""Instants as text that compares as they do."""

import datetime

from facts.clock.due_dates import Due


def written(at: datetime.datetime) -> str:
    """Return an instant in UTC to the second."""
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds")


def due(day: str | None, at: str | None) -> Due | None:
    """Read a day with its instant."""
    if day is None or at is None:
        return None
    return Due(datetime.date.fromisoformat(day), datetime.datetime.fromisoformat(at))
