"""JSON of the reading commands; docs/operate.md promises its keys."""

from collections.abc import Iterable
from typing import Any

from bot.cli.output.safe_text import can_print_unicode
from facts.citations.authors import parse_author
from facts.library.answers import TopicAnswer
from facts.model.entities import Fact, Source
from facts.model.results import Hit, SourceSummary, TopicSummary
from facts.text.safe_json import dump_safe_json

Json = dict[str, Any]


def dump_json(value: Json | list[Json]) -> str:
    """Return indented JSON that is safe to print, in ASCII if the output needs that."""
    return dump_safe_json(value, indent=2, is_ascii=not can_print_unicode())


def topic(answer: TopicAnswer) -> Json:
    """Return a topic with the selected facts."""
    about = answer.topic
    return {
        "id": about.id,
        "name": about.name,
        "aliases": list(about.aliases),
        "definition": about.definition,
        "is_cut": answer.totals.is_cut,
        "facts": [fact(each) for each in answer.facts],
    }


def topics(summaries: Iterable[TopicSummary]) -> list[Json]:
    """Return topics with their figures."""
    return [
        {
            "id": each.topic.id,
            "name": each.topic.name,
            "aliases": list(each.topic.aliases),
            "definition": each.topic.definition,
            "facts": each.facts,
            "sources": each.sources,
        }
        for each in summaries
    ]


def fact(each: Fact) -> Json:
    """Return a fact with its topics and sources; `stances` are those on topics that have one."""
    return {
        "id": each.id,
        "kind": each.kind,
        "text": each.text,
        "topics": [link.name for link in each.topic_links],
        "stances": {link.name: link.stance.value for link in each.topic_links if link.stance},
        "sources": [_source(citation.source, citation.author) for citation in each.citations],
        "phrasings": list(each.phrasings),
    }


def sources(summaries: Iterable[SourceSummary]) -> list[Json]:
    """Return sources with their numbers of facts."""
    return [
        _source(each.source, "; ".join(each.authors) or None) | {"facts": each.facts}
        for each in summaries
    ]


def hits(results: Iterable[Hit]) -> list[Json]:
    """Return search results, best first."""
    return [
        {"score": round(hit.score, 1), "tier": hit.tier.value, "fact": fact(hit.fact)}
        for hit in results
    ]


def _source(each: Source, author: str | None) -> Json:
    """Return a source; `authors` are the people of the author text."""
    named = parse_author(author)
    return {
        "id": each.id,
        "title": each.title,
        "site": each.site,
        "url": each.url,
        "author": author,
        "authors": list(named.names),
        "organization": named.organization,
        "published": str(each.published) if each.published else None,
    }
