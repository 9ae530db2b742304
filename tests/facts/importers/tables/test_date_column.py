"""Dates of a column share an order, and doubts about them come once."""

import pytest

from facts.importers.date_words import DayOrder
from facts.importers.tables.date_column import DateColumn, find_common_order
from facts.model.drafts import FactDraft, LineWarning
from tests.facts.importers.tables.table_files import only, read


def dates(*cells: str) -> tuple[list[str | None], list[LineWarning]]:
    """Return the dates of a table with such a column, and the warnings."""
    rows = "".join(f'Fact {number}.,S{number},"{cell}"\n' for number, cell in enumerate(cells))
    entries = read(f"fact,source,date\n{rows}")
    found = [fact.citations[0].source.published for fact in only(FactDraft, entries)]
    return [date.iso if date else None for date in found], only(LineWarning, entries)


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("45292", "2024-01-01"), ("45292.75", "2024-01-01"), ("20000", "1954-10-03"),
        ("60000", "2064-04-08"), ("19999", None), ("60001", None),
    ],
)  # fmt: skip
def test_a_number_of_days_is_a_date(cell: str, iso: str | None) -> None:
    found, warnings = dates(cell)
    assert found == [iso]
    assert bool(warnings) == (iso is None)


def test_a_date_that_cannot_be_read_is_named_once() -> None:
    found, warnings = dates("2024-13-45", "2024-13-45", "soon", "2024", "2024-13-45", "")
    assert found == [None, None, None, "2024", None, None]
    assert [each.line for each in warnings] == [2, 4]
    assert "“2024-13-45” is no date" in warnings[0].message


def test_dates_that_can_be_two_days_are_named_once() -> None:
    found, warnings = dates("5/6/24", "2024-01-02", "7/8/2024", "1-2-2024")
    assert found == [None, "2024-01-02", None, None]
    assert [each.line for each in warnings] == [2]
    assert "“5/6/24” can be two days" in warnings[0].message


@pytest.mark.parametrize(
    ("settling", "iso"), [("13/6/24", "2024-06-05"), ("6/13/24", "2024-05-06")]
)
def test_another_row_settles_the_order_of_day_and_month(settling: str, iso: str) -> None:
    found, warnings = dates("5/6/24", "5/6/24", settling, "5/6/24")
    assert (found[0], found[1], found[3]) == (iso, iso, iso)
    assert len(warnings) == 1
    found, _ = dates(settling, "5/6/24")
    assert found[1] == iso


def test_rows_in_both_orders_settle_nothing() -> None:
    found, warnings = dates("5/6/24", "13/6/24", "6/13/24")
    assert found == [None, "2024-06-13", "2024-06-13"]
    assert len(warnings) == 1
    assert find_common_order(["13/6/24", "6/13/24"]) is None


def test_the_order_of_a_file_is_sought_once() -> None:
    calls: list[None] = []

    def find_order() -> DayOrder | None:
        calls.append(None)
        return None

    column = DateColumn(find_order)
    for day in range(1, 10):
        column.read(f"{day}/10/2024")
    assert len(calls) == 1
