"""Sources in the cells of a table: titles, addresses, links in Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from facts.importers.tables.cells import MAX_TITLE, CellInvalid
from facts.importers.tables.columns import Column
from facts.model.dates import PublicationDate
from facts.model.drafts import SourceDraft
from facts.text.addresses import is_link
from facts.text.normalize import canonical, fold
from facts.text.sites import is_site, normalize_site

_MAX_SOURCES: Final = 50
"""Sources of one row: more are a text in the wrong column."""
_ADDRESS: Final = re.compile(
    r"""\[(?P<title>[^\[\]\n]{1,1000})\]
        \((?P<target>https?://[^\s()]{1,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,200})?)\)
    |(?P<plain>https?://(?:(?![;,|]{1,3}https?://)\S)+)""",
    re.IGNORECASE | re.VERBOSE,
)
"""A Markdown link, or an address; addresses can follow each other after a comma."""
_LONE_ADDRESS: Final = re.compile(r"https?://[\w./?=&%#~+-]*[\w/=]", re.IGNORECASE)
"""Most addresses; the others take longer."""
_AFTER_ADDRESS: Final = " \t.;,|·:–—-)>]"
"""What can be between an address and the title of the next source."""
_BEFORE_ADDRESS: Final = " \t;,|·:–—-(<["
_SEPARATORS: Final = (";", "|")
_WORD: Final = re.compile(r"[^\s;,|<>()\[\]]+")
"""A word of a cell that can be an address without a scheme."""
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source as the cells of a row name it: a title, an address, a site."""

    title: str = ""
    url: str | None = None
    site: str | None = None

    def draft(self, published: PublicationDate | None) -> SourceDraft:
        """Return the draft; an address alone is also the title, without its scheme."""
        if self.url:
            title = self.title or _SCHEME.sub("", self.url, count=1).rstrip("/")
            return SourceDraft(title, normalize_site(self.url), self.url, published)
        if self.site:
            return SourceDraft(self.title, self.site, None, published)
        words = self.title.lower()
        site = normalize_site(words) if " " not in words else ""
        return SourceDraft(self.title, site if is_site(site) else None, None, published)


def read_sources(column: Column, cell: str) -> list[NamedSource]:
    """Return the sources in a cell, one a line: “Title”, “https://…”, “Title https://…”.

    Several in one line need addresses, because a title can contain “;” and “|”. An address alone on
    its line belongs to the title above. Raises CellInvalid for a title that is too long.
    """
    if not cell:
        return []
    if column is Column.URL and "://" not in cell:
        cell = _WORD.sub(_complete_address, cell)
    if _LONE_ADDRESS.fullmatch(cell) and is_link(cell):
        return [NamedSource("", cell)]
    sources: list[NamedSource] = []
    for line in cell.split("\n"):
        found = list(_read_line(line))
        if found and sources and _is_address_of(found, sources[-1]):
            sources[-1] = NamedSource(sources[-1].title, found.pop().url)
        sources += found
    for source in sources:
        if len(source.title) > MAX_TITLE:
            problem = f"the title has {len(source.title):,} characters; at most {MAX_TITLE:,} fit"
            raise CellInvalid(column, problem)
    return _limit(column, sources)


def add_links(named: list[NamedSource], cell: str) -> tuple[list[NamedSource], str | None]:
    """Add the addresses of a cell to sources: each title without one takes the next.

    Return the sources, and a doubt about text that is no address. Without sources, such text is a
    title.
    """
    found = read_sources(Column.URL, cell)
    if not named:
        return found, None
    known = {source.url for source in named}
    links = iter([each for each in found if each.url and each.url not in known])
    joined = [source if source.url else _add_link(source, next(links, None)) for source in named]
    other = next((source.title for source in found if not source.url), None)
    doubt = f"“{other[:200]}” is no web address; it begins with https://" if other else None
    return _limit(Column.URL, [*joined, *links]), doubt


def add_site(named: list[NamedSource], cell: str) -> list[NamedSource]:
    """Give the first source without an address the site in a cell, if it holds one.

    Without sources, the site is one.
    """
    site = normalize_site(cell)
    if not is_site(site):
        return named
    if not named:
        return [NamedSource(site)]
    place = next((place for place, each in enumerate(named) if not each.url), None)
    if place is not None:
        named[place] = NamedSource(named[place].title, None, site)
    return named


def _complete_address(word: re.Match[str]) -> str:
    """Return an address with its scheme: “www.example.com/page” begins with a site."""
    host = re.split(r"[/?#:]", word[0], maxsplit=1)[0]
    return f"https://{word[0]}" if is_site(host.lower().rstrip(".")) else word[0]


def _add_link(source: NamedSource, link: NamedSource | None) -> NamedSource:
    return NamedSource(source.title, link.url) if link else source


def _limit(column: Column, sources: list[NamedSource]) -> list[NamedSource]:
    if len(sources) > _MAX_SOURCES:
        problem = f"has {len(sources):,} sources; at most {_MAX_SOURCES} fit"
        raise CellInvalid(column, problem)
    return sources


def _is_address_of(found: list[NamedSource], above: NamedSource) -> bool:
    return len(found) == 1 and not found[0].title and not above.url


def _read_line(line: str) -> Iterator[NamedSource]:
    """Yield the sources of a line: each title is before its address, or else after the last one."""
    if "://" not in line:
        yield from _name_source(line)
        return
    end, held = 0, NamedSource()
    for match in _ADDRESS.finditer(line):
        url = match["target"] or _trim(match["plain"])
        if not is_link(url):
            continue
        if held.url:
            yield held
        before = line[end : match.start()].lstrip(_AFTER_ADDRESS).rstrip(_BEFORE_ADDRESS)
        held = NamedSource(_clean_title(f"{before} {match['title'] or ''}"), url)
        end = match.end() if match["target"] else match.start() + len(url)
    yield from _read_tail(held, line[end:]) if held.url else _name_source(line)


def _read_tail(held: NamedSource, tail: str) -> Iterator[NamedSource]:
    """Yield the last source with an address, and a title after it."""
    after = tail.lstrip(_AFTER_ADDRESS).rstrip(_BEFORE_ADDRESS)
    if tail.lstrip(" .)>]").startswith(_SEPARATORS):
        yield held
        yield from _name_source(after)
    else:
        yield NamedSource(_clean_title(f"{held.title} {after}"), held.url)


def _name_source(title: str) -> Iterator[NamedSource]:
    if title := _clean_title(title):
        yield NamedSource(title)


def _clean_title(text: str) -> str:
    """Return a title, empty if it is only dashes."""
    return canonical(text) if fold(text) else ""


def _trim(address: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    address = address.rstrip(".,;|>\"'”")
    excess = address.count(")") - address.count("(")
    trailing = len(address) - len(address.rstrip(")"))
    return address[: len(address) - max(0, min(excess, trailing))]
