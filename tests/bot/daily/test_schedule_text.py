"""Days and times on cards can be typed as options."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.daily.schedule_text import format_days
from facts.clock.parse_days import parse_days


@given(st.dates(), st.dates(), st.dates())
def test_formatted_days_can_be_parsed(one: date, other: date, today: date) -> None:
    first, last = sorted((one, other))
    assert parse_days(format_days((first, last)), today) == (first, last)
