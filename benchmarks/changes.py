"""Compare changes that the history records with bare writes, and page through a long history.

    python benchmarks/changes.py [--facts N] [--changes N] [--rounds N]

Every ratio compares times of one run, taken in turn. The baseline of a change runs the same SQL in
one transaction, with the index but without the history.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from facts.curation.access import load_own_fact
from facts.curation.curator import Curator
from facts.curation.fact_edits import FactEdit, FactInput
from facts.curation.form_input import SourceInput, TopicInput
from facts.curation.named_things import cite_sources, link_topics
from facts.curation.store import Workspace
from facts.model.changes import ChangeId, ChangeNote
from facts.model.drafts import CitationDraft, FactDraft, SourceDraft
from facts.model.entities import CLAIM, SHARED_LIBRARY, FactId, TopicId
from facts.model.records import FactRecord
from facts.model.selection import Slice
from facts.store.change_reader import HistoryFilter
from storage.engine.connection import SqlConnection
from storage.engine.sqlite.database import Database, open_database
from storage.library.digests import digest
from storage.search.indexer import index_pending
from storage.store import SqliteStore, open_store
from tests.support.page_imports import Page, import_pages

NOTE = ChangeNote(datetime(2026, 1, 1, tzinfo=UTC), "benchmark", made_by=5)
VOCABULARY = 20_000
CHANGES = 40
"""Changes in one round."""


def make_text(number: int) -> str:
    """Return a different text of 20 words per number, some words more frequent than others."""
    picked = random.Random(number)
    places = (int(VOCABULARY * picked.random() ** 3) for _ in range(20))
    return f"{number} " + " ".join(make_word(place) for place in places) + "."


def make_word(place: int) -> str:
    """Return a word of at least three letters per number."""
    word = "".join(chr(97 + place // 26**power % 26) for power in range(4))
    return word.rstrip("a") + "ing"


def draft_facts(count: int, first: int = 0) -> Iterator[FactDraft]:
    """Yield drafts with 50 facts of each source, and 200 of each topic."""
    for number in range(first, first + count):
        source = SourceDraft(f"Report {number // 50}", f"site{number // 50 % 40}.example")
        topics = (f"topic {number // 200}",)
        yield FactDraft(1, CLAIM, make_text(number), (CitationDraft(source),), topics)


class BareWriter:
    """Writes facts without a history: the same rows, and the index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, text: str) -> int:
        """Add a fact on topic 1 with source 1, and return its id."""

        def work(connection: SqlConnection) -> int:
            (fact,) = connection.execute(
                "INSERT INTO fact (library, kind, text, digest, change) "
                "VALUES (0, 'claim', ?, ?, 1) RETURNING id",
                (text, digest(text)),
            ).fetchone()
            connection.execute("INSERT INTO citation VALUES (?, 1, NULL, 1)", (fact,))
            connection.execute(
                "INSERT INTO bearing (topic, fact, stance, change) VALUES (1, ?, NULL, 1)", (fact,)
            )
            return int(fact)

        return await self._write(work)

    async def edit(self, fact: int, text: str) -> int:
        """Set the text of a fact."""

        def work(connection: SqlConnection) -> int:
            connection.execute(
                "UPDATE fact SET text = ?, digest = ? WHERE id = ?", (text, digest(text), fact)
            )
            return fact

        return await self._write(work)

    async def _write(self, work: Callable[[SqlConnection], int]) -> int:
        def write(connection: SqlConnection) -> int:
            result = work(connection)
            while index_pending(connection):
                pass
            return result

        return await self._database.write(write)


