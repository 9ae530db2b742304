"""Endless texts do not need endless memory."""

import tracemalloc
from collections.abc import Iterator
from itertools import chain, repeat

import pytest

from facts.importers.wiki.page_reader import read_page
from facts.model.drafts import FactDraft, LineWarning
from tests.support.pages import facts_in, topics_in, warnings_in

pytestmark = pytest.mark.slow

FACT = ("naps", "Facts (1)", "Sleep a.org 1 fact", "claimNaps help.")
PAGE = ("", "concept", "rest", "Facts (1)", "Bed b.org 1 fact", "claimRest helps.")
MEGABYTE = 1_000_000


def most_memory(lines: Iterator[str]) -> int:
    tracemalloc.start()
    for _ in read_page(lines):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("above", [(), FACT])
@pytest.mark.parametrize("line", ["", "hello there", "no word " * 30])
def test_twice_as_many_lines_need_no_more_memory(above: tuple[str, ...], line: str) -> None:
    some, more = (
        most_memory(chain(above, (line and f"{line}{n}" for n in range(count))))
        for count in (21_000, 42_000)
    )
    assert more < 1.1 * some + MEGABYTE


def test_a_title_far_above_is_skipped_with_a_warning() -> None:
    entries = list(read_page(chain(("far",), repeat("hello", 30_000), FACT[1:])))
    assert len(facts_in(entries)) == 1
    assert warnings_in(entries)[0][0] == 1
    assert "skipped" in warnings_in(entries)[0][1]


@pytest.mark.parametrize("text", ["Naps help. " * 10_000, "Naps help.\n" * 3_000])
def test_a_fact_page_without_an_end_is_cut_with_a_warning(text: str) -> None:
    page = (
        f"claim\n{text}\nSources (1)\n- Beds bed.example\nReferenced by nodes (1)\n- rest concept"
    )
    entries = list(read_page(page.split("\n")))
    (fact,) = facts_in(entries)
    assert len(fact.text) <= 100_000
    assert fact.text.startswith("Naps help.")
    assert fact.text.count("\n") < 2_000
    assert ["too long" in message for _, message in warnings_in(entries)] == [True]


def test_a_fact_without_an_end_is_cut_with_a_warning() -> None:
    entries = list(read_page(chain(FACT, repeat("hello there", 60_000), PAGE)))
    first, second = facts_in(entries)
    assert first.text.startswith("Naps help.\nhello there\n")
    assert len(first.text) <= 100_000
    assert (second.text, topics_in(entries)[1].name) == ("Rest helps.", "rest")
    assert sum("too long" in message for _, message in warnings_in(entries)) == 1


def test_one_line_without_an_end_is_cut_with_a_warning() -> None:
    _, *entries = read_page((*FACT, f"claim{'Naps help. ' * 10_000}", "claimB."))
    long = [entry for entry in entries if isinstance(entry, FactDraft)][1]
    assert len(long.text) <= 100_000
    assert next(r.line for r in entries if isinstance(r, LineWarning)) == 5


def test_a_page_after_very_many_lines_keeps_its_title() -> None:
    entries = list(read_page(chain(FACT, repeat("", 60_000), PAGE)))
    assert [topic.name for topic in topics_in(entries)] == ["naps", "rest"]
    assert warnings_in(entries) == []


@pytest.mark.parametrize("unit", ["a.org ", "[", "Jane · ", "claims "])
def test_a_very_long_line_is_no_source_and_needs_little_memory(unit: str) -> None:
    line = f"{unit * (1_000_000 // len(unit))}a.org 1 fact"
    assert most_memory(iter((*FACT, line, "claimB."))) < 25 * MEGABYTE
    first, *_ = facts_in(list(read_page((*FACT, line, "claimB."))))
    assert first.text.startswith("Naps help.\n")


def test_many_blank_lines_are_one() -> None:
    text = list(chain(FACT[:3], ["codenap()"], [" "] * 50_000, ["wake()"], [""] * 50_000, PAGE))
    first, second = facts_in(list(read_page(text)))
    assert (first.text, second.text) == ("nap()\n\nwake()", "Rest helps.")
