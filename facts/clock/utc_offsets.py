"""Zones by what they are ahead of UTC, as people write it: UTC+2, GMT-5, +05:30."""

import datetime
import re
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from facts.clock.due_dates import load_zone
from facts.clock.zone_aliases import COMMON_ZONES, iter_zone_aliases

_OFFSET: Final = re.compile(
    r"(?:utc|gmt)?\s*(?P<sign>[+\-−])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?",
    re.IGNORECASE | re.ASCII,
)
_FIXED_ZONE: Final = re.compile(r"Etc/GMT([+-])(\d+)")
_UTC_NAMES: Final = frozenset(
    f"Etc/{name}" for name in "UTC UCT GMT GMT0 Zulu Universal Greenwich".split()
)
_HOUR: Final = datetime.timedelta(hours=1)
_OFFSET_LIMITS: Final = -12 * _HOUR, 14 * _HOUR
"""The most that any zone is behind UTC, and ahead of it."""
_SEASON_MONTHS: Final = (1, 4, 7, 10)
"""Months that tell a zone which changes its clocks from one that does not."""


def parse_offset(text: str) -> datetime.timedelta | None:
    """Return what is written as ahead of UTC, or None for anything else."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    ahead = datetime.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    offset = ahead if found["sign"] == "+" else -ahead
    return offset if _OFFSET_LIMITS[0] <= offset <= _OFFSET_LIMITS[1] else None


def fixed_zone(offset: datetime.timedelta) -> str | None:
    """Return the zone that is always so much ahead of UTC, which only whole hours have.

    Its name has the sign that POSIX gives it: Etc/GMT-2 is ahead.
    """
    hours, rest = divmod(offset, _HOUR)
    if rest:
        return None
    return f"Etc/GMT{-hours:+}" if hours else "UTC"


def zone_label(zone: str) -> str:
    """Return what a zone is called to people: its name, but UTC+2 for Etc/GMT-2."""
    if found := _FIXED_ZONE.fullmatch(zone):
        hours = int(found[2])
        return f"UTC{'+' if found[1] == '-' else '-'}{hours}" if hours else "UTC"
    return "UTC" if zone in _UTC_NAMES else zone


def find_zones_by_offset(offset: datetime.timedelta, at: datetime.datetime) -> tuple[str, ...]:
    """Return zones that are so much ahead of UTC all through the year of an instant.

    Those by which most people live come first, and alone where there are such. Where none is so all
    year, those that are so for a part of it.
    """
    offsets = _offsets_by_zone(at.year)
    always = [zone for zone, seen in offsets.items() if seen == {offset}]
    found = always or [zone for zone, seen in offsets.items() if offset in seen]
    known = _known_zones()
    return tuple([zone for zone in known if zone in found] or found)


@cache
def _known_zones() -> tuple[str, ...]:
    return tuple(dict.fromkeys((*COMMON_ZONES, *(zone for _, zone in iter_zone_aliases()))))


@cache
def _offsets_by_zone(year: int) -> dict[str, frozenset[datetime.timedelta | None]]:
    """Return what all zones are ahead of UTC at some time of a year, in order of their names."""
    seasons = [datetime.datetime(year, month, 1, tzinfo=datetime.UTC) for month in _SEASON_MONTHS]
    return {
        zone: frozenset(each.astimezone(load_zone(zone)).utcoffset() for each in seasons)
        for zone in sorted(available_timezones())
        if "/" in zone and not zone.startswith("Etc/")
    }
