import pytest

from facts.model.drafts import CitationDraft, SourceDraft
from tests.support.pages import facts_in, read, texts_in, topics_in, warnings_in

PAGE = """claim
Naps help.
Authors
- Jane Doe
Sources (2)
- Naps at Sea www.sleep.example Jane Doe · Bed Inc via serper
- Naps in Beds bed.example via exa
Referenced by nodes (2)
- power naps concept
- sleep event"""
CITATIONS = (
    CitationDraft(SourceDraft("Naps at Sea", "sleep.example"), "Jane Doe · Bed Inc"),
    CitationDraft(SourceDraft("Naps in Beds", "bed.example")),
)


def test_a_fact_page_lists_all_sources_and_topics() -> None:
    entries = read(PAGE)
    (fact,) = facts_in(entries)
    assert (fact.line, fact.kind, fact.text, fact.stance) == (1, "claim", "Naps help.", None)
    assert fact.citations == CITATIONS
    assert fact.topics == ("power naps", "sleep")
    assert [topic.name for topic in topics_in(entries)] == ["power naps", "sleep"]
    assert warnings_in(entries) == []


@pytest.mark.parametrize(
    "text",
    [
        PAGE.replace("- ", ""),
        PAGE.replace(" www.", "\n  www.").replace(" via", "\n  via"),
        PAGE.replace("- ", "").replace(" www.", "\nwww.").replace(" via", "\nvia"),
        PAGE.replace("Sources (2)", "SOURCES").replace("Authors", "AUTHORS"),
        PAGE.replace(" concept", " CONCEPT").replace(" event", "\n  EVENT"),
        f"🌿\nKnowledge Tree\n{PAGE}\nKnowledge Tree — read-only wiki view",
        PAGE.replace("- ", "• ").replace("\n", "\n\n"),
    ],
)
def test_the_lists_of_a_fact_page_have_several_forms(text: str) -> None:
    (fact,) = facts_in(read(text))
    assert (fact.text, fact.citations) == ("Naps help.", CITATIONS)
    assert fact.topics == ("power naps", "sleep")


def test_the_text_of_a_fact_page_keeps_paragraphs_and_stance() -> None:
    (fact,) = facts_in(read(PAGE.replace("Naps", "supports\nNaps help.\n\n\nNaps", 1)))
    assert (fact.text, fact.stance) == ("Naps help.\n\nNaps help.", "supports")


def test_the_kind_of_a_fact_page_can_be_unknown() -> None:
    entries = read(PAGE.replace("claim", "observation", 1))
    assert texts_in(entries) == [("observation", "Naps help.")]
    assert len(warnings_in(entries)) == 1


def test_a_fact_page_without_a_source_is_skipped_with_a_warning() -> None:
    entries = read("claim\nNaps help.\nSources\nReferenced by nodes (1)\n- naps concept")
    assert warnings_in(entries) == [(1, "this fact page has no source; the fact was skipped")]
    assert len(entries) == 1


def test_a_source_without_a_site_is_kept_with_a_warning() -> None:
    entries = read("claim\nNaps help.\nSources\n- Naps at Sea via exa\n- Beds")
    (fact,) = facts_in(entries)
    assert [citation.source.title for citation in fact.citations] == ["Naps at Sea", "Beds"]
    assert [line for line, _ in warnings_in(entries)] == [4, 5, 1]


def test_the_user_s_topics_replace_those_of_a_fact_page() -> None:
    entries = read(PAGE, topics=("rest",))
    assert [topic.name for topic in topics_in(entries)] == ["rest"]
    assert facts_in(entries)[0].topics == ("rest",)
    assert len(warnings_in(entries)) == 1


def test_a_topic_can_have_the_name_of_a_type() -> None:
    text = PAGE.replace("power naps", "perspective").replace("- sleep event", "- event\n  CONCEPT")
    assert facts_in(read(text))[0].topics == ("perspective", "event")


def test_fact_pages_one_after_another_are_several_facts() -> None:
    entries = read(f"{PAGE}\n\n{PAGE.replace('claim', 'perspective', 1).replace('help', 'rest')}")
    assert texts_in(entries) == [("claim", "Naps help."), ("perspective", "Naps rest.")]
    assert len(topics_in(entries)) == 2


@pytest.mark.parametrize("label", ["Related (2)\nrest", "Sources"])
def test_the_head_of_a_perspective_is_not_a_fact_page(label: str) -> None:
    entries = read(f"perspective\nNaps help\n{label}")
    assert facts_in(entries) == []


def test_a_perspective_is_a_topic_page() -> None:
    text = "perspective\nNaps help\nFacts (1)\nSources\nSleep a.org 1 fact\nclaimThey do."
    assert facts_in(read(text))[0].topics == ("Naps help",)


ONE_SOURCE = "claim\nNaps help.\nAuthors\n{}\nSources\n- Beds www.bed.example via exa"


@pytest.mark.parametrize(
    ("authors", "author"),
    [
        ("Jane Doe", "Jane Doe"),
        ("- Jane Doe\n- Bed Inc", "Jane Doe · Bed Inc"),
        ("Person: Jane Doe\nOrganization: Bed Inc\nBeds", "Jane Doe · Bed Inc"),
        ("Person:\nJane Doe\nOrganization:\nNot available\nBeds", "Jane Doe"),
        ("Person: Not available\nOrganization: Bed Inc", "Bed Inc"),
        ("No author data available for this fact.", None),
        ("", None),
    ],
)
def test_the_authors_are_those_of_the_only_source(authors: str, author: str | None) -> None:
    text = f"{ONE_SOURCE.format(authors)}\nReferenced by nodes (1)\n- naps concept"
    assert facts_in(read(text))[0].citations[0].author == author
    assert warnings_in(read(text)) == []


def test_authors_of_an_unclear_source_are_skipped_with_a_warning() -> None:
    entries = read(PAGE.replace("- Jane Doe", "- Jane Doe\n- John Roe"))
    assert facts_in(entries)[0].citations == CITATIONS
    ((line, message),) = warnings_in(entries)
    assert (line, "“John Roe”" in message) == (4, True)
