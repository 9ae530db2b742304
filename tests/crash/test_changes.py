"""A change killed with SIGKILL is there as a whole, or not at all."""

import asyncio
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from facts.curation.curator import Curator
from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY
from storage.store import open_store
from tests.storage.search.test_index import assert_index_matches
from tests.support.builders import NOTE, ROOT, add, fact_draft
from tests.support.library_model import Key, Thing
from tests.support.library_tables import load_things
from tests.support.recounts import assert_counts_match

pytestmark = pytest.mark.slow

FACTS = 4_000
"""On two topics: facts of an import, which a merge or an undo touches all."""
CHANGES = {
    "edit": "curator.edit_fact(FactId(1), FactEdit('Another text.'))",
    "merge": "curator.merge_topics(TopicId(1), TopicId(2))",
    "undo": "curator.undo(ChangeId(2))",
}
PROGRAM = """
import asyncio, os, signal, sys, threading, time
from facts.curation.curator import Curator
from facts.curation.fact_edits import FactEdit
from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY, FactId, TopicId
from storage.store import open_store
from tests.support.builders import NOTE

path, delay = sys.argv[1], float(sys.argv[2])

async def main():
    async with open_store(path) as store:
        curator = Curator(store, SHARED_LIBRARY, NOTE)
        if delay:
            threading.Timer(delay, os.kill, (os.getpid(), signal.SIGKILL)).start()
        begun = time.perf_counter()
        await CHANGE
        print(time.perf_counter() - begun, flush=True)
        if delay:
            signal.pause()

asyncio.run(main())
"""


def run_change(path: str, change: str, delay: float = 0) -> float | None:
    """Run a change, which is killed after a delay; return its seconds if it was reported."""
    program = PROGRAM.replace("CHANGE", CHANGES[change])
    command = [sys.executable, "-c", program, path, str(delay)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    assert done.returncode == (-signal.SIGKILL if delay else 0)
    return float(done.stdout) if done.stdout else None


def load(path: str) -> tuple[dict[Key, Thing], list[int]]:
    """Return all things and changes, once the file has passed all checks."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert_counts_match(connection)
        assert_index_matches(connection)
        changes = connection.execute("SELECT id FROM change WHERE summary <> ''").fetchall()
        return load_things(connection), [change for (change,) in changes]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a small import and a large one."""
    path = tmp_path_factory.mktemp("library") / "footnote.db"

    async def fill() -> None:
        async with open_store(str(path)) as store:
            await add(store, fact_draft("A fact.", topics=("naps", "rest")))
            texts = (f"Fact {number} of a large import." for number in range(FACTS))
            await add(store, *(fact_draft(text, topics=("naps",)) for text in texts))

    asyncio.run(fill())
    return path


@pytest.mark.parametrize("change", CHANGES)
async def test_a_killed_change_leaves_all_or_nothing(
    library: Path, tmp_path: Path, change: str
) -> None:
    whole = str(shutil.copy(library, tmp_path / "whole.db"))
    seconds = run_change(whole, change)
    assert seconds
    before, after = load(str(library)), load(whole)
    assert before != after
    for share in (0.05, 0.3, 0.5, 0.7, 0.85, 0.95, 1.0, 1.1):
        path = str(shutil.copy(library, tmp_path / f"{share}.db"))
        reported = run_change(path, change, share * seconds)
        found = load(path)
        assert found == after if reported else found in (before, after)
        await check_usable(path)


async def check_usable(path: str) -> None:
    """Check that the file accepts a change and its undo."""
    async with open_store(path) as store:
        await add(store, fact_draft("A fact after the crash."))
        last = await store.read(SHARED_LIBRARY, lambda it: it.changes.get(ChangeId(4)))
        await Curator(store, SHARED_LIBRARY, NOTE).undo(ChangeId(4 if last else 3))
