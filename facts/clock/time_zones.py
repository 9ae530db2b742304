"""Time zones by IANA name, city, country, abbreviation or UTC offset."""

import datetime
import re
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
"""Names from the rough ranking that get an exact score."""
_MAX_SLIPS: Final = ((9, 2), (5, 1))
"""Letters of a name and the edit distance (OSA) allowed from that length on.

Shorter names are similar to many places, and more mistakes make it a different place: Orlando is
not Portland.
"""
_MAX_SUGGESTED: Final = 5
_LEGACY_AREAS: Final = frozenset("Etc US Canada Brazil Chile Mexico SystemV".split())
"""Areas whose names the tz database keeps only for old programs."""
_LABEL_OFFSET: Final = re.compile(r" \(UTC[+-]\d\d:\d\d\)$", re.ASCII)
"""The end of a zone's label, after its name."""
_NON_ZONES: Final = frozenset({"Factory", "localtime"})


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone's IANA name and its UTC offset at an instant."""

    id: str
    offset: datetime.timedelta

    @property
    def label(self) -> str:
        """The name and the offset: Europe/Berlin (UTC+01:00); UTC+2 for a fixed offset."""
        if (label := zone_label(self.id)) != self.id:
            return label
        minutes = round(self.offset.total_seconds() / 60)
        hours, rest = divmod(abs(minutes), 60)
        return f"{self.id} (UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02})"


def suggest_zones(text: str, at: datetime.datetime, limit: int) -> tuple[Zone, ...]:
    """Return zones for a half-typed name, best first.

    Offsets are those at the instant `at`. An empty text returns common zones, from west to east.
    """
    if not text.strip():
        common = (Zone(zone, _utc_offset(zone, at)) for zone in COMMON_ZONES[:limit])
        return tuple(sorted(common, key=lambda zone: zone.offset))
    exact = _find_exact(text)
    near = _list_by_offset(text, at) or _rank_by_name(text)
    zones = list(dict.fromkeys([*([exact] if exact else []), *near]))
    return tuple(Zone(zone, _utc_offset(zone, at)) for zone in zones[:limit])


def is_zone_name(text: str) -> bool:
    """Return whether a text is exactly a zone's name, alias or offset."""
    return _find_exact(text) is not None


def resolve_zone(text: str, at: datetime.datetime) -> str:
    """Return the id of the zone that a text names.

    Raises ZoneUnknown with similar zones. The beginning of a name is not enough: `mars` does not
    mean Marseille. An offset without a fixed zone, such as UTC+5:30, is not enough either; the
    error lists the zones that have it.
    """
    if exact := _find_exact(text):
        return exact
    if parse_offset(text) is not None:
        raise ZoneUnknown(text, _list_by_offset(text, at)[:_MAX_SUGGESTED])
    near = _correct_name(search_form(text))
    if len(near) != 1:
        raise ZoneUnknown(text, _rank_by_name(text)[:_MAX_SUGGESTED])
    return near.pop()


def _correct_name(name: str) -> set[str]:
    """Return the zones whose names differ least from a misspelled name.

    The first letter must be right.
    """
    most = next((slips for length, slips in _MAX_SLIPS if len(name) >= length), 0)
    near: dict[int, set[str]] = {}
    for known, zone in _zones_by_name().items():
        slips = OSA.distance(name, known, score_cutoff=most)
        if slips <= most and known[0] == name[0]:
            near.setdefault(slips, set()).add(zone)
    return near[min(near)] if near else set()


def _find_exact(text: str) -> str | None:
    """Return the zone with exactly this name, alias, offset or label.

    The tz database has zones called `EST` or `CET` for old programs. A user who types one means the
    place where people use it, so the aliases come first.
    """
    text = _LABEL_OFFSET.sub("", text.strip())
    known = _zones_by_id().get(text.strip().lower().replace(" ", "_"))
    if known and "/" in known:
        return known
    return _zones_by_name().get(search_form(text)) or _find_by_offset(text) or known


def _rank_by_name(text: str) -> tuple[str, ...]:
    """Return the zones with similar names, best first."""
    names = _zones_by_name()
    like = process.extract(search_form(text), names.keys(), scorer=fuzz.WRatio, limit=_MAX_COMPARED)
    near = [name for name, *_ in like]
    scores: dict[str, float] = {}
    for name, score in zip(near, score_texts(text, near), strict=True):
        scores[names[name]] = max(scores.get(names[name], 0.0), score)
    similar = [zone for zone, score in scores.items() if score >= COMPLETION_SCORE]
    return tuple(sorted(similar, key=lambda zone: (-scores[zone], zone not in COMMON_ZONES, zone)))


def _find_by_offset(text: str) -> str | None:
    offset = parse_offset(text)
    return None if offset is None else fixed_zone(offset)


def _list_by_offset(text: str, at: datetime.datetime) -> tuple[str, ...]:
    """Return the zones with the UTC offset in a text, if any."""
    offset = parse_offset(text)
    return () if offset is None else find_zones_by_offset(offset, at)


@cache
def _zones_by_id() -> dict[str, str]:
    return {zone.lower(): zone for zone in sorted(available_timezones() - _NON_ZONES)}


@cache
def _zones_by_name() -> dict[str, str]:
    """Return zone ids by the search form of their names and aliases."""
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
