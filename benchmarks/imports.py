"""Compare an import of generated facts with plain `sqlite3.executemany`.

    python benchmarks/imports.py [--facts N] [--rounds N]

Each round runs both, one after the other, in separate processes. Ratios compare the best times. The
baseline gets finished rows and is timed from the first insert to the end of the commit; the import
is timed from the open file of text to the same point, so it also reads, parses, compares, resolves
and builds the search index, which the baseline does not have. Memory is the peak of a process that
imports a tenth, or all, of the facts.
"""

import argparse
import asyncio
import hashlib
import json
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.files.input_files import open_input
from facts.importers.importer import Page, import_pages
from facts.importers.wiki.page_reader import read_page
from facts.model.changes import ChangeNote
from storage.engine.sqlite.migrations import load_migrations
from storage.store import open_store

ROOT = Path(__file__).parents[1]
FACTS_OF_A_SOURCE = 50
WORDS = (
    "annotator",
    "answer",
    "baseline",
    "calibration",
    "context",
    "corpus",
    "decoder",
    "entropy",
    "estimate",
    "gradient",
    "label",
    "likelihood",
    "margin",
    "metric",
    "model",
    "outcome",
    "policy",
    "preference",
    "prompt",
    "query",
    "ranking",
    "reward",
    "sample",
    "schedule",
    "score",
    "signal",
    "token",
    "training",
    "variance",
    "weight",
)
KINDS = ("claim", "claim", "claim", "measurement", "procedure", "reference")


def fact_text(number: int) -> str:
    """Return a different sentence of about 170 characters per number."""
    picked = hashlib.blake2b(number.to_bytes(8), digest_size=18).digest()
    words = " ".join(WORDS[byte % len(WORDS)] for byte in picked)
    return f"In run {number} the {words} changed as the study had foretold."


def generate_page(facts: int) -> Iterator[str]:
    """Yield the lines of one topic page."""
    yield from ("generated facts", "Also known as: GF", f"Facts ({facts})", "Sources")
    for number in range(facts):
        if number % FACTS_OF_A_SOURCE == 0:
            source, left = number // FACTS_OF_A_SOURCE, min(FACTS_OF_A_SOURCE, facts - number)
            yield f"Report {source} site{source % 40}.example Mar 15, 2026 {left} facts"
        yield KINDS[number % len(KINDS)] + fact_text(number)


def time_import(path: str, text: str) -> dict[str, float]:
    """Import a file; return seconds and peak memory in MiB."""

    async def run() -> float:
        async with open_store(path) as store:
            begun = time.perf_counter()
            page = open_input(text, ExitStack())
            pages = [Page(text, read_page(page.lines()))]
            report = await import_pages(store, pages, ChangeNote(datetime.now(UTC), "benchmark"))
            seconds = time.perf_counter() - begun
            if report.warnings:
                raise SystemExit(f"the generated page is faulty: {report.warnings[0]}")
            return seconds

    seconds = asyncio.run(run())
    return {"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def time_plain_insert(path: str, facts: int) -> dict[str, float]:
    """Insert the same rows by executemany; return seconds.

    The tables are the same, without the search index.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL;" + load_migrations()[0].sql)
    sources = range(1, facts // FACTS_OF_A_SOURCE + 1)
    source_rows = [
        (n, 0, f"Report {n - 1}", f"site{(n - 1) % 40}.example", "2026-03-15", "Mar 15, 2026", 1)
        for n in sources
    ]
    fact_rows = [
        (n + 1, 0, KINDS[n % len(KINDS)], fact_text(n), digest(fact_text(n)), 1)
        for n in range(facts)
    ]
    citation_rows = [(n + 1, n // FACTS_OF_A_SOURCE + 1, None, 1) for n in range(facts)]
    bearing_rows = [(1, n + 1, None, 1) for n in range(facts)]
    begun = time.perf_counter()
    connection.execute("BEGIN")
    connection.execute("INSERT INTO change VALUES (1, 0, '2026-01-01T00:00:00+00:00', NULL, 'x')")
    connection.execute("INSERT INTO topic VALUES (1, 0, 'generated', 'generated', NULL, 1)")
    connection.executemany("INSERT INTO source VALUES (?, ?, ?, ?, NULL, ?, ?, ?)", source_rows)
    connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?)", fact_rows)
    connection.executemany("INSERT INTO citation VALUES (?, ?, ?, ?)", citation_rows)
    connection.executemany("INSERT INTO bearing VALUES (?, ?, ?, ?)", bearing_rows)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - begun
    connection.close()
    return {"seconds": seconds}


def digest(text: str) -> bytes:
    """Return a digest as long as the program's."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def run_in_child_process(*arguments: str) -> dict[str, float]:
    """Run one measurement in a new interpreter and a new folder."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, __file__, *arguments, "--database", str(Path(folder, "f.db"))]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT)
        measured: dict[str, float] = json.loads(done.stdout)
        return measured


def compare(facts: int, rounds: int) -> None:
    """Run all rounds and print the table."""
    with TemporaryDirectory() as folder:
        texts = {count: str(Path(folder, f"{count}.txt")) for count in (facts, facts // 10)}
        for count, text in texts.items():
            with Path(text).open(
                "w", encoding="utf-8"
            ) as file:  # streamed: a child's peak memory is at least ours
                file.writelines(f"{line}\n" for line in generate_page(count))
        plain, ours = [], []
        for _ in range(rounds):
            plain.append(run_in_child_process("--plain", "--facts", str(facts))["seconds"])
            ours.append(run_in_child_process("--import", texts[facts]))
        small = run_in_child_process("--import", texts[facts // 10])
    seconds = min(each["seconds"] for each in ours)
    print(f"{facts:,} facts, best of {rounds} interleaved rounds")
    print(f"executemany, finished rows     {min(plain):6.2f} s   1.00 x")
    print(f"footnote import, from text     {seconds:6.2f} s   {seconds / min(plain):4.2f} x")
    peak = min(each["peak"] for each in ours)
    print(f"peak memory  {small['peak']:.0f} MiB at {facts // 10:,} facts, {peak:.0f} MiB at all")


def main() -> None:
    """Compare, or run the one measurement of a child process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--plain", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--import", dest="text", help=argparse.SUPPRESS)
    parser.add_argument("--database", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.plain:
        print(json.dumps(time_plain_insert(chosen.database, chosen.facts)))
    elif chosen.text:
        print(json.dumps(time_import(chosen.database, chosen.text)))
    else:
        compare(chosen.facts, chosen.rounds)


if __name__ == "__main__":
    main()
