"""Forms: what is cleaned, what is read, and which bad input is refused with which field."""

from collections.abc import Callable

import pytest

from facts.curation import form_input
from facts.curation.errors import InputInvalid
from facts.curation.form_input import SourceInput, TopicInput
from facts.model.entities import CLAIM, Stance

BIDI = "\u202e"
SURROGATE = "\ud83d"


def refused(read: Callable[[], object]) -> tuple[str, str]:
    """Return the field and the problem of an input."""
    with pytest.raises(InputInvalid) as caught:
        read()
    return caught.value.field, caught.value.problem


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\x00\x1b", BIDI, "\u200b", "--"])
def test_a_text_that_shows_nothing_is_refused(text: str) -> None:
    assert refused(lambda: form_input.parse_fact_text(text)) == ("fact", "it is empty")


def test_a_text_of_4000_characters_is_taken_and_one_more_is_not() -> None:
    assert form_input.parse_fact_text("a" * 4_000) == "a" * 4_000
    assert refused(lambda: form_input.parse_fact_text("a" * 4_001)) == (
        "fact",
        "it has 4,001 characters, at most 4,000 fit",
    )


def test_outer_space_does_not_count() -> None:
    assert form_input.parse_fact_text("  " + "a" * 4_000 + "\n") == "a" * 4_000


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"Naps{BIDI} help.", "Naps help."),
        ("Naps\x00\x1b[31m help.", "Naps[31m help."),
        ("Naps\u2028help.\rThey\tdo.", "Naps\nhelp.\nThey do."),
        ("Naps.\r\n\r\nThey help.  ", "Naps.\n\nThey help."),
        (f"Naps{SURROGATE} help.", "Naps help."),
        ("<@123> says @everyone naps.", "<@123> says @everyone naps."),
        ("👩‍🔬 naps: ﷽", "👩‍🔬 naps: ﷽"),
    ],
    ids=["direction", "control", "separator", "lines", "surrogate", "mentions", "emoji"],
)
def test_a_text_keeps_what_shows_and_loses_what_misleads(typed: str, kept: str) -> None:
    assert form_input.parse_fact_text(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kind"), [("", CLAIM), (" Quote ", "quote"), ("case study", "case study")]
)
def test_kinds(typed: str, kind: str) -> None:
    assert form_input.parse_kind(typed) == kind


@pytest.mark.parametrize("typed", ["x", "a" * 41, "claim!", "клейм", "1"])
def test_a_kind_is_a_word(typed: str) -> None:
    assert refused(lambda: form_input.parse_kind(typed))[0] == "kind"


def test_topics_are_separated_by_commas_semicolons_or_lines() -> None:
    typed = " naps , Night Shifts;rest\n naps"
    assert form_input.parse_topics(typed) == (
        TopicInput("naps"),
        TopicInput("Night Shifts"),
        TopicInput("rest"),
    )


def test_a_topic_can_have_a_stance() -> None:
    typed = "naps (challenges), rest (Supports), C (language)"
    assert form_input.parse_topics(typed) == (
        TopicInput("naps", Stance.CHALLENGES),
        TopicInput("rest", Stance.SUPPORTS),
        TopicInput("C (language)"),
    )


def test_no_topics_are_fine() -> None:
    assert form_input.parse_topics(" , ;\n") == ()


def test_sixty_topics_are_too_many() -> None:
    typed = ", ".join(f"topic {number}" for number in range(60))
    assert refused(lambda: form_input.parse_topics(typed)) == (
        "topics",
        "a fact has at most 20 topics, not 60",
    )


