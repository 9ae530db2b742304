"""Readers of a SQLite snapshot: topics, facts, sources and channel settings."""

from collections.abc import Iterable, Iterator, Sequence

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
from storage.library.digests import find_same
from storage.library.facts import load_facts
from storage.library.lists import draws, source_list, topic_list
from storage.library.lists.kept_counts import has_facts
from storage.library.lists.newest_facts import list_newest
from storage.library.lists.rankings import list_related
from storage.library.lists.selected import open_selected
from storage.library.lists.view import View


class SqliteTopicReader:
    """Implements facts.store.topic_reader.TopicReader."""

    def __init__(self, view: View) -> None:
        self._view = view

    def get(self, topic: TopicId) -> Topic | None:
        return topics.get_topic(self._view.library, topic, self._view.connection)

    def get_many(self, topics: Iterable[TopicId]) -> tuple[Topic, ...]:
        return tuple(found for each in topics if (found := self.get(each)))

    def count(self) -> int:
        return topic_list.count_topics(self._view)

    def list(
        self, order: TopicOrder = TopicOrder.LARGEST, part: Slice = WHOLE
    ) -> tuple[TopicSummary, ...]:
        return topic_list.list_topics(self._view, order, part)

    def summarize(self, topics: Iterable[TopicId]) -> tuple[TopicSummary, ...]:
        return topic_list.summarize_topics(self._view, topics)

    def list_largest(self, selection: Selection, limit: int) -> tuple[RelatedTopic, ...]:
        return relations.list_largest(self._view, selection, limit)

    def find_related(self, topic: TopicId, limit: int) -> tuple[RelatedTopic, ...]:
        return list_related(self._view, topic, limit)

    def load_page(
        self, selection: Selection, part: Slice, max_sources: int, max_related: int
    ) -> TopicPage | None:
        return pages.load_topic_page(self._view, selection, part, (max_sources, max_related))

    def compare(self, first: TopicId, second: TopicId, sources: Slice) -> TopicOverlap | None:
        return relations.compare_topics(self._view, (first, second), sources)

    def resolve_aliases(self, names: Iterable[str]) -> dict[str, str]:
        return topics.resolve_aliases(self._view.library, names, self._view.connection)


class SqliteFactReader:
    """Implements facts.store.fact_reader.FactReader."""

    def __init__(self, view: View) -> None:
        self._view = view

    def get(self, fact: FactId, selection: Selection = EVERYTHING) -> Fact | None:
        library, connection = self._view.library, self._view.connection
        return facts.get_selected_fact(library, selection, fact, connection)

    def get_many(self, facts: Iterable[FactId]) -> tuple[Fact, ...]:
        return load_facts(self._view.library, EVERYTHING, facts, self._view.connection)

    def find_same(self, texts: Iterable[str]) -> dict[str, FactId]:
        return find_same(self._view.library, texts, self._view.connection)

    def list(self, selection: Selection, part: Slice = WHOLE) -> tuple[Fact, ...]:
        return pages.list_facts(self._view, selection, part)

    def list_newest(self, limit: int) -> tuple[Fact, ...]:
        return self.get_many(list_newest(self._view, EVERYTHING, limit))

    def load_newest(self, selection: Selection, part: Slice = WHOLE) -> Hits:
        return pages.load_newest(self._view, selection, part)

    def load_page(self, selection: Selection, part: Slice = WHOLE) -> FactPage:
        return pages.load_fact_page(self._view, selection, part)

    def has_any(self, selection: Selection) -> bool:
        return has_facts(self._view, selection)

    def count(self, selection: Selection) -> Totals:
        return open_selected(self._view, selection).sum_up()

    def count_kinds(self, selection: Selection = EVERYTHING) -> tuple[Count, ...]:
        return open_selected(self._view, selection).count_kinds()

    def list_numbers(self, selection: Selection, limit: int) -> tuple[FactId, ...] | None:
        return draws.list_numbers(self._view, selection, limit)

    def find_next(self, selection: Selection, start: bytes, end: bytes | None) -> FactId | None:
        return draws.find_next(self._view, selection, start, end)

    def find_digest(self, fact: FactId) -> bytes | None:
        return draws.find_digest(self._view, fact)

    def list_changes(self, fact: FactId) -> tuple[Change, ...]:
        return changes.list_fact_changes(self._view.library, fact, self._view.connection)


class SqliteSourceReader:
    """Implements facts.store.fact_reader.SourceReader."""

    def __init__(self, view: View) -> None:
        self._view = view

    def get(self, source: SourceId) -> Source | None:
        return sources.get_source(self._view.library, source, self._view.connection)

    def find(self, draft: SourceDraft) -> SourceId | None:
        return sources.find_visible(self._view.library, draft, self._view.connection)

    def list(self, selection: Selection, part: Slice = WHOLE) -> tuple[SourceSummary, ...]:
        return source_list.list_sources(self._view, selection, part)

    def load_page(self, selection: Selection, part: Slice = WHOLE) -> SourcePage:
        return source_list.load_source_page(self._view, selection, part)

    def list_common(self, first: TopicId, second: TopicId, part: Slice = WHOLE) -> CommonSources:
        return relations.find_common_sources(self._view, (first, second), part)

    def find_sites(self, text: str, limit: int) -> tuple[Count, ...]:
        return source_list.find_sites(self._view, text, limit)

    def count_sites(self, selection: Selection = EVERYTHING) -> tuple[Count, ...]:
        return source_list.count_sites(self._view, selection)


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
