"""Sources as users name them: by title, address, DOI, arXiv number, author or year."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facts.citations.author_names import split_names
from facts.citations.source_keys import read_source_key
from facts.library.authors import AuthorLookup
from facts.model.entities import SourceId
from facts.model.errors import NoSourceMatches
from facts.model.results import SourceSummary
from facts.model.selection import EVERYTHING, Selection, Slice
from facts.search.title_score import MATCH_SCORE, query_words, score_work
from facts.store.library_store import Snapshot
from facts.text.normalize import name_key, search_form
from facts.text.sites import normalize_site

_CLEAR_SCORE: Final = 80.0
_CLEAR_LEAD: Final = 8.0
"""The score of a source that is the only answer, and its lead over the next one."""
_READ: Final = 25
"""Sources with similar titles, or of one author, that are compared at most."""
_AUTHOR_WORDS: Final = 4
"""Words of a query that are tried as authors."""
YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class FoundSources:
    """Sources that a query names, best first.

    With a `selection`, they are the sources of those facts, and there may be more. `is_clear` is
    whether the first one is what the query means.
    """

    sources: tuple[SourceSummary, ...]
    is_clear: bool
    selection: Selection | None = None


class CitationLookup:
    """Finds the sources and authors of one library's facts."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.authors = AuthorLookup(snapshot)

    def find_sources(
        self, query: str, selection: Selection = EVERYTHING, limit: int = 10
    ) -> FoundSources:
        """Return the sources of selected facts that a query names.

        Raises NoSourceMatches.
        """
        if keys := read_source_key(query):
            found = self.find_by_keys(keys, selection)
        else:
            titled = self._find_titled(query)
            exact = (each for each, title in titled if name_key(title) == name_key(query))
            found = self._load(exact, selection)
            narrowed = None if found else self._narrow(query, selection)
            if narrowed:
                return narrowed
            found = found or self._rank(query, [each for each, _ in titled], selection)
            if len(found) > 1 and _is_clear(query, found):
                return FoundSources(found[:limit], is_clear=True)
        if not found:
            raise NoSourceMatches(query)
        return FoundSources(found[:limit], is_clear=len(found) == 1)

    def find_by_keys(
        self, keys: Iterable[str], selection: Selection = EVERYTHING
    ) -> tuple[SourceSummary, ...]:
        """Return the sources with any of some keys, see facts.citations.source_keys."""
        return self._load(self._snapshot.citations.find_by_keys(keys), selection)

    def find_title(self, text: str) -> SourceId | None:
        """Return the source that a text names by its title, or by most of it.

        A title may be without what follows its colon.
        """
        titled, wanted = self._find_titled(text), set(query_words(text))
        exact = [each for each, title in titled if _has_title(title, text)]
        near = [each for each, title in titled if _is_most_of_title(wanted, title)]
        found = self._load(exact or near, EVERYTHING)
        return found[0].source.id if found and (exact or len(found) == 1) else None

    def find_site(self, text: str) -> str | None:
        """Return the site that a text names, whole or without its ending: “arxiv”."""
        wanted = normalize_site(text)
        if not wanted or " " in wanted:
            return None
        sites = [each.name for each in self._snapshot.sources.count_sites()]
        if wanted in sites:
            return wanted
        named = (site for site in sites if search_form(text) in site.split(".")[:-1])
        return next(named, None)

    def _find_titled(self, query: str) -> list[tuple[SourceId, str]]:
        """Return sources with similar titles, those with most words of the query first."""
        words = query_words(query)
        found = list(self._snapshot.citations.find_similar_titles(search_form(query)))
        return sorted(found, key=lambda each: (-score_work(words, each[1]), each[0]))

    def _narrow(self, query: str, selection: Selection) -> FoundSources | None:
        """Return the sources of a year, a site or an author that is the whole query."""
        for chosen in self._read_filters(query.strip(), selection):
            sources = self._snapshot.sources.list(chosen, Slice(limit=_READ))
            if sources:
                return FoundSources(sources, is_clear=len(sources) == 1, selection=chosen)
        return None

    def _read_filters(self, query: str, selection: Selection) -> Iterator[Selection]:
        if YEAR.fullmatch(query):
            yield replace(selection, since=query, until=query)
        if selection.site is None and (site := self.find_site(query)):
            yield replace(selection, site=site)
        if selection.author is None:
            yield replace(selection, author=query)

    def _rank(
        self, query: str, titled: Sequence[SourceId], selection: Selection
    ) -> tuple[SourceSummary, ...]:
        words = query_words(query)
        found = {each.source.id: each for each in self._load(titled[:_READ], selection)}
        for word in words[:_AUTHOR_WORDS] if selection.author is None else ():
            chosen = replace(selection, author=word)
            listed = self._snapshot.sources.list(chosen, Slice(limit=_READ))
            found |= {each.source.id: each for each in listed if each.source.id not in found}
        scored = [(_score(words, each), each) for each in found.values()]
        near = [pair for pair in scored if pair[0] >= MATCH_SCORE]
        near.sort(key=lambda pair: (-pair[0], -pair[1].facts, pair[1].source.id))
        return tuple(each for _, each in near)

    def _load(self, sources: Iterable[SourceId], selection: Selection) -> tuple[SourceSummary, ...]:
        return tuple(
            summary
            for each in sources
            if selection.source in (None, each)
            for summary in self._snapshot.sources.list(replace(selection, source=each))
        )


def _has_title(title: str, text: str) -> bool:
    return name_key(text) in (name_key(title), name_key(title.partition(":")[0]))


def _is_most_of_title(wanted: set[str], title: str) -> bool:
    words = query_words(title)
    return len(wanted) > 1 and wanted.issubset(words) and len(wanted) >= len(words) / 2


def _is_clear(query: str, found: Sequence[SourceSummary]) -> bool:
    words = query_words(query)
    first, second = (_score(words, each) for each in found[:2])
    return first >= _CLEAR_SCORE and first - second >= _CLEAR_LEAD


def _score(words: Sequence[str], summary: SourceSummary) -> float:
    source = summary.source
    named = (name for author in summary.authors for name in split_names(author))
    others = {word for name in named for word in search_form(name).split()}
    others |= set((source.site or "").split("."))
    if source.published and source.published.year:
        others.add(str(source.published.year))
    return score_work(words, source.title, others)
