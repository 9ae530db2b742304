"""Weekdays as users write them."""

import pytest

from facts.clock.errors import WeekdaysUnclear
from facts.clock.parse_weekdays import parse_weekdays


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("weekdays", (1, 2, 3, 4, 5)), ("Weekends", (6, 7)), ("every day", (1, 2, 3, 4, 5, 6, 7)),
        ("Mon, Wed", (1, 3)), ("mon wed and fri", (1, 3, 5)), ("Mon-Fri", (1, 2, 3, 4, 5)),
        ("Fri - Mon", (1, 5, 6, 7)), ("tuesdays", (2,)), ("Th", (4,)), ("Sat to Sun", (6, 7)),
        ("weekends, Mon.", (1, 6, 7)), ("Mo/Tu", (1, 2)), ("Mon through Wed", (1, 2, 3)),
        ("Thu till Sat", (4, 5, 6)),
    ],
)  # fmt: skip
def test_weekdays_are_read_as_words(words: str, expected: tuple[int, ...]) -> None:
    assert parse_weekdays(words) == expected


@pytest.mark.parametrize(
    "words", ["", "t", "s", "someday", "Mon, Someday", "Mon-Tue-Wed", "1", ","]
)
def test_other_words_are_not_weekdays(words: str) -> None:
    with pytest.raises(WeekdaysUnclear):
        parse_weekdays(words)
