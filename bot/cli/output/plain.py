"""Blocks as plain text, for pipes and files: a line stays a line, however long it is."""

from collections.abc import Iterable, Iterator

from bot.cli.output.blocks import Block, Line, Span, Table
from bot.cli.output.safe_text import clean


def written(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the lines of text that blocks come to, each with its end."""
    for block in blocks:
        lines = _table(block) if isinstance(block, Table) else _line(block)
        yield from (f"{line.rstrip()}\n" for line in lines)


def _line(line: Line) -> list[str]:
    start = _text(line.start)
    first, *rest = _text(line.spans).split("\n")
    return [start + first, *(" " * len(start) + each for each in rest)]


def _table(table: Table) -> Iterator[str]:
    columns = []
    for heading, is_figure, cells in table.columns():
        texts = [heading, *(_text((cell,)).replace("\n", " ") for cell in cells)]
        width = max(map(len, texts))
        columns.append([f"{text:>{width}}" if is_figure else f"{text:<{width}}" for text in texts])
    return ("  ".join(row) for row in zip(*columns, strict=True))


def _text(spans: tuple[Span, ...]) -> str:
    return clean("".join(span.text for span in spans))
