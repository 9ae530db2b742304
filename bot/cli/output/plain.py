"""Blocks as plain text, for pipes and files: a line stays a line, however long it is."""

from collections.abc import Iterable, Iterator

from bot.cli.output.blocks import OutputBlock, OutputLine, OutputSpan, OutputTable
from bot.cli.output.safe_text import clean


def render_plain(blocks: Iterable[OutputBlock]) -> Iterator[str]:
    """Yield the lines of text that blocks come to, each with its end."""
    for block in blocks:
        lines = _render_table(block) if isinstance(block, OutputTable) else _render_line(block)
        yield from (f"{line.rstrip()}\n" for line in lines)


def _render_line(line: OutputLine) -> list[str]:
    start = _render_spans(line.start)
    first, *rest = _render_spans(line.spans).split("\n")
    return [start + first, *(" " * len(start) + each for each in rest)]


def _render_table(table: OutputTable) -> Iterator[str]:
    columns = []
    for heading, is_figure, cells in table.columns():
        texts = [heading, *(_render_spans((cell,)).replace("\n", " ") for cell in cells)]
        width = max(map(len, texts))
        columns.append([f"{text:>{width}}" if is_figure else f"{text:<{width}}" for text in texts])
    return ("  ".join(row) for row in zip(*columns, strict=True))


def _render_spans(spans: tuple[OutputSpan, ...]) -> str:
    return clean("".join(span.text for span in spans))
