"""Reader for lists of quotes in YAML: a keyword, and the entries below it."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

import yaml
from yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from facts.importers.errors import InputTooLarge
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import MAX_TEXT, InputFile, Sample
from facts.importers.lists.entry_fields import KeyReader
from facts.importers.lists.entry_reader import EntryReader
from facts.importers.lists.quote_shapes import QuoteItem, is_quote_list, read_entry
from facts.importers.lists.readable_text import ReadableText
from facts.importers.lists.yaml_nodes import (
    YamlBuilder,
    YamlNode,
    YamlText,
    iter_events,
    locate_event,
)
from facts.model.drafts import EntryProblem, PageEntry

_CHECKED: Final = 20
"""Entries by which a list of quotes is recognised."""
_SAMPLE_SIZE: Final = 65_536
"""Bytes of a sample that is only the beginning of a file."""


def recognize_quotes(sample: Sample) -> bool:
    """Return whether a file begins like a list of quotes.

    A text in braces or brackets is JSON or TOML, although YAML allows them too.
    """
    text = sample.text.removeprefix("\ufeff").lstrip()
    if ":" not in text or text[0] in "{[<@":
        return False
    items: list[QuoteItem | EntryProblem] = []
    is_broken = False
    try:
        items.extend(islice(_iter_items(text), _CHECKED))
    except yaml.YAMLError:
        is_broken = len(sample.data) < _SAMPLE_SIZE
    return is_quote_list(items, is_broken=is_broken)


def read_quotes(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    """Yield the entries of a list of quotes.

    Raises InputTooLarge, and InputNotText. The list ends where the YAML is broken.
    """
    if file.size > MAX_TEXT:
        raise InputTooLarge(file.name, MAX_TEXT)
    text, keys, reader = ReadableText(file), KeyReader(), EntryReader(options)
    try:
        for item in _iter_items(text):
            entry = item if isinstance(item, EntryProblem) else read_entry(item, keys)
            yield from keys.pop_notes()
            yield from [entry] if isinstance(entry, EntryProblem) else reader.read(entry)
    except yaml.YAMLError as error:
        yield _describe_error(error)
    yield from text.warnings


def _iter_items(text: str | YamlText) -> Iterator[QuoteItem | EntryProblem]:
    """Yield the entries of all documents, each with its keyword. Raises yaml.YAMLError."""
    events = iter_events(text)
    builder = YamlBuilder(events)
    for event in events:
        if isinstance(event, DocumentStartEvent):
            yield from _iter_document(next(events), events, builder)


def _iter_document(
    root: Event, events: Iterator[Event], builder: YamlBuilder
) -> Iterator[QuoteItem | EntryProblem]:
    if isinstance(root, SequenceStartEvent):
        yield from _iter_list(None, events, builder)
    elif isinstance(root, MappingStartEvent):
        for event in events:
            if isinstance(event, MappingEndEvent):
                return
            keyword = builder.build(event)
            yield from _iter_value(keyword, next(events), events, builder)
    else:
        node = builder.build(root)
        if isinstance(node, EntryProblem) or node.text:
            message = "this is no list of entries; write a keyword, then “- text: …” below it"
            yield EntryProblem(*locate_event(root), message)


def _iter_value(
    keyword: YamlNode | EntryProblem, value: Event, events: Iterator[Event], builder: YamlBuilder
) -> Iterator[QuoteItem | EntryProblem]:
    """Yield the entries of a keyword; a list with an anchor is built as a whole."""
    if isinstance(keyword, EntryProblem):
        builder.build(value)
        yield keyword
    elif isinstance(value, SequenceStartEvent) and not (value.anchor or value.tag):
        yield from _iter_list(keyword, events, builder)
    else:
        node = builder.build(value)
        if isinstance(node, EntryProblem):
            yield node
        else:
            yield from (QuoteItem(keyword, item) for item in node.items or (node,))


def _iter_list(
    keyword: YamlNode | None, events: Iterator[Event], builder: YamlBuilder
) -> Iterator[QuoteItem | EntryProblem]:
    for event in events:
        if isinstance(event, SequenceEndEvent):
            return
        node = builder.build(event)
        yield node if isinstance(node, EntryProblem) else QuoteItem(keyword, node)


def _describe_error(error: yaml.YAMLError) -> EntryProblem:
    """Return where the YAML is broken, in the parser's words."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    words = error.problem if isinstance(error, yaml.MarkedYAMLError) else None
    message = f"the YAML is broken here: {words or 'it cannot be parsed'}; nothing below was read"
    return EntryProblem(*((mark.line + 1, mark.column + 1) if mark else (1, 0)), message)


QUOTES: Final = FileFormat("yaml", "a list of quotes in YAML", recognize_quotes, read_quotes)
