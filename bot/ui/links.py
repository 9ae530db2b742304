"""Links that Discord accepts, with safe titles and addresses."""

import re
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from bot.discord_api.limits import BUTTON_URL
from bot.ui.markdown import escape
from bot.ui.text_fit import plain_text

_SAFE_CHARACTERS: Final = "%/:?#@!$&'+,;=~-._"
"""Characters besides letters and digits that stay unquoted (RFC 3986 allows them).

RFC 3986 also allows brackets, parentheses and asterisks. They are quoted, because they would end a
Markdown link or the bold text around it.
"""
_LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PART: Final = r"(?:[A-Za-z0-9/:@!$&'+,;=~._()*-]++|%[0-9A-Fa-f]{2})"
_SIMPLE: Final = re.compile(
    r"https?://(?:[a-z0-9_-]{1,63}\.)*+[a-z0-9_-]{1,63}"
    rf"(?:/{_PART}*+)?(?:\?{_PART}++)?(?:#{_PART}++)?"
)
"""An address where only parentheses and asterisks are quoted, as in most.

Taking it apart gives the same, but takes ten times as long.
"""
_HOST: Final = re.compile(r"[a-z0-9._-]+")
"""A host name or an IPv4 address. IPv6 addresses are refused."""
_BRACKETS: Final = str.maketrans("[]", "［］")
"""Discord does not render a link whose title has an unmatched bracket."""


def safe_url(url: str) -> str | None:
    """Return the quoted address; None if it is not safe.

    Safe addresses use http or https.
    """
    if _SIMPLE.fullmatch(url):
        address: str | None = url.replace("(", "%28").replace(")", "%29").replace("*", "%2A")
    else:
        address = _rebuild_url(url)
    return address if address and len(address) <= BUTTON_URL else None


def _rebuild_url(url: str) -> str | None:
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
        rest = [_quote_part(part) for part in (parts.path, parts.query, parts.fragment)]
    except (ValueError, UnicodeError):
        return None
    is_web = parts.scheme in ("http", "https") and _HOST.fullmatch(host)
    if not is_web or "@" in parts.netloc:
        return None
    server = f"{host}:{port}" if port else host
    return urlunsplit((parts.scheme, server, *rest))


def markdown_link(title: str, url: str) -> str:
    """Return the title as a link, or as text without safe address."""
    address = safe_url(url)
    if address is None:
        return escape(plain_text(title))
    return f"[{escape(plain_text(title.translate(_BRACKETS)))}]({address})"


def _quote_part(part: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe=_SAFE_CHARACTERS)
