"""Times, weekdays and days are read as people write them, and refused where they are unclear."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.errors import DayUnclear, TimeUnclear, WeekdaysUnclear
from facts.spoken import read_day, read_days, read_time, read_weekdays

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("9:00", time(9)), ("9am", time(9)), ("9 AM", time(9)), ("21.30", time(21, 30)),
        ("9", time(9)), ("0900", time(9)), ("9:05 pm", time(21, 5)), ("12am", time(0)),
        ("12 p.m.", time(12)), ("noon", time(12)), ("Midnight", time(0)), ("09h15", time(9, 15)),
        (" at 7 ", time(7)), ("18 Uhr", time(18)), ("00:00", time(0)), ("23:59", time(23, 59)),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read(words: str, meant: time) -> None:
    assert read_time(words) == meant


@pytest.mark.parametrize(
    "words", ["", "25:00", "9:60", "13pm", "0am", "nine", "9:5", "-1", "9:00:00"]
)
def test_what_is_no_time_of_day_is_refused(words: str) -> None:
    with pytest.raises(TimeUnclear):
        read_time(words)


@given(st.times())
def test_a_time_comes_back_as_it_was_written(at: time) -> None:
    at = at.replace(second=0, microsecond=0, fold=0)
    assert read_time(f"{at:%H:%M}") == at
    assert read_time(f"{at:%I:%M %p}") == at


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("weekdays", (1, 2, 3, 4, 5)), ("Weekends", (6, 7)), ("every day", (1, 2, 3, 4, 5, 6, 7)),
        ("Mon, Wed", (1, 3)), ("mon wed and fri", (1, 3, 5)), ("Mon-Fri", (1, 2, 3, 4, 5)),
        ("Fri - Mon", (1, 5, 6, 7)), ("tuesdays", (2,)), ("Th", (4,)), ("Sat to Sun", (6, 7)),
        ("weekends, Mon.", (1, 6, 7)), ("Mo/Tu", (1, 2)),
    ],
)  # fmt: skip
def test_weekdays_are_read_as_words(words: str, meant: tuple[int, ...]) -> None:
    assert read_weekdays(words) == meant


@pytest.mark.parametrize(
    "words", ["", "t", "s", "someday", "Mon, Someday", "Mon-Tue-Wed", "1", ","]
)
def test_what_is_no_weekday_is_refused(words: str) -> None:
    with pytest.raises(WeekdaysUnclear):
        read_weekdays(words)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2026-12-24", date(2026, 12, 24), date(2026, 12, 24)),
        ("24 Dec", date(2026, 12, 24), date(2026, 12, 24)),
        ("Dec 24th", date(2026, 12, 24), date(2026, 12, 24)),
        ("24 December to 2 January", date(2026, 12, 24), date(2027, 1, 2)),
        ("2026-12-24 - 2027-01-02", date(2026, 12, 24), date(2027, 1, 2)),
        ("2026-12-24..2026-12-26", date(2026, 12, 24), date(2026, 12, 26)),
        ("1 Mar", date(2027, 3, 1), date(2027, 3, 1)),
        ("29 Feb", date(2028, 2, 29), date(2028, 2, 29)),
        ("1 Mar 2028", date(2028, 3, 1), date(2028, 3, 1)),
        ("today", TODAY, TODAY),
        ("tomorrow", date(2026, 11, 26), date(2026, 11, 26)),
        ("Wed", TODAY, TODAY),
        ("Tuesday", date(2026, 12, 1), date(2026, 12, 1)),
    ],
)
def test_days_are_read(words: str, first: date, last: date) -> None:
    assert read_days(words, TODAY) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "30 Feb",
        "31.12",
        "2026-13-01",
        "2026-12-26 to 2026-12-24",
        "1 Jan to 2 Jan to 3 Jan",
        "x",
    ],
)
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(DayUnclear):
        read_days(words, TODAY)


@given(st.dates(), st.dates())
def test_a_day_comes_back_as_it_was_written(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day
    assert read_day(f"{day:%d %b} {day.year:04}", today) == day
