"""Footnote JSON Lines: one fact, topic or source per line.

The first line can name the version: {"footnote": 1}.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.footnote_json.entries import is_entry, list_topics, read_entry
from facts.importers.input_file import InputFile, Sample
from facts.importers.json_window import DECODER, describe_error
from facts.model.drafts import EntryProblem, PageEntry

HEADER: Final = "footnote"
"""The key of the header."""
VERSION: Final = 1
_LONG_LINE: Final = re.compile(r'\s*\{\s*"(?:fact|topic)"\s*:\s*"')
"""The beginning of an entry that is longer than a sample."""


def _recognize(sample: Sample) -> bool:
    first = sample.text.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        value = DECODER.decode(first)
    except (ValueError, RecursionError):
        return len(first) == len(sample.text.lstrip()) and bool(_LONG_LINE.match(first))
    return is_entry(value) or HEADER in value


def _read(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    yield from list_topics(options)
    for number, line in enumerate(file.lines(), start=1):
        if not line or line.isspace():
            continue
        try:
            value = DECODER.decode(line)
        except (ValueError, RecursionError) as error:
            column = error.colno if isinstance(error, json.JSONDecodeError) else 0
            yield EntryProblem(number, column, describe_error(error))
            continue
        if isinstance(value, dict) and HEADER in value:
            if value[HEADER] != VERSION:
                yield EntryProblem(number, 0, _describe_version(value[HEADER]))
                return
        else:
            yield from read_entry(value, number, options)


def _describe_version(version: object) -> str:
    if not isinstance(version, int):
        return f'the version is no number; write {{"{HEADER}": {VERSION}}}'
    return (
        f"the file has version {version} of this format, and this program reads version {VERSION}; "
        "update the program"
    )


FOOTNOTE_LINES: Final = FileFormat("jsonl", "Footnote JSON Lines", _recognize, _read)
