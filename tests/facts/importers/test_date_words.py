"""Dates are read as people write them, and an unsure one keeps its words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.date_words import DayOrder, find_day_order, read_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-15 00:00:00", "2026-03-15"), ("15.03.2026", "2026-03-15"), ("2019.0", "2019"),
        ("2026/3/15", "2026-03-15"), ("3/15/2026", "2026-03-15"), ("15/3/2026", "2026-03-15"),
        ("4/4/2026", "2026-04-04"), ("March 2026", "2026-03"), ("2026", "2026"),
        ("01.02.24", "2024-02-01"), ("2024-5-6", "2024-05-06"), ("6-May-24", "2024-05-06"),
        ("6 May 24", "2024-05-06"), ("May-24", "2024-05"), ("May 5th, 2024", "2024-05-05"),
        ("1st of June 2024", "2024-06-01"), ("Sept. 2nd 2024", "2024-09-02"),
        ("2024-05-06T10:00:00Z", "2024-05-06"), ("13/6/2024 3:04pm", "2024-06-13"),
        ("31-12-2024", "2024-12-31"), ("1/31/69", "1969-01-31"), ("1/31/68", "2068-01-31"),
        ("31.2.2026", None), ("99/99/2026", None), ("2024-13-45", None), ("24-05-06", None),
        ("May 24", None), ("spring", None), ("0/0/2024", None), ("0.5.2024", None),
        ("x" * 500, None),
    ],
)  # fmt: skip
def test_a_date_is_read(text: str, iso: str | None) -> None:
    date, doubt = read_date(text)
    assert date is not None
    assert date.iso == iso
    assert date.words == ("2019" if text == "2019.0" else text[:200])
    assert doubt is None


def test_no_words_are_no_date() -> None:
    assert read_date(" ") == (None, None)


@pytest.mark.parametrize("text", ["5/6/24", "5/6/2024", "05-06-2024", "5/6/2024 3:04pm"])
def test_a_date_that_can_be_two_days_needs_an_order(text: str) -> None:
    unsure, doubt = read_date(text)
    day_first, _ = read_date(text, DayOrder.DAY_FIRST)
    month_first, no_doubt = read_date(text, DayOrder.MONTH_FIRST)
    assert unsure is not None
    assert day_first is not None
    assert month_first is not None
    assert (unsure.iso, day_first.iso, month_first.iso) == (None, "2024-06-05", "2024-05-06")
    assert doubt is not None
    assert no_doubt is None


def test_the_numbers_of_a_date_count_more_than_an_order() -> None:
    date, _ = read_date("12/31/2024", DayOrder.DAY_FIRST)
    assert date is not None
    assert date.iso == "2024-12-31"


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("13/1/2025", DayOrder.DAY_FIRST), ("1/13/25 10:00", DayOrder.MONTH_FIRST),
        ("31-12-2024", DayOrder.DAY_FIRST), ("1/2/2025", None), ("13/13/2025", None),
        ("2024-05-13", None), ("13.1.2025", None), ("", None),
    ],
)  # fmt: skip
def test_a_number_above_twelve_shows_the_order(text: str, order: DayOrder | None) -> None:
    assert find_day_order(text) == order


@given(st.text(st.sampled_from("0123456789/-. ,:aMyth"), max_size=30))
def test_any_text_keeps_its_words(text: str) -> None:
    date, _ = read_date(text)
    assert (date is None) == (not text.strip())


@pytest.mark.parametrize("part", ["1/", "5th ", "1:00", " ", "May "])
def test_hostile_dates_take_linear_time(part: str) -> None:
    start = time.process_time()
    read_date(part * 50_000)
    find_day_order(part * 50_000)
    assert time.process_time() - start < 2
