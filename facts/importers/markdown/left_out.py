"""What a note has besides facts: how much was left out, and where it begins."""

from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import Final

from facts.model.drafts import EntryProblem, LineWarning, PageEntry, ReadingNote

_NO_ITEM: Final = "there is no fact: write each one as a line that begins with “- ”"
_TABLE: Final = "a table in Markdown is not read; save it as a CSV file and import that"


class LeftOut(Enum):
    """A part of a note that is no fact, with its name for one and for several."""

    PROSE = ("paragraph outside of lists", "paragraphs outside of lists")
    CODE = ("block of code outside of lists", "blocks of code outside of lists")
    TASKS = ("open task (“- [ ]”), which is no fact", "open tasks (“- [ ]”), which are no facts")
    TABLES = ("table", "tables")


class LeftOutCount:
    """Counts the parts of a note that are left out."""

    def __init__(self) -> None:
        self._counts: Counter[LeftOut] = Counter()
        self._first: dict[LeftOut, int] = {}

    def add(self, part: LeftOut, line: int) -> None:
        """Count a part that begins at a line."""
        self._counts[part] += 1
        self._first.setdefault(part, line)

    def report(self, *, has_facts: bool, has_entries: bool) -> Iterator[PageEntry]:
        """Yield what a user must know at the end of a note.

        A table is a problem if the note has no facts beside it.
        """
        if line := self._first.get(LeftOut.TABLES):
            yield LineWarning(line, _TABLE) if has_facts else EntryProblem(line, 0, _TABLE)
        elif not has_entries:
            yield LineWarning(1, _NO_ITEM)
        if has_entries:
            yield from (
                ReadingNote(self._first[part], self._describe(part))
                for part in (LeftOut.PROSE, LeftOut.CODE, LeftOut.TASKS)
                if part in self._first
            )

    def _describe(self, part: LeftOut) -> str:
        count, line = self._counts[part], self._first[part]
        one, several = part.value
        if count == 1:
            return f"left out: 1 {one}, in line {line}"
        return f"left out: {count:,} {several}, the first in line {line}"
