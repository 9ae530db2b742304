"""What the wiki prints around its content: badges, labels, section names, its own navigation."""

import re
from collections.abc import Sequence
from typing import Final

from facts.importers.wiki.lines import InputLine, describe_lines, drop_blank_lines
from facts.model.drafts import LineWarning
from facts.model.entities import KINDS
from facts.text.sites import is_site

NUMBER: Final = r"[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9}"
"""A count as the wiki prints it, to stand in a pattern: 20 or 1,204."""
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
TOO_MANY: Final = "far too many lines stand above the facts of the page"


def is_badge(text: str) -> bool:
    """Tell whether a line is the type of a topic, alone."""
    return text.lower() in _BADGES


def is_footer(text: str) -> bool:
    """Tell whether a line is what the wiki prints under every page."""
    return _FOOTER.fullmatch(text) is not None


def is_chrome(text: str) -> bool:
    """Tell whether a line is nothing but the wiki's site header."""
    return _CHROME.fullmatch(text) is not None or is_footer(text)


def is_ordinary_chrome(text: str) -> bool:
    """Tell whether a line of the site header is a word that a topic could have as its title."""
    return text in _ORDINARY_CHROME


def read_facts_heading(text: str) -> int | None:
    """Return the number that a line such as "Facts (20)" announces; None for any other line."""
    found = _FACTS.fullmatch(text)
    return int(found[1].replace(",", "")) if found else None


def is_section(text: str) -> bool:
    """Tell whether a line names a section between a page's definition and its facts."""
    return _SECTION.fullmatch(text) is not None or _COLLAPSE.fullmatch(text) is not None


def is_marked_section(text: str) -> bool:
    """Tell whether such a line carries a count or an arrow, which no title does."""
    found = _SECTION.fullmatch(text)
    return found["mark"] is not None if found else _COLLAPSE.fullmatch(text) is not None


def is_relations_heading(text: str) -> bool:
    """Tell whether a line heads the relations of two topics."""
    return _RELATIONS.fullmatch(text) is not None


def is_list_label(text: str) -> bool:
    """Tell whether a line is a label or leaked form text above the list of facts."""
    return _LIST_LABEL.fullmatch(text) is not None


def is_furniture(text: str) -> bool:
    """Tell whether a line above the first source is nothing but labels and chips."""
    return is_list_label(text) or is_chrome(text) or _is_chips(text)


def warn_left_out(
    lines: Sequence[InputLine], why: str = "no source stands above"
) -> list[LineWarning]:
    """Say which lines are lost and why, labels and chips apart."""
    lost = [line for line in drop_blank_lines(lines) if not is_furniture(line.stripped)]
    if not lost:
        return []
    return [LineWarning(lost[0].number, f"{describe_lines(lost)} left out: {why}")]


def strip_bullet(text: str) -> str:
    """Return a list item without the mark before it."""
    found = _BULLET.match(text)
    return text[found.end() :] if found else text


def _is_chips(text: str) -> bool:
    """Chips are a name and a number each, on one line or many: "arxiv.org 12 quanta.org 3"."""
    rest = _UNNAMED_CHIPS.sub("", text)
    return all(
        is_site(word) or word.lower() in _CHIP_NAMES or _CHIP_NUMBER.fullmatch(word)
        for word in rest.split()
    )
