"""Dates and date ranges as users write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.clock.errors import DayUnclear
from facts.clock.parse_days import parse_day, parse_days

TODAY = date(2026, 11, 25)  # a Wednesday
EVE, NEW = date(2026, 12, 24), date(2027, 1, 2)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-12-24", EVE), ("24 Dec", EVE), ("Dec 24th", EVE), ("24.12.", EVE),
        ("24. 12. 2026", EVE), ("24. December", EVE), ("1 Mar", date(2027, 3, 1)),
        ("29 Feb", date(2028, 2, 29)), ("1 Mar 2028", date(2028, 3, 1)), ("today", TODAY),
        ("tomorrow", TODAY + DAY), ("Wed", TODAY), ("Tuesday", date(2026, 12, 1)),
        ("24 Nov", date(2027, 11, 24)), ("Thu 2026-12-24", EVE), ("Thursday, 24 Dec", EVE),
    ],
)  # fmt: skip
def test_a_day_is_read(words: str, expected: date) -> None:
    assert parse_day(words, TODAY) == expected
    assert parse_days(words, TODAY) == (expected, expected)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("24 December to 2 January", EVE, NEW),
        ("24 Dec until 2 Jan", EVE, NEW),
        ("24 Dec-2 Jan", EVE, NEW),
        ("24 Dec – 2 Jan", EVE, NEW),
        ("24.12.-2.1.", EVE, NEW),
        ("24.12...2.1.", EVE, NEW),
        ("2026-12-24..2027-01-02", EVE, NEW),
        ("2026-12-24 - 2027-01-02", EVE, NEW),
        ("2026-12-24-2027-01-02", EVE, NEW),
        ("24 Dec 2026 to 2 Jan", EVE, NEW),
        ("24 Dec to 2 Jan 2027", EVE, NEW),
        ("Thu 2026-12-24 to Sat 2027-01-02", EVE, NEW),
        ("Thu. 24.12. - Sat. 2.1.", EVE, NEW),
        ("3-4 Jan", date(2027, 1, 3), date(2027, 1, 4)),
        ("3–4 Jan", date(2027, 1, 3), date(2027, 1, 4)),
        ("Jan 3rd to 4th, 2028", date(2028, 1, 3), date(2028, 1, 4)),
        ("24.-26. Dec", EVE, date(2026, 12, 26)),
        ("Mon-Tue", date(2026, 11, 30), date(2026, 12, 1)),
        ("Fri to Mon", date(2026, 11, 27), date(2026, 11, 30)),
        ("today to 2 Jan", TODAY, NEW),
        ("today until tomorrow", TODAY, TODAY + DAY),
        ("1 Nov to 30 Nov", date(2026, 11, 1), date(2026, 11, 30)),
        ("27 Feb to 29 Feb", date(2028, 2, 27), date(2028, 2, 29)),
        ("2 Jan to 24 Dec 2026", date(2026, 1, 2), EVE),
        ("29 Feb to 2 Mar", date(2028, 2, 29), date(2028, 3, 2)),
    ],
)
def test_days_are_read_from_the_first_to_the_last(words: str, first: date, last: date) -> None:
    assert parse_days(words, TODAY) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "30 Feb",
        "31.12",
        "24",
        "2026-13-01",
        "0000-12-24",
        "24 Dec 0000",
        "2026-12-26 to 2026-12-24",
        "2026-12-24 to tomorrow",
        "1 Jan to 2 Jan to 3 Jan",
        "20 Jan to 10 Jan",
        "2 Jan to 24 Dec",
        "4-3 Jan",
        "Fri 24 Dec",
        "Thu 24 Dec to Sun 2 Jan",
        "3-4",
        "-3 Jan",
        "Dec to Jan",
        "x",
        "x to y",
    ],
)
def test_other_words_are_not_days(words: str) -> None:
    with pytest.raises(DayUnclear):
        parse_days(words, TODAY)


@pytest.mark.parametrize("today", [EVE, date(2026, 12, 28), NEW])
def test_a_range_that_has_begun_is_in_this_year(today: date) -> None:
    assert parse_days("24 Dec to 2 Jan", today) == (EVE, NEW)
    assert parse_days("24 Dec to 2 Jan", NEW + DAY) == (date(2027, 12, 24), date(2028, 1, 2))


BETWEEN = [" to ", " until ", " through ", "-", "–", " - ", " – ", "..", "..."]


def _day_month(day: date) -> str:
    return f"{day.day} {day:%b}"


def _month_day(day: date) -> str:
    return f"{day:%B} {day.day}"


def _numbers(day: date) -> str:
    return f"{day.day}.{day.month}."


@given(st.dates(), st.dates(), st.dates(), st.sampled_from(BETWEEN))
def test_days_with_years_round_trip_through_their_words(
    one: date, other: date, today: date, between: str
) -> None:
    first, last = sorted((one, other))
    assert parse_day(first.isoformat(), today) == first
    for written in (
        lambda day: day.isoformat(),
        lambda day: f"{_day_month(day)} {day.year:04}",
        lambda day: f"{_month_day(day)}, {day.year:04}",
        lambda day: f"{_numbers(day)}{day.year:04}",
    ):
        assert parse_days(f"{written(first)}{between}{written(last)}", today) == (first, last)


usual_days = st.dates(date(1950, 1, 1), date(2150, 1, 1)).filter(
    lambda day: (day.month, day.day) != (2, 29)
)


@given(usual_days, st.integers(0, 300), st.integers(0, 364), st.sampled_from(BETWEEN))
def test_days_without_years_mean_the_next_that_have_not_ended(
    last: date, more: int, ahead: int, between: str
) -> None:
    first, today = last - more * DAY, last - ahead * DAY
    if (first.month, first.day) == (2, 29):
        first -= DAY
    forms = [f"{of(first)}{between}{of(last)}" for of in (_day_month, _month_day, _numbers)]
    if (first.year, first.month) == (last.year, last.month):
        forms += [
            f"{first.day}{between}{_day_month(last)}",
            f"{_month_day(first)}{between}{last.day}",
        ]
    for form in forms:
        if first != last:
            assert parse_days(form, today) == (first, last)
