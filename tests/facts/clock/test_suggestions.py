"""Suggestions for half-typed times, days and weekdays."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.clock.parse_days import parse_days
from facts.clock.parse_times import parse_time
from facts.clock.parse_weekdays import parse_weekdays
from facts.clock.suggestions import suggest_days, suggest_times, suggest_weekdays

NOW = datetime(2026, 1, 1, 22, 30)  # noqa: DTZ001 (local time)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", ["23:00", "00:00", "01:00"]),
        ("9", ["09:00", "09:15", "09:30", "09:45", "21:00"]),
        ("9:3", ["09:30", "21:30"]),
        ("9;30", ["09:30", "21:30"]),
        ("930", ["09:30", "21:30"]),
        ("9:07", ["09:07", "21:07"]),
        ("14", ["14:00", "14:15"]),
        ("9p", ["21:00", "21:15"]),
        ("at 9 am", ["09:00", "09:15", "09:30", "09:45"]),
        ("nooon", ["noon"]),
        ("25:99", []),
        ("later", []),
    ],
)
def test_a_half_typed_time_becomes_times(typed: str, first: list[str]) -> None:
    assert list(suggest_times(typed, NOW))[: len(first) or None] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", ["every day", "weekdays", "weekends", "Mon, Wed, Fri", "Mon", "Tue"]),
        ("Mon, W", ["Mon, Wed"]),
        ("Mon, Wed", ["Mon, Wed", "Mon, Wed, Tue"]),
        ("mon,", ["mon, Tue", "mon, Wed"]),
        ("Tusday", ["Tue"]),
        ("wekdays", ["weekdays"]),
        ("Mon-Fri", ["Mon, Wed, Fri", "Mon-Fri, Sat", "Mon-Fri, Sun"]),
        ("soon, mon", []),
        ("soon", []),
    ],
)
def test_a_half_typed_list_becomes_weekdays(typed: str, first: list[str]) -> None:
    assert list(suggest_weekdays(typed))[: len(first) or None] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", ["today", "tomorrow", "Monday"]),
        ("24", ["24 Jan", "24 Feb"]),
        ("24 dce", ["24 Dec"]),
        ("2026-02", ["2026-02-01", "2026-02-02"]),
        ("fridya", ["Friday"]),
        ("24 Dec to", ["24 Dec to 24 Dec", "24 Dec to 25 Dec"]),
        ("24 Dec - 3 Ja", ["24 Dec to 3 Jan"]),
        ("soon to 3 Jan", []),
        ("soon", []),
    ],
)
def test_a_half_typed_day_becomes_days(typed: str, first: list[str]) -> None:
    assert list(suggest_days(typed, TODAY))[: len(first) or None] == first


HALF_TYPED = st.text("0123456789:-,. apmtoWedndjnFi", max_size=16) | st.text(max_size=8)


@given(HALF_TYPED)
def test_the_parsers_read_every_suggestion(typed: str) -> None:
    for each in suggest_times(typed, NOW):
        parse_time(each)
    for each in suggest_weekdays(typed):
        parse_weekdays(each)
    for each in suggest_days(typed, TODAY)[:25]:
        parse_days(each, TODAY)


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(9999, 12, 30)])
def test_days_are_suggested_on_any_day(today: date) -> None:
    for each in suggest_days("2", today)[:25]:
        parse_days(each, today)
