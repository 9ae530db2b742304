"""Builds one line of text from the pieces of an HTML page."""

import re
from collections.abc import Iterator
from typing import Final

from facts.model.entities import KINDS, Stance
from facts.text.sites import is_site

_SPACE: Final = re.compile(r"[ \t\n\f\r]+")
"""White space that a browser collapses; a no-break space stays."""
_KIND: Final = re.compile(rf"(?:{'|'.join(KINDS)})(?:{'|'.join(Stance)})?")
_KIND_LENGTH: Final = 30
"""Characters of a kind with a stance, at most."""
_TITLE: Final = re.compile(r"(?:[^\[\]]|\[[^\[\]]*\])+")
"""A text that fits into the brackets of a Markdown link."""
_BULLET: Final = "- "
_MAX_LINE: Final = 1_000_000
"""Characters after which a line ends anyway: ten times the longest fact."""


class LineBuilder:
    """The current line, and those that are complete."""

    def __init__(self) -> None:
        self.is_preformatted = False
        self._complete: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._link: tuple[int, str] | None = None
        self._bullet = ""
        self._part_has_ended = False
        self._is_apart = False
        self._is_below_text = False

    def add_text(self, text: str) -> None:
        """Add a text; white space is collapsed outside `pre`."""
        if not self.is_preformatted:
            self._add_collapsed(_SPACE.sub(" ", text))
            return
        first, *others = text.split("\n")
        self._add(first)
        for line in others:
            self.end_line()
            self._add(line)

    def begin_part(self) -> None:
        """Set what follows apart, if another part has just ended."""
        self._is_apart = self._is_apart or self._part_has_ended

    def end_part(self) -> None:
        """Remember that a part ends here."""
        self._part_has_ended = self._length > 0

    def begin_link(self, address: str) -> None:
        """Begin a link at the next text."""
        self._link = (len(self._pieces), address)

    def end_link(self) -> None:
        """End a link: its text becomes `[text](address)`, except for a site."""
        self._mark_link()
        self._link = None

    def set_bullet(self) -> None:
        """Begin the line with a bullet, if it gets a text."""
        self._bullet = _BULLET

    def end_line(self) -> None:
        """End the line. One without a text is dropped; a link ends with its first line."""
        self._mark_link()
        if self._link:
            self._link = (0, self._link[1])
        text = "".join(self._pieces)
        text = text.rstrip() if self.is_preformatted else text.strip()
        self._pieces, self._length = [], 0
        self._part_has_ended = self._is_apart = False
        if text:
            self._complete.append(self._bullet + text)
            self._bullet, self._is_below_text = "", True
        elif self.is_preformatted:
            self.add_blank_line()

    def add_blank_line(self) -> None:
        """Add a blank line, unless one is there."""
        if self._is_below_text:
            self._complete.append("")
            self._is_below_text = False

    def pop_lines(self) -> Iterator[str]:
        """Yield the lines that are complete."""
        complete, self._complete = self._complete, []
        return iter(complete)

    def _add_collapsed(self, text: str) -> None:
        if not self._pieces or self._pieces[-1].endswith(" "):
            text = text.removeprefix(" ")
        elif self._is_below_kind():
            text = text.removeprefix(" ")
            self._is_apart = False
        if text:
            self._add(f" {text.removeprefix(' ')}" if self._is_apart else text)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        self._part_has_ended = self._is_apart = False
        if self._length > _MAX_LINE:
            self.end_line()

    def _is_below_kind(self) -> bool:
        """Return whether the line is only a kind, which has ended: its text is glued to it."""
        if not self._part_has_ended or self._length > _KIND_LENGTH:
            return False
        return _KIND.fullmatch("".join(self._pieces)) is not None

    def _mark_link(self) -> None:
        """Write the link of this line, if it has a text; it waits for one otherwise."""
        place, address = self._link or (len(self._pieces), "")
        text = "".join(self._pieces[place:])
        title = text.strip()
        if not title:
            return
        self._link = None
        if not is_site(title) and _TITLE.fullmatch(title):
            before = " " if text[0] == " " else ""
            self._pieces[place:] = [f"{before}[{title}]({address})"]
