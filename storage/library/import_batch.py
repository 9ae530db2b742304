"""Writes drafts into a library, in batches, inside one change."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from facts.model.changes import ImportFigures
from facts.model.drafts import Draft, FactDraft, SourceDraft, TopicDraft
from facts.model.entities import LibraryId, SourceId, TopicId
from facts.text.normalize import canonical
from storage.engine.connection import SqlConnection
from storage.library import sources, topics

_DIGEST_BYTES: Final = 16
"""128 bits: among 10¹² facts, two share a digest with a probability of about 10⁻¹⁵."""
_CACHE_LIMIT: Final = 10_000
"""Topics and sources that an import keeps in memory."""

IdentifiedDraft = tuple[int, FactDraft]
"""A draft with the id of its fact."""


@dataclass(slots=True)
class ImportWriter:
    """Writes the drafts of one import, and counts what was new."""

    library: LibraryId
    change: int
    figures: ImportFigures = field(default_factory=ImportFigures)
    _topic_ids: dict[str, TopicId] = field(default_factory=dict)
    _source_ids: dict[SourceDraft, SourceId] = field(default_factory=dict)
    _read_before: bytearray | None = None
    """By fact id, for the facts older than the import: 1 if the import has read the fact."""

    def write_batch(self, drafts: Sequence[Draft], connection: SqlConnection) -> None:
        """Write one batch; call it in the connection's thread."""
        for draft in drafts:
            if isinstance(draft, TopicDraft):
                self._write_topic(draft, connection)
        self._write_facts([draft for draft in drafts if isinstance(draft, FactDraft)], connection)

    def _write_topic(self, draft: TopicDraft, connection: SqlConnection) -> TopicId:
        topic = topics.find(self.library, draft.name, connection)
        if topic is None:
            topic = topics.add(self.library, draft, self.change, connection)
            self.figures += ImportFigures(topics=1)
        aliases = topics.complete(topic, draft, self.change, connection)
        self.figures += ImportFigures(aliases=aliases)
        return topic

    def _write_facts(self, drafts: list[FactDraft], connection: SqlConnection) -> None:
        before = _last_fact_id(connection)
        numbered = list(zip(self._insert_facts(drafts, connection), drafts, strict=True))
        new_facts = {fact: draft for fact, draft in reversed(numbered) if fact > before}
        known_facts = [
            (fact, draft) for fact, draft in numbered if new_facts.get(fact) is not draft
        ]
        self._insert_citations(sorted(new_facts.items()), connection)
        citations = self._insert_citations(known_facts, connection)
        repeated = self._count_repeated([fact for fact, _ in known_facts], before)
        self.figures += ImportFigures(
            new=len(new_facts),
            known=len(known_facts) - repeated,
            repeated=repeated,
            citations=citations,
        )
        self._complete_authors(known_facts, connection)
        self._link_topics(numbered, connection)

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
        digests = [_digest(draft.text) for draft in drafts]
        connection.executemany(
            "INSERT INTO fact (library, kind, text, digest, change) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (library, digest) DO NOTHING",
            (
                (self.library, draft.kind, draft.text, digest, self.change)
                for draft, digest in zip(drafts, digests, strict=True)
            ),
        )
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

    def _complete_authors(
        self, facts: Iterable[IdentifiedDraft], connection: SqlConnection
    ) -> None:
        connection.executemany(
            "UPDATE citation SET author = ? WHERE fact = ? AND source = ? AND author IS NULL",
            [
                (citation.author, fact, self._resolve_source(citation.source, connection))
                for fact, draft in facts
                for citation in draft.citations
                if citation.author
            ],
        )

    def _link_topics(self, facts: Iterable[IdentifiedDraft], connection: SqlConnection) -> None:
        connection.executemany(
            "INSERT INTO bearing (topic, fact, stance, change) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (topic, fact) DO UPDATE SET stance = excluded.stance "
            "WHERE bearing.stance IS NULL AND excluded.stance IS NOT NULL",
            [
                (self._resolve_topic(name, draft, connection), fact, draft.stance, self.change)
                for fact, draft in facts
                for name in draft.topics
            ],
        )

    def _resolve_topic(self, name: str, draft: FactDraft, connection: SqlConnection) -> TopicId:
        if name not in self._topic_ids:
            _trim_cache(self._topic_ids)
            topic = TopicDraft(draft.line, name)
            self._topic_ids[name] = self._write_topic(topic, connection)
        return self._topic_ids[name]

    def _resolve_source(self, draft: SourceDraft, connection: SqlConnection) -> SourceId:
        if draft not in self._source_ids:
            _trim_cache(self._source_ids)
            self._source_ids[draft] = self._write_source(draft, connection)
        return self._source_ids[draft]

    def _write_source(self, draft: SourceDraft, connection: SqlConnection) -> SourceId:
        source = sources.find(self.library, draft, connection)
        if source is None:
            self.figures += ImportFigures(sources=1)
            return sources.add(self.library, draft, self.change, connection)
        sources.complete(source, draft, connection)
        return source


def _last_fact_id(connection: SqlConnection) -> int:
    (number,) = connection.execute("SELECT coalesce(max(id), 0) FROM fact").fetchone()
    return int(number)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(canonical(text).encode(), digest_size=_DIGEST_BYTES).digest()


def _trim_cache(remembered: dict[Any, Any]) -> None:
    if len(remembered) >= _CACHE_LIMIT:
        remembered.clear()
