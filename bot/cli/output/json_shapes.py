"""The JSON that reading commands print; its keys are promised in the README."""

import json
from collections.abc import Iterable
from typing import Any

from bot.cli.output.safe_text import can_print_unicode
from facts.library.answers import TopicAnswer
from facts.model.entities import Fact, Source
from facts.model.results import Hit, SourceSummary, TopicSummary

Json = dict[str, Any]


def dump_json(value: Json | list[Json]) -> str:
    """Return readable JSON text, with every letter as it is where it can be printed so."""
    return json.dumps(value, ensure_ascii=not can_print_unicode(), indent=2)


def topic(answer: TopicAnswer) -> Json:
    """Return a topic with the facts asked for."""
    found = answer.topic
    return {
        "name": found.name,
        "aliases": list(found.aliases),
        "definition": found.definition,
        "facts": [fact(each) for each in answer.facts],
    }


def topics(summaries: Iterable[TopicSummary]) -> list[Json]:
    """Return topics with their figures."""
    return [
        {
            "name": each.topic.name,
            "aliases": list(each.topic.aliases),
            "definition": each.topic.definition,
            "facts": each.facts,
            "sources": each.sources,
        }
        for each in summaries
    ]


def fact(each: Fact) -> Json:
    """Return a fact with its topics and sources."""
    return {
        "id": each.id,
        "kind": each.kind,
        "text": each.text,
        "topics": [bearing.name for bearing in each.topic_links],
        "sources": [_source(citation.source, citation.author) for citation in each.citations],
    }


def sources(summaries: Iterable[SourceSummary]) -> list[Json]:
    """Return sources, each with the number of facts resting on it."""
    return [
        _source(each.source, "; ".join(each.authors) or None) | {"facts": each.facts}
        for each in summaries
    ]


def hits(found: Iterable[Hit]) -> list[Json]:
    """Return search results, best first."""
    return [{"score": round(hit.score, 1), "fact": fact(hit.fact)} for hit in found]


def _source(each: Source, author: str | None) -> Json:
    return {
        "title": each.title,
        "site": each.site,
        "url": each.url,
        "author": author,
        "published": str(each.published) if each.published else None,
    }
