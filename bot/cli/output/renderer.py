"""Rendering of blocks: wrapped and styled on a terminal, plain otherwise."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final, TypeVar

import click

from bot.cli.output.json_shapes import Json, dump_json
from bot.cli.output.line_wrap import count_cells, wrap
from bot.cli.output.safe_text import clean
from bot.cli.output.text_shapes import OutputBlock, OutputLine, OutputSpan, OutputTable, Weight

_MIN_LINE: Final = 20
"""Cells for text beside its indent, even on a narrow terminal."""
_MIN_COLUMN: Final = 8
"""Cells for a column of words, at least."""
_DEFAULT_WIDTH: Final = 80
"""Cells of a terminal that does not report its width."""
_GAP: Final = "  "
_STYLES: Final[dict[Weight, dict[str, Any]]] = {
    Weight.HEADING: {"bold": True},
    Weight.SMALL_PRINT: {"dim": True},
    Weight.KIND: {"fg": "cyan"},
}

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Screen:
    """Where the output goes: its width, and whether it has styles.

    `width` is in cells, None for a pipe.
    """

    width: int | None = None
    is_styled: bool = False


def find_screen() -> Screen:
    """Return the screen that standard output writes to."""
    if not sys.stdout.isatty():
        return Screen()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"  # https://no-color.org
    return Screen(os.get_terminal_size(sys.stdout.fileno()).columns or _DEFAULT_WIDTH, not plain)


def render(blocks: Iterable[OutputBlock], screen: Screen) -> Iterator[str]:
    """Yield the lines of blocks, each with its line end."""
    for block in blocks:
        if isinstance(block, OutputTable):
            lines = _render_table(block, screen)
        else:
            lines = _render_line(block, screen)
        yield from (f"{line.rstrip(' ')}\n" for line in lines)


def print_answer(
    answer: Answer,
    shape: Callable[[Answer], Json | list[Json]],
    blocks: Callable[[Answer], Iterable[OutputBlock]],
    *,
    as_json: bool,
) -> None:
    """Print an answer to standard output, as JSON or as blocks of text."""
    if as_json:
        click.echo(dump_json(shape(answer)))
    else:
        sys.stdout.writelines(render(blocks(answer), find_screen()))
        sys.stdout.flush()


def _render_line(line: OutputLine, screen: Screen) -> Iterator[str]:
    indent = count_cells("".join(span.text for span in line.start))
    width = screen.width and max(screen.width - indent, _MIN_LINE)
    start = "".join(_style(span, screen) for span in line.start)
    for piece in _wrap_spans(line.spans, width, screen):
        yield start + piece.text
        start = " " * indent


def _render_table(table: OutputTable, screen: Screen) -> Iterator[str]:
    columns = table.columns()
    widths = _fit_widths(columns, screen.width)
    headings = [OutputSpan(heading, Weight.SMALL_PRINT) for heading, _, _ in columns]
    for row in (headings, *zip(*(cells for _, _, cells in columns), strict=True)):
        wrapped = [
            [
                _align(piece, width, is_figure=is_figure)
                for piece in _wrap_spans((cell,), screen.width and width, screen)
            ]
            for cell, width, (_, is_figure, _) in zip(row, widths, columns, strict=True)
        ]
        for pieces in zip_longest(*wrapped):
            filled = (piece or " " * width for piece, width in zip(pieces, widths, strict=True))
            yield _GAP.join(filled)


def _fit_widths(
    columns: Sequence[tuple[str, bool, list[OutputSpan]]], width: int | None
) -> list[int]:
    """Return the width of each column.

    If the table is too wide, the widest columns of words become narrower.
    """
    widths = [
        max(map(count_cells, (heading, *(cell.text for cell in cells))))
        for heading, _, cells in columns
    ]
    words = [place for place, (_, is_figure, _) in enumerate(columns) if not is_figure]
    surplus = sum(widths) + len(_GAP) * (len(widths) - 1) - (width or sys.maxsize)
    while surplus > 0 and words:
        widest = max(words, key=widths.__getitem__)
        if widths[widest] <= _MIN_COLUMN:
            break
        widths[widest] -= 1
        surplus -= 1
    return widths


def _align(piece: "_Piece", width: int, *, is_figure: bool) -> str:
    padding = " " * (width - piece.cells)
    return padding + piece.text if is_figure else piece.text + padding


@dataclass(frozen=True, slots=True)
class _Piece:
    """A styled part of a line, and the cells it takes."""

    text: str
    cells: int


def _wrap_spans(spans: Iterable[OutputSpan], width: int | None, screen: Screen) -> Iterator[_Piece]:
    cleaned = [replace(span, text=clean(span.text)) for span in spans]
    text = "".join(span.text for span in cleaned)
    for part in wrap(text, width):
        styled = "".join(_style(span, screen) for span in _cut_spans(cleaned, part))
        yield _Piece(styled, count_cells(text[part]))


def _cut_spans(spans: Iterable[OutputSpan], part: slice) -> Iterator[OutputSpan]:
    """Yield the parts of spans inside a slice of their joined text."""
    start = 0
    for span in spans:
        end = start + len(span.text)
        cut = span.text[max(part.start - start, 0) : max(part.stop - start, 0)]
        if cut:
            yield replace(span, text=cut)
        start = end


def _style(span: OutputSpan, screen: Screen) -> str:
    text = clean(span.text)
    if not screen.is_styled:
        return text
    if span.weight in _STYLES:
        text = click.style(text, **_STYLES[span.weight])
    if span.link and clean(span.link) == span.link:
        return f"\x1b]8;;{span.link}\x1b\\{text}\x1b]8;;\x1b\\"
    return text
