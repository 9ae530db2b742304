"""Timestamps as text that sorts in time order."""

import datetime

from facts.clock.due_dates import DueDate


def format_timestamp(at: datetime.datetime) -> str:
    """Return an instant in UTC, to the second."""
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds")


def parse_due(day: str | None, at: str | None) -> DueDate | None:
    """Return a due date; None if either part is missing."""
    if day is None or at is None:
        return None
    return DueDate(datetime.date.fromisoformat(day), datetime.datetime.fromisoformat(at))
