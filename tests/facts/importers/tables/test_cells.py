"""Names, authors and formulas are read from cells."""

import time
from contextlib import suppress

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
        ("#a #b", ("a", "b")), ("#a, #b;#c", ("a", "b", "c")), ("#a", ("a",)),
        ("#1 in rank", ("#1 in rank",)), ("C#, F#", ("C#", "F#")),
        ('["a; b", "#c", ""]', ("a; b", "#c")), ("[]", ()), ("[draft], b", ("[draft]", "b")),
        ("[1, 2]", ("[1", "2]")),
    ],
)  # fmt: skip
def test_names_are_split(cell: str, names: tuple[str, ...]) -> None:
    assert split_names(Column.TOPICS, cell) == names


@pytest.mark.parametrize("cell", ["[" * 60_000 + "]" * 60_000, "#a" * 60_000, "#a " * 40_000])
def test_hostile_names_take_linear_time(cell: str) -> None:
    start = time.process_time()
    with suppress(CellInvalid):
        split_names(Column.TOPICS, cell)
    assert time.process_time() - start < 2


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
