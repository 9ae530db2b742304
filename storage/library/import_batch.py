"""Writes drafts into a library, in batches, inside one change."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Final

from facts.model.changes import ChangeId, ImportFigures
from facts.model.drafts import Draft, FactDraft, LoneSource, SourceDraft, TopicDraft
from facts.model.entities import SHARED_LIBRARY, LibraryId, SourceId, TopicId
from storage.engine.connection import SqlConnection
from storage.library import journal, phrasings, sources, topics
from storage.library.digests import digest
from storage.library.documents import Entity, load_documents
from storage.library.new_fact_counts import count_new_facts

_CACHE_LIMIT: Final = 10_000
"""Topics and sources that an import keeps in memory."""

IdentifiedDraft = tuple[int, FactDraft]
"""A draft with the id of its fact."""


@dataclass(slots=True)
class ImportWriter:
    """Writes the drafts of one import, and counts what was new.

    In a server's library, facts are filed under the server's topics and sources, or else under
    shared ones, which stay as they are.
    """

    library: LibraryId
    change: ChangeId
    figures: ImportFigures = field(default_factory=ImportFigures)
    _topic_ids: dict[str, TopicId] = field(default_factory=dict)
    _source_ids: dict[SourceDraft, SourceId] = field(default_factory=dict)
    _read_before: bytearray | None = None
    """By fact id, for the facts older than the import: 1 if the import has read the fact."""
    _last_ids: Mapping[Entity, int] = field(default_factory=dict)
    """The highest ids before the import."""

    def begin(self, connection: SqlConnection) -> None:
        """Remember what is older than the import; call it in the connection's thread."""
        self._last_ids = journal.last_ids(connection)

    def write_batch(self, drafts: Sequence[Draft], connection: SqlConnection) -> None:
        """Write one batch."""
        for draft in drafts:
            if isinstance(draft, TopicDraft):
                self._write_topic(draft, connection)
            elif isinstance(draft, LoneSource):
                self._write_lone_source(draft, connection)
        with count_new_facts(self.library, connection):
            self._write_facts(
                [draft for draft in drafts if isinstance(draft, FactDraft)], connection
            )

    def finish(self, connection: SqlConnection) -> None:
        """Record in the history what the import added."""
        journal.record_ranges(self.change, self._last_ids, connection)
        if journal.has_entries(self.change, connection):
            journal.summarize(self.change, _summarize(self.figures), connection)
            self.figures += ImportFigures(written=1)

    def _write_topic(self, draft: TopicDraft, connection: SqlConnection) -> TopicId:
        topic = topics.find(self.library, draft.name, connection)
        if topic is None and (shared := topics.find(SHARED_LIBRARY, draft.name, connection)):
            return shared
        if topic is None:
            topic = topics.add(self.library, draft, self.change, connection)
            self.figures += ImportFigures(topics=1)
        with self._record(Entity.TOPIC, (topic,), connection):
            aliases = topics.complete(topic, draft, self.change, connection)
        if aliases:
            self.figures += ImportFigures(aliases=aliases)
        return topic

    def _record(
        self, entity: Entity, ids: Iterable[int], connection: SqlConnection
    ) -> AbstractContextManager[None]:
        """Record what older things were, those that the body changes."""
        older = {id_ for id_ in ids if id_ <= self._last_ids[entity]}
        return journal.record_changes(self.change, entity, older, connection)

    def _write_facts(self, drafts: list[FactDraft], connection: SqlConnection) -> None:
        before = _last_fact_id(connection)
        numbered = list(zip(self._insert_facts(drafts, connection), drafts, strict=True))
        new_facts = {fact: draft for fact, draft in reversed(numbered) if fact > before}
        known_facts = [
            (fact, draft) for fact, draft in numbered if new_facts.get(fact) is not draft
        ]
        self._insert_citations(sorted(new_facts.items()), connection)
        older = {fact for fact, _ in known_facts if fact <= self._last_ids[Entity.FACT]}
        images = load_documents(Entity.FACT, older, connection) if older else {}
        citations = self._insert_citations(known_facts, connection)
        completed = self._complete_authors(known_facts, connection)
        linked = self._link_topics(numbered, connection)
        questions = [(fact, each) for fact, draft in numbered for each in draft.phrasings]
        phrasings.add_phrasings(self.library, questions, self.change, connection)
        if citations or completed or linked:
            journal.record_changed(self.change, Entity.FACT, images, connection)
        repeated = self._count_repeated([fact for fact, _ in known_facts], before)
        self.figures += ImportFigures(
            new=len(new_facts),
            known=len(known_facts) - repeated,
            repeated=repeated,
            citations=citations,
        )

    def _count_repeated(self, facts: Iterable[int], last: int) -> int:
        """Return how many facts this import has read before.

        `last` is the last id before this batch.
        """
        if self._read_before is None:
            self._read_before = bytearray(last + 1)
        count = 0
        for fact in facts:
            if fact >= len(self._read_before):
                count += 1
            else:
                count += self._read_before[fact]
                self._read_before[fact] = 1
        return count

    def _insert_facts(self, drafts: list[FactDraft], connection: SqlConnection) -> list[int]:
        """Insert the new facts, and return all ids in order."""
        digests = [digest(draft.text) for draft in drafts]
        added = connection.executemany(
            "INSERT INTO fact (library, kind, text, digest, change) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (library, digest) DO NOTHING",
            (
                (self.library, draft.kind, draft.text, digest, self.change)
                for draft, digest in zip(drafts, digests, strict=True)
            ),
        ).rowcount
        if added == len(drafts):  # their ids follow each other, and need no look-up
            last = _last_fact_id(connection)
            return list(range(last - added + 1, last + 1))
        marks = ", ".join("?" * len(digests))
        ids = dict(
            connection.execute(
                f"SELECT digest, id FROM fact WHERE library = ? AND digest IN ({marks})",
                (self.library, *digests),
            )
        )
        return [ids[digest] for digest in digests]

    def _insert_citations(self, facts: Iterable[IdentifiedDraft], connection: SqlConnection) -> int:
        """Insert the citations that are new; return their number."""
        return connection.executemany(
            "INSERT INTO citation (fact, source, author, change) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (fact, source) DO NOTHING",
            [
                (
                    fact,
                    self._resolve_source(citation.source, connection),
                    citation.author,
                    self.change,
                )
                for fact, draft in facts
                for citation in draft.citations
            ],
        ).rowcount

    def _complete_authors(self, facts: Iterable[IdentifiedDraft], connection: SqlConnection) -> int:
        """Fill in missing authors; return their number."""
        return connection.executemany(
            "UPDATE citation SET author = ? WHERE fact = ? AND source = ? AND author IS NULL",
            [
                (citation.author, fact, self._resolve_source(citation.source, connection))
                for fact, draft in facts
                for citation in draft.citations
                if citation.author
            ],
        ).rowcount

    def _link_topics(self, facts: Iterable[IdentifiedDraft], connection: SqlConnection) -> int:
        """Link facts to their topics; return the number of links that are new or changed."""
        links = [
            (self._resolve_topic(name, draft, connection), fact, stance, self.change)
            for fact, draft in facts
            for name, stance in draft.links
        ]
        written = connection.executemany(
            "INSERT INTO bearing (topic, fact, stance, change) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (topic, fact) DO UPDATE SET stance = excluded.stance "
            "WHERE bearing.stance IS NULL AND excluded.stance IS NOT NULL",
            links,
        ).rowcount
        if written:
            older = {topic for topic, *_ in links if topic <= self._last_ids[Entity.TOPIC]}
            journal.record_topics(self.change, older, connection)
        return written

    def _resolve_topic(self, name: str, draft: FactDraft, connection: SqlConnection) -> TopicId:
        if name not in self._topic_ids:
            _trim_cache(self._topic_ids)
            topic = TopicDraft(draft.line, name)
            self._topic_ids[name] = self._write_topic(topic, connection)
        return self._topic_ids[name]

    def _resolve_source(self, draft: SourceDraft, connection: SqlConnection) -> SourceId:
        known = self._source_ids.get(draft)  # one look-up: the hash of a draft takes long
        if known is None:
            _trim_cache(self._source_ids)
            known = self._source_ids[draft] = self._write_source(draft, connection)
        return known

    def _write_lone_source(self, draft: LoneSource, connection: SqlConnection) -> None:
        source = self._resolve_source(draft.source, connection)
        if draft.author and sources.is_own(self.library, source, connection):
            with self._record(Entity.SOURCE, (source,), connection):
                sources.complete_author(source, draft.author, connection)

    def _write_source(self, draft: SourceDraft, connection: SqlConnection) -> SourceId:
        source = sources.find(self.library, draft, connection)
        if source is None and (shared := sources.find(SHARED_LIBRARY, draft, connection)):
            return shared
        if source is None:
            self.figures += ImportFigures(sources=1)
            return sources.add(self.library, draft, self.change, connection)
        with self._record(Entity.SOURCE, (source,), connection):
            sources.complete(source, draft, connection)
        return source


def _summarize(figures: ImportFigures) -> str:
    things = ((figures.new, "fact"), (figures.topics, "topic"))
    added = " on ".join(f"{_pluralize(n, f'new {thing}')}" for n, thing in things if n)
    if not added and figures.sources:
        added = _pluralize(figures.sources, "new source")
    if figures.corrected:
        added += ", " * bool(added) + _pluralize(figures.corrected, "correction")
    return f"Imported {added or 'pages that complete known facts'}"


def _pluralize(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _last_fact_id(connection: SqlConnection) -> int:
    (number,) = connection.execute("SELECT coalesce(max(id), 0) FROM fact").fetchone()
    return int(number)


def _trim_cache(remembered: dict[Any, Any]) -> None:
    if len(remembered) >= _CACHE_LIMIT:
        remembered.clear()
