"""References of a bibliography, and the drafts that they become."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from typing import Final

from facts.citations.authors import ORGANIZATION_DOT, OTHERS
from facts.importers.file_format import ReadOptions
from facts.importers.wiki.lines import MAX_CHARACTERS, truncate_fact
from facts.model.dates import PublicationDate
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    LineWarning,
    LoneSource,
    PageEntry,
    SourceDraft,
    TopicDraft,
)
from facts.model.entities import CLAIM
from facts.text.normalize import canonical
from facts.text.sites import is_site, normalize_site

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_KEYWORD_END: Final = re.compile(r"[,;\n]")
_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,2}", re.ASCII)
_MIN_LETTERS: Final = len("Accessed on:")
"""Letters of a note that can go with an address and say nothing."""
CACHE_LIMIT: Final = 1_000
"""Fields kept after they were read: entries near each other have years, names and works alike."""
_MAX_TOPICS: Final = 20
"""Topics of a fact, as many as a form takes. A file with more lists words of its text."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as a file names it; `line` is its first one.

    `addresses` are those of the work, the best first; text around an address is ignored. `site`
    counts only if it is a host. `notes` are its abstract and notes.
    """

    line: int
    title: str
    author: str = ""
    published: PublicationDate | None = None
    addresses: tuple[str, ...] = ()
    site: str = ""
    notes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class ReferenceDrafter:
    """Turns the references of one file into drafts; each topic comes once, before its facts."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._topics: set[str] = set()

    def iter_drafts(self, reference: Reference) -> Iterator[PageEntry]:
        """Yield the source of a reference, or the facts of its notes with the source.

        A reference without a title gets its address as title; without both it is a problem.
        """
        work = (reference.title, reference.author, reference.published)
        citations = _cite(*work, _find_address(reference.addresses), reference.site)
        notes = reference.notes if self._options.with_notes else ()
        notes = tuple(filter(_is_statement, notes))
        if not citations:
            message = "the entry has no title; add a title or an address"
            yield EntryProblem(reference.line, 0, message)
        elif notes:
            yield from self._iter_facts(reference, citations, notes)
        else:
            yield LoneSource(reference.line, citations[0].source, citations[0].author)

    def _iter_facts(
        self, reference: Reference, citations: tuple[CitationDraft, ...], notes: tuple[str, ...]
    ) -> Iterator[PageEntry]:
        line = reference.line
        topics = self._options.topics or _split_keywords(reference.keywords)
        if len(topics) > _MAX_TOPICS and not self._options.topics:
            topics = topics[:_MAX_TOPICS]
            message = f"the entry has many keywords; the first {_MAX_TOPICS} became topics"
            yield LineWarning(line, message)
        new_topics = [name for name in topics if name not in self._topics]
        self._topics.update(new_topics)
        yield from (TopicDraft(line, name) for name in new_topics)
        for note in dict.fromkeys(map(canonical, notes)):
            text = truncate_fact(note) if len(note) > MAX_CHARACTERS else note
            yield FactDraft(line, CLAIM, text, citations, topics)
            if text != note:
                message = f"the note is too long; its first {len(text):,} characters were imported"
                yield LineWarning(line, message)


def join_authors(names: list[str], *, others: bool, organizations: list[str]) -> str:
    """Return an author text of the library."""
    named = ", ".join(names)
    people = f"{named} {OTHERS}" if others and named else named
    known = frozenset(("", *names))
    distinct = [each for each in dict.fromkeys(organizations) if each not in known]
    return ORGANIZATION_DOT.join(filter(None, (people, ", ".join(distinct))))


@lru_cache(maxsize=CACHE_LIMIT)
def parse_date(year: str, month: int | None = None, day: int | None = None) -> PublicationDate:
    """Return a date at the precision that is possible; a year that is none keeps its words."""
    if not _YEAR.fullmatch(year):
        return PublicationDate.parse(year)
    parts = [year, *(f"{part:02}" for part in takewhile(bool, (month, day)))]
    dates = (PublicationDate.parse("-".join(parts[:count])) for count in range(len(parts), 0, -1))
    return next((date for date in dates if date.iso), PublicationDate.parse(year))


def parse_number(text: str) -> int | None:
    """Return a number of one or two digits, such as a day."""
    return int(text) if _NUMBER.fullmatch(text.strip()) else None


@lru_cache(maxsize=CACHE_LIMIT)
def _cite(
    title: str, author: str, published: PublicationDate | None, url: str | None, site: str
) -> tuple[CitationDraft, ...]:
    """Return the source of a reference, always the same object; none without title and address."""
    title = canonical(title) or (url or "").split("://")[-1].rstrip("/")
    if not title:
        return ()
    source = SourceDraft(title, _find_site(site, url), url, published)
    return (CitationDraft(source, canonical(author) or None),)


def _find_address(texts: tuple[str, ...]) -> str | None:
    found = (_ADDRESS.search(text) for text in texts if "://" in text)
    return next((match[0] for match in found if match), None)


def _find_site(site: str, url: str | None) -> str | None:
    host = normalize_site(url) if url else site.strip().lower().removeprefix("www.")
    return host if is_site(host) else None


def _is_statement(note: str) -> bool:
    """Return whether a note is more than an address."""
    rest = _ADDRESS.sub("", note) if "://" in note else note
    letters = (each for each in rest if each.isalpha())
    return any(islice(letters, _MIN_LETTERS, None))


@lru_cache(maxsize=CACHE_LIMIT)
def _split_keywords(texts: tuple[str, ...]) -> tuple[str, ...]:
    names = (canonical(name) for text in texts for name in _KEYWORD_END.split(text))
    return tuple(dict.fromkeys(name for name in names if any(map(str.isalnum, name))))
