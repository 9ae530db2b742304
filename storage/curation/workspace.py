"""One change in progress: reads, writes, and the journal of both."""

from collections.abc import Collection

from facts.curation.errors import AlreadyPurged, SameAddressExists, SameFactExists
from facts.model.changes import ChangeId
from facts.model.drafts import SourceDraft
from facts.model.entities import FactId, LibraryId, SourceId, TopicId
from facts.model.kept_questions import QuestionId
from facts.model.records import FactRecord, SourceRecord, TopicRecord
from facts.store.library_store import Snapshot
from facts.text.normalize import canonical, name_key
from facts.text.question_key import question_key
from storage.curation import merge, records
from storage.curation.document_writer import write_documents
from storage.curation.fact_writer import delete_facts, insert_fact, update_fact
from storage.curation.learning.kept_questions import drop_questions
from storage.curation.ownership import find_named
from storage.curation.purge import has_texts, purge_facts
from storage.curation.undo import undo_change
from storage.engine.connection import SqlConnection
from storage.library import journal, phrasings, sources
from storage.library.digests import digest
from storage.library.documents import Document, Entity, load_document, load_documents


class SqliteWorkspace:
    """Implements facts.curation.store.Workspace in one write transaction."""

    def __init__(
        self,
        library: LibraryId,
        change: ChangeId,
        snapshot: Snapshot,
        connection: SqlConnection,
    ) -> None:
        self.library = library
        self.snapshot = snapshot
        self.has_purged = False
        self._change = change
        self._connection = connection

    def describe(self, summary: str) -> None:
        journal.summarize(self._change, summary, self._connection)

    def get_fact(self, fact: FactId) -> FactRecord | None:
        document = load_document(Entity.FACT, fact, self._connection)
        return records.read_fact(document) if document else None

    def get_topic(self, topic: TopicId) -> TopicRecord | None:
        document = load_document(Entity.TOPIC, topic, self._connection)
        return records.read_topic(document) if document else None

    def get_source(self, source: SourceId) -> SourceRecord | None:
        document = load_document(Entity.SOURCE, source, self._connection)
        return records.read_source(document) if document else None

    def add_fact(self, record: FactRecord) -> FactId:
        self._check_text_is_new(record, None)
        document = records.fact_document(record, self._change, None)
        fact = FactId(insert_fact(document, self._connection))
        self._record(Entity.FACT, {fact: None})
        self._touch(record)
        return fact

    def add_topic(self, record: TopicRecord) -> TopicId:
        (number,) = self._connection.execute(
            "INSERT INTO topic (library, name, name_key, change) VALUES (?, ?, ?, ?) RETURNING id",
            (record.library, canonical(record.name), name_key(record.name), self._change),
        ).fetchone()
        self._record(Entity.TOPIC, {number: None})
        self._write(Entity.TOPIC, number, records.topic_document(record, self._change, None))
        return TopicId(number)

    def add_source(self, record: SourceRecord) -> SourceId:
        self._check_address_is_new(record, None)
        (number,) = self._connection.execute(
            "INSERT INTO source (library, title, change) VALUES (?, ?, ?) RETURNING id",
            (record.library, canonical(record.title), self._change),
        ).fetchone()
        self._record(Entity.SOURCE, {number: None})
        self._write(Entity.SOURCE, number, records.source_document(record, self._change))
        return SourceId(number)

    def save_fact(self, fact: FactId, record: FactRecord) -> None:
        self._check_text_is_new(record, fact)
        before = self._load(Entity.FACT, fact)
        self._record(Entity.FACT, {fact: before})
        after = records.fact_document(record, self._change, before)
        update_fact(fact, before, after, self._connection)
        self._touch(record, records.read_fact(before))

    def save_topic(self, topic: TopicId, record: TopicRecord) -> None:
        before = self._load(Entity.TOPIC, topic)
        self._record(Entity.TOPIC, {topic: before})
        self._write(Entity.TOPIC, topic, records.topic_document(record, self._change, before))

    def save_source(self, source: SourceId, record: SourceRecord) -> None:
        self._check_address_is_new(record, source)
        before = self._load(Entity.SOURCE, source)
        self._record(Entity.SOURCE, {source: before})
        self._write(Entity.SOURCE, source, records.source_document(record, before["change"]))

    def remove_facts(self, facts: Collection[FactId]) -> None:
        found = load_documents(Entity.FACT, facts, self._connection)
        self._record(Entity.FACT, dict(found))
        for document in found.values():
            journal.record_topics(
                self._change, [topic for topic, *_ in document["topics"]], self._connection
            )
        delete_facts(list(found), self._connection)

    def hide_facts(self, facts: Collection[FactId]) -> None:
        for fact in facts:
            row = self._connection.execute(
                "INSERT INTO hidden (library, fact) VALUES (?, ?) "
                "ON CONFLICT DO NOTHING RETURNING id",
                (self.library, fact),
            ).fetchone()
            if row:
                self._record(Entity.HIDDEN, {row[0]: None})

    def add_phrasing(self, fact: FactId, text: str) -> bool:
        added = phrasings.add_phrasings(
            self.library, [(fact, text)], self._change, self._connection
        )
        self._record(Entity.PHRASING, dict.fromkeys(added))
        self._touch_fact(fact)
        return bool(added)

    def remove_phrasing(self, fact: FactId, text: str) -> bool:
        known = phrasings.list_own(self.library, fact, self._connection)
        key = question_key(text)
        found = [id_ for id_, each in known.items() if question_key(each) == key]
        self._record(
            Entity.PHRASING, dict(load_documents(Entity.PHRASING, found, self._connection))
        )
        write_documents(Entity.PHRASING, dict.fromkeys(found), self._connection)
        self._touch_fact(fact)
        return bool(found)

    def drop_questions(self, questions: Collection[QuestionId]) -> None:
        drop_questions(self.library, questions, self._connection)

    def find_topics(self, name: str) -> tuple[TopicId, ...]:
        found = find_named("topic", name, self.library, self._connection)
        return tuple(TopicId(each.id) for each in found)

    def find_sources(self, title: str) -> tuple[SourceId, ...]:
        found = find_named("source", title, self.library, self._connection)
        return tuple(SourceId(each.id) for each in found)

    def find_source(self, draft: SourceDraft) -> SourceId | None:
        return sources.find_visible(self.library, draft, self._connection)

    def list_facts_on(self, topic: TopicId) -> tuple[FactId, ...]:
        rows = self._connection.execute("SELECT fact FROM bearing WHERE topic = ?", (topic,))
        return tuple(FactId(fact) for (fact,) in rows)

    def list_facts_from(self, source: SourceId) -> tuple[FactId, ...]:
        rows = self._connection.execute("SELECT fact FROM citation WHERE source = ?", (source,))
        return tuple(FactId(fact) for (fact,) in rows)

    def merge_topic(self, topic: TopicId, into: TopicId) -> None:
        merge.move_channels(topic, into, self._change, self._connection)
        merge.move_schedules(topic, into, self._change, self._connection)
        merge.mark_merged(Entity.TOPIC, (topic, into), self._change, self._connection)

    def merge_source(self, source: SourceId, into: SourceId) -> None:
        merge.mark_merged(Entity.SOURCE, (source, into), self._change, self._connection)

    def set_curators(self, roles: Collection[int]) -> None:
        self._set("curators", sorted(roles))

    def set_question_texts(self, *, keep: bool) -> None:
        self._set("keep_questions", keep)

    def note_message(self, fact: FactId, message: int, author: int) -> None:
        self._connection.execute(
            "INSERT INTO fact_message (fact, message, author) VALUES (?, ?, ?)",
            (fact, message, author),
        )

    def undo(self, change: ChangeId) -> None:
        undo_change(self.library, change, self._change, self._connection)

    def purge(self, facts: Collection[FactId]) -> None:
        if not has_texts(facts, self._connection):
            raise AlreadyPurged(facts)
        purge_facts(facts, self._change, self._connection)
        self.has_purged = True

    def _set(self, name: str, value: object) -> None:
        """Set one of the server's settings; a document has none that are off."""
        before = load_document(Entity.SETTING, self.library, self._connection)
        self._record(Entity.SETTING, {self.library: before})
        after = {"curators": [], **(before or {}), name: value}
        is_default = not any(after.values())
        self._write(Entity.SETTING, self.library, None if is_default else after)

    def _check_text_is_new(self, record: FactRecord, known: FactId | None) -> None:
        row = self._connection.execute(
            "SELECT id FROM fact WHERE library = ? AND digest = ?",
            (record.library, digest(record.text)),
        ).fetchone()
        if row and row[0] != known:
            raise SameFactExists(FactId(row[0]))

    def _check_address_is_new(self, record: SourceRecord, known: SourceId | None) -> None:
        row = self._connection.execute(
            "SELECT id, title FROM source WHERE library = ? AND url = ?",
            (record.library, record.url),
        ).fetchone()
        if row and row[0] != known:
            raise SameAddressExists(SourceId(row[0]), row[1])

    def _load(self, entity: Entity, id_: int) -> Document:
        document = load_document(entity, id_, self._connection)
        if document is None:
            raise LookupError(f"{entity} {id_} does not exist")
        return document

    def _record(self, entity: Entity, images: dict[int, Document | None]) -> None:
        journal.record_images(self._change, entity, images, self._connection)

    def _write(self, entity: Entity, id_: int, document: Document | None) -> None:
        write_documents(entity, {id_: document}, self._connection)

    def _touch_fact(self, fact: FactId) -> None:
        record = self.get_fact(fact)
        self._touch(*([record] if record else []))

    def _touch(self, *facts: FactRecord) -> None:
        topics = {link.topic for fact in facts for link in fact.links}
        journal.record_topics(self._change, topics, self._connection)
