"""Several pages in one text: no fact changes its topic, and no title its place, in silence."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.model.drafts import PageEntry
from tests.support.pages import (
    FOOTER,
    PrintedFact,
    PrintedGroup,
    PrintedPage,
    facts_in,
    in_convention_a,
    in_convention_b,
    in_convention_c,
    read,
    topics_in,
    warnings_in,
)

pytestmark = pytest.mark.slow

WRITERS: Final = (in_convention_a, in_convention_b, in_convention_c)
NAMES: Final = (
    "power naps", "rest", "code review", "claims", "Images", "What is rest?", "event", "related",
    "Sleep, etc.", "naps of 5 facts", "Research", "a.org",
)  # fmt: skip
LAST_FACTS: Final = (
    ("claim", "{} helps."),
    ("claim", "{} helps the"),
    ("claim", "{} helps…"),
    ("code", "{} = nap()\nwake()"),
    ("quote", "“{} helps,\nand more.”"),
    ("procedure", "{}: lie down\n\n1. sleep\n2. wake up"),
)


@dataclass(frozen=True)
class Sheet:
    """A page and how it is printed.

    `shown` is "facts", "groups" for closed ones, or "head" for a page that is cut off.
    """

    page: PrintedPage
    write: Callable[[PrintedPage], str]
    has_badge: bool
    has_heading: bool
    has_footer: bool
    has_blank_lines: bool
    blank_lines_below: int
    shown: str = "facts"

    @property
    def facts(self) -> list[PrintedFact]:
        is_open = self.shown == "facts"
        return [fact for group in self.page.groups for fact in group.facts if is_open]

    def print_lines(self) -> list[str]:
        lines = [line for line in self._print_page() if self._is_printed(line)]
        if self.shown == "head":
            ends = (i for i, line in enumerate(lines) if line.lower() in {"sources", "related (2)"})
            lines = lines[: next(ends)]
            lines = [line for line in lines if not line.lower().startswith("facts (")]
        return lines + [""] * self.blank_lines_below

    def _print_page(self) -> list[str]:
        page = self.page
        if self.shown == "groups":
            page = replace(page, groups=tuple(replace(each, facts=()) for each in page.groups))
        return self.write(page).rstrip("\n").split("\n")

    def _is_printed(self, line: str) -> bool:
        return not (
            (line.lower() == "concept" and not self.has_badge)
            or (line.lower().startswith("facts (") and not self.has_heading)
            or (line == FOOTER and not self.has_footer)
            or (not line and self.write is in_convention_b and not self.has_blank_lines)
        )


def build_page(number: int, kinds: list[tuple[str, str]], name: str, rest: str) -> PrintedPage:
    facts = [
        PrintedFact(text.format(f"Fact {number}.{index}"), kind)
        for index, (kind, text) in enumerate(kinds)
    ]
    groups = tuple(
        PrintedGroup((fact,), f"Report {number}.{index}", "b.org", "", "Mar 2026")
        for index, fact in enumerate(facts)
    )
    aliases = (f"alias {number}",) if "a" in rest else ()
    definition = {"d": "A short sleep.", "u": "A short sleep"}.get(rest[-1:], "")
    if rest == "u" and name == "event":
        definition = ""  # nobody can know whether it is a type with a title below
    return PrintedPage(groups, name, aliases, definition)


@st.composite
def sheets(draw: st.DrawFn, *, with_heading: bool) -> list[Sheet]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    found = []
    for number, name in enumerate(names, 1):
        kinds = draw(st.lists(st.sampled_from(LAST_FACTS), min_size=1, max_size=2))
        shown = draw(st.sampled_from(["facts", "facts", "groups", "head"]))
        is_cut = shown == "head" or name.endswith(("?", "."))  # then only aliases show the title
        rest = draw(st.sampled_from(["a", "ad"] if is_cut else ["", "a", "d", "u", "ad"]))
        flags = [draw(st.booleans()) for _ in range(3)]
        found.append(
            Sheet(
                build_page(number, kinds, name, rest),
                draw(st.sampled_from(WRITERS)),
                has_badge=flags[0],
                has_heading=with_heading or draw(st.booleans()),
                has_footer=flags[1],
                has_blank_lines=flags[2],
                blank_lines_below=draw(st.integers(0, 2)),
                shown=shown,
            )
        )
    return found


def squeeze(text: str) -> str:
    """Return a text without blank lines: some sheets are printed without them."""
    return text.replace("\n\n", "\n")


def assert_nothing_is_misfiled_in_silence(printed: list[Sheet]) -> None:
    lines: list[str] = []
    regions: list[list[int]] = []  # from the last fact of the page above to the first one below
    above = 0
    for sheet in printed:
        own = sheet.print_lines()
        starts = [
            len(lines) + own.index(f"{fact.kind}{fact.text}".split("\n")[0]) + 1
            for fact in sheet.facts
        ]
        if starts:
            regions = [[begin, min(end, starts[0])] for begin, end in regions]
        lines += own
        regions.append([above, sys.maxsize])
        above = starts[-1] if starts else above
    entries = read("\n".join(lines))
    text = "\n".join(f"{n:3} {line}" for n, line in enumerate(lines, 1))
    for sheet, (begin, end) in zip(printed, regions, strict=True):
        if not any(begin <= line <= end for line, _ in warnings_in(entries)):
            assert is_read(sheet, entries), f"{sheet.page.name} {begin} {end}\n{text}\n{entries}"


def is_read(sheet: Sheet, entries: list[PageEntry]) -> bool:
    """Return whether a page's facts are under its topic, each with its own text."""
    found = facts_in(entries)
    for fact in sheet.facts:
        mark = fact.text.split(" help")[0].split(" =")[0].split(":")[0]
        kept = [(each.topics, squeeze(each.text)) for each in found if mark in each.text]
        if kept != [((sheet.page.name,), squeeze(fact.text))]:
            return False
    return sheet.page.name in [topic.name for topic in topics_in(entries)]


@given(sheets(with_heading=True))
@settings(max_examples=400)
def test_facts_of_pages_with_a_heading_keep_their_topic_or_get_a_warning(
    printed: list[Sheet],
) -> None:
    assert_nothing_is_misfiled_in_silence(printed)


@given(sheets(with_heading=False))
@settings(max_examples=400)
def test_facts_of_pages_without_a_heading_keep_their_topic_or_get_a_warning(
    printed: list[Sheet],
) -> None:
    assert_nothing_is_misfiled_in_silence(printed)
