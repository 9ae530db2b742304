"""Knowledge Tree JSON, version 1.1, which Knowledge Tree can import.

Its form has no place for lone sources, and for the parts of a date that its words do not say. A
site without an address is kept among the metadata of its source, and phrasings among those of their
fact, where Footnote finds them again.
"""

import uuid
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from facts.exporters.exporter import Contents, ExportFormat
from facts.model.entities import Citation, Fact, Stance, Topic
from facts.text.normalize import canonical, replace_surrogates
from facts.text.safe_json import dump_safe_json

_Json = dict[str, Any]
_NAMESPACE: Final = uuid.UUID("5b0a9c5e-4f0a-5d0e-9f0e-6b1f2c7a8d31")
"""Ours, drawn once; ids are version 5 of RFC 9562, so equal contents have equal ids."""
_UNKNOWN_TIME: Final = "1970-01-01T00:00:00Z"
"""For required times that a library does not have; equal libraries give equal files."""
_PROVIDER: Final = "footnote"
_STANCES: Final = (None, *Stance)
"""A stance by its number in a link."""
_LINK_BYTES: Final = 33
_MEMBER: Final = ",\n"


def _render(contents: Contents) -> Iterator[str]:
    topics = list(contents.topics)
    metadata = {
        "exported_at": _UNKNOWN_TIME,
        "export_type": "nodes",
        "version": "1.1",
        "total_items": len(topics),
        "embedding_model": None,
    }
    yield f'{{"metadata": {dump_safe_json(metadata)}{_MEMBER}"nodes": '
    yield from _render_list(map(_describe_node, topics))
    yield f'{_MEMBER}"edges": []{_MEMBER}"facts": '
    links = bytearray()
    yield from _render_list(_describe_facts(contents.facts, links))
    yield f'{_MEMBER}"node_fact_links": '
    yield from _render_list(_describe_links(links))
    yield "}\n"


def _render_list(objects: Iterable[_Json]) -> Iterator[str]:
    separator = "[\n"
    for each in objects:
        yield separator + dump_safe_json(each)
        separator = _MEMBER
    yield "[]" if separator == "[\n" else "\n]"


def _describe_node(topic: Topic) -> _Json:
    return {
        "id": _format_id(_make_shared_id("topic", topic.name)),
        "concept": topic.name,
        "node_type": "concept",
        "definition": topic.definition,
        "metadata": {"aliases": topic.aliases},
        "created_at": _UNKNOWN_TIME,
        "updated_at": _UNKNOWN_TIME,
    }


def _describe_facts(facts: Iterable[Fact], links: bytearray) -> Iterator[_Json]:
    """Yield the facts, and keep their links: 33 bytes each, because links come last."""
    for fact in facts:
        id_ = _make_id("fact", canonical(fact.text))
        for link in fact.topic_links:
            stance = _STANCES.index(link.stance)
            links += _make_shared_id("topic", link.name) + id_ + bytes((stance,))
        yield {
            "id": _format_id(id_),
            "content": fact.text,
            "fact_type": fact.kind,
            "stance": None,
            "metadata": {"phrasings": fact.phrasings} if fact.phrasings else None,
            "created_at": _UNKNOWN_TIME,
            "sources": [_describe_citation(each) for each in fact.citations],
        }


def _describe_links(links: bytearray) -> Iterator[_Json]:
    for start in range(0, len(links), _LINK_BYTES):
        topic, fact = links[start : start + 16], links[start + 16 : start + 32]
        yield {
            "node_id": _format_id(topic),
            "fact_id": _format_id(fact),
            "relevance_score": 1.0,
            "stance": _STANCES[links[start + 32]],
        }


def _describe_citation(citation: Citation) -> _Json:
    source = citation.source
    id_ = _format_id(_make_shared_id("source", source.url or f"{source.site} {source.title}"))
    persons, organization = _split_author(citation.author or "")
    date = source.published.words if source.published else None
    metadata: _Json = {"html_metadata": {"date": date}} if date else {}
    metadata |= {"site": source.site} if source.site and not source.url else {}
    return {
        "source_id": id_,
        "uri": source.url or f"urn:uuid:{id_}",
        "title": source.title,
        "provider_id": _PROVIDER,
        "retrieved_at": _UNKNOWN_TIME,
        "author_person": persons or None,
        "author_org": organization or None,
        "is_full_text": False,
        "provider_metadata": metadata or None,
        "published_date": date,
    }


def _split_author(author: str) -> tuple[str, str]:
    """Return persons and organisation; a lone name is a person's."""
    persons, dot, organization = author.rpartition(" · ")
    return (persons, organization) if dot else (author, "")


def _make_id(thing: str, content: str) -> bytes:
    return uuid.uuid5(_NAMESPACE, replace_surrogates(f"{thing} {content}")).bytes


_make_shared_id: Final = lru_cache(maxsize=10_000)(_make_id)
"""The same for topics and sources, which many facts share."""


def _format_id(id_: bytes | bytearray) -> str:
    text = id_.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


KT_JSON_EXPORT: Final = ExportFormat("kt-json", "Knowledge Tree JSON", ".kt.json", _render)
