"""The tables of measurements in the guide are the baselines of the benchmarks."""

import pytest

from benchmarks import asking, questions
from benchmarks.baselines import Figures, render_table
from tests.support.documents import read

GUIDE = "docs/questions.md"


def rows_of(part: str) -> Figures:
    rows = asking.BASELINE.read().items()
    return {name: row for name, row in rows if name.startswith(f"{part} ")}


@pytest.mark.parametrize("part", asking.PARTS)
def test_the_guide_has_the_figures_of_each_class(part: str) -> None:
    assert "\n".join(render_table("part and class", rows_of(part))) in read(GUIDE)


def test_the_guide_has_the_figures_of_the_first_questions() -> None:
    assert "\n".join(render_table("pack and kind", questions.BASELINE.read())) in read(GUIDE)
