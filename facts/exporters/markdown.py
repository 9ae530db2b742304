"""A library as Markdown notes: a heading for each topic, its facts by source.

A fact about several topics stands below the first one and names the others. All that the form
cannot say: the numbers of things, who owns them, more than one space at an end of a definition's
line, more than 20 paragraphs of a definition, a site that is no host name, an address that is no
link. A site that an address names is read from the address.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from facts.exporters.citation_line import render_citation
from facts.exporters.exporter import Contents, ExportFormat
from facts.exporters.markdown_text import (
    escape_listed,
    escape_marks,
    escape_name,
    escape_text,
    keeps_space,
    render_code,
)
from facts.importers.markdown.items import KIND_PREFIX
from facts.importers.markdown.outline import FACTS_ELSEWHERE, NO_FACTS_YET
from facts.model.entities import CLAIM, CODE, KINDS, Fact, Topic, TopicId, TopicLink

_Groups = dict[tuple[str, ...], list[str]]
"""Rendered facts by the lines of their sources."""
_SOURCES_HEADING: Final = "# Sources"


def render_markdown(contents: Contents) -> Iterator[str]:
    """Yield the text of all topics with their facts, and of lone sources."""
    topics = {topic.id: topic for topic in contents.topics}
    lone = [render_citation(each) for each in contents.lone_sources]
    groups: dict[TopicId | None, _Groups] = defaultdict(lambda: defaultdict(list))
    further: set[TopicId] = set()
    for fact in contents.facts:
        first = fact.topic_links[0] if fact.topic_links else None
        if first and first.topic not in topics:
            topics[first.topic] = Topic(first.topic, first.name)
        lines = tuple(map(render_citation, fact.citations))
        groups[first.topic if first else None][lines].append(_render_fact(fact))
        further.update(link.topic for link in fact.topic_links[1:])
    blocks = _iter_blocks(topics.values(), further, groups, lone)
    yield from (block if not place else f"\n{block}" for place, block in enumerate(blocks))


def _iter_blocks(
    topics: Iterable[Topic],
    further: set[TopicId],
    groups: dict[TopicId | None, _Groups],
    lone: list[str],
) -> Iterator[str]:
    """Yield the blocks; facts without a topic come first, before any heading.

    `further` are topics that facts below other topics name.
    """
    yield from _render_groups(groups.get(None, {}))
    for topic in topics:
        facts = groups.pop(topic.id, {})
        yield from _render_topic(topic)
        if not facts:
            yield f"{FACTS_ELSEWHERE if topic.id in further else NO_FACTS_YET}\n"
        yield from _render_groups(facts)
    if lone:
        yield f"{_SOURCES_HEADING}\n"
        yield "".join(f"- Source: {line}\n" for line in lone)


def _render_topic(topic: Topic) -> Iterator[str]:
    aliases = ", ".join(map(escape_listed, topic.aliases))
    known_as = f"Also known as: {aliases}\n" if aliases else ""
    yield f"# {escape_name(topic.name)}\n{known_as}"
    if topic.definition and topic.definition.strip():
        yield f"{escape_text(_tidy(topic.definition))}\n"


def _render_groups(groups: _Groups) -> Iterator[str]:
    for sources, facts in groups.items():
        yield "".join(f"Source: {line}\n" for line in sources)
        yield "".join(f"- {fact}\n" for fact in facts)


def _render_fact(fact: Fact) -> str:
    """Return an item without its mark."""
    stance = fact.topic_links[0].stance if fact.topic_links else None
    is_code = fact.kind == CODE or not keeps_space(fact.text)
    body = render_code(fact.text) if is_code else escape_text(fact.text)
    kind = fact.kind if fact.kind in KINDS else CLAIM
    needs_kind = kind != CLAIM or stance or is_code or KIND_PREFIX.match(fact.text)
    prefix = f"{kind} ({stance}):" if stance else f"{kind}:" if needs_kind else ""
    lines = [prefix, body] if is_code else [f"{prefix} {body}".lstrip(" ")]
    if fact.kind != kind:
        lines.append(f"Kind: {escape_marks(fact.kind)}")
    lines += [f"Also asked as: {escape_marks(each)}" for each in fact.phrasings]
    if fact.topic_links[1:]:
        lines.append(f"Topics: {', '.join(map(_render_link, fact.topic_links[1:]))}")
    return "\n".join(f"  {line}" if line else "" for line in "\n".join(lines).split("\n")).lstrip(
        " "
    )


def _render_link(link: TopicLink) -> str:
    name = escape_listed(link.name)
    return f"{name} ({link.stance})" if link.stance else name


def _tidy(definition: str) -> str:
    """Return a definition without white space that Markdown does not keep."""
    paragraphs = ("\n".join(map(str.strip, each.split("\n"))) for each in definition.split("\n\n"))
    return "\n\n".join(filter(None, (each.strip("\n") for each in paragraphs)))


MARKDOWN_EXPORT: Final = ExportFormat("markdown", "Markdown notes", ".md", render_markdown)
