"""SQLite store: each method is one hop to the thread of its connection."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import islice
from typing import Final

from facts.model.changes import ChangeNote, ImportFigures
from facts.model.drafts import Draft
from facts.model.entities import ChannelId, ChannelSetting, Fact, FactId, LibraryId, Topic, TopicId
from facts.model.random_order import Draw
from facts.model.results import (
    CommonSources,
    Count,
    Hits,
    Match,
    Matches,
    RelatedTopic,
    SourceSummary,
    TopicSummary,
    Totals,
)
from facts.model.selection import EVERYTHING, WHOLE, Selection, Slice, TopicOrder
from facts.search.name_query import ClaimMatcher, NameQuery, NameRanker
from storage.daily.store import SqliteScheduleStore
from storage.engine.sqlite.database import Database, open_database
from storage.library import changes, channels, facts, relations, sources, topics
from storage.library.count_cache import CountCache
from storage.library.import_batch import ImportWriter
from storage.search import named, names

_BATCH_SIZE: Final = 5_000
"""Drafts written in one hop: readers in the same process wait for no longer than this takes."""


class SqliteStore:
    """Implements facts.store.library_store.Store, and facts.daily.store.DailyStore."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.schedules = SqliteScheduleStore(database)
        self._tallies = CountCache()

    async def match_names(
        self, library: LibraryId, sought: NameQuery, rank: NameRanker, limit: int
    ) -> Matches:
        work = partial(names.match_names, library, sought, rank, limit)
        return await self._database.read(work)

    async def find_largest(self, library: LibraryId, limit: int) -> tuple[Match, ...]:
        return await self._database.read(partial(names.find_largest, library, limit))

    async def resolve_aliases(self, library: LibraryId, called: Iterable[str]) -> Mapping[str, str]:
        return await self._database.read(partial(topics.resolve_aliases, library, tuple(called)))

    async def resolve_names(self, library: LibraryId, keys: Iterable[str]) -> Mapping[str, TopicId]:
        return await self._database.read(partial(named.resolve_names, library, tuple(keys)))

    async def topic(self, library: LibraryId, topic: TopicId) -> Topic | None:
        return await self._database.read(partial(topics.get_topic, library, topic))

    async def topics(
        self, library: LibraryId, order: TopicOrder = TopicOrder.LARGEST, part: Slice = WHOLE
    ) -> tuple[TopicSummary, ...]:
        return await self._database.read(partial(topics.list_topics, library, order, part))

    async def topic_count(self, library: LibraryId) -> int:
        return await self._database.read(partial(topics.count_topics, library))

    async def find_related(
        self, library: LibraryId, topic: TopicId, limit: int
    ) -> tuple[RelatedTopic, ...]:
        return await self._database.read(partial(relations.find_related, library, topic, limit))

    async def common_sources(
        self, library: LibraryId, first: TopicId, second: TopicId, part: Slice = WHOLE
    ) -> CommonSources:
        work = partial(relations.find_common_sources, library, (first, second), part)
        return await self._database.read(work)

    async def fact(self, library: LibraryId, fact: FactId) -> Fact | None:
        return await self._database.read(partial(facts.get_fact, library, fact))

    async def history(self, library: LibraryId, fact: FactId) -> tuple[ChangeNote, ...]:
        return await self._database.read(partial(changes.list_fact_changes, library, fact))

    async def facts(
        self, library: LibraryId, selection: Selection, part: Slice = WHOLE
    ) -> tuple[Fact, ...]:
        return await self._database.read(partial(facts.list_facts, library, selection, part))

    async def has_facts(self, library: LibraryId, selection: Selection) -> bool:
        return await self._database.read(partial(facts.has_facts, library, selection))

    async def totals(self, library: LibraryId, selection: Selection) -> Totals:
        return await self._database.read(partial(facts.totals, library, selection))

    async def sources(
        self, library: LibraryId, selection: Selection, part: Slice = WHOLE
    ) -> tuple[SourceSummary, ...]:
        return await self._database.read(partial(sources.list_sources, library, selection, part))

    async def draw_fact(
        self,
        library: LibraryId,
        selection: Selection,
        choose: Callable[[Iterable[FactId]], Draw | None],
    ) -> tuple[Draw, Fact] | None:
        return await self._database.read(partial(facts.draw_fact, library, selection, choose))

    async def kinds(
        self, library: LibraryId, selection: Selection = EVERYTHING
    ) -> tuple[Count, ...]:
        return await self._database.read(
            partial(self._tallies.get, facts.count_kinds, library, selection)
        )

    async def sites(
        self, library: LibraryId, selection: Selection = EVERYTHING
    ) -> tuple[Count, ...]:
        return await self._database.read(
            partial(self._tallies.get, sources.count_sites, library, selection)
        )

    async def count_known_words(
        self, library: LibraryId, words: Iterable[str]
    ) -> Mapping[str, int]:
        from storage.search import vocabulary  # noqa: PLC0415 (numpy takes as long to load as all else)

        return await self._database.read(
            partial(vocabulary.count_known_words, library, tuple(words))
        )

    async def find_nearest(
        self, library: LibraryId, selection: Selection, sought: ClaimMatcher, part: Slice = WHOLE
    ) -> Hits:
        from storage.search import claims  # noqa: PLC0415 (numpy takes as long to load as all else)

        work = partial(claims.find_nearest, library, selection, sought, part)
        return await self._database.read(work)

    async def channels(
        self, library: LibraryId, ids: Sequence[ChannelId]
    ) -> tuple[ChannelSetting, ...]:
        return await self._database.read(partial(channels.list_settings, library, tuple(ids)))

    async def set_channel(
        self,
        library: LibraryId,
        channel: ChannelId,
        changed: Callable[[ChannelSetting], ChannelSetting],
        note: ChangeNote,
    ) -> None:
        async with self._database.change(library, note) as change:
            await change.run(
                partial(channels.update_setting, library, channel, changed, change.number)
            )

    async def add(
        self, library: LibraryId, drafts: Iterable[Draft], note: ChangeNote, *, keep: bool = True
    ) -> ImportFigures:
        remaining = iter(drafts)
        async with self._database.change(library, note) as change:
            intake = ImportWriter(library, change.number)
            while await change.run(partial(_write_batch, intake, remaining)):
                pass
            if not keep:
                change.discard()
        return intake.figures


@asynccontextmanager
async def open_store(path: str) -> AsyncIterator[SqliteStore]:
    """Open the store in a file, making or migrating it first. Raises StoreError."""
    async with open_database(path) as database:
        yield SqliteStore(database)


def _write_batch(
    intake: ImportWriter, remaining: Iterator[Draft], connection: sqlite3.Connection
) -> bool:
    batch = list(islice(remaining, _BATCH_SIZE))
    intake.write_batch(batch, connection)
    return bool(batch)
