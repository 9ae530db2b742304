"""Addresses as Discord takes them."""

import re
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from bot.discord_api.limits import BUTTON_URL
from bot.ui.markdown import escape
from bot.ui.text_fit import plain_text

_SAFE_CHARACTERS: Final = "%/:?#@!$&'+,;=~-._"
"""What may stand in an address besides letters and digits (https://www.rfc-editor.org/rfc/rfc3986).

Brackets, parentheses and asterisks may too, but would end a link in Markdown, or bold around it.
"""
_LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST: Final = re.compile(r"[a-z0-9._-]+")
"""A name or an IPv4 address; a bare IPv6 address names no site."""
_BRACKETS: Final = str.maketrans("[]", "［］")
"""Discord gives up on a link whose title holds one bracket without the other."""


def safe_url(url: str) -> str | None:
    """Return the address as it can be followed; None for what leads nowhere on the web."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
        rest = [_quote_part(part) for part in (parts.path, parts.query, parts.fragment)]
    except (ValueError, UnicodeError):
        return None
    is_web = parts.scheme in ("http", "https") and _HOST.fullmatch(host)
    if not is_web or "@" in parts.netloc:
        return None
    place = f"{host}:{port}" if port else host
    address = urlunsplit((parts.scheme, place, *rest))
    return address if len(address) <= BUTTON_URL else None


def markdown_link(title: str, url: str) -> str:
    """Return the title, leading to the address if that can be followed."""
    address = safe_url(url)
    if address is None:
        return escape(plain_text(title))
    return f"[{escape(plain_text(title.translate(_BRACKETS)))}]({address})"


def _quote_part(part: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe=_SAFE_CHARACTERS)
