"""Lines whose place has not shown yet: never more of them than a page could need."""

from typing import Final

from facts.importers.wiki.lines import Line

_MOST_LINES: Final = 10_000
"""Lines above a page's facts among which its title is looked for; real heads have some hundreds."""
_MOST_CHARACTERS: Final = 1_000_000
"""Characters of the same lines: a long book, where real definitions have some thousands."""


class Backlog:
    """The lines held, a run of blank ones as one."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._size = 0

    def add(self, line: Line) -> None:
        """Hold a line."""
        if line.bare:
            self.lines.append(line)
            self._size += len(line.text)
        elif not self.lines or self.lines[-1].bare:
            self.lines.append(Line(line.number, ""))

    def release(self, place: int = 0) -> list[Line]:
        """Return the lines from a place on and forget them."""
        lines = self.lines[place:]
        self._keep(self.lines[:place])
        return lines

    def overflow(self) -> list[Line]:
        """Return the oldest lines and forget them, once there are twice as many as are needed."""
        if len(self.lines) <= 2 * _MOST_LINES and self._size <= 2 * _MOST_CHARACTERS:
            return []
        lines, place, size = self.lines, len(self.lines) - 1, len(self.lines[-1].text)
        while len(lines) - place < _MOST_LINES and size <= _MOST_CHARACTERS:
            place -= 1
            size += len(lines[place].text)
        self._keep(lines[place:])
        return lines[:place]

    def _keep(self, lines: list[Line]) -> None:
        self.lines = lines
        self._size = sum(len(line.text) for line in lines)
