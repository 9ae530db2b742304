"""Rows are read with their lines, also around badly quoted cells."""

import csv
import io
import time
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.tables.columns import understand_header
from facts.importers.tables.dialect import TableHead
from facts.importers.tables.rows import MAX_CELL, RowReader, TableRow
from facts.model.drafts import EntryProblem, LineWarning


def read(
    text: str, delimiter: str = ",", width: int = 2
) -> list[TableRow | LineWarning | EntryProblem]:
    head = TableHead(delimiter, understand_header(["x"] * width), 1)
    return list(RowReader(iter(text.split("\n")), head))


def places(text: str) -> list[tuple[int, int]]:
    return [(each.line, each.column) for each in read(text) if isinstance(each, EntryProblem)]


def cells(text: str, delimiter: str = ",") -> list[tuple[int, list[str]]]:
    return [(row.line, row.cells) for row in read(text, delimiter) if isinstance(row, TableRow)]


def test_a_quote_that_is_never_closed_is_named_where_it_opens() -> None:
    text = 'a,b\n"c\nd",e\nf,"g\nh,i\nj,k\n'
    assert places(text) == [(5, 2)]
    assert cells(text) == [(2, ["a", "b"]), (3, ["c\nd", "e"]), (6, ["h", "i"]), (7, ["j", "k"])]


def test_a_quote_that_the_next_quoted_cell_seems_to_close_is_named_where_it_opens() -> None:
    text = 'a,"b\nc,d\n"e, f",g\nh,"i, j"'
    assert places(text) == [(2, 2)]
    assert cells(text) == [(3, ["c", "d"]), (4, ["e, f", "g"]), (5, ["h", "i, j"])]


QUOTED = st.builds(
    str.__add__, st.sampled_from('ab"'), st.text(st.sampled_from('ab "'), max_size=6)
)


@given(st.lists(st.tuples(QUOTED, QUOTED), min_size=1, max_size=4))
def test_rows_below_a_quote_that_is_not_closed_are_read_as_ever(
    rows: list[tuple[str, str]],
) -> None:
    output = io.StringIO(newline="")
    csv.writer(output, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    text = f'"not closed,x\n{output.getvalue()}'
    assert places(text) == [(2, 1)]
    assert [row for _, row in cells(text)] == [list(row) for row in rows]


def test_a_quote_inside_a_quoted_cell_is_a_problem_of_its_row() -> None:
    text = 'a,"he said "yes" today"\nb,c'
    assert places(text) == [(2, 2)]
    assert cells(text) == [(3, ["b", "c"])]


def test_quotes_that_are_not_closed_are_characters_between_tabs() -> None:
    text = '"Rest" is good.\tA\n"5 inches\tB\nC\tD'
    assert cells(text, "\t") == [
        (2, ['"Rest" is good.', "A"]), (3, ['"5 inches', "B"]), (4, ["C", "D"]),
    ]  # fmt: skip
    assert sum(isinstance(each, LineWarning) for each in read(text, "\t")) == 2


def test_a_cell_that_is_too_long_is_a_problem() -> None:
    text = f"a,{'x' * (MAX_CELL + 1)}\nb,c\n"
    assert places(text) == [(2, 2)]
    assert cells(text) == [(3, ["b", "c"])]
    assert cells(f"a,{'x' * MAX_CELL}")[0][1] == ["a", "x" * MAX_CELL]


def test_an_unclosed_quote_takes_no_more_lines_than_a_cell_has_characters() -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        yield 'a,"b'
        while True:
            taken += 1
            yield "c,d"

    head = TableHead(",", understand_header(["x"] * 2), 1)
    problem, row = islice(RowReader(lines(), head), 2)
    assert isinstance(problem, EntryProblem)
    assert problem.line == 2
    assert row == TableRow(3, ["c", "d"])
    assert taken < MAX_CELL


@pytest.mark.slow
@pytest.mark.parametrize("line", ['x","y', '"a', 'x,"y', '""a', '"""a,', 'a"",""b,"'])
def test_hostile_quotes_take_linear_time(line: str) -> None:
    count = 200_000
    start = time.process_time()
    entries = read("\n".join([line] * count))
    assert time.process_time() - start < 10
    assert all(2 <= entry.line <= count + 1 for entry in entries)


CELLS = st.text(st.characters(exclude_characters="\r\0") | st.sampled_from(',;"|\t\n '), max_size=9)


@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5),
    st.sampled_from(",;\t|"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_rows_of_any_dialect_come_back(rows: list[list[str]], delimiter: str, quoting: int) -> None:
    output = io.StringIO(newline="")
    csv.writer(output, delimiter=delimiter, lineterminator="\n", quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    came = [row for _, row in cells(output.getvalue(), delimiter)]
    assert [[cell.strip() for cell in row] for row in came] == [
        [cell.strip() for cell in row] for row in rows
    ]
