"""Suggestions for an option while the user types."""

from functools import partial
from operator import itemgetter
from typing import Final

from facts.library.filters import parse_labelled_id
from facts.model.entities import Fact, FactId, Source
from facts.model.results import Count, Match
from facts.model.selection import EVERYTHING, Slice
from facts.search.claim_parser import parse_claim_query
from facts.search.name_query import parse_name_query
from facts.search.name_ranking import COMPLETION_SCORE, SUGGESTION_SCORE, rank_names
from facts.search.name_score import score_texts
from facts.search.similar_texts import list_similar
from facts.store.library_store import Snapshot
from facts.text.normalize import search_form, words
from facts.text.sites import normalize_site

_BEGINNING: Final = 3
"""Letters at the beginning of a word that complete it."""
_MAX_COMPLETIONS: Final = 2
"""Words that a half-typed word is completed to."""
_MAX_SITES: Final = 100
"""Sites that contain the typed text, and as many of the largest, that are compared with it."""


class Autocomplete:
    """Names in one library that a half-typed text may mean, best first.

    An empty text suggests the largest.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def topics(self, text: str, limit: int) -> tuple[Match, ...]:
        """Return topics by their nearest names."""
        query = parse_name_query(text, half_typed=True)
        if not query.words:
            return self._snapshot.names.find_largest(limit)
        matches = self._snapshot.names.match(query, partial(rank_names, query), limit)
        return tuple(match for match in matches.best if match.score >= COMPLETION_SCORE)

    def facts(self, text: str, limit: int) -> tuple[Fact, ...]:
        """Return the fact with a number, then facts by their words; the newest for no text."""
        if not text.strip():
            return self._snapshot.facts.list_newest(limit)
        number = parse_labelled_id(text)
        numbered = self._snapshot.facts.get_many((FactId(number),) if number else ())
        found = [*numbered]
        for phrase in (*self._complete_last_word(text), text):
            query = parse_claim_query(phrase)
            hits = self._snapshot.claims.find_nearest(EVERYTHING, query, Slice(limit=limit))
            found = list(dict.fromkeys((*found, *(hit.fact for hit in hits.part))))
            if len(found) >= limit:
                break
        return tuple(found[:limit])

    def titles(self, text: str, limit: int) -> tuple[Source, ...]:
        """Return sources whose titles contain a text, the newest first.

        Those with exactly this title or address come before the others, and those whose addresses
        begin with the text after them.
        """
        found = self._snapshot.citations.find_titled(text, limit)
        key = text.strip().casefold()
        return tuple(sorted(found, key=lambda it: key not in (it.title.casefold(), it.url)))

    def similar_titles(self, text: str, limit: int) -> tuple[Source, ...]:
        """Return sources with a misspelled title, the nearest first."""
        found = self._snapshot.citations.find_similar_titles(search_form(text))
        near = sorted(found, reverse=True)
        ranked = list_similar(text, near, itemgetter(1))[:limit]
        sources = (self._snapshot.sources.get(source) for source, _ in ranked)
        return tuple(filter(None, sources))

    def _complete_last_word(self, text: str) -> list[str]:
        """Return the text with its last word completed, unless facts have that word."""
        *before, last = text.split()
        if len(last) < _BEGINNING or words(last) != [last.casefold()]:
            return []
        known = self._snapshot.claims.complete_word(last.casefold(), _MAX_COMPLETIONS)
        return [] if last.casefold() in known else [" ".join((*before, each)) for each in known]

    def kinds(self, text: str = "", limit: int | None = None) -> tuple[Count, ...]:
        """Return kinds with their numbers of facts."""
        return _rank_counts(text, self._snapshot.facts.count_kinds(), limit)

    def sites(self, text: str = "", limit: int | None = None) -> tuple[Count, ...]:
        """Return sites with the numbers of their citations.

        The text may be an address on the site. Misspelled ones are found if they are large.
        """
        text = normalize_site(text) or text.strip()
        if limit is None:
            return _rank_counts(text, self._snapshot.sources.count_sites(), limit)
        if not text:
            return self._snapshot.sources.find_sites("", limit)
        containing = self._snapshot.sources.find_sites(text, _MAX_SITES)
        largest = self._snapshot.sources.find_sites("", _MAX_SITES)
        return _rank_counts(text, tuple(dict.fromkeys((*containing, *largest))), limit)


def _rank_counts(text: str, counts: tuple[Count, ...], limit: int | None) -> tuple[Count, ...]:
    if not text.strip():
        return counts[:limit]
    scores = score_texts(text, [count.name for count in counts])
    scored = zip(scores, counts, strict=True)
    near = [(score, count) for score, count in scored if score >= SUGGESTION_SCORE]
    return tuple(count for _, count in sorted(near, key=lambda pair: -pair[0])[:limit])
