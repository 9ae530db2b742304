"""Time zones by what people call them: an IANA name, a city, a country, a usual abbreviation."""

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from facts.clock.due_dates import load_zone
from facts.clock.errors import ZoneUnknown
from facts.clock.utc_offsets import find_zones_by_offset, fixed_zone, parse_offset, zone_label
from facts.clock.zone_aliases import COMMON_ZONES, iter_zone_aliases
from facts.search.name_ranking import COMPLETION_SCORE
from facts.search.name_score import score_texts
from facts.text.normalize import search_form

_MAX_COMPARED: Final = 60
"""How many names that rapidfuzz finds near are looked at closely."""
_MAX_SLIPS: Final = ((9, 2), (5, 1))
"""From how many letters on a name may have how many slips (OSA): shorter ones are as near to one
place as to another, and more slips make another place of it (Orlando is not Portland)."""
_MAX_SUGGESTED: Final = 5
_LEGACY_AREAS: Final = frozenset("Etc US Canada Brazil Chile Mexico SystemV".split())
"""Areas whose names are kept by the tz database for old programs only."""
_NON_ZONES: Final = frozenset({"Factory", "localtime"})


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone by its IANA name, with its offset from UTC at some instant."""

    id: str
    offset: datetime.timedelta

    @property
    def label(self) -> str:
        """The name and the offset: Europe/Berlin (UTC+01:00), but UTC+2 where that is all."""
        if (told := zone_label(self.id)) != self.id:
            return told
        minutes = round(self.offset.total_seconds() / 60)
        hours, rest = divmod(abs(minutes), 60)
        return f"{self.id} (UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02})"


def suggest_zones(text: str, at: datetime.datetime, limit: int) -> tuple[Zone, ...]:
    """Return the zones that may be meant, best first, with offsets of that instant.

    For nothing typed, those that most people live in, from west to east.
    """
    if not text.strip():
        common = (Zone(zone, _utc_offset(zone, at)) for zone in COMMON_ZONES[:limit])
        return tuple(sorted(common, key=lambda zone: zone.offset))
    exact = _find_exact(text)
    near = _list_by_offset(text, at) or [
        zone for zone, score in _rank_by_name(text) if score >= COMPLETION_SCORE
    ]
    found = list(dict.fromkeys([*([exact] if exact else []), *near]))
    return tuple(Zone(zone, _utc_offset(zone, at)) for zone in found[:limit])


def resolve_zone(text: str, at: datetime.datetime) -> str:
    """Return the id of the zone that is meant. Raises ZoneUnknown with those near it.

    A name that is only begun is not taken for the whole: `mars` is not Marseille. Nor is an offset
    that only some places have, in the year of that instant, taken for one of them.
    """
    if exact := _find_exact(text):
        return exact
    if parse_offset(text) is not None:
        raise ZoneUnknown(text, _list_by_offset(text, at)[:_MAX_SUGGESTED])
    near = _correct_name(search_form(text))
    if len(near) != 1:
        raise ZoneUnknown(text, tuple(zone for zone, _ in _rank_by_name(text)[:_MAX_SUGGESTED]))
    return near.pop()


def _correct_name(name: str) -> set[str]:
    """Return the zones of the names that come nearest with few slips, none of them the first."""
    most = next((slips for length, slips in _MAX_SLIPS if len(name) >= length), 0)
    near: dict[int, set[str]] = {}
    for known, zone in _zones_by_name().items():
        slips = OSA.distance(name, known, score_cutoff=most)
        if slips <= most and known[0] == name[0]:
            near.setdefault(slips, set()).add(zone)
    return near[min(near)] if near else set()


def _find_exact(text: str) -> str | None:
    """Return the zone that is called exactly so.

    `EST`, `CET` and the like are zones of their own that the tz database keeps for old programs;
    who writes them means the place where they hold.
    """
    known = _zones_by_id().get(text.strip().lower().replace(" ", "_"))
    if known and "/" in known:
        return known
    return _zones_by_name().get(search_form(text)) or _find_by_offset(text) or known


def _rank_by_name(text: str) -> list[tuple[str, float]]:
    names = _zones_by_name()
    like = process.extract(search_form(text), names.keys(), scorer=fuzz.WRatio, limit=_MAX_COMPARED)
    near = [name for name, *_ in like]
    found: dict[str, float] = {}
    for name, score in zip(near, score_texts(text, near), strict=True):
        found[names[name]] = max(found.get(names[name], 0.0), score)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0] not in COMMON_ZONES, pair[0]))


def _find_by_offset(text: str) -> str | None:
    offset = parse_offset(text)
    return None if offset is None else fixed_zone(offset)


def _list_by_offset(text: str, at: datetime.datetime) -> tuple[str, ...]:
    """Return the zones that are ahead of UTC as it is written; none where it is not."""
    offset = parse_offset(text)
    return () if offset is None else find_zones_by_offset(offset, at)


@cache
def _zones_by_id() -> dict[str, str]:
    return {zone.lower(): zone for zone in sorted(available_timezones() - _NON_ZONES)}


@cache
def _zones_by_name() -> dict[str, str]:
    """Return what zones are called, as `plain` has it, each with the id that is meant by it."""
    names = {}
    for zone in _zones_by_id().values():
        area, *places = zone.split("/")
        if places and area not in _LEGACY_AREAS:
            for name in (places[-1], zone):
                names[search_form(name.replace("_", " "))] = zone
    for name, zone in iter_zone_aliases():
        names[search_form(name)] = zone
    return names


def _utc_offset(zone: str, at: datetime.datetime) -> datetime.timedelta:
    return at.astimezone(load_zone(zone)).utcoffset() or datetime.timedelta()
