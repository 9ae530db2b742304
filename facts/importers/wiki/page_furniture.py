"""Text that the wiki prints around its content: badges, labels, sections, navigation."""

import re
from collections.abc import Sequence
from typing import Final

from facts.importers.wiki.lines import InputLine, describe_lines, drop_blank_lines
from facts.model.drafts import LineWarning
from facts.model.entities import KINDS
from facts.text.sites import is_site

NUMBER: Final = r"[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9}"
"""A count as the wiki prints it, for a regular expression: 20 or 1,204."""
_ARROW: Final = r"(?:[▸▾▴▲▼▶◂]\s*)?"
_BADGES: Final = frozenset({"concept", "entity", "event", "location", "perspective"})
_FOOTER: Final = re.compile(r"Knowledge Tree [—–-] read-only wiki view")
_FACTS: Final = re.compile(rf"\s*{_ARROW}facts\s*\(({NUMBER})\)\s*{_ARROW}", re.IGNORECASE)
_SECTION: Final = re.compile(
    rf"{_ARROW}(?:(?:model )?perspectives|related|children|entities|parents?|parent\(s\)"
    rf"|antithesis|relations)(?P<mark>\s*\((?:{NUMBER})\)\s*[▸▾▴▲▼▶◂]?|\s*[▸▾▴▲▼▶◂])?",
    re.IGNORECASE,
)
_COLLAPSE: Final = re.compile(rf"{_ARROW}(?:collapse|expand) all", re.IGNORECASE)
_RELATIONS: Final = re.compile(
    rf"{_ARROW}relations(?:\s*\((?:{NUMBER})\))?\s*{_ARROW}", re.IGNORECASE
)
_CHROME: Final = re.compile(
    r"(?:(?:🌿|☀\ufe0f?|🌙|Knowledge Tree|Search nodes(?:…|\.\.\.)|Search|Home|Research|Docs|About)"
    r"\s*)+"
)
_ORDINARY_CHROME: Final = frozenset({"Search", "Home", "Research", "Docs", "About"})
_LIST_LABEL: Final = re.compile(
    r"sources:?|search facts(?:\.\.\.|…)|filtering by:?|no facts match your search\."
    rf"|[×✕]|\+(?:{NUMBER}) more",
    re.IGNORECASE,
)
_CHIP_NUMBER: Final = re.compile(rf"\(?(?:{NUMBER})\)?")
_CHIP_NAMES: Final = frozenset({*KINDS, "all"})
_UNNAMED_CHIPS: Final = re.compile(
    rf"\Asources:?\s|unknown source|\+(?:{NUMBER}) more\Z", re.IGNORECASE
)
_BULLET: Final = re.compile(r"[-–•*]\s+")
TOO_MANY: Final = "there are too many lines above the facts of the page"


def is_badge(text: str) -> bool:
    """Return whether a line is only the type of a topic."""
    return text.lower() in _BADGES


def is_footer(text: str) -> bool:
    """Return whether a line is the footer of every page."""
    return _FOOTER.fullmatch(text) is not None


def is_chrome(text: str) -> bool:
    """Return whether a line is only the site header or footer."""
    return _CHROME.fullmatch(text) is not None or is_footer(text)


def is_site_header(text: str) -> bool:
    """Return whether a line is surely from the site header, which begins a page."""
    return _CHROME.fullmatch(text) is not None and text not in _ORDINARY_CHROME


def is_ordinary_chrome(text: str) -> bool:
    """Return whether a line of the site header could be a title."""
    return text in _ORDINARY_CHROME


def read_facts_heading(text: str) -> int | None:
    """Return the number in a line such as "Facts (20)".

    None for any other line.
    """
    match = _FACTS.fullmatch(text)
    return int(match[1].replace(",", "")) if match else None


def is_section(text: str) -> bool:
    """Return whether a line labels a section above the facts."""
    return _SECTION.fullmatch(text) is not None or _COLLAPSE.fullmatch(text) is not None


def is_marked_section(text: str) -> bool:
    """Return whether a section label has a count or an arrow.

    No title has one.
    """
    match = _SECTION.fullmatch(text)
    return match["mark"] is not None if match else _COLLAPSE.fullmatch(text) is not None


def is_relations_heading(text: str) -> bool:
    """Return whether a line is the heading of two topics' relations."""
    return _RELATIONS.fullmatch(text) is not None


def is_list_label(text: str) -> bool:
    """Return whether a line is a label above the facts."""
    return _LIST_LABEL.fullmatch(text) is not None


def is_furniture(text: str) -> bool:
    """Return whether a line has only labels and chips."""
    return is_list_label(text) or is_chrome(text) or _is_chips(text)


def warn_about_skipped(
    lines: Sequence[InputLine], why: str = "there is no source above"
) -> list[LineWarning]:
    """Warn about skipped lines, apart from labels and chips."""
    skipped = [line for line in drop_blank_lines(lines) if not is_furniture(line.content)]
    if not skipped:
        return []
    return [LineWarning(skipped[0].number, f"{describe_lines(skipped)} skipped: {why}")]


def strip_bullet(text: str) -> str:
    """Return a list item without its bullet."""
    match = _BULLET.match(text)
    return text[match.end() :] if match else text


def _is_chips(text: str) -> bool:
    """Return whether a text is a list of names and numbers.

    For example: "arxiv.org 12 quanta.org 3".
    """
    rest = _UNNAMED_CHIPS.sub("", text)
    return all(
        is_site(word) or word.lower() in _CHIP_NAMES or _CHIP_NUMBER.fullmatch(word)
        for word in rest.split()
    )
