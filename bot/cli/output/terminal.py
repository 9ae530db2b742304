"""Blocks on a terminal: in its width, with colours and links."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.style import Style
from rich.table import Table as Grid
from rich.text import Text

from bot.cli.output.blocks import OutputBlock, OutputLine, OutputSpan, OutputTable, Weight
from bot.cli.output.safe_text import clean

_NARROWEST: Final = 20
_STYLES: Final = {
    Weight.PLAIN: Style(),
    Weight.HEADING: Style(bold=True),
    Weight.SMALL_PRINT: Style(dim=True),
    Weight.KIND: Style(color="cyan"),
}


def draw(blocks: Iterable[OutputBlock]) -> None:
    """Print blocks to the terminal at standard output."""
    console = Console(highlight=False, markup=False, emoji=False)
    for block in blocks:
        console.print(_grid(block) if isinstance(block, OutputTable) else _WrappedLine(block))


@dataclass(frozen=True, slots=True)
class _WrappedLine:
    line: OutputLine

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        start = _text(self.line.start)
        width = max(options.max_width - start.cell_len, _NARROWEST)
        for wrapped in _text(self.line.spans).wrap(console, width, overflow="fold"):
            yield Text.assemble(start, wrapped)
            start = Text(" " * start.cell_len)


def _grid(table: OutputTable) -> Grid:
    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    columns = table.columns()
    for heading, is_figure, _ in columns:
        if is_figure:
            grid.add_column(heading, justify="right", no_wrap=True)
        else:
            grid.add_column(heading, overflow="fold")
    for row in zip(*(cells for _, _, cells in columns), strict=True):
        grid.add_row(*(_text((cell,)) for cell in row))
    return grid


def _text(spans: tuple[OutputSpan, ...]) -> Text:
    return Text.assemble(*((clean(span.text), _style(span)) for span in spans))


def _style(span: OutputSpan) -> Style:
    style = _STYLES[span.weight]
    safe = span.link is not None and clean(span.link) == span.link
    return style.update_link(span.link) if safe else style
