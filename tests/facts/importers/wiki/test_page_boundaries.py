"""Pages of facts and pages of topics in one text."""

from collections.abc import Iterator

import pytest

from facts.importers.wiki.pages import read_page
from tests.support.pages import FOOTER, facts_in, read, topics_in, warnings_in

FACT_PAGE = """claim
Rest helps.
Authors
Jane Doe
Sources (1)
- Beds bed.example Jane Doe via exa
Referenced by nodes (2)
- rest concept
- sleep event"""
TOPIC_PAGE = "naps\nFacts (1)\nSleep a.org 1 fact\nclaimNaps help."
REST = (("rest", "sleep"), "Rest helps.", "Beds")
NAPS = (("naps",), "Naps help.", "Sleep")


def said(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    facts = facts_in(read(text))
    return [(fact.topics, fact.text, fact.citations[0].source.title) for fact in facts]


@pytest.mark.parametrize("between", ["\n", "\n\n", f"\n{FOOTER}\n", "\n\n🌿\nKnowledge Tree\n"])
@pytest.mark.parametrize("badge", ["", "concept\n"])
def test_a_fact_page_above_a_topic_page_is_read(between: str, badge: str) -> None:
    text = f"{FACT_PAGE}{between}{badge}{TOPIC_PAGE}"
    assert said(text) == [REST, NAPS]
    assert warnings_in(read(text)) == []


@pytest.mark.parametrize("between", ["\n", "\n\n", f"\n{FOOTER}\n", "\n\n🌿\nKnowledge Tree\n"])
def test_a_fact_page_below_a_topic_page_is_read(between: str) -> None:
    text = f"{TOPIC_PAGE}{between}{FACT_PAGE}"
    assert said(text) == [NAPS, REST]
    assert warnings_in(read(text)) == []


def test_pages_of_both_sorts_may_come_in_any_order() -> None:
    pages = [FACT_PAGE, TOPIC_PAGE, TOPIC_PAGE, FACT_PAGE, FACT_PAGE, TOPIC_PAGE]
    text = "\n\n".join(pages)
    assert said(text) == [REST, NAPS, NAPS, REST, REST, NAPS]
    assert warnings_in(read(text)) == []


def test_without_bullets_a_blank_line_ends_a_fact_page_and_the_title_is_told() -> None:
    text = f"{FACT_PAGE.replace('- ', '')}\n\n{TOPIC_PAGE}"
    assert said(text) == [REST, NAPS]
    assert [line for line, _ in warnings_in(read(text))] == [11]


def test_a_type_on_its_own_line_is_no_title() -> None:
    text = f"{FACT_PAGE.replace('sleep event', 'sleep')}\n  EVENT\n{TOPIC_PAGE}"
    assert said(text) == [REST, NAPS]


def test_what_stands_above_a_fact_page_is_told() -> None:
    readings = read(f"hello\nthere\n\n{FACT_PAGE}")
    assert len(facts_in(readings)) == 1
    assert [line for line, _ in warnings_in(readings)] == [1]


def test_given_topics_come_once() -> None:
    text = f"{FACT_PAGE}\n\n{TOPIC_PAGE}\n\n{FACT_PAGE}"
    readings = list(read_page(text.split("\n"), ("beds",)))
    assert [topic.name for topic in topics_in(readings)] == ["beds"]
    assert {fact.topics for fact in facts_in(readings)} == {("beds",)}


def test_very_many_fact_pages_are_all_read() -> None:
    def lines() -> Iterator[str]:
        for _ in range(3_000):
            yield from FACT_PAGE.split("\n")

    assert len(facts_in(list(read_page(lines())))) == 3_000
