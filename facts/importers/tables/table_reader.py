"""Reader of tables with a header: CSV, TSV and other delimiters."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.tables.columns import Column
from facts.importers.tables.dialect import TableHead, find_head, recognize_table
from facts.importers.tables.row_drafts import RowInterpreter
from facts.importers.tables.rows import RowReader, TableRow
from facts.model.drafts import EntryProblem, PageEntry, ReadingNote, TopicDraft

_NO_FACTS: Final = "no column holds facts; name one “fact”, as in: fact,topics,source,link"
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
        yield problem or EntryProblem(1, 0, _NO_FACTS)
        return
    yield ReadingNote(head.line, head.columns.describe())
    for name in options.topics:
        yield TopicDraft(head.line, name)
    interpreter = RowInterpreter(head.columns, options)
    for row in RowReader(islice(file.lines(), head.line, None), head):
        if isinstance(row, TableRow):
            yield from interpreter.read(row)
        else:
            yield row


def _find_problem(head: TableHead | None, options: ReadOptions) -> EntryProblem | None:
    if head is None or Column.FACT not in head.columns.places:
        return EntryProblem(head.line if head else 1, 0, _NO_FACTS)
    if not ({Column.SOURCE, Column.URL} & head.columns.places.keys() or options.source):
        return EntryProblem(head.line, 0, _NO_SOURCES)
    return None


TABLE: Final = FileFormat("csv", "a CSV or TSV table", recognize_table, read_table)
