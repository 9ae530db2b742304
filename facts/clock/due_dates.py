"""Due dates in local time, through every change of daylight saving.

A post is due at the first instant at which the local clock shows its time or a later one. If the
clock skips that time, the post is due right after the gap; if the time comes twice, the first one
counts. A day that a zone skips entirely (Samoa had no 30 December 2011) has no post.

`zoneinfo` reads the tz database of the system, or else of the package tzdata.
"""

import datetime
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from facts.clock.errors import ZoneUnknown

Days = tuple[datetime.date, datetime.date]
"""A range of days, from the first to the last, both included."""
EVERY_DAY: Final = (1, 2, 3, 4, 5, 6, 7)
"""ISO weekdays: Monday is 1, Sunday 7."""
_ONE_DAY: Final = datetime.timedelta(days=1)
_ONE_SECOND: Final = datetime.timedelta(seconds=1)
_MIDNIGHT: Final = datetime.time()


@dataclass(frozen=True, slots=True)
class Timing:
    """A local time of day, to the minute, on some weekdays.

    `weekdays` are ISO weekdays in order, `zone` is an IANA name. Raises ValueError if `at` is not
    to the minute or `weekdays` are not in order. It does not check the zone, because a database can
    outlive a zone's name; `load_zone` does.
    """

    at: datetime.time
    zone: str
    weekdays: tuple[int, ...] = EVERY_DAY

    def __post_init__(self) -> None:
        if self.at != self.at.replace(second=0, microsecond=0, tzinfo=None, fold=0):
            raise ValueError("a time of day has whole minutes and no time zone")
        known = tuple(day for day in EVERY_DAY if day in self.weekdays)
        if not known or known != self.weekdays:
            raise ValueError("weekdays are numbers from 1 to 7, in order, each once")


@dataclass(frozen=True, slots=True)
class DueDate:
    """A local day, and the UTC instant when its post is due."""

    day: datetime.date
    moment: datetime.datetime


def load_zone(zone: str) -> ZoneInfo:
    """Return the zone with this IANA name. Raises ZoneUnknown."""
    try:
        return ZoneInfo(zone)
    except (
        KeyError,
        ValueError,
        OSError,
    ) as error:  # OSError: a folder, such as Europe
        raise ZoneUnknown(zone) from error


def due_moment(timing: Timing, day: datetime.date) -> datetime.datetime:
    """Return the UTC instant when a day's post is due.

    Raises ZoneUnknown. The instant is on the next day if the clock skips the time and midnight.
    """
    return _first_instant(load_zone(timing.zone), datetime.datetime.combine(day, timing.at))


def iter_due_dates(
    timing: Timing, after: datetime.datetime, skipping: Container[datetime.date] = ()
) -> Iterator[DueDate]:
    """Yield the due dates after an instant, in order.

    Days in `skipping` have none. The due dates end with the calendar, in the year 9999. Raises
    ZoneUnknown.
    """
    zone = load_zone(timing.zone)
    day = after.astimezone(zone).date()
    while day < datetime.date.max - _ONE_DAY:
        if day not in skipping and _has_post(timing, zone, day):
            due = DueDate(day, due_moment(timing, day))
            if due.moment > after:
                yield due
        day += _ONE_DAY


def merge_days(days: Iterable[datetime.date]) -> tuple[Days, ...]:
    """Return sorted days as ranges of consecutive days."""
    ranges: list[Days] = []
    for day in days:
        if ranges and day - ranges[-1][1] == _ONE_DAY:
            ranges[-1] = ranges[-1][0], day
        else:
            ranges.append((day, day))
    return tuple(ranges)


def _has_post(timing: Timing, zone: ZoneInfo, day: datetime.date) -> bool:
    """Return whether a day matches the weekdays and exists in the zone."""
    if day.isoweekday() not in timing.weekdays:
        return False
    start = datetime.datetime.combine(day, _MIDNIGHT)
    return _first_instant(zone, start) < _first_instant(zone, start + _ONE_DAY)


def _first_instant(zone: ZoneInfo, wall: datetime.datetime) -> datetime.datetime:
    """Return the first instant when the clock shows `wall` or later."""
    reached = wall.replace(tzinfo=zone).astimezone(datetime.UTC)  # with the offset before a gap
    if _wall_time(zone, reached) == wall:
        return reached
    before = wall.replace(tzinfo=zone, fold=1).astimezone(datetime.UTC)  # with the offset after it
    while reached - before > _ONE_SECOND:
        middle = before + (reached - before) // 2
        middle = middle.replace(microsecond=0)
        if _wall_time(zone, middle) < wall:
            before = middle
        else:
            reached = middle
    return reached


def _wall_time(zone: ZoneInfo, at: datetime.datetime) -> datetime.datetime:
    return at.astimezone(zone).replace(tzinfo=None, fold=0)
