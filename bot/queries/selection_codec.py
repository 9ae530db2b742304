"""How what narrows an answer is written into the id of a control; see codes."""

import hashlib
import re
from typing import Final

from bot.queries.codec_fields import id_decoded, number_coded
from facts.model.entities import ChannelId, Kind, SourceId, TopicId
from facts.model.selection import Selection

_KIND_ROOM: Final = 11
_SITE_ROOM: Final = 23
"""Characters: with all numbers at their largest an id still has no more than 100."""
_AS_IT_IS: Final = re.compile(r"[a-z0-9._-]+")
_DATE: Final = re.compile(r"(\d{4})(\d\d)?(\d\d)?", re.ASCII)
_FOCUS: Final = "@"
"""Begins the id of a channel in the place of a topic's."""
_DIGEST: Final = "~"
_DIGESTED: Final = re.compile(r"~[0-9a-f]{10}")


def selection_coded(chosen: Selection) -> tuple[str, str, str]:
    """Return topic or channel, kind and site as fields of a code."""
    kind, site = _name(chosen.kind, _KIND_ROOM), _name(chosen.site, _SITE_ROOM)
    about = number_coded(chosen.topic) if chosen.topic else ""
    if chosen.focus and not chosen.topic:
        about = _FOCUS + number_coded(chosen.focus)
    return about, kind, site


def rest_coded(chosen: Selection) -> tuple[str, str]:
    """Return source and first date as fields of a code."""
    source = number_coded(chosen.source) if chosen.source else ""
    return source, (chosen.since or "").replace("-", "")


def selection_decoded(
    about: str, kind: str, site: str, source: str = "", since: str = ""
) -> Selection:
    """Return what the fields say. Raises ValueError."""
    channel = ChannelId(id_decoded(about[1:])) if about.startswith(_FOCUS) else None
    return Selection(
        TopicId(id_decoded(about)) if about and not channel else None,
        Kind(_read_name(kind)) if kind else None,
        _read_name(site) if site else None,
        SourceId(id_decoded(source)) if source else None,
        _read_date(since) if since else None,
        focus=channel,
    )


def is_digest(name: str) -> bool:
    """Tell whether a kind or site out of a code only stands for its name."""
    return _DIGESTED.fullmatch(name) is not None


def digest(name: str) -> str:
    """Return what stands for a kind or site that is too long, or of other letters than ours."""
    return _DIGEST + hashlib.blake2b(name.encode(), digest_size=5).hexdigest()


def _name(name: str | None, room: int) -> str:
    if name is None:
        return ""
    fits = len(name) <= room and _AS_IT_IS.fullmatch(name)
    return name if fits or is_digest(name) else digest(name)


def _read_name(name: str) -> str:
    if not (_AS_IT_IS.fullmatch(name) or is_digest(name)):
        raise ValueError(name)
    return name


def _read_date(digits: str) -> str:
    found = _DATE.fullmatch(digits)
    if found is None:
        raise ValueError(digits)
    return "-".join(filter(None, found.groups()))
