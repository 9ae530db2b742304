import pytest

from facts.importers.wiki.dates import split_date, split_loose_date
from facts.model.dates import PublicationDate


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("Mar 15, 2026", "2026-03-15"),
        ("March 15, 2026", "2026-03-15"),
        ("Mar. 15 2026", "2026-03-15"),
        ("15 Mar 2026", "2026-03-15"),
        ("15 March, 2026", "2026-03-15"),
        ("Sept 2026", "2026-09"),
        ("May 2026", "2026-05"),
        ("2026-03-15", "2026-03-15"),
        ("2026-03-15T10:20:30Z", "2026-03-15"),
        ("2026-03-15 10:20", "2026-03-15"),
        ("2026-03", "2026-03"),
    ],
)
def test_a_calendar_date_is_found_at_the_end(date: str, iso: str) -> None:
    before, published = split_date(f"Naps at Sea {date}")
    assert before == "Naps at Sea"
    assert published == PublicationDate.parse(date)
    assert published.iso == iso


@pytest.mark.parametrize(
    "words",
    [
        "3 weeks ago", "a month ago", "about 2 years ago", "yesterday", "today", "last month",
        "2d ago", "just now",
    ],
)  # fmt: skip
def test_a_date_in_words_keeps_its_words(words: str) -> None:
    assert split_date(words) == (words, None)
    assert split_loose_date(f"Jane Doe {words}") == ("Jane Doe", PublicationDate(words))


def test_a_bare_year_is_a_loose_date() -> None:
    assert split_date("Naps 2026") == ("Naps 2026", None)
    assert split_loose_date("Naps 2026") == ("Naps", PublicationDate.parse("2026"))


def test_an_impossible_date_keeps_its_words() -> None:
    assert split_date("Naps Feb 30, 2026") == ("Naps", PublicationDate("Feb 30, 2026"))


@pytest.mark.parametrize("text", ["Mayor 2026", "Naps in 12026-03", "x2026-03-15", "", "Mar 15"])
def test_text_that_only_resembles_a_date_is_not_a_date(text: str) -> None:
    assert split_date(text) == (text, None)


def test_no_break_spaces_separate_a_date_too() -> None:
    before, published = split_date("Naps\u00a0Mar\u00a015,\u00a02026")
    assert before == "Naps"
    assert published is not None
    assert published.iso == "2026-03-15"
