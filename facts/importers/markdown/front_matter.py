"""Front matter: lines between two “---” at the top of a note, in a plain part of YAML.

Keys have a value, a list in brackets, or a list of items below them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from facts.importers.markdown.citation_line import complete_citation, read_citation
from facts.importers.markdown.inline import plain_text
from facts.importers.markdown.labels import (
    ALIASES,
    AUTHOR,
    DATE,
    SOURCE,
    TITLE,
    TOPICS,
    WORDS,
    split_names,
)
from facts.model.drafts import CitationDraft
from facts.text.addresses import is_link

MARK: Final = "---"
_ENDS: Final = (MARK, "...")
_MAX_LINES: Final = 200
"""Lines of front matter, at most. Longer ones are no front matter."""
_KEY: Final = re.compile(r"([A-Za-z][\w -]{0,60}?)\s?:(?:\s(.*))?")
_ITEM: Final = re.compile(r"\s*-\s+(.*)")
_LISTED: Final = re.compile(r"\s*\"[^\"]*\"|\s*'[^']*'|[^,]+")
_REMARK: Final = re.compile(r"(?:\A|\s)#(?:\s.*)?\Z")
_MEANINGS: Final = WORDS | {"title": TITLE, "topic": TITLE, "aka": ALIASES, "categories": TOPICS}

_BROKEN: Final = (
    "this line of the front matter is no plain YAML, and may be read wrongly; write “key: value” "
    "or “key: [one, two]”, and put quotes around a value with a colon"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter of a note says.

    `titles` are names of the note's topic, `tags` further topics. `citations` are sources of all
    its facts. `doubts` have a line each. Without lines, a note has no front matter.
    """

    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    citations: tuple[CitationDraft, ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()
    has_lines: bool = True


NumberedLine = tuple[int, str]


def split_front_matter(
    lines: Iterable[NumberedLine],
) -> tuple[FrontMatter | None, Iterator[NumberedLine]]:
    """Return the front matter, None without it, and the lines below it."""
    rest = iter(lines)
    head = list(islice(rest, 1))
    if not head or head[0][1].rstrip() != MARK:
        return None, chain(head, rest)
    for number, text in islice(rest, _MAX_LINES):
        head.append((number, text))
        if text.rstrip() in _ENDS:
            return _read_values(head[1:-1]), rest
    return None, chain(head, rest)


def find_front_matter_end(lines: list[str]) -> int:
    """Return the number of lines of the front matter, with a key in it; 0 without it."""
    if not lines or lines[0].rstrip() != MARK:
        return 0
    for place, text in enumerate(lines[1 : _MAX_LINES + 1], start=1):
        if text.rstrip() in _ENDS:
            return place + 1 if any(map(_KEY.fullmatch, lines[1:place])) else 0
    return 0


def _read_values(lines: Iterable[NumberedLine]) -> FrontMatter:
    values: dict[str, list[str]] = {}
    meaning = ""
    doubts: list[tuple[int, str]] = []
    for number, text in lines:
        if match := _KEY.fullmatch(text):
            meaning = _MEANINGS.get(match[1].lower(), "")
            value = match[2] or ""
            values.setdefault(meaning, []).extend(_split_value(meaning, value))
            doubts += [(number, _BROKEN)] if meaning and _is_broken(value) else []
        elif (item := _ITEM.fullmatch(text)) and meaning:
            values[meaning].append(_unquote(item[1]))
        elif not item and text[:1].strip() and text[0] != "#":
            doubts.append((number, _BROKEN))
    titles = tuple(filter(None, (plain_text(each).strip() for each in values.get(TITLE, ()))))
    return FrontMatter(
        titles,
        _read_names(values, ALIASES),
        _read_names(values, TOPICS),
        _cite(values, titles),
        tuple(doubts),
    )


def _is_broken(value: str) -> bool:
    """Return whether a value is no YAML: a bracket or a quote stays open, or a key is inside."""
    value = _REMARK.sub("", value).strip()
    if value[:1] in {"[", "'", '"'}:
        closing = "]" if value[0] == "[" else value[0]
        return len(value) == 1 or value[-1] != closing
    return ": " in value


def _read_names(values: dict[str, list[str]], meaning: str) -> tuple[str, ...]:
    names = (plain_text(each.removeprefix("#")).strip() for each in values.get(meaning, ()))
    return tuple(dict.fromkeys(filter(None, names)))


def _cite(values: dict[str, list[str]], titles: tuple[str, ...]) -> tuple[CitationDraft, ...]:
    """Return the sources; title, author and date of a clipped page stand under their own keys."""
    author = ", ".join(map(plain_text, values.get(AUTHOR, ())))
    date = next(iter(values.get(DATE, ())), None)
    citations = []
    for raw in values.get(SOURCE, ()):
        is_clipped = is_link(raw) and titles and (author or date)
        if citation := read_citation(f"[{titles[0]}]({raw})" if is_clipped else raw):
            citations.append(complete_citation(citation, author, date if is_clipped else None))
    return tuple(citations)


def _split_value(meaning: str, text: str) -> list[str]:
    text = text.strip()
    if text[:1] in {"'", '"'}:
        return [_unquote(text)]
    text = _REMARK.sub("", text).strip()
    if text[:1] == "[" and text[-1:] == "]" and text[:2] != "[[":
        return [_unquote(part) for part in _LISTED.findall(text[1:-1]) if part.strip()]
    if meaning in {ALIASES, TOPICS}:
        return [_unquote(part) for part in split_names(text)]
    return [text] if text else []


def _unquote(text: str) -> str:
    text = text.strip()
    quote = text[:1]
    if quote not in {"'", '"'}:
        return _REMARK.sub("", text).strip()
    end = text.rfind(quote)
    inner = text[1:end] if end else text[1:]
    return inner.replace("''", "'") if quote == "'" else inner.replace('\\"', '"')
