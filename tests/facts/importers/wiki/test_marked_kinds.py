"""Facts that people write by hand: "- kind: text"."""

import pytest

from tests.support.pages import facts_in, read, read_group, texts_in, topics_in, warnings_in

HEAD = "Deploys\nFacts (2)\nTeam Handbook a.org 2 facts\n"


def test_an_item_below_a_fact_of_a_short_kind_is_a_second_fact() -> None:
    entries = read(f"{HEAD}ruleHotfixes need two reviewers.\n- claim: Deploys freeze on Fridays.")
    assert texts_in(entries) == [
        ("rule", "Hotfixes need two reviewers."),
        ("claim", "Deploys freeze on Fridays."),
    ]
    assert [line for line, _ in warnings_in(entries)] == [4]


def test_an_item_below_a_line_without_a_kind_is_a_second_fact() -> None:
    entries = read(f"{HEAD}Hotfixes need two reviewers.\n- claim: Deploys freeze on Fridays.")
    assert texts_in(entries) == [
        ("claim", "Hotfixes need two reviewers."),
        ("claim", "Deploys freeze on Fridays."),
    ]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "  - ", "\t* "])
@pytest.mark.parametrize("above", ["claimNaps help.", "quoteNaps help", "- procedure: Nap"])
@pytest.mark.parametrize("gap", [(), ("",)])
def test_an_item_always_begins_a_fact(bullet: str, above: str, gap: tuple[str, ...]) -> None:
    entries = read_group(above, *gap, f"{bullet}Claim: Rest helps.", "and sleep.", "claimB.")
    assert texts_in(entries)[-2:] == [("claim", "Rest helps.\nand sleep."), ("claim", "B.")]


def test_a_page_written_by_hand_is_read_without_a_warning() -> None:
    entries = read(
        "Deploys\nFacts (4)\nTeam Handbook a.org 3 facts\n- claim (supports): There are 5 facts\n"
        "* code: ship api\n  ship web\n- quote: See a.org 5 facts\n\nMore b.org 1 fact\n"
        "- measurement: 5 %."
    )
    assert texts_in(entries) == [
        ("claim", "There are 5 facts"),
        ("code", "ship api\n  ship web"),
        ("quote", "See a.org 5 facts"),
        ("measurement", "5 %."),
    ]
    assert facts_in(entries)[0].stance == "supports"
    assert warnings_in(entries) == []


def test_a_kind_and_a_colon_begin_a_fact_with_a_warning() -> None:
    entries = read_group("claimNaps help any", "quote: A nap.", "claimB.")
    assert texts_in(entries)[1:] == [
        ("claim", "Naps help any"),
        ("quote", "A nap."),
        ("claim", "B."),
    ]
    assert (6, "“quote:” was read as the kind of a fact") in warnings_in(entries)


def test_a_title_that_begins_with_a_kind_and_a_colon_is_a_title() -> None:
    entries = read_group(
        "Code: a History b.org 1 fact", "claimB.", "Quote: Naps", "b.org", "1 fact"
    )
    assert [fact.citations[0].source.title for fact in facts_in(entries)][1:] == ["Code: a History"]


@pytest.mark.parametrize("line", ["claim: 5", "image: nginx", "  - image: nginx", "\tcode: nap()"])
def test_in_code_a_kind_and_a_colon_are_code(line: str) -> None:
    entries = read_group("codeservices:", line, "claimB.")
    assert texts_in(entries)[1:] == [("code", f"services:\n{line}"), ("claim", "B.")]


def test_an_item_below_code_begins_a_fact_with_a_warning() -> None:
    entries = read_group("codeservices:", "- image: nginx", "claimB.")
    assert texts_in(entries)[1:] == [("code", "services:"), ("image", "nginx"), ("claim", "B.")]
    assert [line for line, message in warnings_in(entries) if "code" in message] == [6]


def test_an_item_in_the_definition_of_the_next_page_begins_no_fact() -> None:
    head = "concept\nrest\nA rest is\n- claim: short"
    group = "Facts (1)\nBed b.org 1 fact\n- claim: Rest helps."
    entries = read(f"naps\nFacts (1)\nSleep a.org 1 fact\nclaimNaps help.\n{head}\n{group}")
    assert [(fact.topics, fact.text) for fact in facts_in(entries)] == [
        (("naps",), "Naps help."),
        (("rest",), "Rest helps."),
    ]
    assert topics_in(entries)[1].definition == "A rest is\n- claim: short"


def test_an_item_above_every_source_is_skipped_with_a_warning() -> None:
    entries = read("naps\nFacts (1)\n- claim: Lost.\nSleep a.org 1 fact\n- claim: Naps help.")
    assert texts_in(entries) == [("claim", "Naps help.")]
    assert (3, "there is no source above this fact; it was skipped") in warnings_in(entries)


def test_without_a_heading_an_item_below_a_source_begins_the_facts() -> None:
    entries = read("naps\nSleep a.org 1 fact\n- claim: Naps help.")
    assert [(fact.topics, fact.text) for fact in facts_in(entries)] == [(("naps",), "Naps help.")]
    assert [line for line, _ in warnings_in(entries)] == [2]
