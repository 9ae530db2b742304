"""Fact pages and topic pages in one text."""

from collections.abc import Iterator

import pytest

from facts.importers.wiki.page_reader import read_page
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


def read_facts(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    facts = facts_in(read(text))
    return [(fact.topics, fact.text, fact.citations[0].source.title) for fact in facts]


@pytest.mark.parametrize("between", ["\n", "\n\n", f"\n{FOOTER}\n", "\n\n🌿\nKnowledge Tree\n"])
@pytest.mark.parametrize("badge", ["", "concept\n"])
def test_a_fact_page_above_a_topic_page_is_read(between: str, badge: str) -> None:
    text = f"{FACT_PAGE}{between}{badge}{TOPIC_PAGE}"
    assert read_facts(text) == [REST, NAPS]
    assert warnings_in(read(text)) == []


@pytest.mark.parametrize("between", ["\n", "\n\n", f"\n{FOOTER}\n", "\n\n🌿\nKnowledge Tree\n"])
def test_a_fact_page_below_a_topic_page_is_read(between: str) -> None:
    text = f"{TOPIC_PAGE}{between}{FACT_PAGE}"
    assert read_facts(text) == [NAPS, REST]
    assert warnings_in(read(text)) == []


def test_topic_pages_and_fact_pages_come_in_any_order() -> None:
    pages = [FACT_PAGE, TOPIC_PAGE, TOPIC_PAGE, FACT_PAGE, FACT_PAGE, TOPIC_PAGE]
    text = "\n\n".join(pages)
    assert read_facts(text) == [REST, NAPS, NAPS, REST, REST, NAPS]
    assert warnings_in(read(text)) == []


def test_without_bullets_a_blank_line_ends_a_fact_page_with_a_warning() -> None:
    text = f"{FACT_PAGE.replace('- ', '')}\n\n{TOPIC_PAGE}"
    assert read_facts(text) == [REST, NAPS]
    assert [line for line, _ in warnings_in(read(text))] == [11]


def test_a_type_on_its_own_line_is_not_a_title() -> None:
    text = f"{FACT_PAGE.replace('sleep event', 'sleep')}\n  EVENT\n{TOPIC_PAGE}"
    assert read_facts(text) == [REST, NAPS]


def test_lines_above_a_fact_page_get_a_warning() -> None:
    entries = read(f"hello\nthere\n\n{FACT_PAGE}")
    assert len(facts_in(entries)) == 1
    assert [line for line, _ in warnings_in(entries)] == [1]


def test_the_user_s_topics_come_once() -> None:
    text = f"{FACT_PAGE}\n\n{TOPIC_PAGE}\n\n{FACT_PAGE}"
    entries = list(read_page(text.split("\n"), ("beds",)))
    assert [topic.name for topic in topics_in(entries)] == ["beds"]
    assert {fact.topics for fact in facts_in(entries)} == {("beds",)}


def test_very_many_fact_pages_are_all_read() -> None:
    def lines() -> Iterator[str]:
        for _ in range(3_000):
            yield from FACT_PAGE.split("\n")

    assert len(facts_in(list(read_page(lines())))) == 3_000


def test_a_facts_heading_may_follow_blank_lines_below_a_fact() -> None:
    text = f"{TOPIC_PAGE}\n\n\nFacts (1)\nRest b.org 1 fact\nclaimRest helps."
    assert [fact.text for fact in facts_in(read(text))] == ["Naps help.", "Rest helps."]
