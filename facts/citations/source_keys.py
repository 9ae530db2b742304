"""Keys of sources: DOI, arXiv number and address, as users type or paste them.

The same work has the same key, whatever version or page of it an address names:
“https://arxiv.org/pdf/2005.11401v4” and “arXiv:2005.11401” share one.
"""

import re
from typing import Final

from facts.citations.identifiers import Identifiers, find_identifiers
from facts.text.addresses import is_link
from facts.text.sites import is_site, normalize_site

_VERSION: Final = re.compile(r"v\d{1,3}\Z")
_ARXIV: Final = re.compile(r"(?:arxiv\s?:?\s?)?([a-z.-]*/?\d[\d.]{6,}(?:v\d{1,3})?)", re.IGNORECASE)
_DOI: Final = re.compile(r"(?:doi\s?:?\s?)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
_OUTER: Final = "<>()[]{}\"'“”‘’„,;!?. \n\t"
"""Signs around an address or identifier in a sentence."""
_MAX_KEY: Final = 500


def list_source_keys(title: str, url: str | None) -> tuple[str, ...]:
    """Return the keys of a source with this title and address."""
    keys = _identifier_keys(find_identifiers(title, url))
    return tuple(dict.fromkeys((*keys, *([_address_key(url)] if url else []))))


def read_source_key(text: str) -> tuple[str, ...]:
    """Return the keys that a text can mean, as a whole.

    Empty for other text. Any one of the keys can be that of the source.
    """
    text = text.strip(_OUTER)
    if match := _ARXIV.fullmatch(text):
        return _identifier_keys(find_identifiers(f"arXiv:{match[1]}"))
    if match := _DOI.fullmatch(text):
        return _identifier_keys(find_identifiers(f"doi:{match[1]}"))
    address = text if _SCHEME.match(text) else f"https://{text}"
    has_path = "/" in text.strip("/") or _SCHEME.match(text)
    if not (has_path and is_link(address) and is_site(normalize_site(address))):
        return ()
    return (*_identifier_keys(find_identifiers("", address)), _address_key(address))


def _identifier_keys(found: Identifiers) -> tuple[str, ...]:
    if found.eprint:
        return (f"arxiv {_VERSION.sub('', found.eprint).lower()}",)
    return (f"doi {found.doi.lower()}",) if found.doi else ()


def _address_key(url: str) -> str:
    """Return an address without scheme, `www.`, fragment and last slash."""
    address = _SCHEME.sub("", url.strip(), count=1).partition("#")[0]
    place, mark, query = address.partition("?")
    path = place[len(place.partition("/")[0]) :].rstrip("/")
    return f"url {normalize_site(url)}{path}{mark}{query}"[:_MAX_KEY]
