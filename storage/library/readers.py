"""Readers of a SQLite snapshot: topics, facts, sources and channel settings."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from facts.model.changes import Change
from facts.model.drafts import SourceDraft
from facts.model.entities import (
    ChannelId,
    ChannelSetting,
    Citation,
    Fact,
    FactId,
    LibraryId,
    Source,
    SourceId,
    Topic,
    TopicId,
)
from facts.model.random_order import Draw
from facts.model.results import (
    CommonSources,
    Count,
    FactPage,
    Hits,
    RelatedTopic,
    SourcePage,
    SourceSummary,
    TopicOverlap,
    TopicPage,
    TopicSummary,
    Totals,
)
from facts.model.selection import EVERYTHING, WHOLE, Selection, Slice, TopicOrder
from storage.engine.connection import SqlConnection
from storage.library import changes, contents, facts, pages, phrasings, relations, sources, topics
from storage.library.channels import list_settings
from storage.library.count_cache import CountCache
from storage.library.digests import find_same


class SqliteTopicReader:
    """Implements facts.store.topic_reader.TopicReader."""

    def __init__(self, library: LibraryId, connection: SqlConnection) -> None:
        self._library = library
        self._connection = connection

    def get(self, topic: TopicId) -> Topic | None:
        return topics.get_topic(self._library, topic, self._connection)

    def get_many(self, topics: Iterable[TopicId]) -> tuple[Topic, ...]:
        return tuple(found for each in topics if (found := self.get(each)))

    def count(self) -> int:
        return topics.count_topics(self._library, self._connection)

    def list(
        self, order: TopicOrder = TopicOrder.LARGEST, part: Slice = WHOLE
    ) -> tuple[TopicSummary, ...]:
        return topics.list_topics(self._library, order, part, self._connection)

    def summarize(self, topics: Iterable[TopicId]) -> tuple[TopicSummary, ...]:
        return tuple(self._summarize(each) for each in self.get_many(topics))

    def _summarize(self, topic: Topic) -> TopicSummary:
        totals = facts.count_selected(self._library, Selection(topic.id), self._connection)
        return TopicSummary(topic, totals.facts, totals.sources)

    def list_largest(self, selection: Selection, limit: int) -> tuple[RelatedTopic, ...]:
        return relations.list_largest(self._library, selection, limit, self._connection)

    def find_related(self, topic: TopicId, limit: int) -> tuple[RelatedTopic, ...]:
        return relations.find_related(self._library, topic, limit, self._connection)

    def load_page(
        self, selection: Selection, part: Slice, max_sources: int, max_related: int
    ) -> TopicPage | None:
        limits = max_sources, max_related
        return pages.load_topic_page(self._library, selection, part, limits, self._connection)

    def compare(self, first: TopicId, second: TopicId, sources: Slice) -> TopicOverlap | None:
        pair = first, second
        return relations.compare_topics(self._library, pair, sources, self._connection)

    def resolve_aliases(self, names: Iterable[str]) -> dict[str, str]:
        return topics.resolve_aliases(self._library, names, self._connection)


class SqliteFactReader:
    """Implements facts.store.fact_reader.FactReader."""

    def __init__(self, library: LibraryId, connection: SqlConnection, cache: CountCache) -> None:
        self._library = library
        self._connection = connection
        self._cache = cache

    def get(self, fact: FactId) -> Fact | None:
        return facts.get_fact(self._library, fact, self._connection)

    def get_many(self, facts: Iterable[FactId]) -> tuple[Fact, ...]:
        return tuple(found for each in facts if (found := self.get(each)))

    def find_same(self, texts: Iterable[str]) -> dict[str, FactId]:
        return find_same(self._library, texts, self._connection)

    def list(self, selection: Selection, part: Slice = WHOLE) -> tuple[Fact, ...]:
        return facts.list_facts(self._library, selection, part, self._connection)

    def list_newest(self, limit: int) -> tuple[Fact, ...]:
        return self.get_many(facts.list_newest(self._library, EVERYTHING, limit, self._connection))

    def load_newest(self, selection: Selection, part: Slice = WHOLE) -> Hits:
        return facts.load_newest(self._library, selection, part, self._connection)

    def load_page(self, selection: Selection, part: Slice = WHOLE) -> FactPage:
        return pages.load_fact_page(self._library, selection, part, self._connection)

    def has_any(self, selection: Selection) -> bool:
        return facts.has_facts(self._library, selection, self._connection)

    def count(self, selection: Selection) -> Totals:
        return facts.count_selected(self._library, selection, self._connection)

    def count_kinds(self, selection: Selection = EVERYTHING) -> tuple[Count, ...]:
        return self._cache.get(facts.count_kinds, self._library, selection, self._connection)

    def draw(
        self, selection: Selection, choose: Callable[[Iterable[FactId]], Draw | None]
    ) -> tuple[Draw, Fact] | None:
        return facts.draw_fact(self._library, selection, choose, self._connection)

    def list_changes(self, fact: FactId) -> tuple[Change, ...]:
        return changes.list_fact_changes(self._library, fact, self._connection)


class SqliteSourceReader:
    """Implements facts.store.fact_reader.SourceReader."""

    def __init__(self, library: LibraryId, connection: SqlConnection, cache: CountCache) -> None:
        self._library = library
        self._connection = connection
        self._cache = cache

    def get(self, source: SourceId) -> Source | None:
        return sources.get_source(self._library, source, self._connection)

    def find(self, draft: SourceDraft) -> SourceId | None:
        return sources.find_visible(self._library, draft, self._connection)

    def find_titled(self, text: str, limit: int) -> tuple[Source, ...]:
        return sources.find_titled(self._library, text, limit, self._connection)

    def list(self, selection: Selection, part: Slice = WHOLE) -> tuple[SourceSummary, ...]:
        return sources.list_sources(self._library, selection, part, self._connection)

    def load_page(self, selection: Selection, part: Slice = WHOLE) -> SourcePage:
        return pages.load_source_page(self._library, selection, part, self._connection)

    def list_common(self, first: TopicId, second: TopicId, part: Slice = WHOLE) -> CommonSources:
        pair = first, second
        return relations.find_common_sources(self._library, pair, part, self._connection)

    def count_sites(self, selection: Selection = EVERYTHING) -> tuple[Count, ...]:
        return self._cache.get(sources.count_sites, self._library, selection, self._connection)


class SqlitePhrasingReader:
    """Implements facts.store.phrasing_reader.PhrasingReader."""

    def __init__(self, library: LibraryId, connection: SqlConnection) -> None:
        self._library = library
        self._connection = connection

    def find(self, key: str) -> tuple[FactId, ...]:
        return phrasings.find_facts(self._library, key, self._connection)

    def list_own(self, fact: FactId) -> tuple[str, ...]:
        return tuple(phrasings.list_own(self._library, fact, self._connection).values())


class SqliteChannelReader:
    """Implements facts.store.library_store.ChannelReader."""

    def __init__(self, library: LibraryId, connection: SqlConnection) -> None:
        self._library = library
        self._connection = connection

    def list(self, channels: Sequence[ChannelId]) -> tuple[ChannelSetting, ...]:
        return list_settings(self._library, channels, self._connection)


class SqliteContentReader:
    """Implements facts.store.content_reader.ContentReader."""

    def __init__(self, library: LibraryId, connection: SqlConnection) -> None:
        self._library = library
        self._connection = connection

    def iter_topics(self, topic: TopicId | None = None) -> Iterator[Topic]:
        return contents.iter_topics(self._library, topic, self._connection)

    def iter_lone_sources(self) -> Iterator[Citation]:
        return contents.iter_lone_sources(self._library, self._connection)

    def iter_facts(self, topic: TopicId | None = None) -> Iterator[Fact]:
        return contents.iter_facts(self._library, topic, self._connection)
