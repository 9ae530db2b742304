"""Times of day as users write them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.clock.errors import TimeUnclear
from facts.clock.parse_times import parse_time


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("9:00", time(9)), ("9am", time(9)), ("9 AM", time(9)), ("21.30", time(21, 30)),
        ("9", time(9)), ("0900", time(9)), ("9:05 pm", time(21, 5)), ("12am", time(0)),
        ("12 p.m.", time(12)), ("noon", time(12)), ("Midnight", time(0)), ("09h15", time(9, 15)),
        (" at 7 ", time(7)), ("18 Uhr", time(18)), ("00:00", time(0)), ("23:59", time(23, 59)),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read(words: str, expected: time) -> None:
    assert parse_time(words) == expected


@pytest.mark.parametrize(
    "words", ["", "25:00", "9:60", "13pm", "0am", "nine", "9:5", "-1", "9:00:00"]
)
def test_other_words_are_not_a_time_of_day(words: str) -> None:
    with pytest.raises(TimeUnclear):
        parse_time(words)


@given(st.times())
def test_a_time_round_trips_through_its_words(at: time) -> None:
    at = at.replace(second=0, microsecond=0, fold=0)
    assert parse_time(f"{at:%H:%M}") == at
    assert parse_time(f"{at:%I:%M %p}") == at
