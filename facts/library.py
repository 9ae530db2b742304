"""What can be asked of a library, and what can be added to it: the use cases."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from facts.errors import FactNotFound, LibraryEmpty, NoFactMatches, NothingFound, TopicNotFound
from facts.matching import ANSWERED, SUGGESTED, Match, ranked, text_score
from facts.model import SHARED, Fact, FactId, LibraryId, Topic
from facts.store import EVERYTHING, Hit, Selection, SourceSummary, Store, TopicSummary

_SUGGESTIONS: Final = 5


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """A topic with those of its facts that were asked for; `match` tells how it was found."""

    topic: Topic
    facts: tuple[Fact, ...]
    match: Match


class Library:
    """What one server (or the command line) can ask: its own facts and the shared ones."""

    def __init__(self, store: Store, library: LibraryId = SHARED) -> None:
        self._store = store
        self._library = library

    async def find(self, query: str) -> Match:
        """Return the topic that is named like the query, by name, alias or nearest match.

        Raises TopicNotFound with the nearest names, or LibraryEmpty.
        """
        matches = ranked(query, await self._store.names(self._library))
        if matches and matches[0].score >= ANSWERED:
            return matches[0]
        if not matches:
            await self._check_not_empty()
        near = (match.name for match in matches[:_SUGGESTIONS] if match.score >= SUGGESTED)
        raise TopicNotFound(query, tuple(near))

    async def topic(
        self, query: str, kind: str | None = None, site: str | None = None
    ) -> TopicAnswer:
        """Return a topic as `find` does, with those of its facts that are of a kind and a site.

        Raises TopicNotFound, LibraryEmpty, or NoFactMatches if that leaves no fact.
        """
        match = await self.find(query)
        topic = await self._store.topic(self._library, match.topic)
        if topic is None:  # removed between the two questions
            raise TopicNotFound(query)
        selection = Selection.of(match.topic, kind, site)
        facts = await self._store.facts(self._library, selection)
        if not facts and selection != Selection(topic=match.topic):
            raise await self._no_fact()
        return TopicAnswer(topic, facts, match)

    async def topics(self) -> tuple[TopicSummary, ...]:
        """Return all topics, those with most facts first. Raises LibraryEmpty."""
        topics = await self._store.topics(self._library)
        if not topics:
            await self._check_not_empty()
        return topics

    async def sources(self, selection: Selection = EVERYTHING) -> tuple[SourceSummary, ...]:
        """Return the sources of the facts asked for, those with most facts first.

        Raises NoFactMatches or LibraryEmpty.
        """
        sources = await self._store.sources(self._library, selection)
        if not sources:
            raise await self._no_fact()
        return sources

    async def fact(self, number: int) -> Fact:
        """Return one fact by its id. Raises FactNotFound or LibraryEmpty."""
        fact = await self._store.fact(self._library, FactId(number))
        if fact is None:
            await self._check_not_empty()
            raise FactNotFound(number)
        return fact

    async def random(self, chance: Callable[[int], int], selection: Selection = EVERYTHING) -> Fact:
        """Return one of the facts asked for; `chance(n)` gives a whole number from 0 below n.

        Raises NoFactMatches or LibraryEmpty.
        """
        count = await self._store.count(self._library, selection)
        if count:
            fact = await self._store.fact_at(self._library, selection, chance(count))
            if fact is not None:
                return fact
        raise await self._no_fact()

    async def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        """Return at most `limit` facts whose texts are near the query, best first.

        Raises NothingFound or LibraryEmpty.
        """
        hits = await self._store.nearest(self._library, text_score(query), limit)
        if not hits:
            await self._check_not_empty()
            raise NothingFound(query)
        return hits

    async def _no_fact(self) -> NoFactMatches:
        await self._check_not_empty()
        kinds = await self._store.kinds(self._library)
        return NoFactMatches(kinds, await self._store.sites(self._library))

    async def _check_not_empty(self) -> None:
        if not await self._store.count(self._library, EVERYTHING):
            raise LibraryEmpty
