"""How often a fact of the day was lost or doubled while the bot that posts it was killed.

    python benchmarks/crashing.py [--kills 300] [--processes 1] [--seed 1] [--at "at random"]

A bot on a real file posts to a Discord on loopback, on days that pass in a moment. Each day it is
killed with SIGKILL: before or after it claims the day, after Discord took the message but before
the answer, before or after it marks the day, or at any time around it. It is started again 3
minutes, 40 minutes or 5 hours later, and what arrived is counted. The Discord on loopback forgets a
nonce after a minute, sooner than the real one.
"""

import argparse
import asyncio
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.crashing import SCHEDULES, CrashReport, Point, open_matrix


def main() -> None:
    """Run it, and print the figures; the exit code is 1 where a post was lost or doubled."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", choices=list(Point), help="at this point only")
    asked = parser.parse_args()
    started = time.perf_counter()
    with TemporaryDirectory() as folder:
        figures = asyncio.run(_run_days(Path(folder), asked))
    print(f"{asked.processes} process(es) at a time, {time.perf_counter() - started:.0f} s")
    for point, kills in figures.kills.items():
        print(f"killed {point}: {kills}")
    print(
        f"days {figures.days} of {SCHEDULES} schedules, kills {figures.kills.total()}, "
        f"posts {figures.posts}: lost {figures.lost}, doubled {figures.doubled}"
    )
    sys.exit(bool(figures.lost or figures.doubled))


async def _run_days(folder: Path, asked: argparse.Namespace) -> CrashReport:
    points = list(islice(cycle([Point(asked.at)] if asked.at else Point), asked.kills))
    async with open_matrix(folder, asked.seed, asked.processes) as opened:
        return await opened.run_days(points)


if __name__ == "__main__":
    main()
