"""Months and weekdays agree with the calendar."""

import calendar

from facts.model.calendar_words import (
    MONTH_ABBREVIATIONS,
    MONTH_NUMBERS,
    MONTHS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)


def test_names_are_those_of_the_english_calendar() -> None:
    assert tuple(calendar.month_name)[1:] == MONTHS
    assert tuple(calendar.month_abbr)[1:] == MONTH_ABBREVIATIONS
    assert tuple(calendar.day_name) == WEEKDAYS
    assert tuple(calendar.day_abbr) == WEEKDAY_ABBREVIATIONS


def test_every_spelling_of_a_month_has_its_number() -> None:
    assert [MONTH_NUMBERS[month.lower()] for month in MONTHS] == list(range(1, 13))
    assert {spelling for spelling, number in MONTH_NUMBERS.items() if number == 9} == {
        "sep", "sept", "september",
    }  # fmt: skip
