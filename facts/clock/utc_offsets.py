"""Zones by UTC offset: UTC+2, GMT-5, +05:30."""

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
"""The lowest and the highest UTC offset of any zone."""
_SEASON_MONTHS: Final = (1, 4, 7, 10)
"""Months in which a zone with daylight saving shows different offsets."""


def parse_offset(text: str) -> datetime.timedelta | None:
    """Return the UTC offset in a text, or None."""
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        return None
    size = datetime.timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    offset = size if match["sign"] == "+" else -size
    return offset if _OFFSET_LIMITS[0] <= offset <= _OFFSET_LIMITS[1] else None


def fixed_zone(offset: datetime.timedelta) -> str | None:
    """Return the zone that always has a UTC offset.

    None if the offset is not in whole hours. The zone's name has the sign of POSIX: Etc/GMT-2 is
    UTC+2.
    """
    hours, rest = divmod(offset, _HOUR)
    if rest:
        return None
    return f"Etc/GMT{-hours:+}" if hours else "UTC"


def zone_label(zone: str) -> str:
    """Return a zone's name for users.

    It is the id, but UTC+2 for Etc/GMT-2.
    """
    if match := _FIXED_ZONE.fullmatch(zone):
        hours = int(match[2])
        return f"UTC{'+' if match[1] == '-' else '-'}{hours}" if hours else "UTC"
    return "UTC" if zone in _UTC_NAMES else zone


def find_zones_by_offset(offset: datetime.timedelta, at: datetime.datetime) -> tuple[str, ...]:
    """Return the zones with a UTC offset all year.

    The year is that of the instant `at`. Without such a zone, return those that have it for part of
    the year. Zones with a common name or alias hide all others.
    """
    offsets = _offsets_by_zone(at.year)
    all_year = [zone for zone, seasonal in offsets.items() if seasonal == {offset}]
    zones = all_year or [zone for zone, seasonal in offsets.items() if offset in seasonal]
    known = _known_zones()
    return tuple([zone for zone in known if zone in zones] or zones)


@cache
def _known_zones() -> tuple[str, ...]:
    return tuple(dict.fromkeys((*COMMON_ZONES, *(zone for _, zone in iter_zone_aliases()))))


@cache
def _offsets_by_zone(year: int) -> dict[str, frozenset[datetime.timedelta | None]]:
    """Return each zone's UTC offsets in a year, sorted by name."""
    seasons = [datetime.datetime(year, month, 1, tzinfo=datetime.UTC) for month in _SEASON_MONTHS]
    return {
        zone: frozenset(each.astimezone(load_zone(zone)).utcoffset() for each in seasons)
        for zone in sorted(available_timezones())
        if "/" in zone and not zone.startswith("Etc/")
    }
