"""Compare imports, file sizes and reads of an earlier version with those of this one.

    python benchmarks/versions.py FOLDER [--facts N] [--rounds N]

FOLDER is a checkout of the earlier version. Each round runs both, one after the other, in separate
processes; the table has the best values.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.import_files import generate_page

ROOT = Path(__file__).parents[1]
READS = """
import asyncio, json, sys, time
from facts.library.library import Library
from facts.model.selection import Selection, Slice
from storage.store import open_store
async def main():
    work = {
        "/topics": lambda it: it.topics(part=Slice(0, 10)),
        "/topic": lambda it: it.topic(Selection(1), Slice(0, 5)),
        "/search": lambda it: it.search("policy gradient margin", part=Slice(0, 5)),
        "/random": lambda it: it.draw(7),
    }
    async with open_store(sys.argv[1]) as store:
        best = dict.fromkeys(work, 9.0)
        for _ in range(8):
            for name, ask in work.items():
                begun = time.perf_counter()
                await store.read(0, lambda snapshot: ask(Library(snapshot)))
                best[name] = min(best[name], time.perf_counter() - begun)
    print(json.dumps(best))
asyncio.run(main())
"""
"""Reads in either version."""


def compare_versions(old: Path, facts: int, rounds: int) -> None:
    """Compare imports and reads of an earlier version with those of this one."""
    trees = {"old": old, "new": ROOT}
    best: dict[str, dict[str, float]] = {name: {} for name in trees}
    with TemporaryDirectory() as folder:
        text = str(Path(folder, "facts.txt"))
        with Path(text).open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in generate_page(facts))
        for number in range(rounds):
            for name, tree in trees.items():
                path = str(Path(folder, f"{name}{number}.db"))
                imports = [str(find_benchmark(tree)), "--import", text]
                found = {"import": run_in(tree, *imports, "--database", path)["seconds"]}
                found |= {"MiB": size_of(path)} | run_in(tree, "-c", READS, path)
                for what, value in found.items():
                    best[name][what] = min(best[name].get(what, value), value)
                Path(path).unlink()
    print(f"\n{facts:,} facts: an earlier version and this one")
    for what, before in best["old"].items():
        after = best["new"][what]
        unit, factor = ("MiB", 1) if what == "MiB" else ("ms", 1_000)
        values = f"{before * factor:9.1f} {after * factor:9.1f} {unit:3}"
        print(f"{what:10} {values} {after / before:6.2f} x")


def find_benchmark(tree: Path) -> Path:
    """Return the program that times imports; earlier versions have another name for it."""
    names = ("importing.py", "imports.py")
    return next(path for name in names if (path := tree / "benchmarks" / name).exists())


def run_in(tree: Path, *arguments: str) -> dict[str, float]:
    """Run Python in another version's folder, and return the JSON that it prints."""
    environment = os.environ | {"PYTHONPATH": str(tree)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=tree, env=environment, stdout=subprocess.PIPE, check=True
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def size_of(path: str) -> float:
    """Return the size of a database in MiB, once its log is written back."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(path).stat().st_size / 2**20


def main() -> None:
    """Compare the versions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old", type=Path, metavar="FOLDER")
    parser.add_argument("--facts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    compare_versions(chosen.old, chosen.facts, chosen.rounds)


if __name__ == "__main__":
    main()
