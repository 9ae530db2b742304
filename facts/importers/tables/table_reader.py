"""Reader of tables with a header: CSV, TSV and other delimiters."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.tables.cells import clean_cell
from facts.importers.tables.columns import Column, describe_missing_facts
from facts.importers.tables.date_column import DateColumn, find_common_order
from facts.importers.tables.dialect import TableHead, find_head, recognize_table
from facts.importers.tables.row_drafts import RowInterpreter
from facts.importers.tables.rows import RowReader, TableRow
from facts.model.drafts import EntryProblem, PageEntry, ReadingNote, TopicDraft

_NO_ROWS: Final = "the table is empty; it needs a header, as in: fact,topics,source,link"
_NO_SOURCES: Final = (
    "no column holds sources; add a column “source” or “link”, "
    "or name one source for the whole file (--source)"
)


def read_table(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    """Yield the entries of a table, row by row.

    The first is a note about the columns. Cells are text, or text in quotes with line breaks; a
    line is the one that its row begins in. Raises InputError for a file that is no text.
    """
    head = find_head(file.sample().text)
    problem = _find_problem(head, options)
    if head is None or problem:
        yield problem or EntryProblem(1, 0, _NO_ROWS)
        return
    if head.title is not None:
        yield ReadingNote(head.line, f"the header is below “{head.title}”, which was not read")
    yield ReadingNote(head.line, head.columns.describe())
    for name in options.topics:
        yield TopicDraft(head.line, name)
    dates = DateColumn(lambda: find_common_order(_iter_dates(file, head)))
    interpreter = RowInterpreter(head.columns, options, dates)
    for row in _iter_rows(file, head):
        if isinstance(row, TableRow):
            yield from interpreter.read(row)
        else:
            yield row


def _iter_rows(file: InputFile, head: TableHead) -> RowReader:
    return RowReader(islice(file.lines(), head.line, None), head)


def _iter_dates(file: InputFile, head: TableHead) -> Iterator[str]:
    place = head.columns.places[Column.DATE]
    for row in _iter_rows(file, head):
        if isinstance(row, TableRow) and len(row.cells) > place:
            yield clean_cell(row.cells[place])


def _find_problem(head: TableHead | None, options: ReadOptions) -> EntryProblem | None:
    if head is None:
        return None
    if Column.FACT not in head.columns.places:
        return EntryProblem(head.line, 0, describe_missing_facts(head.columns))
    if not (head.columns.has_sources or options.source):
        return EntryProblem(head.line, 0, _NO_SOURCES)
    return None


TABLE: Final = FileFormat("csv", "a CSV or TSV table", recognize_table, read_table)
