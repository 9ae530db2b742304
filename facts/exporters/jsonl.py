"""Footnote JSON Lines: everything in a library except numbers and history.

`facts.importers.footnote_json` describes the form and reads it.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from facts.exporters.exporter import Contents, ExportFormat
from facts.importers.footnote_json.lines import HEADER, VERSION
from facts.importers.json_fields import find_site
from facts.model.dates import PublicationDate
from facts.model.entities import CLAIM, Fact, Source, Topic
from facts.text.safe_json import dump_safe_json

_Json = dict[str, Any]


def _render(contents: Contents) -> Iterator[str]:
    yield _dump({HEADER: VERSION})
    for topic in contents.topics:
        yield _dump(_describe_topic(topic))
    for each in contents.lone_sources:
        yield _dump({"source": _describe_source(each.source, each.author)})
    for fact in contents.facts:
        yield _dump(_describe_fact(fact))


def _dump(value: _Json) -> str:
    return dump_safe_json(value) + "\n"


def _describe_topic(topic: Topic) -> _Json:
    described: _Json = {"topic": topic.name}
    if topic.aliases:
        described["aliases"] = topic.aliases
    if topic.definition:
        described["definition"] = topic.definition
    return described


def _describe_fact(fact: Fact) -> _Json:
    described: _Json = {"fact": fact.text}
    if fact.kind != CLAIM:
        described["kind"] = fact.kind
    if fact.topic_links:
        described["topics"] = [
            {"name": link.name, "stance": link.stance} if link.stance else link.name
            for link in fact.topic_links
        ]
    if fact.phrasings:
        described["phrasings"] = fact.phrasings
    described["sources"] = [_describe_source(each.source, each.author) for each in fact.citations]
    return described


def _describe_source(source: Source, author: str | None = None) -> _Json:
    described: _Json = {"title": source.title}
    if source.url:
        described["url"] = source.url
    if source.site != (find_site(source.url) if source.url else None):
        described["site"] = source.site
    if source.published:
        described["published"] = _describe_date(source.published)
    if author:
        described["author"] = author
    return described


@lru_cache(maxsize=10_000)
def _describe_date(date: PublicationDate) -> str | _Json:
    """Return the words of a date, with its parts if the words do not say the same."""
    if PublicationDate.parse(date.words) == date:
        return date.words
    parts = {"year": date.year, "month": date.month, "day": date.day}
    return {"words": date.words} | {part: number for part, number in parts.items() if number}


JSONL_EXPORT: Final = ExportFormat("jsonl", "Footnote JSON Lines", ".jsonl", _render)
