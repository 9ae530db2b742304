"""Figures of a benchmark, and the baseline that they must not fall below.

Figures are rows by name, each with numbers by column; the first column counts the questions.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

Row = Mapping[str, int]
Figures = Mapping[str, Row]

MARGIN: Final = 1
"""Questions by which a figure may be worse than its baseline."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A file of figures, and what may not become worse.

    `more` are the columns where more is better. `less` are those where less is better, each with
    the end of the names of the rows that count.
    """

    path: Path
    more: tuple[str, ...]
    less: Mapping[str, str] = field(default_factory=dict)

    def read(self) -> Figures:
        """Return the figures of the file, none if it is missing."""
        if not self.path.exists():
            return {}
        figures: Figures = json.loads(self.path.read_text("utf-8"))
        return figures

    def write(self, figures: Figures) -> None:
        """Replace these rows, and keep the others: a run may leave some out."""
        rows = {**self.read(), **figures}
        self.path.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")

    def list_setbacks(self, figures: Figures) -> list[str]:
        """Return a line for each figure that is worse by more than MARGIN."""
        known = self.read()
        return [
            line
            for name, row in figures.items()
            for line in self._compare(name, row, known.get(name))
        ]

    def _compare(self, name: str, row: Row, known: Row | None) -> Iterator[str]:
        if known is None:
            yield f"{name}: not in {self.path.name}"
            return
        count = next(iter(row))
        if row[count] != known[count]:
            yield f"{name}: {row[count]} {count}, but {known[count]} in {self.path.name}"
            return
        for column in self.more:
            if row[column] < known[column] - MARGIN:
                yield f"{name}: {column} fell from {known[column]} to {row[column]}"
        for column, ending in self.less.items():
            if name.endswith(ending) and row[column] > known[column] + MARGIN:
                yield f"{name}: {column} rose from {known[column]} to {row[column]}"


def add_baseline_options(parser: argparse.ArgumentParser) -> None:
    """Add --check and --write-baseline."""
    parser.add_argument(
        "--check",
        action="store_true",
        help="exit with 1 if a figure is worse than its baseline by more than one question",
    )
    parser.add_argument(
        "--write-baseline", action="store_true", help="make these figures the baseline"
    )


def compare_with_baseline(
    options: argparse.Namespace, baseline: Baseline, figures: Figures
) -> list[str]:
    """Do what the options say, and return the setbacks, none without --check."""
    setbacks = baseline.list_setbacks(figures) if options.check else []
    if options.write_baseline:
        baseline.write(figures)
    return setbacks


def render_table(heading: str, figures: Figures) -> Iterator[str]:
    """Yield the lines of a Markdown table, each number with its share of the questions."""
    columns = list(next(iter(figures.values())))
    lines = [[heading, *columns]]
    for name, row in figures.items():
        total, *others = row.values()
        lines.append([name, str(total), *(_with_share(count, total) for count in others)])
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    for number, cells in enumerate(lines):
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        yield f"| {' | '.join(padded)} |"
        if number == 0:
            yield "|" + "|".join("-" * (width + 2) for width in widths) + "|"


def _with_share(count: int, total: int) -> str:
    return f"{count} ({count / max(total, 1):.1%})"
