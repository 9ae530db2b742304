"""Every ambiguity of the format, numbered as in its description."""

import pytest

from tests.support.pages import facts_in, read, read_group, texts_in, topics_in, warnings_in

FIRST = ("claim", "Naps help.")


def test_1_a_fact_can_end_like_a_header() -> None:
    entries = read_group("claimThe survey lists 5 facts", "claimNaps help again.")
    assert texts_in(entries)[1] == ("claim", "The survey lists 5 facts")


def test_1_a_fact_can_name_a_site_and_end_like_a_header() -> None:
    entries = read_group("claimOn nap.example people found 5 facts", "claimNaps help again.")
    assert texts_in(entries)[1] == ("claim", "On nap.example people found 5 facts")


def test_1_a_glued_kind_before_a_site_and_a_count_is_a_header() -> None:
    entries = read_group("claimNaps nap.example Mar 2026 1 fact", "claimNaps help again.")
    assert facts_in(entries)[-1].citations[0].source.title == "claimNaps"
    assert any(line == 5 and "like a fact" in message for line, message in warnings_in(entries))


@pytest.mark.parametrize("title", ["Code Llama and Sleep", "code of sleep", "claims about naps"])
def test_1_a_title_can_begin_with_a_kind(title: str) -> None:
    entries = read_group(f"{title} nap.example 1 fact", "claimNaps help again.")
    assert facts_in(entries)[-1].citations[0].source.title == title


def test_2_names_with_dots_are_part_of_the_title() -> None:
    title = "[2502.14302] Node.js and Booking.com in main.cpp"
    entries = read_group(f"{title} nap.example 1 fact", "claimNaps help again.")
    source = facts_in(entries)[-1].citations[0].source
    assert (source.title, source.site) == (title, "nap.example")


def test_3_of_two_sites_side_by_side_the_first_is_the_site() -> None:
    entries = read_group("Sleep nap.example bed.example 1 fact", "claimNaps help again.")
    citation = facts_in(entries)[-1].citations[0]
    assert (citation.source.site, citation.author) == ("nap.example", "bed.example")
    assert any("side by side" in message for _, message in warnings_in(entries))


def test_3_a_site_after_a_person_is_the_organisation() -> None:
    entries = read_group("Sleep nap.example Jane Doe · bed.example 1 fact", "claimNaps help again.")
    citation = facts_in(entries)[-1].citations[0]
    assert (citation.source.site, citation.author) == ("nap.example", "Jane Doe · bed.example")


def test_3_otherwise_the_last_site_is_the_site() -> None:
    entries = read_group("Is bed.example good? nap.example 1 fact", "claimNaps help again.")
    source = facts_in(entries)[-1].citations[0].source
    assert (source.title, source.site) == ("Is bed.example good?", "nap.example")


@pytest.mark.parametrize("author", ["Jane Doe · Bed Institute", "Jane Doe, John Roe", "Bed Inc"])
def test_4_the_author_is_between_site_and_date(author: str) -> None:
    entries = read_group(f"Sleep nap.example {author} Mar 2026 1 fact", "claimNaps help again.")
    assert facts_in(entries)[-1].citations[0].author == author


def test_5_a_bare_year_belongs_to_the_title_unless_it_follows_the_site() -> None:
    entries = read_group("Sleep 2024 nap.example 2026 1 fact", "claimNaps help again.")
    source = facts_in(entries)[-1].citations[0].source
    assert (source.title, str(source.published)) == ("Sleep 2024", "2026")


def test_5_a_relative_date_keeps_its_words() -> None:
    entries = read_group("Sleep nap.example 3 weeks ago 1 fact", "claimNaps help again.")
    published = facts_in(entries)[-1].citations[0].source.published
    assert published is not None
    assert (published.words, published.iso) == ("3 weeks ago", None)


