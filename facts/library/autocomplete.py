"""Suggestions for an option while the user types."""

from functools import partial

from facts.library.filters import parse_id
from facts.model.entities import Fact, FactId, Source
from facts.model.results import Count, Match
from facts.model.selection import EVERYTHING, Slice
from facts.search.claim_query import parse_claim_query
from facts.search.name_query import parse_name_query
from facts.search.name_ranking import COMPLETION_SCORE, SUGGESTION_SCORE, rank_names
from facts.search.name_score import score_texts
from facts.store.library_store import Snapshot


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
        """Return the fact with a number, or facts by their words; the newest for no text."""
        if not text.strip():
            return self._snapshot.facts.list_newest(limit)
        if number := parse_id(text.strip().removeprefix("#")):
            return self._snapshot.facts.get_many((FactId(number),))
        query = parse_claim_query(text)
        hits = self._snapshot.claims.find_nearest(EVERYTHING, query, Slice(limit=limit))
        return tuple(hit.fact for hit in hits.part)

    def titles(self, text: str, limit: int) -> tuple[Source, ...]:
        """Return sources whose titles or addresses contain a text, the newest first."""
        return self._snapshot.sources.find_titled(text, limit)

    def kinds(self, text: str = "", limit: int | None = None) -> tuple[Count, ...]:
        """Return kinds with their numbers of facts."""
        return _rank_counts(text, self._snapshot.facts.count_kinds(), limit)

    def sites(self, text: str = "", limit: int | None = None) -> tuple[Count, ...]:
        """Return sites with the numbers of facts that cite them."""
        return _rank_counts(text, self._snapshot.sources.count_sites(), limit)


def _rank_counts(text: str, counts: tuple[Count, ...], limit: int | None) -> tuple[Count, ...]:
    if not text.strip():
        return counts[:limit]
    scores = score_texts(text, [count.name for count in counts])
    scored = zip(scores, counts, strict=True)
    near = [(score, count) for score, count in scored if score >= SUGGESTION_SCORE]
    return tuple(count for _, count in sorted(near, key=lambda pair: -pair[0])[:limit])