class RecordedWriter:
    """Writes the same facts as changes, with or without the search for near-duplicates."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._curator = Curator(store, SHARED_LIBRARY, NOTE)

    async def add(self, text: str) -> object:
        """Add a fact on a known topic with a known source."""
        new = read_form(text)

        def work(workspace: Workspace) -> FactId:
            topics = link_topics(workspace, new.topics)
            citations = cite_sources(workspace, new.sources).citations
            record = FactRecord(SHARED_LIBRARY, new.kind, new.text, citations, topics.links)
            fact = workspace.add_fact(record)
            workspace.describe(f"Added fact {fact}")
            return fact

        return await self._store.change(SHARED_LIBRARY, NOTE, work)

    async def add_compared(self, text: str) -> object:
        """Add a fact as a curator does."""
        return await self._curator.add_fact(read_form(text))

    async def edit(self, fact: int, text: str) -> object:
        """Set the text of a fact."""

        def work(workspace: Workspace) -> None:
            record = load_own_fact(workspace, FactId(fact))
            workspace.save_fact(FactId(fact), replace(record, text=text))
            workspace.describe(f"Edited fact {fact}: text")

        return await self._store.change(SHARED_LIBRARY, NOTE, work)

    async def edit_compared(self, fact: int, text: str) -> object:
        """Set the text of a fact as a curator does."""
        return await self._curator.edit_fact(FactId(fact), FactEdit(text))


def read_form(text: str) -> FactInput:
    """Return a new fact as a curator types it."""
    return FactInput(text, CLAIM, (TopicInput("topic 0"),), (SourceInput("Report 0"),))


async def time_changes(database: Database, facts: int, rounds: int) -> None:
    """Compare changes that are recorded with bare writes."""
    recorded, bare = RecordedWriter(SqliteStore(database)), BareWriter(database)
    numbers = count(10 * facts)
    steps: dict[str, Callable[[int, str], Awaitable[object]]] = {
        "bare add": lambda _, text: bare.add(text),
        "add": lambda _, text: recorded.add(text),
        "add, compared": lambda _, text: recorded.add_compared(text),
        "bare edit": bare.edit,
        "edit": recorded.edit,
        "edit, compared": recorded.edit_compared,
    }
    times: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds * CHANGES):  # in turn, so that all meet the same disk
        for name, step in steps.items():
            number = next(numbers)
            text = make_text(number)
            begun = time.perf_counter()
            await step(number * 7_919 % facts + 1, text)
            times[name].append(time.perf_counter() - begun)
    print(f"\nchanges at {facts:,} facts, medians; “compared”: with the search for near-duplicates")
    for name, all_ in times.items():
        base = statistics.median(times["bare edit" if "edit" in name else "bare add"])
        seconds = statistics.median(all_)
        print(f"{name:16} {seconds * 1_000:8.2f} ms {seconds / base:6.2f} x")


def write_history(path: str, changes: int) -> None:
    """Add a history of edits, as long as it may become in years, by plain SQL."""
    document = json.dumps({"library": 0, "kind": "claim", "text": make_text(1), "change": 1,
                           "citations": [[1, None, 1]], "topics": [[1, None, 1]]})  # fmt: skip
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        (last,) = connection.execute("SELECT max(id) FROM change").fetchone()
        numbers = range(last + 1, last + changes + 1)
        connection.executemany(
            "INSERT INTO change (id, library, made_at, made_by, reason, summary, undoable) "
            "VALUES (?, 0, '2026-01-01T00:00:00+00:00', ?, '', 'Edited a fact', 1)",
            ((number, number % 4) for number in numbers),
        )
        connection.executemany(
            "INSERT INTO change_image (entity, id, change, library, before) "
            "VALUES ('fact', ?, ?, 0, ?)",
            ((number % 10 * (number % 200) + 1, number, document) for number in numbers),
        )
        connection.executemany(
            "INSERT INTO change_topic (topic, library, change) VALUES (1, 0, ?)",
            ((number,) for number in numbers),
        )
        connection.execute("COMMIT")


async def time_history(store: SqliteStore, rounds: int) -> None:
    """Time pages of ten changes: first, middle, last."""
    print("\nmilliseconds for a page of the history    changes    first   middle     last")
    filters = {
        "whole": HistoryFilter(),
        "of a user": HistoryFilter(user=1),
        "of a fact": HistoryFilter(fact=FactId(1)),
        "of a topic": HistoryFilter(topic=TopicId(1)),
        "of a user on a topic": HistoryFilter(topic=TopicId(1), user=1),
    }

    async def load(history: HistoryFilter, start: int) -> int:
        part = Slice(start, 10)
        page = await store.read(SHARED_LIBRARY, lambda it: it.changes.load_page(history, part, 5))
        return page.count

    for name, history in filters.items():
        size = await load(history, 0)
        times = []
        for start in (0, size // 2, size - 10):
            best = 9.0
            for _ in range(3 * rounds):
                begun = time.perf_counter()
                await load(history, start)
                best = min(best, time.perf_counter() - begun)
            times.append(best)
        shown = "".join(f"{seconds * 1_000:9.1f}" for seconds in times)
        print(f"{name:40} {size:9,}{shown}")


async def time_undo(path: str, facts: int) -> None:
    """Time an import, its undo, and the undo of that."""
    async with open_store(path) as store:
        begun = time.perf_counter()
        await import_pages(store, [Page("generated", draft_facts(facts))], NOTE)
        imported = time.perf_counter() - begun
        print(f"\nimport of {facts:,} facts {imported:6.2f} s, {size_of(path):.1f} MiB")
        curator = Curator(store, SHARED_LIBRARY, NOTE)
        for name in ("its undo", "the undo of that"):
            begun = time.perf_counter()
            last = ChangeId(await count_changes(store))
            await curator.undo(last)
            seconds = time.perf_counter() - begun
            print(
                f"{name:22} {seconds:6.2f} s {seconds / imported:6.2f} x, {size_of(path):.1f} MiB"
            )


async def count_changes(store: SqliteStore) -> int:
    """Return the number of changes of the shared library."""
    part = Slice(0, 1)
    return (
        await store.read(SHARED_LIBRARY, lambda it: it.changes.load_page(HistoryFilter(), part, 0))
    ).count


def size_of(path: str) -> float:
    """Return the size of a database in MiB, once its log is written back."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(path).stat().st_size / 2**20


async def run(facts: int, changes: int, rounds: int) -> None:
    """Measure undos, changes and pages of the history."""
    with TemporaryDirectory() as folder:
        path = str(Path(folder, "footnote.db"))
        await time_undo(path, facts)
        async with open_database(path, index_pending) as database:
            await time_changes(database, facts, rounds)
        write_history(path, changes)
        async with open_store(path) as store:
            await time_history(store, rounds)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=200_000)
    parser.add_argument("--changes", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    asyncio.run(run(chosen.facts, chosen.changes, chosen.rounds))


if __name__ == "__main__":
    main()
