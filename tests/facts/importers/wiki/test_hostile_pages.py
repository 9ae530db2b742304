"""Pages that were made to keep the reader busy."""

import sys
from types import FrameType

import pytest

from facts.importers.wiki.page_reader import read_page
from tests.support.pages import FOOTER, facts_in

CODE = ("naps", "Facts (2)", "Sleep a.org 2 facts", "codenap()")
COUNT = 400


def count_calls(lines: tuple[str, ...]) -> int:
    """Return how many calls the reader makes for these lines."""
    calls = 0

    def count(_frame: FrameType, event: str, _value: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        for _ in read_page(lines):
            pass
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "lines",
    [
        ("Facts (2)", "CONCEPT", FOOTER, "p.le", "2 facts", "claimNaps help."),
        ("Facts (2)", "CONCEPT", "p.le", "2 facts", "claimNaps help."),
        ("Facts (2)", FOOTER, "CONCEPT", FOOTER, "p.le", "2 facts", "claimNaps help."),
        ("Facts (2)", "Search nodes…", "p.le", "2 facts", "claimNaps help."),
        (*CODE, "", "CONCEPT", FOOTER, "p.le", "2 facts", "claimNaps help."),
    ],
)
def test_a_source_that_looks_like_a_head_is_read_once(lines: tuple[str, ...]) -> None:
    fact = facts_in(list(read_page(lines)))[-1]
    assert (fact.text, fact.citations[0].source.site) == ("Naps help.", "p.le")


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ((), ("concept",)),
        ((), ("claimA = 3",)),
        (("concept", "rest"), ("claimA = 3",)),
        (("concept",), ("also known as:",)),
        (("Related (2)",), ("rest",)),
        (("Home",) * COUNT + ("concept",), ("rest",)),
        ((FOOTER, "Related (2)"), ("claimRest helps.",)),
        ((FOOTER, "concept", "rest", "Related (2)"), ("claimRest helps.",)),
        (("🌿",), ("nap()",)),
        (("↳",), ("↳",)),
        ((), (FOOTER, "concept")),
        ((), ("claim", "Sources", "Authors")),
        (("a.org 1 fact",), ("claim", "b.org 1 fact")),
    ],
)
def test_twice_as_many_lines_take_twice_as_many_calls(
    above: tuple[str, ...], unit: tuple[str, ...]
) -> None:
    some, more = (count_calls((*CODE, *above, *unit * times)) for times in (COUNT, 2 * COUNT))
    assert more < 2.2 * some


@pytest.mark.slow
def test_a_fact_page_with_a_lost_beginning_is_sought_once() -> None:
    lines = (*CODE, "claim", *("nap()",) * 25_000, "Sources", "Authors")
    some, more = (count_calls((*lines, *("nap()",) * times)) for times in (100, 200))
    assert more < 1.1 * some
