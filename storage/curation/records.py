"""Records as documents, and back.

A document also holds which change added each citation, link and alias. A record does not: what
stays in a record keeps its change, what is new gets that of the writing one.
"""

from facts.model.changes import ChangeId
from facts.model.entities import Kind, LibraryId, SourceId, Stance, TopicId
from facts.model.records import (
    CitationRecord,
    FactRecord,
    LinkRecord,
    SourceRecord,
    TopicRecord,
)
from facts.text.normalize import canonical
from storage.library.documents import Document
from storage.library.sources import parse_date


def read_fact(document: Document) -> FactRecord:
    """Return the fact of a document."""
    return FactRecord(
        LibraryId(document["library"]),
        Kind(document["kind"]),
        document["text"],
        tuple(CitationRecord(SourceId(each[0]), each[1]) for each in document["citations"]),
        tuple(
            LinkRecord(TopicId(each[0]), Stance(each[1]) if each[1] else None)
            for each in document["topics"]
        ),
    )


def fact_document(record: FactRecord, change: ChangeId, before: Document | None) -> Document:
    """Return the document of a fact; `before` is what it replaces."""
    cited = {each[0]: each[2] for each in before["citations"]} if before else {}
    linked = {each[0]: each[2] for each in before["topics"]} if before else {}
    return {
        "library": record.library,
        "kind": record.kind,
        "text": record.text,
        "change": before["change"] if before else change,
        "citations": sorted(
            [each.source, each.author, cited.get(each.source, change)] for each in record.citations
        ),
        "topics": sorted(
            [each.topic, each.stance, linked.get(each.topic, change)] for each in record.links
        ),
    }


def read_topic(document: Document) -> TopicRecord:
    """Return the topic of a document."""
    return TopicRecord(
        LibraryId(document["library"]),
        document["name"],
        tuple(name for name, _ in document["aliases"]),
        document["definition"],
    )


def topic_document(record: TopicRecord, change: ChangeId, before: Document | None) -> Document:
    """Return the document of a topic; `before` is what it replaces."""
    known = dict(before["aliases"]) if before else {}
    return {
        "library": record.library,
        "name": canonical(record.name),
        "definition": record.definition,
        "change": before["change"] if before else change,
        "aliases": [[name, known.get(name, change)] for name in record.aliases],
    }


def read_source(document: Document) -> SourceRecord:
    """Return the source of a document."""
    return SourceRecord(
        LibraryId(document["library"]),
        document["title"],
        document["site"],
        document["url"],
        parse_date(document["published"], document["published_words"]),
        document.get("author"),
    )


def source_document(record: SourceRecord, change: ChangeId) -> Document:
    """Return the document of a source; `change` is the one that added it."""
    author = {"author": record.author} if record.author else {}
    return author | {
        "library": record.library,
        "title": canonical(record.title),
        "site": record.site,
        "url": record.url,
        "published": record.published.iso if record.published else None,
        "published_words": record.published.words if record.published else None,
        "change": change,
    }
