"""Lines that name a source, read from the right.

The order from there is date, author, site, title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from facts.importers.wiki.authors import format_author
from facts.importers.wiki.dates import has_date_words, read_date_words, split_date, split_loose_date
from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, SourceDraft
from facts.text.addresses import has_user_data, is_link, is_same_site
from facts.text.sites import find_sites, is_site, normalize_site

_LINK: Final = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\((https?://\S+)\)(?=\s|\Z)", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
MAX_SOURCE_LINE: Final = 10_000
"""Characters of a line that names a source: five printed pages. A longer line is text."""
_BETWEEN: Final = " \t\u00a0·•|"
_UNKNOWN: Final = "unknown source"
_PARTICLES: Final = frozenset(
    {"al", "bin", "da", "de", "del", "della", "den", "der", "di", "du", "ibn", "la", "le", "ten",
     "ter", "van", "von", "zu"}
)  # fmt: skip
"""Lower-case words that a person's name can begin with."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The parts of a line that names a source.

    `doubts` describe guesses, for warnings.
    """

    title: str = ""
    url: str | None = None
    site: str | None = None
    author: str | None = None
    published: PublicationDate | None = None
    doubts: tuple[str, ...] = ()


def read_source_line(text: str) -> SourceLine:
    """Split "Title site author date"; all parts but one can be missing.

    It reads at most MAX_SOURCE_LINE characters.
    """
    before, published = split_date(text[:MAX_SOURCE_LINE])
    link = _LINK.match(before)
    line = _read_link(before, link, published) if link else _read_names(before, published)
    return split_author_date(line) if line.author else line


def add_title(line: SourceLine, title: str) -> SourceLine:
    """Return the line with a title from another line.

    The title is words or a Markdown link.
    """
    link = _LINK.fullmatch(title)
    return replace(line, title=link[1].strip(), url=link[2]) if link else replace(line, title=title)


def split_author_date(line: SourceLine) -> SourceLine:
    """Split the author from a date at its end.

    A bare year or "3 weeks ago" counts too.
    """
    author, published = line.author or "", line.published
    if published is None:
        author, published = split_loose_date(author)
    if author and (whole := read_date_words(author, published)):
        author, published = "", whole
    return replace(line, author=author or None, published=published)


def has_site_at_end(text: str) -> bool:
    """Return whether a line ends in a site.

    A date can follow the site.
    """
    before, published = split_date(text)
    if published is None:
        before, _ = split_loose_date(text)
    return is_site("".join(before.split()[-1:]))


def build_citation(line: SourceLine) -> tuple[CitationDraft, tuple[str, ...]]:
    """Return the citation for a line, and the doubts about it.

    A title that is an address or a Markdown link is also the URL. The host of the URL is the site,
    whatever site the line names. The line needs a title or a site.
    """
    address = line.url or (line.title if _ADDRESS.fullmatch(line.title) else None)
    url = address if address and is_link(address) else None
    site = normalize_site(line.site) if line.site else _host(url)
    if url and site and not is_same_site(url, site):
        site = normalize_site(url)
    source = SourceDraft(line.title or site or "", site, url, line.published)
    author = format_author(line.author or "") or None
    doubts = (*line.doubts, *_doubt_address(line, address), *_find_doubts(line, source))
    return CitationDraft(source, author), doubts


def _doubt_address(line: SourceLine, address: str | None) -> Iterator[str]:
    """Doubt an address that is no link, or that leads to another site than the line names."""
    if address is None:
        return
    if has_user_data(address):
        yield (
            f"the address of “{line.title}” has a user name in front of its host; "
            "the source was imported without it"
        )
    elif not is_link(address):
        yield (
            f"the address of “{line.title}” is no safe web address; "
            "the source was imported without it"
        )
    elif line.site and not is_same_site(address, line.site):
        host = normalize_site(address)
        yield f"the address leads to {host}, not to {line.site}; the site {host} was imported"


def _find_doubts(line: SourceLine, source: SourceDraft) -> list[str]:
    doubts = []
    if not line.title:
        doubts.append(f"the source has no title; its site {source.site} became the title")
    if is_unknown_source(source):
        doubts.append(f"the page does not know the source; the facts cite “{source.title}”")
    elif source.site is None:
        doubts.append(f"“{source.title}” has no site; the source was imported without one")
    if line.author and _is_doubtful_author(line.author):
        doubts.append(f"“{line.author}” follows the site and was read as the author")
    return doubts


def is_unknown_source(source: SourceDraft) -> bool:
    """Return whether the page says that it does not know a source."""
    return source.site is None and source.title.casefold() == _UNKNOWN


def _is_doubtful_author(author: str) -> bool:
    """Return whether an author could be part of a title or date."""
    first, *others = author.split()
    is_lower = first[0].islower() and first not in _PARTICLES and not is_site(first)
    return (is_lower and bool(others)) or (has_date_words(author) and not find_sites(author))


def _read_link(text: str, link: re.Match[str], published: PublicationDate | None) -> SourceLine:
    tail = text[link.end() :].strip()
    rest = _read_names(tail, published)
    line = replace(rest, title=link[1].strip(), url=link[2])
    if not rest.title:
        return line
    doubts = (*rest.doubts, f"“{tail}” follows the title and was read as the author")
    return replace(line, site=None, author=tail, doubts=doubts if rest.site else ())


def _read_names(text: str, published: PublicationDate | None) -> SourceLine:
    sites = find_sites(text)
    if not sites:
        return SourceLine(title=text.strip(), published=published)
    first = last = len(sites) - (2 if _is_after_person(text, sites) else 1)
    while first and not text[sites[first - 1].end() : sites[first].start()].strip():
        first -= 1
    site = sites[first]
    title, author = text[: site.start()].strip(), text[site.end() :].strip(_BETWEEN)
    doubts = () if first == last else (two_sites_doubt(site[0], author),)
    if title.endswith("·"):
        doubts = (f"{site[0]} was read as the site, although it could be an organisation",)
    return SourceLine(title, None, site[0], author or None, published, doubts)


def _is_after_person(text: str, sites: list[re.Match[str]]) -> bool:
    """Return whether the last site is a person's organisation.

    For example: "a.org Jane Doe · b.com".
    """
    if len(sites) == 1:
        return False
    between = text[sites[-2].end() : sites[-1].start()].strip()
    is_name = not between[:1].islower() or between.split()[0] in _PARTICLES
    return between.endswith("·") and is_name


def two_sites_doubt(site: str, author: str) -> str:
    """Return the doubt about two sites next to each other."""
    return f"two sites are side by side; {site} was read as the site, {author} as the author"


def _host(url: str | None) -> str | None:
    host = normalize_site(url) if url else ""
    return host if is_site(host) else None
