"""Names, authors and formulas are read from cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.tables.cells import (
    CellInvalid,
    guard_formula,
    read_author,
    split_names,
    unguard_formula,
)
from facts.importers.tables.columns import Column


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", ()), ("naps", ("naps",)), ("a, b,,a", ("a", "b")), ("a; b, c", ("a", "b, c")),
        ("a | b\nc", ("a", "b", "c")), ('"a, b",c', ("a, b", "c")),
        ("Hello, world;", ("Hello, world",)),
        ('5" disks', ('5" disks',)),
    ],
)  # fmt: skip
def test_names_are_split(cell: str, names: tuple[str, ...]) -> None:
    assert split_names(Column.TOPICS, cell) == names


@pytest.mark.parametrize("cell", ["-", "a, –", "x" * 201, ",".join(map(str, range(51)))])
def test_a_bad_name_is_refused(cell: str) -> None:
    with pytest.raises(CellInvalid):
        split_names(Column.TOPICS, cell)


@pytest.mark.parametrize(
    ("people", "organisation", "author"),
    [
        ("", "", None), ("Ann Lee, Bo Chen", "", "Ann Lee, Bo Chen"), ("Lee, Ann", "", "Lee, Ann"),
        ("Lee, Ann; Chen, Bo", "Lab", "Ann Lee, Bo Chen · Lab"), ("", "Lab", "Lab"),
        ("Ann Lee\nBo Chen", "", "Ann Lee, Bo Chen"),
    ],
)  # fmt: skip
def test_people_and_organisation_are_an_author(
    people: str, organisation: str, author: str | None
) -> None:
    assert read_author(people, organisation) == author


@given(st.text() | st.text(st.sampled_from("'=+-@\tx")))
def test_a_guarded_cell_comes_back_and_is_no_formula(cell: str) -> None:
    guarded = guard_formula(cell)
    assert unguard_formula(guarded) == cell
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))
