import pytest

from facts.importers.wiki.page_reader import read_page
from tests.support.pages import FOOTER, facts_in, read, read_group, texts_in, topics_in, warnings_in

GROUP = "Sleep a.org 1 fact\nclaimNaps help."


def test_a_topic_comes_before_its_facts_and_is_named_by_them() -> None:
    topic, fact = read(f"naps\nFacts (1)\n{GROUP}")
    assert [topic] == topics_in([topic])
    assert facts_in([fact])[0].topics == ("naps",)


def test_the_user_s_topics_replace_those_of_the_page() -> None:
    entries = read(f"naps\nAlso known as: PN\nFacts (1)\n{GROUP}", topics=("sleep", "rest"))
    assert [(topic.name, topic.aliases) for topic in topics_in(entries)] == [
        ("sleep", ()),
        ("rest", ()),
    ]
    assert facts_in(entries)[0].topics == ("sleep", "rest")
    assert warnings_in(entries) == [(1, "the page's own title “naps” was ignored")]


def test_the_user_s_topics_come_once_for_several_pages() -> None:
    entries = read(f"naps\nFacts (1)\n{GROUP}\n\nrest\nFacts (1)\n{GROUP}", topics=("sleep",))
    assert [topic.name for topic in topics_in(entries)] == ["sleep"]
    assert len(warnings_in(entries)) == 2


def test_a_page_without_a_title_can_get_one_without_a_warning() -> None:
    entries = read(f"Facts (1)\n{GROUP}", topics=(" naps ", "naps", ""))
    assert [topic.name for topic in topics_in(entries)] == ["naps"]
    assert warnings_in(entries) == []


def test_without_a_title_facts_have_no_topic() -> None:
    entries = read(f"Facts (1)\n{GROUP}")
    assert facts_in(entries)[0].topics == ()
    assert warnings_in(entries) == [(1, "the page has no title; its facts have no topic")]


@pytest.mark.parametrize("title", ["Facts", "concept", "Related", "Search", "perspective"])
def test_a_title_can_be_the_same_as_a_label(title: str) -> None:
    assert topics_in(read(f"{title}\nFacts (1)\n{GROUP}"))[0].name == title


@pytest.mark.parametrize(
    "between", ["\n", "synthesized from nodes\n", "\nfrom single model dimension\n"]
)
def test_an_empty_list_of_aliases_leaves_the_definition_alone(between: str) -> None:
    (topic,) = topics_in(read(f"naps\nAlso known as:\n{between}A nap, briefly.\nFacts (0)"))
    assert (topic.aliases, topic.definition) == ((), "A nap, briefly.")


def test_a_heading_right_below_a_fact_begins_a_page_without_a_title() -> None:
    entries = read(f"naps\nFacts (1)\n{GROUP}\nFacts (1)\n{GROUP}")
    assert [fact.topics for fact in facts_in(entries)] == [("naps",), ()]


def test_the_word_related_alone_does_not_end_a_definition() -> None:
    entries = read("naps\nA nap.\nRelated\nis rest.\nFacts (0)")
    assert topics_in(entries)[0].definition == "A nap.\nRelated\nis rest."
    assert [line for line, _ in warnings_in(entries)] == [3]


@pytest.mark.parametrize(
    "section", ["RELATED\nrest", "Related\nChildren\nrest", "Related", "Related (1)\nrest"]
)
def test_a_section_ends_a_definition(section: str) -> None:
    entries = read(f"naps\nA nap.\n{section}\nFacts (0)")
    assert topics_in(entries)[0].definition == "A nap."
    assert warnings_in(entries) == []


def test_sections_above_the_facts_are_skipped() -> None:
    sections = "Model Perspectives (2)\nclaimNo fact.\nRelated (5)\nrest 3 facts\n▸ Collapse all"
    entries = read(f"naps\n{sections}\nFacts (1)\n{GROUP}")
    assert texts_in(entries) == [("claim", "Naps help.")]
    assert warnings_in(entries) == []


def test_the_middle_of_a_page_begins_at_its_first_source() -> None:
    entries = read(f"end of a fact.\nclaimLost.\nSources\n{GROUP}\n\n{GROUP}")
    assert texts_in(entries) == [("claim", "Naps help.")] * 2
    assert [line for line, _ in warnings_in(entries)] == [1, 4, 4]


def test_the_middle_of_a_page_can_begin_with_any_header() -> None:
    closed = "Closed\nbed.example\n3 facts"
    entries = read(f"{closed}\nSleep\na.org\n1 fact\nclaimNaps help.")
    assert [fact.citations[0].source.title for fact in facts_in(entries)] == ["Sleep"]
    assert (1, "3 facts were announced under “Closed”, 0 found") in warnings_in(entries)


def test_a_first_line_that_is_both_fact_and_header_begins_nothing() -> None:
    entries = read("claimSee a.org 5 facts\n\nnaps")
    assert [line for line, _ in warnings_in(entries)] == [1]


def test_a_title_above_the_middle_of_a_page_is_used() -> None:
    entries = read(f"naps\nSources\n\n{GROUP}")
    assert facts_in(entries)[0].topics == ("naps",)


