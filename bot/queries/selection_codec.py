"""The codec between selections of facts and fields of codes."""

import hashlib
import re
from typing import Final

from bot.queries.numbers import decode_id, encode_number
from facts.citations.author_names import normalize_author
from facts.model.entities import ChannelId, Kind, SourceId, TopicId
from facts.model.selection import Selection
from facts.text.normalize import search_form

_KIND_LENGTH: Final = 11
_SITE_LENGTH: Final = 23
_SHORT_SITE_LENGTH: Final = 11
_TOTAL_LENGTH: Final = 72
"""Characters of a site beside an author, and of all fields with it: more would not fit."""
_SAFE_NAME: Final = re.compile(r"[a-z0-9._-]+")
_DATE: Final = re.compile(r"(\d{4})(\d\d)?(\d\d)?", re.ASCII)
_UNTIL_MARK: Final = "-"
"""Divides the first and the last date."""
_PUNYCODE_MARK: Final = "="
_FOCUS_MARK: Final = "@"
"""The prefix of a channel id in place of a topic id."""
_DIGEST_MARK: Final = "~"
_DIGEST_PATTERN: Final = re.compile(r"~[0-9a-f]{10}")


def encode_selection(selection: Selection) -> tuple[str, ...]:
    """Return the topic or channel, kind and site as fields.

    Source and dates follow where one of them is selected, then the author.
    """
    kind = _encode_name(selection.kind, _KIND_LENGTH)
    site = _encode_name(selection.site, _SHORT_SITE_LENGTH if selection.author else _SITE_LENGTH)
    about = encode_number(selection.topic) if selection.topic else ""
    if selection.focus and not selection.topic:
        about = _FOCUS_MARK + encode_number(selection.focus)
    source = encode_number(selection.source) if selection.source else ""
    dates = (selection.since or "").replace("-", "")
    if selection.until:
        dates += _UNTIL_MARK + selection.until.replace("-", "")
    if selection.author:
        fields = (about, kind, site, source, dates)
        room = _TOTAL_LENGTH - sum(map(len, fields)) - len(fields)
        return (*fields, _encode_author(selection.author, room))
    return (about, kind, site, source, dates) if source or dates else (about, kind, site)


def decode_selection(about: str, kind: str, site: str, *others: str) -> Selection:
    """Return the selection from its fields.

    `others` are the source, the dates and the author. Raises ValueError.
    """
    source, dates, author = (*others, "", "", "")[:3]
    since, _, until = dates.partition(_UNTIL_MARK)
    channel = ChannelId(decode_id(about[1:])) if about.startswith(_FOCUS_MARK) else None
    return Selection(
        TopicId(decode_id(about)) if about and not channel else None,
        Kind(_decode_name(kind)) if kind else None,
        _decode_name(site) if site else None,
        SourceId(decode_id(source)) if source else None,
        _decode_date(since) if since else None,
        focus=channel,
        until=_decode_date(until) if until else None,
        author=_decode_author(author) if author else None,
    )


def is_digest(name: str) -> bool:
    """Return whether the name of a kind, site or author is a digest."""
    return _DIGEST_PATTERN.fullmatch(name) is not None


def digest(name: str) -> str:
    """Return the digest of a long or unusual kind, site or author."""
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


def _encode_author(author: str, room: int) -> str:
    """Return an author in few ASCII characters: as a name, in punycode, or as a digest."""
    if is_digest(author):
        return author
    words = normalize_author(author).replace(", ", ".").replace(" ", "_")
    name = words if words.isascii() else _PUNYCODE_MARK + words.encode("punycode").decode("ascii")
    is_safe = _SAFE_NAME.fullmatch(name.removeprefix(_PUNYCODE_MARK))
    return name if is_safe and len(name) <= room else digest(search_form(author))


def _decode_author(code: str) -> str:
    if is_digest(code):
        return code
    name = code.removeprefix(_PUNYCODE_MARK)
    if not _SAFE_NAME.fullmatch(name):
        raise ValueError(code)
    words = name.encode("ascii").decode("punycode") if name != code else name
    return words.replace(".", ", ").replace("_", " ")


def _decode_date(digits: str) -> str:
    match = _DATE.fullmatch(digits)
    if match is None:
        raise ValueError(digits)
    return "-".join(filter(None, match.groups()))
