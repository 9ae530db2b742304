"""Compare `footnote topic SFT` with `python -c "import aiosqlite, rapidfuzz"`.

    python benchmarks/startup.py PAGE [--rounds N]

PAGE is a Knowledge Tree page with a topic named or called SFT. Both are timed as whole processes,
in turn; the ratio is of the medians.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]


def time_command(*arguments: str) -> float:
    """Run the interpreter and return how long it took."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    taken = time.perf_counter() - begun
    if "bot" in arguments and not done.stdout:
        raise SystemExit("footnote printed nothing: there is nothing to time")
    return taken


def main() -> None:
    """Take the times in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        database = ("--db", str(Path(folder, "footnote.db")))
        time_command("-m", "bot", "import", str(chosen.page.resolve()), *database)
        imports, topic = [], []
        for _ in range(chosen.rounds):
            imports.append(time_command("-c", "import aiosqlite, rapidfuzz"))
            topic.append(time_command("-m", "bot", "topic", "SFT", *database))
    print(f"medians of {chosen.rounds} interleaved rounds")
    print(f"import aiosqlite, rapidfuzz  {median(imports) * 1000:6.0f} ms   1.00 x")
    ratio = median(topic) / median(imports)
    print(f"footnote topic SFT           {median(topic) * 1000:6.0f} ms   {ratio:.2f} x")


if __name__ == "__main__":
    main()
