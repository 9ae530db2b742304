"""Markdown notes as a file format."""

import re
from typing import Final

from facts.importers.file_format import FileFormat
from facts.importers.input_file import Sample
from facts.importers.markdown.front_matter import find_front_matter_end
from facts.importers.markdown.items import KIND_PREFIX
from facts.importers.markdown.labels import SOURCE, is_property, split_label
from facts.importers.markdown.line_patterns import (
    COMMENT,
    COMMENT_END,
    ITEM,
    QUOTE,
    UNDERLINE,
    is_fence_end,
    is_rule,
    read_fence,
    read_heading,
)
from facts.importers.markdown.note_reader import read_notes
from facts.importers.wiki.wiki_format import WIKI_PAGE

_OTHER: Final = re.compile(r"\s*(?:[{<]|\[\s*[{\[\"]|@\w+\s*[{(]|%YAML)")
"""The beginning of JSON, HTML, XML, BibTeX or YAML."""
_WIKI: Final = re.compile(r"^(?:Facts \(\d+\)|.*\s\d+ facts?)$", re.MULTILINE)
_YAML_KEY: Final = re.compile(r"[\"']?\w[^:\[\]()]{0,60}:\s*(?:#.*)?")
_YAML_ITEM: Final = re.compile(
    r"\s+- \S.*|- [\"']?(?:text|txt|quote|author|source|name)[\"']?:\s.*"
)

_PROGRAM: Final = re.compile(
    r"[{};]\s*\Z|\A(?:#!|%|@@|diff |--- \S|\+\+\+ \S|import |from \w+ import )"
)
"""A line of a program or of a patch."""


def recognize_notes(sample: Sample) -> bool:
    """Return whether a file is a note in Markdown.

    It has a heading or front matter and a list item or a quotation below it, or a list item and a
    link or a “Source: …” line, or an item of two words or more and no line of a program.
    """
    text = sample.text.removeprefix("\ufeff")
    if not text.strip() or (_OTHER.match(text) and not text.lstrip().startswith(COMMENT)):
        return False
    lines = _strip_blocks(text.split("\n"))
    if _WIKI.search(text) and not any(map(read_heading, lines)):
        return False
    if _is_yaml(lines):
        return False
    return _has_list(lines) or (_is_plain_list(lines) and not WIKI_PAGE.recognize(sample))


def _strip_blocks(lines: list[str]) -> list[str]:
    """Return lines without comments and code, and with a heading for front matter."""
    end = find_front_matter_end(lines)
    kept = ["# front matter"] if end else []
    fence: str | None = None
    is_comment = False
    for text in lines[end:]:
        if fence:
            fence = None if is_fence_end(text, fence) else fence
        elif is_comment or text.lstrip().startswith(COMMENT):
            is_comment = COMMENT_END not in text
        else:
            fence = read_fence(text)
            kept += [] if fence else [text]
    return kept


def _is_yaml(lines: list[str]) -> bool:
    """Return whether comments that look like headings stand among keys of YAML."""
    outer = [text for text in lines if text[:1].strip()]
    keys = [place for place, text in enumerate(lines[:-1]) if _YAML_KEY.fullmatch(text)]
    if not any(_YAML_ITEM.fullmatch(lines[place + 1]) for place in keys):
        return False
    return all(text[0] in "#-" or _YAML_KEY.match(text) for text in outer)


def _has_list(lines: list[str]) -> bool:
    has_heading = has_item = has_source = False
    above = ""
    for text in lines:
        if read_heading(text) or (above.strip() and UNDERLINE.fullmatch(text)):
            has_heading = True
        elif QUOTE.fullmatch(text) and has_heading:
            return True
        elif (item := ITEM.fullmatch(text)) and (item[4] or "").strip() and not is_rule(text):
            has_item = True
            has_source = has_source or "](" in text or "://" in text or "[^" in text
        label = split_label(text.strip())
        has_source = has_source or (label is not None and label[0] == SOURCE)
        if has_item and (has_heading or has_source):
            return True
        above = text
    return False


def _is_plain_list(lines: list[str]) -> bool:
    """Return whether a text has items of words, and is neither program nor YAML."""
    return any(map(_is_item_of_words, lines)) and not any(map(_PROGRAM.search, lines))


def _is_item_of_words(text: str) -> bool:
    item = ITEM.fullmatch(text)
    if not (item and item[4]) or is_rule(text):
        return False
    kind = KIND_PREFIX.match(item[4])
    words = item[4][kind.end() :] if kind else item[4]
    return len(words.split(maxsplit=1)) > 1 and not is_property(words)


MARKDOWN: Final = FileFormat("markdown", "Markdown notes", recognize_notes, read_notes)