@pytest.mark.parametrize(
    "date",
    ["05/06/2024", "Jan 5", "Mar 15 2026 10:30", "Spring 2024", "Apr 2024 - May 2024", "Q3 2024",
     "Updated 5th May 2024", "15.03.2026"],
)  # fmt: skip
def test_5_a_date_in_another_form_keeps_its_words(date: str) -> None:
    entries = read_group(f"Sleep nap.example {date} 1 fact", "claimNaps help again.")
    (citation,) = facts_in(entries)[-1].citations
    assert citation.author is None
    assert citation.source.published is not None
    assert citation.source.published.words == date
    assert not any("author" in message for _, message in warnings_in(entries))


def test_5_a_label_before_a_date_is_not_an_author() -> None:
    entries = read_group("Sleep nap.example Published 2024 1 fact", "claimNaps help again.")
    (citation,) = facts_in(entries)[-1].citations
    assert (citation.author, str(citation.source.published)) == (None, "2024")


@pytest.mark.parametrize("author", ["Jane Doe 12 March", "Jane Doe March", "Studio 54"])
def test_5_an_author_that_could_be_a_date_gets_a_warning(author: str) -> None:
    entries = read_group(f"Sleep nap.example {author} 1 fact", "claimNaps help again.")
    assert facts_in(entries)[-1].citations[0].author == author
    assert any(f"“{author}”" in message for _, message in warnings_in(entries))


def test_6_truncated_titles_stay_as_they_are() -> None:
    entries = read_group(
        "Sleep in Large ... nap.example 1 fact",
        "claimNaps help.",
        "Sleep in Large Beds nap.example 1 fact",
        "claimNaps help.",
    )
    titles = [fact.citations[0].source.title for fact in facts_in(entries)]
    assert titles[1:] == ["Sleep in Large ...", "Sleep in Large Beds"]


def test_7_a_wrong_count_gets_a_warning_and_loses_no_facts() -> None:
    entries = read("naps\nFacts (5)\nSleep a.org 2 facts\nRest b.org 3 facts\nclaimA.\nclaimB.")
    assert texts_in(entries) == [("claim", "A."), ("claim", "B.")]
    assert warnings_in(entries) == [
        (3, "2 facts were announced under “Sleep”, 0 found"),
        (4, "3 facts were announced under “Rest”, 2 found"),
    ]


def test_7_a_wrong_count_of_the_page_gets_a_warning_unless_its_groups_explain_it() -> None:
    entries = read("naps\nFacts (7)\nSleep a.org 2 facts\nclaimA.\nclaimB.")
    assert warnings_in(entries) == [(2, "7 facts were announced on the page, 2 found")]


def test_8_a_kind_can_be_glued_to_lower_case_letters() -> None:
    entries = read_group("codepip install nap", "quoteto sleep, perchance to dream.")
    assert texts_in(entries)[1:] == [
        ("code", "pip install nap"),
        ("quote", "to sleep, perchance to dream."),
    ]


@pytest.mark.parametrize(
    "line", ["codebases are large.", "claims differ.", "quoted widely.", "images of naps.",
             "references abound.", "accounting for it.", "formulas fail."],
)  # fmt: skip
def test_8_an_english_word_continues_the_fact_above(line: str) -> None:
    entries = read_group("claimNaps help, and", line)
    assert texts_in(entries)[1:] == [("claim", f"Naps help, and\n{line}")]


@pytest.mark.parametrize(
    ("kind", "text"),
    [("code", "'use strict';"), ("code", ".nap { color: red }"), ("measurement", ".05 was it."),
     ("quote", "'tis a nap."), ("claim", "'supervised naps' help."), ("claim", "— as he said."),
     ("code", "/usr/bin/env python3 nap.py")],
)  # fmt: skip
@pytest.mark.parametrize("above", [[], ["codenap()"]])
def test_8_a_kind_can_be_glued_to_punctuation(kind: str, text: str, above: list[str]) -> None:
    entries = read_group(*above, f"{kind}{text}", "claimB.")
    assert texts_in(entries)[-2] == (kind, text)
    assert any(line == 5 + len(above) for line, _ in warnings_in(entries))


@pytest.mark.parametrize(("kind", "text"), [("code", "x()"), ("formula", "e = mc^2")])
def test_8_the_first_line_of_a_group_can_be_a_call_or_an_equation(kind: str, text: str) -> None:
    entries = read(f"naps\nFacts (1)\nSleep a.org 1 fact\n{kind}{text}")
    assert texts_in(entries) == [(kind, text)]


