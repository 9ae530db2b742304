"""When a channel's own clock says that it is time, through every change of daylight saving.

A time of day is due at the first instant at which the clock on the wall shows it or has passed it:
where a change of clocks skips it, that is the first moment after the gap; where it comes twice, the
first time. A day that a zone leaves out altogether (Samoa had no 30 December 2011) has no post.

Zones come from the tz database through `zoneinfo`: those of the system, or else the package tzdata.
"""

import datetime
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from facts.clock.errors import ZoneUnknown

Days = tuple[datetime.date, datetime.date]
"""From the first day to the last, both included."""
EVERY_DAY: Final = (1, 2, 3, 4, 5, 6, 7)
"""ISO weekdays: Monday is 1, Sunday 7."""
_ONE_DAY: Final = datetime.timedelta(days=1)
_ONE_SECOND: Final = datetime.timedelta(seconds=1)
_MIDNIGHT: Final = datetime.time()


@dataclass(frozen=True, slots=True)
class Timing:
    """A time of day to the minute, in a zone by its IANA name, on some weekdays (ISO, in order).

    Raises ValueError where that is not so. Whether there is such a zone is known where it is asked
    for its time: a database may outlive a zone's name.
    """

    at: datetime.time
    zone: str
    weekdays: tuple[int, ...] = EVERY_DAY

    def __post_init__(self) -> None:
        if self.at != self.at.replace(second=0, microsecond=0, tzinfo=None, fold=0):
            raise ValueError("a time of day is given to the minute, without a zone")
        known = tuple(day for day in EVERY_DAY if day in self.weekdays)
        if not known or known != self.weekdays:
            raise ValueError("weekdays are some of 1 to 7, in order, each once")


@dataclass(frozen=True, slots=True)
class DueDate:
    """A local day and the instant, in UTC, at which its post is due."""

    day: datetime.date
    moment: datetime.datetime


def load_zone(zone: str) -> ZoneInfo:
    """Return the clock of a zone. Raises ZoneUnknown."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:  # OSError: a folder's name, such as Europe
        raise ZoneUnknown(zone) from error


def due_moment(timing: Timing, day: datetime.date) -> datetime.datetime:
    """Return the instant, in UTC, at which a day's post is due. Raises ZoneUnknown.

    It may lie on the day after, where a gap across midnight swallows the time.
    """
    return _first_instant(load_zone(timing.zone), datetime.datetime.combine(day, timing.at))


def iter_due_dates(
    timing: Timing, after: datetime.datetime, skipping: Container[datetime.date] = ()
) -> Iterator[DueDate]:
    """Yield what is due later than an instant, in order, without the days to be skipped.

    There is no end to it but that of the calendar. Raises ZoneUnknown.
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
    """Return days, which come in order, as runs of such as follow upon one another."""
    found: list[Days] = []
    for day in days:
        if found and day - found[-1][1] == _ONE_DAY:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return tuple(found)


def _has_post(timing: Timing, zone: ZoneInfo, day: datetime.date) -> bool:
    """Tell whether a day is one of the weekdays, and one that the zone has."""
    if day.isoweekday() not in timing.weekdays:
        return False
    start = datetime.datetime.combine(day, _MIDNIGHT)
    return _first_instant(zone, start) < _first_instant(zone, start + _ONE_DAY)


def _first_instant(zone: ZoneInfo, wall: datetime.datetime) -> datetime.datetime:
    """Return the first instant at which a clock shows a time or has passed it."""
    reached = wall.replace(tzinfo=zone).astimezone(datetime.UTC)  # by the offset before a gap
    if _wall_time(zone, reached) == wall:
        return reached
    before = wall.replace(tzinfo=zone, fold=1).astimezone(datetime.UTC)  # by the one after it
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