def test_a_line_without_a_kind_below_a_header_is_a_claim() -> None:
    entries = read("naps\nFacts (2)\nSleep a.org 1 fact\nNaps help.\nRest b.org 1 fact\nclaimB.")
    assert texts_in(entries) == [("claim", "Naps help."), ("claim", "B.")]
    assert [line for line, _ in warnings_in(entries)] == [4]


def test_a_group_with_spaces_after_its_kinds_is_read_to_its_end() -> None:
    entries = read(
        "naps\nFacts (3)\nSleep a.org 3 facts\n"
        "claim Naps help.\nand rest.\nquote: A nap.\nimage Z z."
    )
    assert texts_in(entries) == [
        ("claim", "Naps help.\nand rest."),
        ("quote", "A nap."),
        ("image", "Z z."),
    ]
    assert [line for line, _ in warnings_in(entries)] == [4, 6, 7]


def test_a_fact_with_a_space_after_its_kind_can_end_like_a_header() -> None:
    entries = read(
        "naps\nFacts (2)\nSleep a.org 2 facts\nclaim There are 5 facts\nquote Of 6 facts"
    )
    assert texts_in(entries) == [("claim", "There are 5 facts"), ("quote", "Of 6 facts")]


def test_a_kind_with_a_space_below_a_glued_fact_continues_it() -> None:
    entries = read_group("claimNaps help any", "claim The others make.")
    assert texts_in(entries)[1:] == [("claim", "Naps help any\nclaim The others make.")]


def test_a_kind_on_its_own_line_begins_a_fact() -> None:
    entries = read_group("quote", "", "A nap is a nap.", "It is.", "claimB.")
    assert texts_in(entries)[1:] == [("quote", "A nap is a nap.\nIt is."), ("claim", "B.")]
    assert warnings_in(entries)[0][0] == 5


def test_an_unknown_kind_is_kept_with_a_warning() -> None:
    entries = read_group("observationNaps fail to help.", "claimB.")
    assert texts_in(entries)[1:] == [("observation", "Naps fail to help."), ("claim", "B.")]
    assert warnings_in(entries)[0] == (
        5,
        "“observation” is not a known kind; the fact was imported with it",
    )


@pytest.mark.parametrize("line", ["arXiv papers say so too.", "medRxiv papers say so too."])
def test_lower_case_names_are_not_kinds(line: str) -> None:
    assert texts_in(read_group("claimNaps help as", line))[1:] == [
        ("claim", f"Naps help as\n{line}")
    ]


def test_lines_of_code_below_code_belong_to_it() -> None:
    entries = read_group("codenap = 5", "  # collect 3 facts", "imageUrl = nap", "claimB.")
    assert texts_in(entries)[1:] == [
        ("code", "nap = 5\n  # collect 3 facts\nimageUrl = nap"),
        ("claim", "B."),
    ]
    assert warnings_in(entries)[0][0] == 7


def test_a_fact_above_every_source_is_skipped_with_a_warning() -> None:
    entries = read(f"naps\nFacts (2)\nclaimLost.\nand more.\n{GROUP}")
    assert texts_in(entries) == [("claim", "Naps help.")]
    assert [line for line, _ in warnings_in(entries)] == [3, 4, 2]


def test_the_footer_does_not_belong_to_the_last_fact() -> None:
    entries = read(f"naps\n{FOOTER}\nFacts (1)\n{GROUP}\n{FOOTER}\n")
    assert topics_in(entries)[0].definition is None
    assert texts_in(entries) == [("claim", "Naps help.")]
    assert warnings_in(entries) == []


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_nothing_yields_nothing(text: str) -> None:
    assert read(text) == []


def test_a_text_that_is_not_a_page_yields_one_warning() -> None:
    entries = read("Dear all,\n\nplease nap.\nFacts follow.", topics=("naps",))
    assert topics_in(entries) == []
    assert [line for line, _ in warnings_in(entries)] == [1]


def test_line_ends_and_a_byte_order_mark_are_tolerated() -> None:
    text = f"\ufeffnaps\nA nap.\nFacts (1)\n{GROUP}\nand rest.".replace("\n", "\r\n")
    entries = read(text)
    assert topics_in(entries)[0].name == "naps"
    assert topics_in(entries)[0].definition == "A nap."
    assert texts_in(entries) == [("claim", "Naps help.\nand rest.")]


def test_no_break_spaces_and_tabs_around_parts_are_tolerated() -> None:
    entries = read(
        "\u00a0naps\t\n Facts\u00a0(1) \n\tSleep\u00a0a.org\t1 fact \n  claimNaps help. "
    )
    assert topics_in(entries)[0].name == "naps"
    assert texts_in(entries) == [("claim", "Naps help.")]
    assert warnings_in(entries) == []


def test_lines_can_come_from_any_iterable() -> None:
    lines = iter(f"naps\nFacts (1)\n{GROUP}".split("\n"))
    assert len(list(read_page(lines))) == 2
