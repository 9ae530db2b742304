"""The codec between selections of facts and fields of codes."""

import hashlib
import re
from typing import Final

from bot.queries.numbers import decode_id, encode_number
from facts.model.entities import ChannelId, Kind, SourceId, TopicId
from facts.model.selection import Selection

_KIND_LENGTH: Final = 11
_SITE_LENGTH: Final = 23
"""Characters. With all numbers at their largest a custom_id still has at most 100."""
_SAFE_NAME: Final = re.compile(r"[a-z0-9._-]+")
_DATE: Final = re.compile(r"(\d{4})(\d\d)?(\d\d)?", re.ASCII)
_FOCUS_MARK: Final = "@"
"""The prefix of a channel id in place of a topic id."""
_DIGEST_MARK: Final = "~"
_DIGEST_PATTERN: Final = re.compile(r"~[0-9a-f]{10}")


def encode_selection(selection: Selection) -> tuple[str, ...]:
    """Return the topic or channel, kind and site as fields.

    Source and first date follow where one of them is selected.
    """
    kind = _encode_name(selection.kind, _KIND_LENGTH)
    site = _encode_name(selection.site, _SITE_LENGTH)
    about = encode_number(selection.topic) if selection.topic else ""
    if selection.focus and not selection.topic:
        about = _FOCUS_MARK + encode_number(selection.focus)
    source = encode_number(selection.source) if selection.source else ""
    since = (selection.since or "").replace("-", "")
    return (about, kind, site, source, since) if source or since else (about, kind, site)


def decode_selection(
    about: str, kind: str, site: str, source: str = "", since: str = ""
) -> Selection:
    """Return the selection from its fields.

    Raises ValueError.
    """
    channel = ChannelId(decode_id(about[1:])) if about.startswith(_FOCUS_MARK) else None
    return Selection(
        TopicId(decode_id(about)) if about and not channel else None,
        Kind(_decode_name(kind)) if kind else None,
        _decode_name(site) if site else None,
        SourceId(decode_id(source)) if source else None,
        _decode_date(since) if since else None,
        focus=channel,
    )


def is_digest(name: str) -> bool:
    """Return whether the name of a kind or site is a digest."""
    return _DIGEST_PATTERN.fullmatch(name) is not None


def digest(name: str) -> str:
    """Return the digest of a long or unusual kind or site."""
    return _DIGEST_MARK + hashlib.blake2b(name.encode(), digest_size=5).hexdigest()


def _encode_name(name: str | None, room: int) -> str:
    if name is None:
        return ""
    fits = len(name) <= room and _SAFE_NAME.fullmatch(name)
    return name if fits or is_digest(name) else digest(name)


def _decode_name(name: str) -> str:
    if not (_SAFE_NAME.fullmatch(name) or is_digest(name)):
        raise ValueError(name)
    return name


def _decode_date(digits: str) -> str:
    match = _DATE.fullmatch(digits)
    if match is None:
        raise ValueError(digits)
    return "-".join(filter(None, match.groups()))
