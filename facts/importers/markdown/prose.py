"""Paragraphs outside of lists: definitions, labels such as "Source: …", and other prose."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from facts.importers.markdown.citation_line import complete_citation, read_citation
from facts.importers.markdown.inline import plain_text
from facts.importers.markdown.labels import (
    ALIASES,
    AUTHOR,
    DATE,
    SOURCE,
    TOPICS,
    is_property,
    split_label,
    split_names,
)
from facts.importers.markdown.open_block import NoteBlock
from facts.importers.markdown.outline import NO_FACTS_YET, NoteSection, Outline, read_name
from facts.importers.markdown.passages import join_wrapped

_MAX_PROSE: Final = 20
"""Paragraphs of a definition, at most. More are an article."""


class ProseReader:
    """Gives paragraphs to the sections of an outline.

    `skipped` counts those that are neither definition nor label, `first_skipped` is a line.
    """

    def __init__(self, outline: Outline, targets: Mapping[str, str]) -> None:
        self._outline = outline
        self._targets = targets
        self.skipped = 0
        self.first_skipped = 0

    def read(self, block: NoteBlock) -> bool:
        """Read a paragraph; return whether it declares a topic without facts."""
        section = self._outline.current
        if block.lines == [NO_FACTS_YET]:
            return section.name is not None
        rest = self._take_labels(section, block.lines)
        if rest and section.name and not section.has_entries and len(section.prose) < _MAX_PROSE:
            section.prose.append(join_wrapped(rest))
        elif rest:
            self.skipped += 1
            self.first_skipped = self.first_skipped or block.line
        return False

    def _take_labels(self, section: NoteSection, lines: list[str]) -> list[str]:
        """Read the labels at the beginning of a paragraph; return the lines below them."""
        values: dict[str, list[str]] = {}
        count = 0
        for text in lines:
            label = split_label(text)
            if label:
                values.setdefault(label[0], []).append(label[1])
            elif not (values and is_property(text)):
                break
            count += 1
        self._set_sources(section, values)
        section.aliases += _read_names(values.get(ALIASES, ()))
        section.tags += _read_names(values.get(TOPICS, ()))
        return lines[count:]

    def _set_sources(self, section: NoteSection, values: dict[str, list[str]]) -> None:
        author = plain_text(", ".join(values.get(AUTHOR, ())))
        date = next(iter(values.get(DATE, ())), None)
        found = (
            complete_citation(read_citation(raw, self._targets), author, date)
            for raw in values.get(SOURCE, ())
        )
        section.sources = tuple(each for each in found if each) or section.sources


def _read_names(values: Iterable[str]) -> Iterator[str]:
    names = (read_name(raw.removeprefix("#")) for text in values for raw in split_names(text))
    return filter(None, names)
