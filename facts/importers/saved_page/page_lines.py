"""The lines of text that a browser shows of an HTML page."""

import re
from collections.abc import Iterator
from typing import Final

from facts.importers.saved_page.html_tokens import HtmlTag, iter_tokens
from facts.importers.saved_page.line_builder import LineBuilder
from facts.importers.wiki.page_furniture import read_facts_heading
from facts.text.addresses import is_link
from facts.text.sites import normalize_site

_HIDDEN: Final = frozenset(
    "audio canvas datalist dialog nav noscript object select svg template video".split()
)
_HIDEABLE: Final = frozenset(
    "a article aside button div footer header main ol section span table ul".split()
)
"""Elements that always have an end tag, so that the end of a hidden one is certain."""
_NOT_SHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS: Final = frozenset(
    "address article aside body br center dd details div dl dt fieldset figcaption figure footer "
    "form head header hr html legend main menu section summary table tbody tfoot thead tr".split()
)
_SPACED_BLOCKS: Final = frozenset("blockquote h1 h2 h3 h4 h5 h6 ol p pre ul".split())
_CELLS: Final = frozenset({"td", "th"})
_PARTS: Final = frozenset("a button label small span time".split())
"""Elements that stand apart on the page, although no space is between them in the file."""
_SAVED_FROM: Final = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
"""The comment at the top of a page that Chrome or Edge saved."""
_TOP: Final = 4_096
"""Characters in which that comment stands."""


def read_page_lines(text: str) -> Iterator[str]:
    """Yield the lines of a page; links to other sites are `[title](address)`."""
    reader = _PageLines(text)
    for token in iter_tokens(text):
        if isinstance(token, HtmlTag):
            reader.read_tag(token)
        else:
            reader.read_text(token)
        yield from reader.pop_lines()
    reader.close()
    yield from reader.pop_lines()


class _PageLines:
    """Decides where lines end, and which parts are shown."""

    def __init__(self, text: str) -> None:
        saved = _SAVED_FROM.search(text[:_TOP])
        self._own_sites = {normalize_site(saved[1])} if saved else set()
        self._builder = LineBuilder()
        self._hidden_by: str | None = None
        self._hidden_depth = 0
        self._has_bullets = True

    def read_text(self, text: str) -> None:
        """Add a text, unless it is hidden."""
        if self._hidden_by is None:
            self._builder.add_text(text)

    def read_tag(self, tag: HtmlTag) -> None:
        """Follow a tag."""
        if self._hidden_by is not None:
            self._skip_hidden(tag, self._hidden_by)
        elif _is_hidden(tag):
            self._hidden_by, self._hidden_depth = tag.name, 1
        elif tag.name == "link":
            self._read_own_address(tag)
        elif tag.name in _PARTS:
            self._read_part(tag)
        else:
            self._read_block(tag)

    def pop_lines(self) -> Iterator[str]:
        """Yield the lines that are complete; bullets end at the list of facts."""
        for line in self._builder.pop_lines():
            self._has_bullets = self._has_bullets and read_facts_heading(line) is None
            yield line

    def close(self) -> None:
        """End the last line."""
        self._builder.end_line()

    def _skip_hidden(self, tag: HtmlTag, name: str) -> None:
        if tag.name == name:
            self._hidden_depth += -1 if tag.is_end else 1
        if not self._hidden_depth:
            self._hidden_by = None

    def _read_own_address(self, tag: HtmlTag) -> None:
        if tag.attributes.get("rel", "").lower() == "canonical":
            self._own_sites.add(normalize_site(tag.attributes.get("href", "")))

    def _read_part(self, tag: HtmlTag) -> None:
        if tag.is_end:
            self._builder.end_part()
        else:
            self._builder.begin_part()
        if tag.name == "a":
            self._builder.end_link()
            address = tag.attributes.get("href", "").strip()
            if not tag.is_end and self._leads_away(address):
                self._builder.begin_link(address)

    def _read_block(self, tag: HtmlTag) -> None:
        if tag.name in _CELLS:
            self._builder.add_text(" ")
        elif tag.name == "li":
            self._builder.end_line()
            if self._has_bullets and not tag.is_end:
                self._builder.set_bullet()
        elif tag.name in _BLOCKS or tag.name in _SPACED_BLOCKS:
            self._builder.end_line()
            if tag.name in _SPACED_BLOCKS:
                self._builder.add_blank_line()
        if tag.name == "pre":
            self._builder.is_preformatted = not tag.is_end

    def _leads_away(self, address: str) -> bool:
        return is_link(address) and normalize_site(address) not in self._own_sites


def _is_hidden(tag: HtmlTag) -> bool:
    if tag.is_end:
        return False
    if tag.name in _HIDDEN:
        return True
    shown = tag.attributes
    return tag.name in _HIDEABLE and (
        ("hidden" in shown and shown["hidden"].lower() != "until-found")
        or shown.get("aria-hidden", "").lower() == "true"
        or _NOT_SHOWN.search(shown.get("style", "")) is not None
    )
