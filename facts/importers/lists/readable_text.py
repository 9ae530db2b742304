"""The text of an input without the characters that YAML and TOML forbid."""

import re
from collections.abc import Iterator
from typing import Final

from facts.importers.input_file import InputFile
from facts.model.drafts import LineWarning
from facts.text.control_characters import (
    C0_CONTROLS,
    C1_CONTROLS,
    LINE_BREAKS,
    SURROGATES,
    character_class,
)

_NONCHARACTERS: Final = frozenset("\ufeff\ufffe\uffff")
_FORBIDDEN: Final = re.compile(
    character_class((C0_CONTROLS | C1_CONTROLS | SURROGATES | _NONCHARACTERS) - {"\t", "\n"})
)
"""https://yaml.org/spec/1.2.2/#51-character-set; TOML forbids fewer."""
_OTHER_LINE_BREAK: Final = re.compile(character_class(LINE_BREAKS))
"""YAML 1.1 counts lines by them, and editors do not."""
_LINES_OF_PIECE: Final = 1_000
_BYTE_ORDER_MARK: Final = "\ufeff"


class ReadableText:
    """A stream of text; `warnings` are about the characters left out so far."""

    def __init__(self, file: InputFile) -> None:
        self.warnings: list[LineWarning] = []
        self._lines = file.lines()
        self._number = 0

    def read(self, _size: int = -1) -> str:
        """Return the next lines; empty at the end. Raises what `InputFile.lines` raises."""
        return "".join(self._iter_piece())

    def _iter_piece(self) -> Iterator[str]:
        for _ in range(_LINES_OF_PIECE):
            line = next(self._lines, None)
            if line is None:
                return
            self._number += 1
            if self._number == 1:
                line = line.removeprefix(_BYTE_ORDER_MARK)
            yield self._clean(line) + "\n"

    def _clean(self, line: str) -> str:
        cleaned, count = _FORBIDDEN.subn("", _OTHER_LINE_BREAK.sub(" ", line))
        if count and not self.warnings:
            message = "control characters were left out of the file, here for the first time"
            self.warnings.append(LineWarning(self._number, message))
        return cleaned
