"""The head of a topic page: the lines above its facts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from facts.importers.wiki.lines import (
    InputLine,
    describe_lines,
    drop_blank_lines,
    is_closed,
    join_lines,
)
from facts.importers.wiki.page_furniture import (
    is_badge,
    is_chrome,
    is_footer,
    is_list_label,
    is_marked_section,
    is_relations_heading,
    is_section,
)
from facts.importers.wiki.title import ALIASES, find_title, is_notice
from facts.model.drafts import LineWarning, TopicDraft
from facts.text.normalize import canonical

_BETWEEN: Final = "↔"
_TITLE: Final = re.compile(rf"(?!{ALIASES.pattern})\w.{{0,99}}\Z", re.IGNORECASE)
"""Words of a title: at most 100 characters that begin no list and no heading in Markdown."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """The topics of a page, and warnings.

    `is_relation` is true for a page about two topics.
    """

    topics: tuple[TopicDraft, ...] = ()
    is_relation: bool = False
    warnings: tuple[LineWarning, ...] = ()


def read_head(lines: Sequence[InputLine]) -> PageHead:
    """Return the topics that the lines above "Facts (N)" name."""
    lines = [line for line in lines if not is_footer(line.content)]
    pair = _read_pair(lines)
    if pair:
        return PageHead(pair, is_relation=True)
    start, place = find_title(lines)
    if place is None:
        return PageHead(is_relation=any(is_relations_heading(line.content) for line in lines))
    below = lines[place + 1 :]
    body = below[: _find_definition_end(below)]
    topic = _read_topic(lines[place], body)
    doubts = [*_find_doubts(topic, lines, start), *_warn_about_sections(body)]
    doubts += _warn_about_label(below)
    doubts += _warn_about_title(body, is_marked=start < place)
    return PageHead((topic,), warnings=tuple(doubts))


def _read_pair(lines: Sequence[InputLine]) -> tuple[TopicDraft, ...]:
    """Return the topics of "A ↔ B" above a list of relations.

    The names can be on one line or three.
    """
    end = next((place for place, line in enumerate(lines) if is_relations_heading(line.content)), 0)
    above = [
        line for line in drop_blank_lines(lines[:end]) if not _is_printed_above_title(line.content)
    ]
    for index, line in enumerate(above[:2]):
        left, arrow, right = line.content.partition(_BETWEEN)
        if arrow:
            before = [InputLine(line.number, left)] if left.strip() else above[:index][-1:]
            after = [InputLine(line.number, right)] if right.strip() else above[index + 1 :][:1]
            names = {part.content: part.number for part in (*before, *after)}
            return tuple(TopicDraft(number, name) for name, number in names.items())
    return ()


def _is_printed_above_title(text: str) -> bool:
    return is_badge(text) or is_chrome(text)


def _read_topic(title: InputLine, body: Sequence[InputLine]) -> TopicDraft:
    aliases: list[str] = []
    definition: list[str] = []
    is_open = False
    for line in body:
        match = ALIASES.fullmatch(line.content)
        if match:
            aliases.append(match[1])
        elif is_open and line.content and not is_notice(line.content):
            aliases.append(line.content)
        elif not is_notice(line.content):
            definition.append(line.text.rstrip())
        is_open = match is not None and not match[1]
    other_names = read_aliases(", ".join(filter(None, aliases)), title.content)
    return TopicDraft(title.number, title.content, other_names, join_lines(definition) or None)


def _find_definition_end(body: Sequence[InputLine]) -> int:
    """Return the place of the first section.

    A word such as "Related" is a section label if it is in capitals, or if another label or nothing
    follows it.
    """
    for place, line in enumerate(body):
        if is_marked_section(line.content) or is_relations_heading(line.content):
            return place
        if is_section(line.content):
            below = drop_blank_lines(body[place + 1 : place + 3])[:1]
            if line.content.isupper() or not below or is_section(below[0].content):
                return place
    return len(body)


def _warn_about_sections(body: Sequence[InputLine]) -> list[LineWarning]:
    words = [line for line in body if is_section(line.content)]
    message = "was read as part of the definition, not as a section label"
    return [LineWarning(line.number, f"“{line.content}” {message}") for line in words]


def _warn_about_label(below: Sequence[InputLine]) -> list[LineWarning]:
    """Warn about "Sources" above "Facts (N)": the facts of another page can begin below it."""
    labels = (line for line in below if is_list_label(line.content) and line.content[0].isalpha())
    message = "is above the “Facts (N)” line; the lines below it were not read as another page"
    return [LineWarning(line.number, f"“{line.content}” {message}") for line in labels][:1]


def _find_doubts(topic: TopicDraft, lines: Sequence[InputLine], start: int) -> list[LineWarning]:
    doubts = []
    dropped = [line for line in drop_blank_lines(lines[:start]) if not is_chrome(line.content)]
    if dropped:
        message = f"{describe_lines(dropped)} skipped: the page of “{topic.name}” begins below"
        doubts.append(LineWarning(dropped[0].number, message))
    if any(is_relations_heading(line.content) for line in lines):
        message = f"“{topic.name}” was read as the topic, although relations have two topics"
        doubts.append(LineWarning(topic.line, message))
    doubts += (
        LineWarning(
            topic.line, f"“{topic.name}” was read as the title, although it could be {other}"
        )
        for other in _find_other_readings(topic.name, lines[start].content)
    )
    return doubts


def _find_other_readings(title: str, first_line: str) -> Iterator[str]:
    if is_section(title) or is_list_label(title):
        yield "a section label"
    if is_badge(first_line) and title != first_line and title.endswith("."):
        yield f"the definition of “{first_line}”"


def _warn_about_title(body: Sequence[InputLine], *, is_marked: bool) -> list[LineWarning]:
    """Warn about a line of a definition that looks like the title of another page.

    It is short and no sentence, and no sentence goes on in it. Below a badge, it needs a blank line
    above itself.
    """
    for index, line in enumerate(body):
        above = body[index - 1].content if index else "title"
        is_first = not index or is_notice(above) or is_closed(above)
        is_apart = not above or (is_first and not is_marked)
        is_title = _TITLE.match(line.content) and not is_section(line.content)
        if is_apart and is_title and not is_closed(line.content):
            message = "was read as part of the definition, although it could be a page's title"
            return [LineWarning(line.number, f"“{line.content}” {message}")]
    return []


def read_aliases(text: str, name: str) -> tuple[str, ...]:
    """Split "SFT, fine-tuning (supervised, full)" at commas outside parentheses.

    The result has each alias once, apart from case, and without the topic's own name.
    """
    seen = {canonical(name).casefold()}
    aliases = []
    for alias in _split_at_commas(text):
        key = canonical(alias).casefold()
        if key and key not in seen:
            seen.add(key)
            aliases.append(alias.strip())
    return tuple(aliases)


def _split_at_commas(text: str) -> Iterator[str]:
    if text.count("(") != text.count(")"):
        yield from text.replace(",\u00a0", ", ").split(", ")
        return
    depth = start = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth <= 0 and text[place + 1 : place + 2].isspace():
            yield text[start:place]
            start = place + 1
    yield text[start:].strip().removesuffix(",")
