"""A process killed with SIGKILL while it imports leaves all of the import, or nothing."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from facts.model.entities import SHARED_LIBRARY
from facts.model.selection import EVERYTHING
from storage.store import open_store
from tests.storage.search.test_index import assert_in_step
from tests.support.builders import ROOT, add, fact_draft

pytestmark = pytest.mark.slow

FACTS = 15_000
PROGRAM = f"""
import asyncio, os, signal, sys, threading
from functools import partial
from facts.model.entities import SHARED_LIBRARY
from storage.engine.sqlite import database
from storage.store import open_store
from tests.support.builders import NOTE, fact_draft

path, fatal_fact, delay = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
kill = partial(os.kill, os.getpid(), signal.SIGKILL)
commit = database._commit

def commit_while_being_killed(*args):
    threading.Timer(delay, kill).start()
    commit(*args)

def drafts():
    for number in range({FACTS}):
        if number == fatal_fact:
            kill()
        topics = (f"topic {{number % 997}}",)
        yield fact_draft(f"Fact {{number}} of the import that is killed.", topics=topics)

async def main():
    async with open_store(path) as store:
        database._commit = commit_while_being_killed
        await store.add(SHARED_LIBRARY, drafts(), NOTE)
        print("added", flush=True)

asyncio.run(main())
"""


def killed(path: str, fatal_fact: int = -1, delay: float = 0) -> bool:
    """Run the import that kills itself; return whether it still said that it was done."""
    command = [sys.executable, "-c", PROGRAM, path, str(fatal_fact), str(delay)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    assert done.returncode == -signal.SIGKILL
    return done.stdout == b"added\n"


async def facts_after(path: str) -> int:
    """Count the facts of a database that still opens, checks out and can be written to.

    What its index holds is what its topics and facts say.
    """
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert_in_step(connection)
    async with open_store(path) as store:
        count = (await store.read(SHARED_LIBRARY, lambda it: it.facts.count(EVERYTHING))).facts
        await add(store, fact_draft("A fact after the crash."))
        assert (
            await store.read(SHARED_LIBRARY, lambda it: it.facts.count(EVERYTHING))
        ).facts == count + 1
    return count


@pytest.mark.parametrize("fatal_fact", [0, 1, 4_999, 5_000, 12_345, FACTS - 1])
async def test_killed_at_a_fact_the_import_leaves_nothing(path: str, fatal_fact: int) -> None:
    killed(path, fatal_fact)
    assert await facts_after(path) == 0


@pytest.mark.parametrize("milliseconds", [0, 0.5, 1, 2, 5, 10, 20, 40])
async def test_killed_while_committing_the_import_leaves_all_or_nothing(
    path: str, milliseconds: float
) -> None:
    added = killed(path, delay=milliseconds / 1000)
    assert await facts_after(path) in ({FACTS} if added else {0, FACTS})
