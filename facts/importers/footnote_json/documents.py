"""The JSON that Footnote's commands print with `--json`."""

from collections.abc import Iterator
from typing import Any, Final

from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.footnote_json.entries import is_entry, list_topics, read_entry, read_fact
from facts.importers.footnote_json.lines import FOOTNOTE_LINES
from facts.importers.input_file import InputFile, Sample
from facts.importers.json_fields import read_names
from facts.importers.json_stream import JsonPart, parse_parts, read_parts
from facts.model.drafts import EntryProblem, PageEntry

_FACTS: Final = "facts"
_HEAD: Final = frozenset(
    "name topic aliases definition text fact score kind topics stances source sources title url "
    "site author authors organization published date phrasings".split()
)
_ALL: Final = _HEAD | {"", _FACTS}
MAX_LIST: Final = 10_000
"""Elements of a list beside the facts, such as aliases: more than any topic has."""


def _recognize(sample: Sample) -> bool:
    head: dict[str, Any] = {}
    if not sample.text.lstrip().startswith(("{", "[")) or FOOTNOTE_LINES.recognize(sample):
        return False
    for part in parse_parts([sample.text], _ALL):
        if isinstance(part, EntryProblem):  # the end of the sample, as a rule
            break
        if part.key in {"", _FACTS} and isinstance(part.value, dict):
            return is_entry(part.value)
        head[part.key] = part.value
    return is_entry(head)


def _read(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    yield from list_topics(options)
    if file.sample().text.lstrip().startswith("["):
        for part in read_parts(file, {""}):
            if isinstance(part, EntryProblem):
                yield part
            else:
                yield from read_entry(part.value, part.line, options)
    else:
        yield from _read_object(file, options)


def _read_object(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    """Read a topic, or one fact: first what it says of itself, then the facts of the topic."""
    head: dict[str, Any] = {}
    for part in read_parts(file, _HEAD):
        if isinstance(part, JsonPart) and not _add(head, part.key, part.value):
            yield EntryProblem(part.line, 0, f"“{part.key}” has more than {MAX_LIST:,} elements")
            return
    if head:
        yield from read_entry(head, 1, options)
    topic = next(iter(read_names(head.get("name"))), None)
    for part in read_parts(file, _ALL):
        if isinstance(part, EntryProblem):
            yield part
        elif part.key == _FACTS:
            yield from read_fact(part.value, part.line, options, topic)


def _add(head: dict[str, Any], key: str, value: object) -> bool:
    """Add a member; the elements of a list come one by one. Return whether it is short enough."""
    if key not in head:
        head[key] = value
    elif isinstance(head[key], list):
        head[key].append(value)
    else:
        head[key] = [head[key], value]
    return not isinstance(head[key], list) or len(head[key]) <= MAX_LIST


FOOTNOTE_JSON: Final = FileFormat("json", "JSON of Footnote", _recognize, _read)
