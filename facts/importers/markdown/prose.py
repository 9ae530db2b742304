"""Paragraphs outside of lists: definitions, labels such as "Source: …", and other prose."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto
from typing import Final

from facts.importers.markdown.citation_line import (
    complete_citation,
    find_doubts,
    find_users,
    read_citation,
)
from facts.importers.markdown.inline import plain_text
from facts.importers.markdown.labels import (
    ALIASES,
    AUTHOR,
    DATE,
    KIND,
    SOURCE,
    TOPICS,
    has_label,
    is_property,
    split_label,
    split_names,
)
from facts.importers.markdown.open_block import NoteBlock
from facts.importers.markdown.outline import NO_FACTS, NoteSection, Outline, read_name
from facts.importers.markdown.passages import join_wrapped

_MAX_PROSE: Final = 20
"""Paragraphs of a definition, at most. More are an article."""
_KIND: Final = (
    "a line “Kind: …” says nothing here; below an item, indent it by two spaces to make it a part "
    "of the item"
)
_TOPICS_BELOW: Final = (
    "a line “Topics: …” without an indent names topics of the facts below it; indent it by two "
    "spaces to make it a part of the item above"
)


class ProsePart(Enum):
    """What a paragraph is to the reader of a note."""

    READ = auto()
    DECLARED = auto()
    """It makes the heading above a topic without facts."""
    LEFT_OUT = auto()


class ProseReader:
    """Gives paragraphs to the sections of an outline.

    `doubts` are those about the last paragraph.
    """

    def __init__(self, outline: Outline, targets: Mapping[str, str]) -> None:
        self._outline = outline
        self._targets = targets
        self.doubts: list[str] = []

    def read(self, block: NoteBlock) -> ProsePart:
        """Read a paragraph; return what it is."""
        section = self._outline.current
        self.doubts = []
        if len(block.lines) == 1 and block.lines[0] in NO_FACTS:
            return ProsePart.DECLARED if section.name else ProsePart.READ
        rest = self._take_labels(section, block.lines)
        if rest and section.name and not section.has_entries and len(section.prose) < _MAX_PROSE:
            section.prose.append(join_wrapped(rest))
        elif rest:
            return ProsePart.LEFT_OUT
        return ProsePart.READ

    def _take_labels(self, section: NoteSection, lines: list[str]) -> list[str]:
        """Read the labels at the beginning of a paragraph; return the lines below them."""
        values: dict[str, list[str]] = {}
        has_properties = not section.prose and _are_properties(lines)
        count = 0
        for text in lines:
            label = split_label(text)
            if label:
                values.setdefault(label[0], []).append(label[1])
            elif not ((values or has_properties) and is_property(text)):
                break
            count += 1
        self._set_sources(section, values)
        self.doubts += [_KIND] if KIND in values else []
        self.doubts += [_TOPICS_BELOW] if TOPICS in values and section.has_entries else []
        section.aliases += _read_names(values.get(ALIASES, ()))
        section.tags += _read_names(values.get(TOPICS, ()))
        return lines[count:]

    def _set_sources(self, section: NoteSection, values: dict[str, list[str]]) -> None:
        author = plain_text(", ".join(values.get(AUTHOR, ())))
        date = next(iter(values.get(DATE, ())), None)
        raws = values.get(SOURCE, ())
        found = [(raw, read_citation(raw, self._targets)) for raw in raws]
        section.sources = (
            tuple(complete_citation(each, author, date) for _, each in found if each)
            or section.sources
        )
        for raw, citation in found:
            self.doubts += find_users(raw) + (find_doubts(raw, citation) if citation else [])


def _are_properties(lines: list[str]) -> bool:
    """Return whether a paragraph is a list of properties, as Notion writes it below a title."""
    return all(map(is_property, lines)) and any(map(has_label, lines))


def _read_names(values: Iterable[str]) -> Iterator[str]:
    names = (read_name(raw.removeprefix("#")) for text in values for raw in split_names(text))
    return filter(None, names)
