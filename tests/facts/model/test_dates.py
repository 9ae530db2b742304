import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.model.dates import (
    MONTH_ABBREVIATIONS,
    MONTH_NUMBERS,
    MONTHS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
    PublicationDate,
)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Mar 15, 2026", "2026-03-15"),
        ("March 15, 2026", "2026-03-15"),
        ("15 Mar 2026", "2026-03-15"),
        ("sept. 3, 2025", "2025-09-03"),
        ("MAY 1, 2024", "2024-05-01"),
        ("Mar 2026", "2026-03"),
        ("2026-03-15", "2026-03-15"),
        ("2026-03-15T10:20:30Z", "2026-03-15"),
        ("2026-03-15 10:20:30+02:00", "2026-03-15"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("0987", "0987"),
    ],
)
def test_a_date_keeps_its_precision(words: str, iso: str) -> None:
    assert PublicationDate.parse(words).iso == iso


@pytest.mark.parametrize(
    "words", ["3 weeks ago", "yesterday", "Feb 30, 2026", "2026-13", "Spring 2026", "٢٠٢٦", "0000"]
)
def test_other_words_stay_as_they_are(words: str) -> None:
    published = PublicationDate.parse(words)
    assert published.iso is None
    assert str(published) == words


def test_a_date_keeps_the_words_of_its_page() -> None:
    assert PublicationDate.parse(" Mar  15, 2026").words == "Mar 15, 2026"


@given(st.dates())
def test_every_day_round_trips_through_its_words(day: datetime.date) -> None:
    for words in (
        day.isoformat(),
        f"{day:%b} {day.day}, {day.year:04}",
        f"{day.day} {day:%B} {day.year:04}",
    ):
        assert PublicationDate.parse(words).iso == day.isoformat()


@given(st.text(min_size=1).filter(str.strip))
def test_any_words_can_be_kept(words: str) -> None:
    assert str(PublicationDate.parse(words))


@pytest.mark.parametrize(
    "parts", [(None, 3, None), (2026, None, 15), (2026, 2, 30), (2026, 13, None)]
)
def test_an_impossible_date_is_refused(
    parts: tuple[int | None, int | None, int | None],
) -> None:
    with pytest.raises(ValueError, match=r"date|day|month"):
        PublicationDate("words", *parts)


def test_months_and_weekdays_have_their_english_names() -> None:
    assert tuple(calendar.month_name)[1:] == MONTHS
    assert tuple(calendar.month_abbr)[1:] == MONTH_ABBREVIATIONS
    assert tuple(calendar.day_name) == WEEKDAYS
    assert tuple(calendar.day_abbr) == WEEKDAY_ABBREVIATIONS


def test_every_spelling_of_a_month_has_its_number() -> None:
    assert [MONTH_NUMBERS[month.lower()] for month in MONTHS] == list(range(1, 13))
    assert {spelling for spelling, number in MONTH_NUMBERS.items() if number == 9} == {
        "sep", "sept", "september",
    }  # fmt: skip
