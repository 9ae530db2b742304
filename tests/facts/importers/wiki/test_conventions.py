from collections.abc import Callable

import pytest

from facts.model.dates import PublicationDate
from facts.model.drafts import SourceDraft
from tests.support.pages import (
    PrintedFact,
    PrintedGroup,
    PrintedPage,
    facts_in,
    in_convention_a,
    in_convention_b,
    in_convention_c,
    read,
    texts_in,
    topics_in,
    warnings_in,
    without_lines,
)

PAGE = PrintedPage(
    name="power naps",
    aliases=("PN", "naps (short, daily)"),
    definition="A power nap is a short sleep.",
    groups=(
        PrintedGroup(
            title="Naps at Sea: a Report",
            site="sleep.example",
            author="Jane Doe · Bed Institute",
            date="Mar 15, 2026",
            facts=(
                PrintedFact("Naps of twenty minutes help."),
                PrintedFact("Naps help drivers.", stance="supports"),
                PrintedFact("for nap in naps:\n    sleep(nap)\n\nwake()", kind="code"),
            ),
        ),
        PrintedGroup(
            title="Code Naps and Node.js ...",
            site="bed.example",
            facts=(PrintedFact("12% of sailors nap.", kind="measurement"),),
        ),
        PrintedGroup(
            title="A Third Report",
            site="sleep.example",
            date="3 weeks ago",
            facts=(PrintedFact("“To nap is to win.”", kind="quote"),),
        ),
    ),
)


@pytest.mark.parametrize("write", [in_convention_a, in_convention_b, in_convention_c])
def test_a_page_says_the_same_in_every_convention(write: Callable[[PrintedPage], str]) -> None:
    entries = read(write(PAGE))
    (topic,) = topics_in(entries)
    assert (topic.name, topic.aliases, topic.definition) == (
        PAGE.name,
        PAGE.aliases,
        PAGE.definition,
    )
    assert [(fact.kind, fact.stance or "", fact.text) for fact in facts_in(entries)] == [
        (fact.kind, fact.stance, fact.text) for group in PAGE.groups for fact in group.facts
    ]
    assert [fact.citations[0].source.title for fact in facts_in(entries)] == [
        group.title for group in PAGE.groups for _ in group.facts
    ]
    assert without_lines(entries) == without_lines(read(in_convention_a(PAGE)))
    assert warnings_in(entries) == []


def test_every_part_of_a_header_is_read() -> None:
    first, *_ = facts_in(read(in_convention_b(PAGE)))
    (citation,) = first.citations
    assert citation.source.site == "sleep.example"
    assert citation.author == "Jane Doe · Bed Institute"
    assert citation.source.published == PublicationDate.parse("Mar 15, 2026")


def test_the_line_of_a_fact_is_that_of_its_kind() -> None:
    lines = in_convention_a(PAGE).split("\n")
    for fact in facts_in(read("\n".join(lines))):
        assert lines[fact.line - 1].startswith(fact.kind)


def test_collapsed_groups_get_a_warning_and_cost_no_facts() -> None:
    text = """CONCEPT
naps
FACTS (6)
SOURCES
A Closed Report
bed.example
Mar 2026
4 facts
Naps at Sea
sleep.example
Jane Doe
2 facts
claimNaps help.
codenap()
wake()
Another Closed Report
bed.example
1 fact"""
    entries = read(text)
    assert texts_in(entries) == [("claim", "Naps help."), ("code", "nap()\nwake()")]
    assert warnings_in(entries) == [
        (5, "4 facts were announced under “A Closed Report”, 0 found"),
        (16, "1 fact was announced under “Another Closed Report”, 0 found"),
        (3, "6 facts were announced on the page, 2 found"),
    ]


def test_an_unknown_source_can_have_its_own_lines() -> None:
    entries = read("naps\nFacts (1)\nUnknown source\n1 fact\nclaimNaps help.")
    assert facts_in(entries)[0].citations[0].source == SourceDraft("Unknown source")
    assert [line for line, _ in warnings_in(entries)] == [3]


@pytest.mark.parametrize(
    "furniture",
    [
        "Search facts...\nFiltering by:\n×\nSources",
        "SOURCES\narxiv.org 12\nsleep.example 3\n+7 more",
        "Sources\narxiv.org\n12\nsleep.example\n3\n+7 more",
        "Sources arxiv.org 12 sleep.example 3 +1,007 more",
        "Sources\nUnknown source 4\nNo facts match your search.",
        "Sources\nclaim 14 reference 3",
    ],
)
def test_labels_and_chips_above_the_sources_are_dropped(furniture: str) -> None:
    entries = read(f"naps\nFacts (1)\n{furniture}\nSleep a.org 1 fact\nclaimNaps help.")
    assert texts_in(entries) == [("claim", "Naps help.")]
    assert warnings_in(entries) == []
