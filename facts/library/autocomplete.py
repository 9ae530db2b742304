"""What an option offers while a person types."""

from functools import partial

from facts.model.entities import LibraryId
from facts.model.results import Match, Tally
from facts.model.selection import EVERYTHING
from facts.search.name_query import name_sought
from facts.search.name_ranking import COMPLETED, SUGGESTED, ranked
from facts.search.name_score import likeness
from facts.store.library_store import Store


class Offers:
    """The names of one library that something half-typed may mean, best first.

    Where nothing is typed yet, the largest come first.
    """

    def __init__(self, store: Store, library: LibraryId) -> None:
        self._store = store
        self._library = library

    async def topics(self, text: str, limit: int) -> tuple[Match, ...]:
        """Return topics by their nearest names."""
        sought = name_sought(text, half_typed=True)
        if not sought.words:
            return await self._store.largest(self._library, limit)
        found = await self._store.matches(self._library, sought, partial(ranked, sought), limit)
        return tuple(match for match in found.best if match.score >= COMPLETED)

    async def kinds(self, text: str = "", limit: int | None = None) -> tuple[Tally, ...]:
        """Return kinds, with the numbers of their facts."""
        return _like(text, await self._store.kinds(self._library, EVERYTHING), limit)

    async def sites(self, text: str = "", limit: int | None = None) -> tuple[Tally, ...]:
        """Return sites, with the numbers of facts that rest on them."""
        return _like(text, await self._store.sites(self._library, EVERYTHING), limit)


def _like(text: str, tallies: tuple[Tally, ...], limit: int | None) -> tuple[Tally, ...]:
    if not text.strip():
        return tallies[:limit]
    scores = likeness(text, [tally.name for tally in tallies])
    scored = zip(scores, tallies, strict=True)
    near = [(score, tally) for score, tally in scored if score >= SUGGESTED]
    return tuple(tally for _, tally in sorted(near, key=lambda pair: -pair[0])[:limit])