@pytest.mark.parametrize("name", ["?!", "…", "a" * 101])
def test_a_topic_needs_a_name_that_fits(name: str) -> None:
    assert refused(lambda: form_input.parse_topics(name))[0] == "topics"


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("A Paper", SourceInput("A Paper")),
        ("https://example.org/1", SourceInput(None, "https://example.org/1")),
        ("A  Paper\nhttps://example.org/1", SourceInput("A Paper", "https://example.org/1")),
        ("A Paper\nIn two lines\nHTTP://localhost:8080/a", SourceInput(
            "A Paper In two lines", "HTTP://localhost:8080/a"
        )),
    ],
    ids=["title", "address", "both", "long title"],
)  # fmt: skip
def test_sources(typed: str, source: SourceInput) -> None:
    assert form_input.parse_source(typed) == source


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "\x00\n ",
        "--",
        "a" * 301,
        "A Paper\nnot an address",
        "A Paper\nftp://example.org/1",
        "ftp://example.org/1",
        "https://",
        "https:///path",
        "https://example",
        "https://user@example.org/1",
        "https://user:secret@example.org/1",
        "https://example.org/a b",
        "javascript://example.org/%0aalert(1)",
        "https://example.org/" + "a" * 2_000,
    ],
)
def test_bad_sources_are_refused(typed: str) -> None:
    assert refused(lambda: form_input.parse_source(typed))[0] == "source"


def test_a_source_without_title_is_named_by_its_address() -> None:
    draft = form_input.parse_source("https://www.example.org/1/").draft
    assert (draft.title, draft.site) == ("www.example.org/1", "example.org")


def test_a_source_needs_a_title_or_an_address() -> None:
    with pytest.raises(ValueError, match="title or an address"):
        SourceInput(None)


def test_several_sources_are_separated_by_empty_lines() -> None:
    typed = "A Paper\nhttps://example.org/1\n\n\nA Blog"
    first, second = form_input.parse_sources(typed, "Ann Lee, 2026\nBo Chen")
    assert (first.title, first.author, str(first.published)) == ("A Paper", "Ann Lee", "2026")
    assert (second.title, second.author, second.published) == ("A Blog", "Bo Chen", None)


def test_more_authors_than_sources_are_refused() -> None:
    assert refused(lambda: form_input.parse_sources("A Paper", "Ann\nBo")) == (
        "authors",
        "there are more lines than sources",
    )


@pytest.mark.parametrize("typed", ["", "\n\n", "\n\n".join("abcdefghijklmnopqrstu")])
def test_no_source_or_too_many_are_refused(typed: str) -> None:
    assert refused(lambda: form_input.parse_sources(typed))[0] == "source"


@pytest.mark.parametrize(
    ("typed", "author", "date"),
    [
        ("", None, None),
        ("Ann Lee", "Ann Lee", None),
        ("Ann Lee, Bo Chen, 2026-03", "Ann Lee, Bo Chen", "2026-03"),
        ("Ann Lee, Mar 15, 2026", "Ann Lee", "2026-03-15"),
        ("Ann Lee\n15 March 2026", "Ann Lee", "2026-03-15"),
        ("2026", None, "2026"),
        ("Lee, Ann", "Lee, Ann", None),
    ],
)
def test_authors_and_date(typed: str, author: str | None, date: str | None) -> None:
    found, published = form_input.parse_authors(typed)
    assert (found, published and published.iso) == (author, date)


@pytest.mark.parametrize("typed", ["Ann Lee, 2026-13", "Ann, Feb 30, 2026", "A" * 301])
def test_bad_authors_and_dates_are_refused(typed: str) -> None:
    assert refused(lambda: form_input.parse_authors(typed))[0] == "authors"


@pytest.mark.parametrize("typed", ["", "yesterday", "2026-02-30", "26"])
def test_a_date_that_is_none_is_refused(typed: str) -> None:
    assert refused(lambda: form_input.parse_date(typed))[0] == "date"


@pytest.mark.parametrize("url", ["https://nature.com@evil.example/", "https://a:b@evil.example/"])
def test_an_address_that_names_a_user_is_refused(url: str) -> None:
    with pytest.raises(InputInvalid, match="leave the part up to @ out"):
        form_input.parse_address("source", url)
