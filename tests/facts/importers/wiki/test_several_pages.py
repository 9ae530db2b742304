"""Several pages in one text, and pages about two topics."""

import pytest

from tests.support.pages import FOOTER, facts_in, read, texts_in, topics_in, warnings_in

GROUP = "Sleep a.org 1 fact\nclaimNaps help."
FIRST = f"naps\nFacts (1)\n{GROUP}"
CODE = "naps\nFacts (1)\nSleep a.org 1 fact\ncodenap()"
CHROME = "🌿\nKnowledge Tree\nSearch\nHome\n☀️ 🌙"


def by_topic(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(fact.topics, fact.text) for fact in facts_in(read(text))]


@pytest.mark.parametrize(
    "head",
    [
        "rest",
        "\nrest",
        "\n\nconcept\nrest\nAlso known as: R\n\nA rest.\n",
        "rest\nAlso known as: R",
        f"{FOOTER}\n{CHROME}\nCONCEPT\n↳ sleep\nrest\nRELATED (2)\nnaps 12 facts\ndreams 3 facts",
        f"{CHROME}\nconcept\nrest",
        f"{FOOTER}\n\nrest",
        "perspective\nrest",
        "↳ sleep\nrest\nAlso known as: R",
    ],
)
def test_pages_one_after_another_are_several_topics(head: str) -> None:
    text = f"{FIRST}\n{head}\nFacts (1)\nBed b.org 1 fact\nclaimRest helps."
    assert by_topic(text) == [(("naps",), "Naps help."), (("rest",), "Rest helps.")]
    assert warnings_in(read(text)) == []


def test_a_page_after_one_without_facts_keeps_its_title() -> None:
    text = f"naps\nFacts (0)\nSources\nNo facts match your search.\nrest\nFacts (1)\n{GROUP}"
    assert [topic.name for topic in topics_in(read(text))] == ["naps", "rest"]
    assert by_topic(text) == [(("rest",), "Naps help.")]


def test_a_repeated_heading_counts_once() -> None:
    entries = read(f"naps\nFacts (1)\nSources\nFacts (1)\nSources\n{GROUP}")
    assert [topic.name for topic in topics_in(entries)] == ["naps"]
    assert warnings_in(entries) == []


def test_lines_above_a_badge_continue_the_last_fact() -> None:
    text = f"{CODE}\nwake()\n\nconcept\nrest\nFacts (1)\n{GROUP}"
    assert by_topic(text) == [(("naps",), "nap()\nwake()"), (("rest",), "Naps help.")]


def test_a_blank_line_separates_code_from_the_next_page() -> None:
    text = f"{CODE}\nwake()\n\nrest\nFacts (1)\n{GROUP}"
    assert by_topic(text) == [(("naps",), "nap()\nwake()"), (("rest",), "Naps help.")]
    assert [line for line, _ in warnings_in(read(text))] == [7]


@pytest.mark.parametrize("end", ["Naps help\nand then rest.", "Naps help.\nThey do."])
def test_a_blank_line_separates_a_fact_from_the_next_page(end: str) -> None:
    text = f"naps\nFacts (1)\nSleep a.org 1 fact\nclaim{end}\n\nrest\nA rest.\n\nFacts (1)\n{GROUP}"
    assert by_topic(text) == [(("naps",), end), (("rest",), "Naps help.")]
    assert 7 in [line for line, _ in warnings_in(read(text))]


@pytest.mark.parametrize("head", ["rest\nA rest.", "rest\n\nA rest."])
def test_a_title_right_below_a_complete_fact_gets_a_warning(head: str) -> None:
    text = f"{FIRST}\n{head}\nFacts (1)\n{GROUP}"
    assert by_topic(text) == [(("naps",), "Naps help."), (("rest",), "Naps help.")]
    assert [line for line, _ in warnings_in(read(text))] == [5]


@pytest.mark.parametrize("line", ["naps ↔ rest\n\nRelations (2)", "rest\n\nRelated (2)"])
def test_a_blank_line_inside_a_head_does_not_split_it(line: str) -> None:
    text = f"{CODE}\n{line}\nFacts (1)\n{GROUP}"
    assert "rest" in by_topic(text)[1][0]


def test_a_head_is_not_a_source_even_if_its_lines_end_in_counts() -> None:
    text = f"{FIRST}\nconcept\nrest\nThere are 5 facts\nFacts (1)\n{GROUP}"
    assert topics_in(read(text))[1].definition == "There are 5 facts"
    assert warnings_in(read(text)) == []


def test_a_definition_with_paragraphs_below_code_keeps_its_page() -> None:
    text = f"{CODE}\nconcept\nrest\n\nA rest.\nFacts (1)\n{GROUP}"
    assert by_topic(text) == [(("naps",), "nap()"), (("rest",), "Naps help.")]


@pytest.mark.parametrize("title", ["codellama", "claims", "imagenet pretraining", "code llama"])
def test_the_title_of_the_next_page_can_begin_like_a_kind(title: str) -> None:
    assert by_topic(f"{FIRST}\nconcept\n{title}\nFacts (1)\n{GROUP}")[1][0] == (title,)


def test_every_cut_off_page_gets_a_warning() -> None:
    entries = read("naps\nFacts (1)\nSleep a.org 1 fact\nclaimNaps help the\n\n" + FIRST)
    ((line, message),) = warnings_in(entries)
    assert (line, "cut" in message) == (4, True)


RELATIONS = """Relations (2)
related 2.81 — strongly supporting 6 facts
cross_type -0.50 — weak 1 fact
Both rest on [1] and {fact:3, fact:4}."""


@pytest.mark.parametrize("names", ["naps ↔ rest", "naps\n↔\nrest"])
@pytest.mark.parametrize("above", ["", f"{FIRST}\n"])
def test_a_relation_page_adds_its_facts_to_both_topics(names: str, above: str) -> None:
    text = f"{above}{names}\n{RELATIONS}\nFacts (1)\nSources\nSleep a.org 1 fact\nclaimBoth help."
    assert by_topic(text)[-1] == (("naps", "rest"), "Both help.")
    assert warnings_in(read(text)) == []


@pytest.mark.parametrize("above", ["", f"{FIRST}\n"])
def test_the_user_can_name_the_topics_of_a_relation_page(above: str) -> None:
    text = f"{above}{RELATIONS}\nFacts (1)\n{GROUP}"
    assert facts_in(read(text, topics=("naps", "rest")))[-1].topics == ("naps", "rest")
    assert facts_in(read(text))[-1].topics == ()
    assert [m for _, m in warnings_in(read(text))] == [
        "the page does not name its two topics; without them its facts have no topic"
    ]


def test_lines_of_relations_are_not_headers() -> None:
    text = f"{FIRST}\n{RELATIONS}\nFacts (1)\n{GROUP}"
    assert texts_in(read(text)) == [("claim", "Naps help.")] * 2


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_sentence_between_two_pages_is_not_a_title(gap: str) -> None:
    text = f"{FIRST}\n{gap}They help twice.\nrest\nFacts (1)\nBed b.org 1 fact\nclaimRest helps."
    naps, rest = facts_in(read(text))
    assert "They help twice." in naps.text
    assert rest.topics == ("rest",)
    assert warnings_in(read(text))


def test_below_code_the_last_line_that_is_not_a_sentence_is_the_title() -> None:
    text = f"{CODE}\nnap(2)\nnap(3)\nrest\nA rest.\nFacts (1)\nBed b.org 1 fact\nclaimRest helps."
    assert by_topic(text) == [(("naps",), "nap()\nnap(2)\nnap(3)"), (("rest",), "Rest helps.")]
    assert warnings_in(read(text))
