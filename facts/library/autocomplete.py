"""What an option offers while a person types."""

from functools import partial

from facts.model.entities import LibraryId
from facts.model.results import Count, Match
from facts.model.selection import EVERYTHING
from facts.search.name_query import parse_name_query
from facts.search.name_ranking import COMPLETION_SCORE, SUGGESTION_SCORE, rank_names
from facts.search.name_score import score_texts
from facts.store.library_store import Store


class Autocomplete:
    """The names of one library that something half-typed may mean, best first.

    Where nothing is typed yet, the largest come first.
    """

    def __init__(self, store: Store, library: LibraryId) -> None:
        self._store = store
        self._library = library

    async def topics(self, text: str, limit: int) -> tuple[Match, ...]:
        """Return topics by their nearest names."""
        sought = parse_name_query(text, half_typed=True)
        if not sought.words:
            return await self._store.find_largest(self._library, limit)
        found = await self._store.match_names(
            self._library, sought, partial(rank_names, sought), limit
        )
        return tuple(match for match in found.best if match.score >= COMPLETION_SCORE)

    async def kinds(self, text: str = "", limit: int | None = None) -> tuple[Count, ...]:
        """Return kinds, with the numbers of their facts."""
        return _rank_counts(text, await self._store.kinds(self._library, EVERYTHING), limit)

    async def sites(self, text: str = "", limit: int | None = None) -> tuple[Count, ...]:
        """Return sites, with the numbers of facts that rest on them."""
        return _rank_counts(text, await self._store.sites(self._library, EVERYTHING), limit)


def _rank_counts(text: str, tallies: tuple[Count, ...], limit: int | None) -> tuple[Count, ...]:
    if not text.strip():
        return tallies[:limit]
    scores = score_texts(text, [tally.name for tally in tallies])
    scored = zip(scores, tallies, strict=True)
    near = [(score, tally) for score, tally in scored if score >= SUGGESTION_SCORE]
    return tuple(tally for _, tally in sorted(near, key=lambda pair: -pair[0])[:limit])
