"""A page is recognised by its content, and no other format is taken for one."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.wiki.wiki_format import WIKI_PAGE
from facts.model.drafts import CitationDraft, PageEntry, SourceDraft
from tests.support.pages import (
    FOOTER,
    PrintedFact,
    PrintedGroup,
    PrintedPage,
    facts_in,
    in_convention_a,
    in_convention_b,
    in_convention_c,
    texts_in,
    topics_in,
    warnings_in,
)

PAGE = PrintedPage(
    (PrintedGroup((PrintedFact("Naps help."),), date="Mar 2026"),),
    aliases=("PN",),
    definition="A nap.",
)
BARE = PrintedPage(PAGE.groups)
HANDBOOK = CitationDraft(SourceDraft("Team Handbook"))
FACT_PAGE = "claim\nNaps help.\nAuthors\nJane\nSources (1)\n- Beds b.org\nReferenced by nodes (0)"
RELATIONS = "naps ↔ rest\nRelations (1)\nrelated 2.81 — strongly supporting 6 facts"


def is_page(text: str) -> bool:
    return WIKI_PAGE.recognize(InputFile.of_text("x", text).sample())


@pytest.mark.parametrize("page", [PAGE, BARE])
@pytest.mark.parametrize("write", [in_convention_a, in_convention_b, in_convention_c])
def test_a_page_is_recognised_in_every_convention(
    write: Callable[[PrintedPage], str], page: PrintedPage
) -> None:
    text = write(page)
    assert is_page(text)
    assert is_page(text.replace("\n", "\r\n"))
    assert is_page(f"\ufeff\n{text}")
    without_heading = [line for line in text.split("\n") if not line.lower().startswith("facts (")]
    assert is_page("\n".join(without_heading))


def test_the_starter_pack_is_recognised() -> None:
    pack = files("facts.importers").joinpath("starter", "training-and-trust.txt")
    assert is_page(pack.read_text("utf-8"))


def test_the_seed_is_recognised() -> None:
    seed = Path(__file__).parents[5] / "shared/seeds/supervised-fine-tuning.txt"
    if not seed.exists():
        pytest.skip("the seed is only in the development checkout")
    assert is_page(seed.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        RELATIONS,
        f"{RELATIONS}\nFacts (1)\nSleep a.org 1 fact\nclaimNaps help.",
        FACT_PAGE,
        FACT_PAGE.replace("- ", "").upper().replace("NAPS HELP", "Naps help"),
        "claim\nNaps help.\nSources\n- Beds via exa",
        "concept\nnaps",
        "CONCEPT\n↳\nsleep\nnaps\nA nap.",
        "event\nThe Nap of 2024\nAlso known as: Big Nap",
        "naps\nAlso known as: PN",
        "naps\nALSO KNOWN AS:\nPN",
        f"🌿\nKnowledge Tree\nconcept\nnaps\n{FOOTER}",
        "FACTS (6)\nSOURCES\nA Closed Report\nbed.example\n4 facts",
        "Sleep a.org Mar 2026 1 fact\nclaimNaps help.",
        "[Sleep](https://a.org/s) a.org 1 fact\n\nclaimNaps help.",
        "Sleep\na.org\n1 fact\n- claim: Naps help.",
        "claimend of a page.\nSleep a.org 1 fact\nclaimNaps help.",
        "# naps\n\nFacts (1)\nSleep a.org 1 fact\nclaimNaps help.",
    ],
)
def test_parts_of_pages_are_recognised(text: str) -> None:
    assert is_page(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Dear all,\n\nplease nap.\nThe survey lists 5 facts\nFacts follow.",
        "Naps help, says the report.\nIt has 12 facts\nand more.",
        "# Naps\n\nAlso known as: PN\n\n- Naps help. ([Sleep](https://a.org))\n",
        "# Naps\n\n## Facts (3)\n\n- claim: Naps help.\n- quote: A nap.\n",
        "---\ntopic: naps\naliases: [PN]\n---\n\n- claim: Naps help.\n",
        "- claim: Naps help.\n- quote: A nap.\n",
        "Naps\n====\n\n- Naps help. [^1]\n\n[^1]: Sleep, https://a.org\n",
        "* Naps help.\n* Rest helps.\n\nSources\n\n* Sleep",
        "fact,topic,source\nNaps help.,naps,Sleep\n",
        "concept,claim,source\nnaps,Naps help.,Sleep\n",
        "claim\tsource\nNaps help.\tSleep\n",
        "claim;Sources;Authors\nNaps help.;Sleep;Jane\n",
        "claim\nNaps help.\nRest helps.\n",
        "event\nThe Nap\nThe Rest\n",
        "location\nBerlin\nParis\n",
        '{"facts": [{"text": "claimNaps help."}]}',
        '{\n"definition": "\nFacts (3)\n"}',
        '[\n  {"text": "Naps help."}\n]',
        '[{"text": "Naps"}]',
        '{"text": "Naps help."}\n{"text": "Rest helps."}\n',
        "@article{nap24,\n  title = {Naps},\n  note = {\nFacts (3)\n}\n}",
        "TY  - JOUR\nTI  - Naps\nER  - \n",
        "naps:\n  - txt: Naps help.\n    author: Jane\n",
        "naps:\n  - txt: |\n      Facts (3)\n",
        "- txt: Naps help.\n  source: Sleep\n",
        '[naps]\nkeywords = ["nap"]\ncontent = """\nFacts (3)\n"""\n',
        'title = "Naps"\ncontent = """\nFacts (3)\n"""\n',
        "<!DOCTYPE html>\n<html><body>\nFacts (3)\nSleep a.org 1 fact\nclaimNaps help.\n</body>",
        "\n  <div>\nFacts (3)\n</div>",
        "reference\nA book about naps.\n",
        "quote\n“A nap.”\nAuthors\nJane",
        "perspective\nNaps help\nRelated (2)\nrest",
        "Also known as: PN",
    ],
)
def test_no_other_text_is_recognised(text: str) -> None:
    assert not is_page(text)


def test_bytes_that_are_no_text_are_not_recognised() -> None:
    data = b"\x89PNG\r\n\x1a\n\0\0Facts (3)\n"
    assert not WIKI_PAGE.recognize(InputFile("x", len(data), lambda: iter((data,))).sample())


def read(text: str, options: ReadOptions) -> list[PageEntry]:
    return list(WIKI_PAGE.read(InputFile.of_text("x", text), options))


def test_the_user_s_topics_and_source_are_used() -> None:
    text = "naps\nFacts (3)\nclaimNaps help.\n- quote: A nap.\nSleep a.org 1 fact\nclaimRest helps."
    entries = read(text, ReadOptions(("rest",), HANDBOOK))
    assert [topic.name for topic in topics_in(entries)] == ["rest"]
    titles = [fact.citations[0].source.title for fact in facts_in(entries)]
    assert titles == ["Team Handbook", "Team Handbook", "Sleep"]
    assert [message for _, message in warnings_in(entries)] == [
        "the page's own title “naps” was ignored"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "naps\nFacts (2)\nSources\nclaimNaps help.\nquoteA nap.",
        "naps\nclaimNaps help.\nquoteA nap.",
        "naps\nA definition.\n- claim: Naps help.\n- quote: A nap.",
        "naps\nFacts (2)\nUnknown source 2 facts\nclaimNaps help.\nquoteA nap.",
    ],
)
def test_facts_below_no_source_have_that_of_the_user(text: str) -> None:
    entries = read(text, ReadOptions((), HANDBOOK))
    assert [(fact.kind, fact.text, fact.topics, fact.citations) for fact in facts_in(entries)] == [
        ("claim", "Naps help.", ("naps",), (HANDBOOK,)),
        ("quote", "A nap.", ("naps",), (HANDBOOK,)),
    ]
    assert all("begin here" in message for _, message in warnings_in(entries))


def test_a_fact_page_without_a_source_has_that_of_the_user() -> None:
    text = "claim\nNaps help.\nAuthors\nJane Doe\nSources\nReferenced by nodes (1)\n- naps concept"
    entries = read(text, ReadOptions((), HANDBOOK))
    assert [fact.citations for fact in facts_in(entries)] == [
        (CitationDraft(SourceDraft("Team Handbook"), "Jane Doe"),)
    ]
    assert warnings_in(entries) == []


def test_cards_above_the_facts_do_not_get_the_user_s_source() -> None:
    cards = "Model Perspectives (1)\nclaimNo fact."
    text = f"naps\n{cards}\nFacts (1)\nSleep a.org 1 fact\nclaimNaps help."
    entries = read(text, ReadOptions((), HANDBOOK))
    assert texts_in(entries) == [("claim", "Naps help.")]


def test_without_a_source_such_facts_are_left_out_with_a_warning() -> None:
    entries = read("naps\nFacts (1)\nclaimNaps help.", ReadOptions())
    assert facts_in(entries) == []
    assert (3, "there is no source above this fact; it was skipped") in warnings_in(entries)
