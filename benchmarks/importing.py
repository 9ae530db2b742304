"""Compare imports of generated files with plain `sqlite3.executemany`.

    python benchmarks/importing.py [--facts N] [--rounds N] [--format NAME]...
    python benchmarks/importing.py --answers [--facts N] [--rounds N]

Each round runs both for each format, one after the other, in processes of their own. Ratios compare
the best times, and the best processor times of all threads. The baseline gets the finished rows of
the same import, and writes them into the same tables with the same triggers. It is timed from the
first insert to the end of the commit. The import is timed from the open store to the same point: it
also recognises, reads, cleans, compares, resolves and builds the search index. Memory is the peak
of the process that imports.

With --answers, answers are timed while nothing else happens and during imports
(benchmarks/import_answers.py).
"""

import argparse
import asyncio
import json
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.import_answers import compare_answers
from benchmarks.import_files import GENERATORS, write_files
from bot.files.draft_spool import FileSpool
from bot.files.input_files import open_inputs
from facts.curation.file_import import FileImport, import_files
from facts.importers.file_format import ReadOptions
from facts.importers.input_reader import read_inputs
from facts.model.changes import ChangeNote
from facts.model.entities import SHARED_LIBRARY
from storage.engine.sqlite.connection import set_up
from storage.engine.sqlite.migrations import load_migrations, migrate
from storage.store import open_store

ROOT = Path(__file__).parents[1]
TABLES = (
    "change", "topic", "alias", "source", "fact", "citation", "bearing", "change_range",
    "change_topic",
)  # fmt: skip
"""What an import writes; triggers write the rest."""
COUNTED = {("topic", name) for name in ("facts", "own_facts", "own_sources", "newest")} | {
    ("source", "facts")
}
"""Columns that triggers fill."""
Measured = dict[str, float]


class Stopwatch:
    """Measures a process from now on."""

    def __init__(self) -> None:
        self._begun, self._spent = time.perf_counter(), time.process_time()

    def read(self) -> Measured:
        """Return seconds, seconds of the processor, and the peak of memory in MB."""
        return {
            "seconds": time.perf_counter() - self._begun,
            "processor": time.process_time() - self._spent,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
        }


def time_import(path: str, names: Sequence[str]) -> Measured:
    """Import files into a new database."""

    async def run() -> Measured:
        async with open_store(path) as store:
            with ExitStack() as until:
                watch = Stopwatch()
                spool = FileSpool(until)
                options = ReadOptions(with_notes=True)
                reading = read_inputs(open_inputs(names, options, None, until), spool)
                task = FileImport(SHARED_LIBRARY, ChangeNote(datetime.now(UTC), "benchmark"))
                report = await import_files(store, task, reading, spool)
                measured = watch.read()
            if report.warnings:
                raise SystemExit(f"a generated file is faulty: {report.warnings[0]}")
            return measured | {"new": report.figures.new}

    return asyncio.run(run())


def time_plain_insert(path: str, imported: str) -> Measured:
    """Insert the rows of an import by executemany into a new database."""
    with closing(sqlite3.connect(imported)) as connection:
        rows = {make_insert(table, connection): read_rows(table, connection) for table in TABLES}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        set_up(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, load_migrations())
        watch = Stopwatch()
        connection.execute("BEGIN")
        for insert, values in rows.items():
            connection.executemany(insert, values)
        connection.execute("COMMIT")
        return watch.read()


def make_insert(table: str, connection: sqlite3.Connection) -> str:
    """Return the statement that inserts a row of a table."""
    columns = list_columns(table, connection)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608


def read_rows(table: str, connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return all rows of a table."""
    columns = ", ".join(list_columns(table, connection))
    return connection.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608


def list_columns(table: str, connection: sqlite3.Connection) -> list[str]:
    """Return the columns that an import fills itself."""
    names = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    return [name for name in names if (table, name) not in COUNTED]


def run_in_child_process(*arguments: str) -> Measured:
    """Run one measurement in a new interpreter."""
    done = subprocess.run(
        [sys.executable, __file__, *arguments], stdout=subprocess.PIPE, check=True, cwd=ROOT
    )
    measured: Measured = json.loads(done.stdout)
    return measured


def run_round(names: Sequence[str], facts: int) -> tuple[Measured, Measured]:
    """Import files, then insert the same rows; return both measurements."""
    with TemporaryDirectory() as folder:
        imported, plain = str(Path(folder, "imported.db")), str(Path(folder, "plain.db"))
        ours = run_in_child_process("--import", *names, "--database", imported)
        if ours["new"] != facts:
            raise SystemExit(f"{ours['new']:,.0f} of {facts:,} facts were imported: {names[0]}")
        return ours, run_in_child_process("--plain", imported, "--database", plain)


def compare(formats: Sequence[str], facts: int, rounds: int) -> None:
    """Run all rounds and print the table."""
    with TemporaryDirectory() as folder:
        files = {name: write_files(Path(folder), name, range(facts)) for name in formats}
        runs = [
            {name: run_round(paths, facts) for name, paths in files.items()} for _ in range(rounds)
        ]
    print(f"{facts:,} facts, best of {rounds} interleaved rounds; import beside executemany")
    print("format          seconds             processor seconds       peak memory")
    for name in formats:
        ours, plain = (
            {key: min(run[name][side][key] for run in runs) for key in runs[0][name][side]}
            for side in (0, 1)
        )
        figures = "   ".join(
            f"{ours[key]:6.2f} {plain[key]:5.2f} {ours[key] / plain[key]:5.2f} x"
            for key in ("seconds", "processor")
        )
        print(f"{name:10} {figures}   {ours['peak']:6.0f} MB")


def main() -> None:
    """Compare, or run the one measurement of a child process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--format", dest="formats", action="append", choices=list(GENERATORS))
    parser.add_argument("--answers", action="store_true")
    parser.add_argument("--plain", help=argparse.SUPPRESS)
    parser.add_argument("--import", dest="names", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--database", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.plain:
        print(json.dumps(time_plain_insert(chosen.database, chosen.plain)))
    elif chosen.names:
        print(json.dumps(time_import(chosen.database, chosen.names)))
    elif chosen.answers:
        asyncio.run(compare_answers(chosen.facts, chosen.rounds))
    else:
        compare(chosen.formats or list(GENERATORS), chosen.facts, chosen.rounds)


if __name__ == "__main__":
    main()
