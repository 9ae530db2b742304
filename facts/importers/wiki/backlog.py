"""Lines whose place has not shown yet: never more of them than a page could need."""

from typing import Final

from facts.importers.wiki.lines import InputLine

_MAX_LINES: Final = 10_000
"""Lines above a page's facts among which its title is looked for; real heads have some hundreds."""
_MAX_CHARACTERS: Final = 1_000_000
"""Characters of the same lines: a long book, where real definitions have some thousands."""


class Backlog:
    """The lines held, a run of blank ones as one."""

    def __init__(self) -> None:
        self.lines: list[InputLine] = []
        self._size = 0

    def add(self, line: InputLine) -> None:
        """Hold a line."""
        if line.stripped:
            self.lines.append(line)
            self._size += len(line.text)
        elif not self.lines or self.lines[-1].stripped:
            self.lines.append(InputLine(line.number, ""))

    def release(self, place: int = 0) -> list[InputLine]:
        """Return the lines from a place on and forget them."""
        lines = self.lines[place:]
        self._store_lines(self.lines[:place])
        return lines

    def overflow(self) -> list[InputLine]:
        """Return the oldest lines and forget them, once there are twice as many as are needed."""
        if len(self.lines) <= 2 * _MAX_LINES and self._size <= 2 * _MAX_CHARACTERS:
            return []
        lines, place, size = self.lines, len(self.lines) - 1, len(self.lines[-1].text)
        while len(lines) - place < _MAX_LINES and size <= _MAX_CHARACTERS:
            place -= 1
            size += len(lines[place].text)
        self._store_lines(lines[place:])
        return lines[:place]

    def _store_lines(self, lines: list[InputLine]) -> None:
        self.lines = lines
        self._size = sum(len(line.text) for line in lines)
