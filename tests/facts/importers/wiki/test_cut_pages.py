"""Pages that end before their facts, alone and between other pages."""

import pytest

from facts.importers.wiki.page_reader import read_page
from tests.support.pages import FOOTER, facts_in, read, topics_in, warnings_in

CUT = "the page ends before its facts; only its topic was imported"
NO_HEADING = "there is no “Facts (N)” line above; the facts seem to begin here"
GROUP = "Sleep a.org 1 fact\nclaimNaps help."
FIRST = f"naps\nFacts (1)\n{GROUP}"
LAST = "Bed b.org 1 fact\nclaimRest helps."
CHROME = "🌿\nKnowledge Tree\nSearch\nHome\n☀️ 🌙"


def by_topic(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(fact.topics, fact.text) for fact in facts_in(read(text))]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("concept\nrest\nAlso known as: R, pause\nA short rest.", 2),
        ("rest\nAlso known as: R, pause\nA short rest.", 1),
        ("CONCEPT\n↳\nsleep\nrest\nALSO KNOWN AS:\nR, pause\nA short rest.\nRELATED (1)\nx", 4),
        (f"{CHROME}\nconcept\nrest\nAlso known as: R, pause\n\nA short rest.\n{FOOTER}", 7),
        ("\nEVENT\n\nrest\n\nAlso known as: R, pause\n\nA short rest.", 4),
    ],
)
@pytest.mark.parametrize("above", ["", f"{FIRST}\n", f"{FIRST}\n\n", f"{FIRST}\n{FOOTER}\n"])
def test_a_head_alone_brings_its_topic(above: str, text: str, line: int) -> None:
    entries = read(above + text)
    topic = topics_in(entries)[-1]
    assert (topic.name, topic.aliases, topic.definition) == (
        "rest",
        ("R", "pause"),
        "A short rest.",
    )
    assert warnings_in(entries) == [(above.count("\n") + line, CUT)]
    assert [fact.text for fact in facts_in(entries)] == (["Naps help."] if above else [])


def test_both_topics_of_a_relation_page_without_facts_are_kept() -> None:
    entries = read("naps ↔ rest\nRelations (1)\nrelated 2.81 — strongly supporting 6 facts")
    assert [topic.name for topic in topics_in(entries)] == ["naps", "rest"]
    assert warnings_in(entries) == [(1, CUT)]


def test_closed_groups_bring_the_topic_and_a_warning_for_each() -> None:
    entries = read("CONCEPT\nrest\nALSO KNOWN AS:\nR\nFACTS (3)\nSOURCES\nBed\nb.org\n3 facts")
    (topic,) = topics_in(entries)
    assert (topic.name, topic.aliases) == ("rest", ("R",))
    assert warnings_in(entries) == [(7, "3 facts were announced under “Bed”, 0 found")]


def test_the_user_s_topic_replaces_that_of_a_cut_page() -> None:
    entries = list(read_page(["concept", "rest"], ("sleep",)))
    assert [topic.name for topic in topics_in(entries)] == ["sleep"]
    assert (2, "the page's own title “rest” was ignored") in warnings_in(entries)


@pytest.mark.parametrize("between", ["", "\n", f"{FOOTER}\n", "Related (2)\nnaps\ndreams\n\n"])
def test_a_cut_page_above_another_keeps_the_facts_apart(between: str) -> None:
    text = f"concept\nsleep\nA state.\n{between}concept\nrest\nFacts (1)\n{LAST}"
    assert [topic.name for topic in topics_in(read(text))] == ["sleep", "rest"]
    assert by_topic(text) == [(("rest",), "Rest helps.")]
    assert warnings_in(read(text)) == [(2, CUT)]


def test_a_type_among_related_topics_is_a_name_with_a_warning() -> None:
    text = f"concept\nsleep\nRelated (3)\nrest\nevent\ndreams\nFacts (1)\n{LAST}"
    assert by_topic(text) == [(("sleep",), "Rest helps.")]
    assert [line for line, _ in warnings_in(read(text))] == [5]


@pytest.mark.parametrize(
    "head",
    ["concept\nrest", "\nconcept\nrest", "rest\nAlso known as: R", f"{FOOTER}\nrest", "↳ bed\nrest",
     f"{CHROME}\nrest", "concept\nrest\nA rest.", "rest\nSources"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["Naps help.", "Naps help the"])
def test_a_page_without_a_heading_keeps_its_facts(head: str, end: str) -> None:
    text = f"naps\nFacts (1)\nSleep a.org 1 fact\nclaim{end}\n{head}\n{LAST}"
    assert by_topic(text) == [(("naps",), end), (("rest",), "Rest helps.")]
    assert NO_HEADING in [message for _, message in warnings_in(read(text))]


def test_facts_of_the_next_page_without_a_source_are_not_those_of_this_page() -> None:
    text = f"{FIRST}\nconcept\nrest\nclaimLost.\n{LAST}"
    assert by_topic(text) == [(("naps",), "Naps help."), (("rest",), "Rest helps.")]
    assert (7, "there is no source above this fact; it was skipped") in warnings_in(read(text))


def test_cards_in_the_head_of_the_next_page_are_no_facts() -> None:
    text = f"{FIRST}\nconcept\nrest\nModel Perspectives (1)\nclaimNo fact.\nFacts (1)\n{LAST}"
    assert by_topic(text) == [(("naps",), "Naps help."), (("rest",), "Rest helps.")]
    assert warnings_in(read(text)) == []


def test_a_type_inside_code_is_code_with_a_warning() -> None:
    text = f"naps\nFacts (2)\nSleep a.org 1 fact\ncodefor nap in\nevent\nqueue\n{LAST}"
    assert by_topic(text) == [(("naps",), "for nap in\nevent\nqueue"), (("naps",), "Rest helps.")]
    assert 5 in [line for line, _ in warnings_in(read(text))]


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("sleep\nrest", 2),
        ("sleep\nA state.\n\nrest", 4),
        ("concept\nsleep\nA state.\n\nrest", 5),
        ("sleep\nAlso known as: S\nrest\nA pause.", 3),
        ("event\nA pause.", 2),
        ("concept\nsleep\nSources\nBed b.org 0 facts\nrest", 3),
    ],
)
def test_a_line_of_a_head_that_could_be_a_title_gets_a_warning(head: str, line: int) -> None:
    entries = read(f"{head}\nFacts (1)\n{LAST}")
    assert line in [number for number, _ in warnings_in(entries)]


def test_a_sentence_without_a_kind_above_a_title_gets_a_warning() -> None:
    text = f"naps\nFacts (1)\nSleep a.org 1 fact\nNaps help.\nrest\nFacts (1)\n{LAST}"
    assert by_topic(text) == [(("naps",), "Naps help."), (("rest",), "Rest helps.")]
    assert [line for line, _ in warnings_in(read(text))] == [4, 5]


def test_each_cut_page_between_footers_brings_its_topic() -> None:
    text = f"{FIRST}\n{FOOTER}\nsleep\nA state.\n{FOOTER}\n{CHROME}\nrest\nFacts (1)\n{LAST}"
    assert [topic.name for topic in topics_in(read(text))] == ["naps", "sleep", "rest"]
    assert by_topic(text) == [(("naps",), "Naps help."), (("rest",), "Rest helps.")]
    assert warnings_in(read(text)) == [(6, CUT)]
