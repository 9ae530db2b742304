"""Web addresses that may become a link.

A link is an address that a reader can trust to lead where it seems to lead. It begins with http://
or https://, has a host right after that, and has no user data before the host: a browser opens
https://nature.com@evil.example/ at evil.example. It has no white space, no control or direction
character and no backslash, which browsers read as a slash. It has at most MAX_ADDRESS characters.
Readers drop any other address, with a warning, and keep the rest of the source.
"""

import re
from typing import Final

from facts.text.control_characters import SURROGATES, UNSAFE_CHARACTERS, character_class
from facts.text.sites import normalize_site

MAX_ADDRESS: Final = 2_000
"""Characters of an address, as in the forms of curation. Longer ones carry data, not a place."""
_LINK: Final = re.compile(
    r"""https?://
    [^\W_](?:[\w.-]*\w)?\.?  # a host name or an IPv4 address
    (?::\d{1,5})?
    (?:[/?#]\S*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_UNSAFE: Final = re.compile(character_class(UNSAFE_CHARACTERS | SURROGATES | {"\\"}))


def is_link(url: str) -> bool:
    """Return whether an address may become a link."""
    if len(url) > MAX_ADDRESS or _UNSAFE.search(url):
        return False
    return _LINK.fullmatch(url) is not None and ".." not in normalize_site(url)


def has_user_data(url: str) -> bool:
    """Return whether an address names a user before its host: https://user@host/."""
    authority = re.split(r"[/?#\\]", url.partition("://")[2], maxsplit=1)[0]
    return "@" in authority


def is_same_site(one: str, other: str) -> bool:
    """Return whether two hosts are equal or one is a part of the other.

    "en.wikipedia.org" is a part of "wikipedia.org". Case and `www.` do not matter.
    """
    one, other = normalize_site(one), normalize_site(other)
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