@pytest.mark.parametrize(
    "line", ["claim, which", "account-based naps.", "image.png shows it.", "claim(s) of naps.",
             "claim's end.", "claim’s end.", "quote' is it.", "claim—which helps."],
)  # fmt: skip
def test_8_a_word_with_punctuation_continues_the_fact_above(line: str) -> None:
    entries = read_group("claimNaps help, and", line)
    assert texts_in(entries)[1:] == [("claim", f"Naps help, and\n{line}")]


def test_8_outside_a_group_no_kind_is_glued_to_lower_case_letters() -> None:
    entries = read("naps\nFacts (1)\ncodepip install nap\nSleep a.org 1 fact\nclaimNaps help.")
    assert texts_in(entries) == [FIRST]
    assert [line for line, _ in warnings_in(entries)] == [3]


def test_8_a_kind_can_have_a_stance() -> None:
    (fact,) = facts_in(read("naps\nFacts (1)\nSleep a.org 1 fact\nclaimsupportsNaps help."))
    assert (fact.kind, fact.text, fact.stance) == ("claim", "Naps help.", "supports")


def test_9_a_line_without_a_kind_continues_the_fact_above() -> None:
    entries = read_group("codefor nap in naps:", "    sleep(nap)", "", "", "wake()", "", "claimB.")
    assert texts_in(entries)[1:] == [
        ("code", "for nap in naps:\n    sleep(nap)\n\nwake()"),
        ("claim", "B."),
    ]


def test_9_a_line_that_continues_a_complete_sentence_is_doubtful() -> None:
    entries = read_group("claimNaps help.", "They really do.", "", "Really.")
    assert texts_in(entries)[1] == ("claim", "Naps help.\nThey really do.\n\nReally.")
    assert warnings_in(entries)[0][0] == 6
    assert "lines 6 to 8" in warnings_in(entries)[0][1]


def test_10_aliases_split_outside_parentheses_and_come_once() -> None:
    entries = read("naps\nAlso known as: rest (short, daily), NAPS, Rest (short, daily)\nFacts (0)")
    assert topics_in(entries)[0].aliases == ("rest (short, daily)",)


def test_11_a_page_that_ends_mid_sentence_gets_a_warning() -> None:
    entries = read("naps\nFacts (2)\nSleep a.org 2 facts\nclaimNaps\nclaimNaps help the")
    assert texts_in(entries)[1] == ("claim", "Naps help the")
    ((line, message),) = warnings_in(entries)
    assert (line, "cut" in message) == (5, True)


def test_11_a_fact_with_a_header_below_it_is_not_cut_off() -> None:
    entries = read("naps\nFacts (1)\nSleep a.org 1 fact\nclaimNaps\nRest b.org 0 facts")
    assert warnings_in(entries) == []


@pytest.mark.parametrize(
    "text",
    ["“Curly” ‘quotes’…", "5 %\u00a0of *naps* <@123>", "E = mc² ∑ `x` _y_ [1](z)", "a  b\tc."],
)
def test_12_text_is_kept_as_it_is(text: str) -> None:
    entries = read_group(f"claimNaps {text}", "claimB.")
    assert texts_in(entries)[1] == ("claim", f"Naps {text}")


@pytest.mark.parametrize("opening", ["procedureSteps:", "accountSteps: one", "quoteSteps:"])
def test_below_code_a_kind_before_a_word_and_a_colon_begins_a_fact(opening: str) -> None:
    entries = read(f"naps\nFacts (2)\nSleep a.org 2 facts\ncodepip install x\n{opening}\n1. one.")
    assert [kind for kind, _ in texts_in(entries)] == ["code", opening.partition("Steps")[0]]


@pytest.mark.parametrize("title", ["https://a.org/p?q=1", "[Sleep](https://a.org:8080/p)"])
def test_the_site_comes_from_the_address(title: str) -> None:
    entries = read(f"naps\nFacts (1)\n{title} 1 fact\nclaimNaps help.")
    assert facts_in(entries)[0].citations[0].source.site == "a.org"
    assert warnings_in(entries) == []
