"""The head of a topic page: what stands above its facts, and the topics it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from facts.importers.wiki.aliases import read_aliases
from facts.importers.wiki.lines import Line, joined, span, written
from facts.importers.wiki.page_furniture import (
    is_badge,
    is_chrome,
    is_footer,
    is_marked_section,
    is_relations,
    is_section,
)
from facts.importers.wiki.title import ALIASES, find_title, is_notice
from facts.model.drafts import LineWarning, TopicDraft

_BETWEEN: Final = "↔"


@dataclass(frozen=True, slots=True)
class Head:
    """The topics that a page is about; `relates` if it is a page about two of them."""

    topics: tuple[TopicDraft, ...] = ()
    relates: bool = False
    warnings: tuple[LineWarning, ...] = ()


def read_head(lines: Sequence[Line]) -> Head:
    """Read the lines above "Facts (N)"."""
    lines = [line for line in lines if not is_footer(line.bare)]
    pair = _read_pair(lines)
    if pair:
        return Head(pair, relates=True)
    start, place = find_title(lines)
    if place is None:
        return Head(relates=any(is_relations(line.bare) for line in lines))
    body = lines[place + 1 :]
    body = body[: _end_of_definition(body)]
    topic = _read_topic(lines[place], body)
    return Head((topic,), warnings=(*_doubts(topic, lines, start), *_taken_as_text(body)))


def _read_pair(lines: Sequence[Line]) -> tuple[TopicDraft, ...]:
    """Read "A ↔ B", on one line or three, where relations follow."""
    end = next((place for place, line in enumerate(lines) if is_relations(line.bare)), 0)
    above = [line for line in written(lines[:end]) if not _is_printed_above(line.bare)]
    for index, line in enumerate(above[:2]):
        left, arrow, right = line.bare.partition(_BETWEEN)
        if arrow:
            before = [Line(line.number, left)] if left.strip() else above[:index][-1:]
            after = [Line(line.number, right)] if right.strip() else above[index + 1 :][:1]
            names = {part.bare: part.number for part in (*before, *after)}
            return tuple(TopicDraft(number, name) for name, number in names.items())
    return ()


def _is_printed_above(text: str) -> bool:
    return is_badge(text) or is_chrome(text)


def _read_topic(title: Line, body: Sequence[Line]) -> TopicDraft:
    aliases: list[str] = []
    definition: list[str] = []
    is_open = False
    for line in body:
        found = ALIASES.fullmatch(line.bare)
        if found:
            aliases.append(found[1])
        elif is_open and line.bare and not is_notice(line.bare):
            aliases.append(line.bare)
        elif not is_notice(line.bare):
            definition.append(line.text.rstrip())
        is_open = found is not None and not found[1]
    other_names = read_aliases(", ".join(filter(None, aliases)), title.bare)
    return TopicDraft(title.number, title.bare, other_names, joined(definition) or None)


def _end_of_definition(body: Sequence[Line]) -> int:
    """Return where the first section begins.

    A word such as "Related" alone begins one only in capitals, or where another or none follows.
    """
    for place, line in enumerate(body):
        if is_marked_section(line.bare) or is_relations(line.bare):
            return place
        if is_section(line.bare):
            below = written(body[place + 1 : place + 3])[:1]
            if line.bare.isupper() or not below or is_section(below[0].bare):
                return place
    return len(body)


def _taken_as_text(body: Sequence[Line]) -> list[LineWarning]:
    words = [line for line in body if is_section(line.bare)]
    message = "was taken as a line of the definition, not as the label of a section"
    return [LineWarning(line.number, f"“{line.bare}” {message}") for line in words]


def _doubts(topic: TopicDraft, lines: Sequence[Line], start: int) -> list[LineWarning]:
    doubts = []
    dropped = [line for line in written(lines[:start]) if not is_chrome(line.bare)]
    if dropped:
        message = f"{span(dropped)} left out: the page of “{topic.name}” begins below"
        doubts.append(LineWarning(dropped[0].number, message))
    if any(is_relations(line.bare) for line in lines):
        message = (
            f"“{topic.name}” was taken as the topic, though pages with relations are about two"
        )
        doubts.append(LineWarning(topic.line, message))
    if is_section(topic.name):
        message = f"“{topic.name}” was taken as the title, though a section could be called so"
        doubts.append(LineWarning(topic.line, message))
    return doubts
