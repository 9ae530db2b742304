"""Instants as text that compares as they do."""

import datetime

from facts.clock.due_dates import DueDate


def format_timestamp(at: datetime.datetime) -> str:
    """Return an instant in UTC to the second."""
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds")


def parse_due(day: str | None, at: str | None) -> DueDate | None:
    """Read a day with its instant."""
    if day is None or at is None:
        return None
    return DueDate(datetime.date.fromisoformat(day), datetime.datetime.fromisoformat(at))
