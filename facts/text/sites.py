"""Which site an address belongs to."""

import re
from typing import Final

_ADDRESS: Final = re.compile(r"(?:[^/?#]*://)?(?:[^/?#@]*@)?([^/?#:]*)")
"""An optional scheme and user, then the host (https://www.rfc-editor.org/rfc/rfc3986)."""


def normalize_site(address: str) -> str:
    """Return the host of a URL or host name, lower-case and without `www.`: how sites are kept."""
    found = _ADDRESS.match(address.strip().lower())
    return found[1].removeprefix("www.") if found else ""
