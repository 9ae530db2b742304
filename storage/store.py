"""SQLite store: each method is one hop to the thread of its connection."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import islice
from typing import Final

from facts.model.changes import ChangeNote, Figures
from facts.model.drafts import Draft
from facts.model.entities import ChannelId, ChannelSetting, Fact, FactId, LibraryId, Topic, TopicId
from facts.model.random_order import Draw
from facts.model.results import (
    CommonSources,
    Extent,
    Hits,
    Match,
    Matches,
    Related,
    SourceSummary,
    Tally,
    TopicSummary,
)
from facts.model.selection import ALL, EVERYTHING, Part, Selection, TopicOrder
from facts.search.name_query import NameSought, Rank, TextSought
from storage.daily.store import SqliteScheduleStore
from storage.engine.sqlite.database import Database, open_database
from storage.library import changes, channels, facts, relations, sources, topics
from storage.library.count_cache import Tallies
from storage.library.import_batch import Intake
from storage.search import named, names

_BATCH: Final = 5_000
"""Drafts written in one hop: readers in the same process wait for no longer than this takes."""


class SqliteStore:
    """Implements facts.store.library_store.Store, and facts.daily.store.DailyStore."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.schedules = SqliteScheduleStore(database)
        self._tallies = Tallies()

    async def matches(
        self, library: LibraryId, sought: NameSought, rank: Rank, limit: int
    ) -> Matches:
        """See Store."""
        work = partial(names.matches, library, sought, rank, limit)
        return await self._database.read(work)

    async def largest(self, library: LibraryId, limit: int) -> tuple[Match, ...]:
        """See Store."""
        return await self._database.read(partial(names.largest, library, limit))

    async def filed_as(self, library: LibraryId, called: Iterable[str]) -> Mapping[str, str]:
        """See Store."""
        return await self._database.read(partial(topics.filed_as, library, tuple(called)))

    async def named(self, library: LibraryId, keys: Iterable[str]) -> Mapping[str, TopicId]:
        """See Store."""
        return await self._database.read(partial(named.topics, library, tuple(keys)))

    async def topic(self, library: LibraryId, topic: TopicId) -> Topic | None:
        """See Store."""
        return await self._database.read(partial(topics.one, library, topic))

    async def topics(
        self, library: LibraryId, order: TopicOrder = TopicOrder.LARGEST, part: Part = ALL
    ) -> tuple[TopicSummary, ...]:
        """See Store."""
        return await self._database.read(partial(topics.summaries, library, order, part))

    async def topic_count(self, library: LibraryId) -> int:
        """See Store."""
        return await self._database.read(partial(topics.count, library))

    async def related(self, library: LibraryId, topic: TopicId, limit: int) -> tuple[Related, ...]:
        """See Store."""
        return await self._database.read(partial(relations.related, library, topic, limit))

    async def common_sources(
        self, library: LibraryId, first: TopicId, second: TopicId, part: Part = ALL
    ) -> CommonSources:
        """See Store."""
        work = partial(relations.common_sources, library, (first, second), part)
        return await self._database.read(work)

    async def fact(self, library: LibraryId, fact: FactId) -> Fact | None:
        """See Store."""
        return await self._database.read(partial(facts.one, library, fact))

    async def history(self, library: LibraryId, fact: FactId) -> tuple[ChangeNote, ...]:
        """See Store."""
        return await self._database.read(partial(changes.of_fact, library, fact))

    async def facts(
        self, library: LibraryId, selection: Selection, part: Part = ALL
    ) -> tuple[Fact, ...]:
        """See Store."""
        return await self._database.read(partial(facts.selected, library, selection, part))

    async def has_facts(self, library: LibraryId, selection: Selection) -> bool:
        """See Store."""
        return await self._database.read(partial(facts.exist, library, selection))

    async def extent(self, library: LibraryId, selection: Selection) -> Extent:
        """See Store."""
        return await self._database.read(partial(facts.extent, library, selection))

    async def sources(
        self, library: LibraryId, selection: Selection, part: Part = ALL
    ) -> tuple[SourceSummary, ...]:
        """See Store."""
        return await self._database.read(partial(sources.summaries, library, selection, part))

    async def drawn(
        self,
        library: LibraryId,
        selection: Selection,
        choose: Callable[[Iterable[FactId]], Draw | None],
    ) -> tuple[Draw, Fact] | None:
        """See Store."""
        return await self._database.read(partial(facts.drawn, library, selection, choose))

    async def kinds(
        self, library: LibraryId, selection: Selection = EVERYTHING
    ) -> tuple[Tally, ...]:
        """See Store."""
        return await self._database.read(partial(self._tallies.of, facts.kinds, library, selection))

    async def sites(
        self, library: LibraryId, selection: Selection = EVERYTHING
    ) -> tuple[Tally, ...]:
        """See Store."""
        return await self._database.read(
            partial(self._tallies.of, sources.sites, library, selection)
        )

    async def known(self, library: LibraryId, words: Iterable[str]) -> Mapping[str, int]:
        """See Store."""
        from storage.search import vocabulary  # noqa: PLC0415 (numpy takes as long to load as all else)

        return await self._database.read(partial(vocabulary.known, library, tuple(words)))

    async def nearest(
        self, library: LibraryId, selection: Selection, sought: TextSought, part: Part = ALL
    ) -> Hits:
        """See Store."""
        from storage.search import claims  # noqa: PLC0415 (numpy takes as long to load as all else)

        work = partial(claims.nearest, library, selection, sought, part)
        return await self._database.read(work)

    async def channels(
        self, library: LibraryId, ids: Sequence[ChannelId]
    ) -> tuple[ChannelSetting, ...]:
        """See Store."""
        return await self._database.read(partial(channels.settings, library, tuple(ids)))

    async def set_channel(
        self,
        library: LibraryId,
        channel: ChannelId,
        changed: Callable[[ChannelSetting], ChannelSetting],
        note: ChangeNote,
    ) -> None:
        """See Store."""
        async with self._database.change(library, note) as change:
            await change.run(partial(channels.alter, library, channel, changed, change.number))

    async def add(
        self, library: LibraryId, drafts: Iterable[Draft], note: ChangeNote, *, keep: bool = True
    ) -> Figures:
        """See Store."""
        remaining = iter(drafts)
        async with self._database.change(library, note) as change:
            intake = Intake(library, change.number)
            while await change.run(partial(_take_some, intake, remaining)):
                pass
            if not keep:
                change.discard()
        return intake.figures


@asynccontextmanager
async def open_store(path: str) -> AsyncIterator[SqliteStore]:
    """Open the store in a file, making or migrating it first. Raises StoreError."""
    async with open_database(path) as database:
        yield SqliteStore(database)


def _take_some(intake: Intake, remaining: Iterator[Draft], connection: sqlite3.Connection) -> bool:
    batch = list(islice(remaining, _BATCH))
    intake.take(batch, connection)
    return bool(batch)
