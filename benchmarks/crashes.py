"""Count posts lost or doubled while the bot is killed repeatedly.

    python benchmarks/crashes.py [--kills 300] [--processes 1] [--seed 1] [--at "at random"]

A bot with a real database file posts to a simulated Discord on loopback. Each day it is killed with
SIGKILL: before or after it claims the day, after the message arrived but before the response,
before or after it marks the day, or at a random moment. It starts again 3 minutes, 40 minutes or 5
hours later. The simulated Discord forgets a nonce after a minute, sooner than the real one.
"""

import argparse
import asyncio
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.crash_matrix import SCHEDULES, CrashReport, Point, open_matrix


def main() -> None:
    """Run it and print the counts.

    The exit code is 1 if a post was lost or doubled.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", choices=list(Point), help="kill at this point only")
    arguments = parser.parse_args()
    started = time.perf_counter()
    with TemporaryDirectory() as folder:
        report = asyncio.run(_run_days(Path(folder), arguments))
    print(f"{arguments.processes} process(es) at a time, {time.perf_counter() - started:.0f} s")
    for point, kills in report.kills.items():
        print(f"killed {point}: {kills}")
    print(
        f"days {report.days} of {SCHEDULES} schedules, kills {report.kills.total()}, "
        f"posts {report.posts}: lost {report.lost}, doubled {report.doubled}"
    )
    sys.exit(bool(report.lost or report.doubled))


async def _run_days(folder: Path, arguments: argparse.Namespace) -> CrashReport:
    points = list(islice(cycle([Point(arguments.at)] if arguments.at else Point), arguments.kills))
    async with open_matrix(folder, arguments.seed, arguments.processes) as opened:
        return await opened.run_days(points)


if __name__ == "__main__":
    main()
