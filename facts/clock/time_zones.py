"""Time zones by what people call them: an IANA name, a city, a country, a usual abbreviation."""

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from facts.clock.due_dates import zone_info
from facts.clock.utc_offsets import fixed_zone, read_offset, zone_told, zones_ahead
from facts.clock.zone_aliases import COMMON, called
from facts.model.errors import ZoneUnknown
from facts.search.name_ranking import COMPLETED
from facts.search.name_score import likeness
from facts.text.normalize import plain

_LOOKED_AT: Final = 60
"""How many names that rapidfuzz finds near are looked at closely."""
_SLIPS: Final = ((9, 2), (5, 1))
"""From how many letters on a name may have how many slips (OSA): shorter ones are as near to one
place as to another, and more slips make another place of it (Orlando is not Portland)."""
_SUGGESTED: Final = 5
_OLD: Final = frozenset("Etc US Canada Brazil Chile Mexico SystemV".split())
"""Areas whose names are kept by the tz database for old programs only."""
_NO_ZONES: Final = frozenset({"Factory", "localtime"})


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone by its IANA name, with its offset from UTC at some instant."""

    id: str
    offset: datetime.timedelta

    @property
    def label(self) -> str:
        """The name and the offset: Europe/Berlin (UTC+01:00), but UTC+2 where that is all."""
        if (told := zone_told(self.id)) != self.id:
            return told
        minutes = round(self.offset.total_seconds() / 60)
        hours, rest = divmod(abs(minutes), 60)
        return f"{self.id} (UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02})"


def zones_like(text: str, at: datetime.datetime, limit: int) -> tuple[Zone, ...]:
    """Return the zones that may be meant, best first, with offsets of that instant.

    For nothing typed, those that most people live in, from west to east.
    """
    if not text.strip():
        common = (Zone(zone, _offset(zone, at)) for zone in COMMON[:limit])
        return tuple(sorted(common, key=lambda zone: zone.offset))
    exact = _exact(text)
    near = _ahead_as(text, at) or [zone for zone, score in _by_name(text) if score >= COMPLETED]
    found = list(dict.fromkeys([*([exact] if exact else []), *near]))
    return tuple(Zone(zone, _offset(zone, at)) for zone in found[:limit])


def zone_named(text: str, at: datetime.datetime) -> str:
    """Return the id of the zone that is meant. Raises ZoneUnknown with those near it.

    A name that is only begun is not taken for the whole: `mars` is not Marseille. Nor is an offset
    that only some places have, in the year of that instant, taken for one of them.
    """
    if exact := _exact(text):
        return exact
    if read_offset(text) is not None:
        raise ZoneUnknown(text, _ahead_as(text, at)[:_SUGGESTED])
    near = _misspelt(plain(text))
    if len(near) != 1:
        raise ZoneUnknown(text, tuple(zone for zone, _ in _by_name(text)[:_SUGGESTED]))
    return near.pop()


def _misspelt(name: str) -> set[str]:
    """Return the zones of the names that come nearest with few slips, none of them the first."""
    most = next((slips for length, slips in _SLIPS if len(name) >= length), 0)
    near: dict[int, set[str]] = {}
    for known, zone in _names().items():
        slips = OSA.distance(name, known, score_cutoff=most)
        if slips <= most and known[0] == name[0]:
            near.setdefault(slips, set()).add(zone)
    return near[min(near)] if near else set()


def _exact(text: str) -> str | None:
    """Return the zone that is called exactly so.

    `EST`, `CET` and the like are zones of their own that the tz database keeps for old programs;
    who writes them means the place where they hold.
    """
    known = _by_id().get(text.strip().lower().replace(" ", "_"))
    if known and "/" in known:
        return known
    return _names().get(plain(text)) or _by_offset(text) or known


def _by_name(text: str) -> list[tuple[str, float]]:
    names = _names()
    like = process.extract(plain(text), names.keys(), scorer=fuzz.WRatio, limit=_LOOKED_AT)
    near = [name for name, *_ in like]
    found: dict[str, float] = {}
    for name, score in zip(near, likeness(text, near), strict=True):
        found[names[name]] = max(found.get(names[name], 0.0), score)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0] not in COMMON, pair[0]))


def _by_offset(text: str) -> str | None:
    offset = read_offset(text)
    return None if offset is None else fixed_zone(offset)


def _ahead_as(text: str, at: datetime.datetime) -> tuple[str, ...]:
    """Return the zones that are ahead of UTC as it is written; none where it is not."""
    offset = read_offset(text)
    return () if offset is None else zones_ahead(offset, at)


@cache
def _by_id() -> dict[str, str]:
    return {zone.lower(): zone for zone in sorted(available_timezones() - _NO_ZONES)}


@cache
def _names() -> dict[str, str]:
    """Return what zones are called, as `plain` has it, each with the id that is meant by it."""
    names = {}
    for zone in _by_id().values():
        area, *places = zone.split("/")
        if places and area not in _OLD:
            for name in (places[-1], zone):
                names[plain(name.replace("_", " "))] = zone
    for name, zone in called():
        names[plain(name)] = zone
    return names


def _offset(zone: str, at: datetime.datetime) -> datetime.timedelta:
    return at.astimezone(zone_info(zone)).utcoffset() or datetime.timedelta()
