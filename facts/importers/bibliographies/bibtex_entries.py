"""Entries of a BibTeX file as fields, with the places of faults.

The grammar is the one of BibTeX: a backslash hides no brace, `#` joins values, @string defines
macros, and text between entries is a comment. A line that begins with “@word{” begins an entry,
whatever came before it, so a missing brace damages one entry only.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from facts.model.dates import MONTHS
from facts.model.drafts import EntryProblem, LineWarning

_MAX_ENTRY: Final = 2_000_000
"""Characters of an entry, with its macros expanded: a thousand pages."""
_MAX_MACRO: Final = 2_000
"""Characters of a macro. Macros of macros grow exponentially."""
_MAX_MACROS: Final = 10_000
"""Macros of a file: as many as there are journals in the largest collections."""
_START: Final = re.compile(r"\s*@\s*[A-Za-z]+\s*[{(]")
_OPENING: Final = re.compile(r"@\s*([A-Za-z]+)\s*[{(]")
_KEY: Final = re.compile(r"\s*+[^\s,{}=]*+\s*+(?!=)")
_FIELD: Final = re.compile(r"[\s,]*([A-Za-z_][\w:.+/-]*)\s*=\s*")
_SIMPLE_FIELD: Final = re.compile(
    r"""[\s,]*([A-Za-z_][\w:.+/-]*)\s*=\s*"""
    r"""(?:\{((?:[^{}]++|\{[^{}]*+\})*+)\}|"([^{}"]*+)"|(\d++))\s*+(?:,|(?=[})]))"""
)
"""A field as nearly all are written: it saves half of the time. `_read_value` reads the others."""
_CLOSING: Final = re.compile(r"[\s,]*[})]")
_GAP: Final = re.compile(r"[\s,]*")
_SIMPLE_VALUE: Final = re.compile(r"""\{([^{}]*)\}|"([^{}"]*)"|(\d+)""")
_MACRO: Final = re.compile(r"[A-Za-z_][\w:.+/-]*")
_JOIN: Final = re.compile(r"\s*#\s*")
_COMMA: Final = re.compile(r"\s*(?:,|(?=[})]))")
_BRACE: Final = re.compile(r"[{}]")
_BRACE_OR_QUOTE: Final = re.compile(r'[{}"]')
_MAX_NAME: Final = 100
"""Characters of a field's name in a message. Real names have at most 20."""
_PASSED_OVER: Final = frozenset(("comment", "preamble"))


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """An entry; the names of its fields are in lower case, the values are LaTeX."""

    line: int
    fields: dict[str, str]


class _BadEntry(Exception):
    """An entry cannot be read from `place` on."""

    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


def iter_bibtex_entries(
    lines: Iterable[str],
) -> Iterator[BibtexEntry | EntryProblem | LineWarning]:
    """Yield the entries of a file, and its faults."""
    macros = {month[:3].lower(): month for month in MONTHS}
    for line, text in _iter_blocks(lines):
        yield from _Block(text, line, macros).iter_entries()


def is_entry_start(line: str) -> bool:
    """Return whether an entry begins in a line."""
    return "@" in line and _START.match(line) is not None


