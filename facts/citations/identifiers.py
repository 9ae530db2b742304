"""Identifiers of works: DOI and arXiv number, found in address and title."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from facts.text.sites import normalize_site

DOI_ADDRESS: Final = "https://doi.org/"
ARXIV_ADDRESS: Final = "https://arxiv.org/abs/"
ARXIV: Final = "arXiv"
_DOI: Final = r"10\.\d{4,9}/[^\s\"<>{}\\^`|\x00-\x1f\x7f-\x9f]{1,300}"
_ARXIV: Final = r"(?:\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?"
"""Numbers since 2007 and before (https://info.arxiv.org/help/arxiv_identifier.html)."""
_DOI_PATH: Final = re.compile(rf"/(?:doi/(?:(?:abs|full|pdf|epdf|book)/)?)?({_DOI})")
_DOI_TEXT: Final = re.compile(rf"\bdoi:\s?(?:https?://(?:dx\.)?doi\.org/)?({_DOI})", re.IGNORECASE)
_ARXIV_PATH: Final = re.compile(rf"/(?:abs|pdf|html|format)/({_ARXIV})(?:\.pdf)?/?")
_ARXIV_TEXT: Final = re.compile(rf"\barXiv:\s?({_ARXIV})(?![\w/])", re.IGNORECASE)
_ARXIV_TITLE: Final = re.compile(rf"\[({_ARXIV})\]")
_ARXIV_DOI: Final = re.compile(rf"10\.48550/arxiv\.({_ARXIV})", re.IGNORECASE)
_BRACKET: Final = re.compile("[()]")
_PATH: Final = re.compile(r"https?://[^/?#]*([^?#]*)", re.IGNORECASE)
_DOI_HOSTS: Final = frozenset(("doi.org", "dx.doi.org"))


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The DOI of a work, and its number on arXiv."""

    doi: str | None = None
    eprint: str | None = None

    @property
    def archive_prefix(self) -> str | None:
        """The archive of the number; arXiv is the only one known."""
        return ARXIV if self.eprint else None


def find_identifiers(title: str, url: str | None = None) -> Identifiers:
    """Return the identifiers that an address or a title contains.

    An address counts if it is one of doi.org or arXiv, or has “/doi/” in its path. A title counts
    if it has “doi:10…” or “arXiv:2305.11206”, or begins with “[2305.11206]” on a page of arXiv.
    """
    site = normalize_site(url) if url else ""
    path = _PATH.match(url) if url else None
    doi, eprint = _find_in_path(site, unquote(path[1]) if path else "")
    doi = doi or _trim_doi(_DOI_TEXT.search(title))
    arxiv_pattern = _ARXIV_TITLE.match(title) if _is_arxiv(site) else None
    found = _ARXIV_TEXT.search(title) or arxiv_pattern or _ARXIV_DOI.fullmatch(doi or "")
    return Identifiers(doi, eprint or (found[1] if found else None))


def _find_in_path(site: str, path: str) -> tuple[str | None, str | None]:
    if _is_arxiv(site):
        number = _ARXIV_PATH.fullmatch(path)
        return None, number[1] if number else None
    if site in _DOI_HOSTS or "/doi/" in path:
        return _trim_doi(_DOI_PATH.search(path)), None
    return None, None


def _is_arxiv(site: str) -> bool:
    return site == "arxiv.org" or site.endswith(".arxiv.org")


def _trim_doi(match: re.Match[str] | None) -> str | None:
    """Return a DOI without the punctuation of the sentence around it."""
    if match is None:
        return None
    doi, depth = match[1], 0
    for bracket in _BRACKET.finditer(match[1]):
        depth += 1 if bracket[0] == "(" else -1
        if depth < 0:
            doi = doi[: bracket.start()]
            break
    return doi.rstrip(".,;:'\"’”?!/")
