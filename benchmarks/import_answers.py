"""Times of answers during imports, beside those of the same answers while nothing else happens."""

import asyncio
import random
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from benchmarks.import_files import WORDS, write_files
from bot.cli.run_command import SWITCH_INTERVAL
from bot.curation.files.reading_process import ReadingJob, read_in_process
from facts.curation.file_import import FileImport, import_files
from facts.curation.uploads import UploadedFile
from facts.importers.file_format import ReadOptions
from facts.importers.input_reading import ReadLimits
from facts.library.library import Library
from facts.model.changes import ChangeNote
from facts.model.entities import SHARED_LIBRARY
from facts.model.selection import Slice
from storage.store import SqliteStore, open_store

ROOT = Path(__file__).parents[1]
NEW_FACTS = 20_000
"""Facts of one import, as many as Discord takes."""
PAUSE = 0.002
"""Seconds between answers: a busy bot, whose processor is not full."""
IDLE_SECONDS = 6.0
FORMAT = "jsonl"
Times = dict[str, list[float]]


class Asker:
    """Asks for facts and searches in turn, and keeps the times by what else happens."""

    def __init__(self, store: SqliteStore, facts: int) -> None:
        self.times: defaultdict[str, Times] = defaultdict(lambda: defaultdict(list))
        self._store = store
        self._facts = facts
        self._random = random.Random(1)

    @asynccontextmanager
    async def ask_meanwhile(self, name: str) -> AsyncIterator[None]:
        """Ask until the body of the `async with` block ends."""
        asking = asyncio.create_task(self._ask_repeatedly(self.times[name]))
        try:
            yield
        finally:
            asking.cancel()
            await asyncio.wait([asking])

    async def _ask_repeatedly(self, times: Times) -> None:
        while True:
            number = self._random.randint(1, self._facts)
            words = " ".join(self._random.sample(WORDS, 3))
            await self._time(times["/fact"], partial(find_fact, number))
            await self._time(times["/search"], partial(search, words))

    async def _time(self, times: list[float], ask: Callable[[Library], object]) -> None:
        begun = time.perf_counter()
        await self._store.read(SHARED_LIBRARY, lambda snapshot: ask(Library(snapshot)))
        times.append(time.perf_counter() - begun)
        await asyncio.sleep(PAUSE)


def find_fact(number: int, library: Library) -> object:
    """Read what `/fact` reads."""
    return library.fact(number)


def search(words: str, library: Library) -> object:
    """Read what `/search` reads."""
    return library.search(words, part=Slice(0, 5))


async def import_elsewhere(database: str, path: str) -> None:
    """Import a file by the command line, in a process of its own."""
    command = [sys.executable, "-m", "bot", "import", path, "--db", database]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL
    )
    if await process.wait():
        raise SystemExit("the import failed")


async def import_here(store: SqliteStore, path: str) -> None:
    """Import a file as `/library import` does."""
    upload = UploadedFile(path, await asyncio.to_thread(Path(path).read_bytes))
    job = ReadingJob((upload,), ReadOptions(), ReadLimits())
    reading, spool = await asyncio.to_thread(read_in_process, job)
    task = FileImport(SHARED_LIBRARY, ChangeNote(datetime.now(UTC), "benchmark"))
    report = await import_files(store, task, reading, spool)
    if not report.figures.new:
        raise SystemExit("nothing was imported")


async def compare_answers(facts: int, rounds: int) -> None:
    """Time answers in turn: idle, during an import elsewhere, and during one in this process."""
    sys.setswitchinterval(SWITCH_INTERVAL)  # as the bot does
    with TemporaryDirectory() as name:
        folder, database = Path(name), str(Path(name, "footnote.db"))
        for path in write_files(folder, FORMAT, range(facts)):
            await import_elsewhere(database, path)
        async with open_store(database) as store:
            asker, firsts = Asker(store, facts), count(facts, NEW_FACTS)
            imports: dict[str, Callable[[str], Awaitable[None]]] = {
                "import by another process": lambda path: import_elsewhere(database, path),
                "import in this process": lambda path: import_here(store, path),
            }
            for _ in range(rounds):
                for happening, run in imports.items():
                    first = next(firsts)
                    (path,) = write_files(folder, FORMAT, range(first, first + NEW_FACTS))
                    async with asker.ask_meanwhile("idle"):
                        await asyncio.sleep(IDLE_SECONDS)
                    async with asker.ask_meanwhile(happening):
                        await run(path)
    print(f"answers at {facts:,} facts, during imports of {NEW_FACTS:,}, {rounds} rounds in turn")
    for command in asker.times["idle"]:
        for happening, times in asker.times.items():
            print_times(f"{command}, {happening}", times[command], asker.times["idle"][command])


def print_times(name: str, times: Sequence[float], idle: Sequence[float]) -> None:
    """Print percentiles, and their ratios to those of idle times."""
    figures = []
    for percentile in (50, 99):
        own, other = (quantiles(each, n=100)[percentile - 1] for each in (times, idle))
        figures.append(f"p{percentile} {own * 1_000:7.2f} ms {own / other:5.2f} x")
    print(f"{name:36} {len(times):6,} answers   {'   '.join(figures)}")