def _iter_blocks(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the text from each beginning of an entry to the next, with its first line."""
    first, size, block = 1, 0, list[str]()
    for number, line in enumerate(lines, 1):
        if "@" in line and is_entry_start(line):
            yield first, "\n".join(block)
            first, size, block = number, 0, []
        if size < _MAX_ENTRY:
            block.append(line[: _MAX_ENTRY - size])
        size += len(line) + 1
    yield first, "\n".join(block)


@dataclass(slots=True)
class _Block:
    """A text with entries; reading moves `place` forward."""

    text: str
    first_line: int
    macros: dict[str, str]
    place: int = 0
    _counted: int = 0
    _size: int = 0
    _warnings: list[LineWarning] = field(default_factory=list)

    def iter_entries(self) -> Iterator[BibtexEntry | EntryProblem | LineWarning]:
        while opening := _OPENING.search(self.text, self.place):
            line = self._line_at(opening.start())
            self.place = opening.end()
            try:
                entry = self._read_entry(opening[1].lower(), line)
            except _BadEntry as fault:
                column = fault.place - self.text.rfind("\n", 0, fault.place)
                yield EntryProblem(self._line_at(fault.place), column, fault.message)
                return
            yield from self._warnings
            self._warnings.clear()
            if entry:
                yield entry

    def _line_at(self, place: int) -> int:
        """Return the line of a place; places only grow, so each line is counted once."""
        if place > self._counted:
            self.first_line += self.text.count("\n", self._counted, place)
            self._counted = place
        return self.first_line

    def _read_entry(self, kind: str, line: int) -> BibtexEntry | None:
        self._size = 0
        if kind in _PASSED_OVER:
            self.place = _find_brace(self.text, self.place) or len(self.text)
            return None
        if kind != "string" and (key := _KEY.match(self.text, self.place)):
            self.place = key.end()
        fields = self._read_fields()
        if kind != "string":
            return BibtexEntry(line, fields)
        if len(self.macros) < _MAX_MACROS:
            self.macros |= {name: value[:_MAX_MACRO] for name, value in fields.items()}
        return None

    def _read_fields(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        while not (closing := self._match_closing(fields)):
            name = _FIELD.match(self.text, self.place)
            if not name:
                raise self._bad_field()
            self.place = name.end()
            value = self._read_value(name[1][:_MAX_NAME])
            fields.setdefault(name[1].lower(), value)
            self._pass_comma(name[1][:_MAX_NAME])
        self.place = closing.end()
        return fields

    def _match_closing(self, fields: dict[str, str]) -> re.Match[str] | None:
        """Read simple fields; return the closing brace if it follows them."""
        text, place = self.text, self.place
        while simple := _SIMPLE_FIELD.match(text, place):
            fields.setdefault(simple[1].lower(), simple[simple.lastindex or 1])
            place = simple.end()
        self.place = place
        return _CLOSING.match(text, place)

    def _bad_field(self) -> _BadEntry:
        gap = _GAP.match(self.text, self.place)
        place = gap.end() if gap else self.place
        if place == len(self.text):
            return _BadEntry(self.place, "the entry does not end; add “}” after its last field")
        return _BadEntry(place, "a field is missing here; write it as “title = {Naps at Sea},”")

    def _pass_comma(self, name: str) -> None:
        if comma := _COMMA.match(self.text, self.place):
            self.place = comma.end()
        elif _FIELD.match(self.text, self.place) and not self._warnings:
            message = f"a comma is missing after “{name}”"
            self._warnings.append(LineWarning(self._line_at(self.place), message))

    def _read_value(self, name: str) -> str:
        parts = [self._read_part(name)]
        while join := _JOIN.match(self.text, self.place):
            self.place = join.end()
            parts.append(self._read_part(name))
        return "".join(parts)

    def _read_part(self, name: str) -> str:
        start = self.place
        simple = _SIMPLE_VALUE.match(self.text, start)
        if simple:
            self.place = simple.end()
            part = simple[simple.lastindex or 0]
        elif self.text.startswith(("{", '"'), start):
            find, closing = _ENDS[self.text[start]]
            end = find(self.text, start + 1)
            if end is None:
                raise _BadEntry(start, f"the value of “{name}” does not end; add its {closing}")
            part, self.place = self.text[start + 1 : end - 1], end
        else:
            part = self._read_macro(name)
        self._size += len(part)
        if self._size > _MAX_ENTRY:
            raise _BadEntry(start, f"the entry has more than {_MAX_ENTRY:,} characters; divide it")
        return part

    def _read_macro(self, name: str) -> str:
        """Return the value of a macro; an unknown one is its own name."""
        macro = _MACRO.match(self.text, self.place)
        if not macro:
            raise _BadEntry(self.place, f"the value of “{name}” is missing; write it in braces")
        self.place = macro.end()
        return self.macros.get(macro[0].lower(), macro[0])


def _find_brace(text: str, place: int) -> int | None:
    """Return the place after the brace that closes the one before `place`."""
    depth = 1
    for brace in _BRACE.finditer(text, place):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return None


def _find_quote(text: str, place: int) -> int | None:
    """Return the place after the next quote outside braces."""
    depth = 0
    for mark in _BRACE_OR_QUOTE.finditer(text, place):
        if mark[0] == '"' and not depth:
            return mark.end()
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth < 0:
            break
    return None


_ENDS: Final = {"{": (_find_brace, "“}”"), '"': (_find_quote, "closing quote")}
