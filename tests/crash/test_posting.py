"""A post is sent once, wherever its process is killed."""

from pathlib import Path

import pytest

from tests.support.crash_matrix import SCHEDULES, Point, open_matrix

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("processes", [1, 2])
async def test_a_killed_bot_neither_loses_nor_doubles_a_post(
    tmp_path: Path, processes: int
) -> None:
    points = [*Point, Point.ANYWHERE]
    async with open_matrix(tmp_path, seed=processes, processes=processes) as opened:
        figures = await opened.run_days(points)
    assert figures.kills.total() == len(points)
    assert (figures.lost, figures.doubled) == (0, 0)
    assert figures.posts == SCHEDULES * len(points)
