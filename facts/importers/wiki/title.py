"""Detection of a page's title and of its head."""

import re
from collections.abc import Sequence
from typing import Final

from facts.importers.wiki.lines import InputLine
from facts.importers.wiki.page_furniture import (
    is_badge,
    is_chrome,
    is_marked_section,
    is_ordinary_chrome,
    is_section,
)

ALIASES: Final = re.compile(r"also known as:\s*(.*)", re.IGNORECASE | re.DOTALL)
PARENT: Final = "↳"
_NOTICE: Final = re.compile(
    r"(?:synthesized from (?:dimensions|nodes)|crystallized from [\d,]+ sub-concepts?"
    r"|from single model dimension)\Z"
    r"|also known as:|⑂|disambiguated from ['\"“‘]|no definition has been generated yet",
    re.IGNORECASE,
)


def is_notice(text: str) -> bool:
    """Return whether a line is a notice below a title."""
    return _NOTICE.match(text) is not None


def find_title(lines: Sequence[InputLine]) -> tuple[int, int | None]:
    """Return the places of a head's first line and title.

    A badge begins a head, and the line above "Also known as" is a title. Otherwise the title is the
    first line that the wiki does not print on every page.
    """
    places = [place for place, line in enumerate(lines) if line.content]
    texts = [lines[place].content for place in places]
    start, title = _find_marked_title(texts) or _find_first_title(texts)
    return [*places, len(lines)][start], None if title is None else places[title]


def find_page_top(lines: Sequence[InputLine], start: int) -> int:
    """Return the place where the site header above a page begins."""
    while start and (not lines[start - 1].content or is_chrome(lines[start - 1].content)):
        start -= 1
    return start


def _find_marked_title(texts: Sequence[str]) -> tuple[int, int | None] | None:
    for index in range(len(texts)):
        mark = find_marked_title_at(texts, index)
        if mark or is_section_end(texts, index):
            return mark
    return None


def find_marked_title_at(texts: Sequence[str], index: int) -> tuple[int, int | None] | None:
    """Return the places of the head and the title that the line at a place marks, if it does."""
    title = find_title_below(texts, index)
    if title is not None:
        return index, title
    return find_title_above(texts, index) if ALIASES.match(texts[index]) else None


def is_section_end(texts: Sequence[str], index: int) -> bool:
    """Return whether the line at a place labels a section, below which no title is marked."""
    return is_section(texts[index]) and not any(map(ALIASES.match, texts[index + 1 : index + 2]))


def find_title_below(texts: Sequence[str], index: int) -> int | None:
    """Return the place of the title below a badge or a parent topic; None for other lines."""
    if is_badge(texts[index]):
        return _find_next_title(texts, index + 1)
    return _find_next_title(texts, index) if texts[index].startswith(PARENT) else None


def _find_first_title(texts: Sequence[str]) -> tuple[int, int | None]:
    start = _skip_chrome(texts)
    title = _find_next_title(texts, start)
    return start, None if title is not None and _is_section_label(texts, title) else title


def find_title_above(texts: Sequence[str], index: int) -> tuple[int, int | None]:
    """Return the places of the head and of the title above aliases."""
    title = index - 1
    if title < 0 or texts[title].startswith(PARENT):
        return index, None
    if title and texts[title - 1].startswith(PARENT):
        return title - 1, title
    return (title - 2, title) if PARENT in texts[max(title - 2, 0) : title - 1] else (title, title)


def _find_next_title(texts: Sequence[str], index: int) -> int | None:
    """Return the place of the next title, without the parent topic."""
    if texts[index : index + 1] == [PARENT]:
        index += 2
    elif index < len(texts) and texts[index].startswith(PARENT):
        index += 1
    if index >= len(texts) or is_notice(texts[index]) or is_marked_section(texts[index]):
        return None
    return index


def _skip_chrome(texts: Sequence[str]) -> int:
    end = next((i for i, text in enumerate(texts) if not is_chrome(text)), len(texts))
    alone = end == 1 or end == len(texts) or is_notice(texts[end])
    return end - 1 if end and alone and is_ordinary_chrome(texts[end - 1]) else end


def _is_section_label(texts: Sequence[str], index: int) -> bool:
    """Return whether a word such as "Related" is a section label.

    Otherwise it is a title.
    """
    below = texts[index + 1 : index + 2]
    return is_section(texts[index]) and not all(is_notice(t) or is_section(t) for t in below)
