"""An import killed with SIGKILL leaves all of its facts, or none."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from facts.model.entities import SHARED_LIBRARY
from facts.model.selection import EVERYTHING
from storage.store import open_store
from tests.storage.search.test_index import assert_index_matches
from tests.support.builders import ROOT, add, fact_draft

pytestmark = pytest.mark.slow

FACTS = 15_000
PROGRAM = f"""
import asyncio, os, signal, sys, threading
from functools import partial
from facts.model.entities import SHARED_LIBRARY
from storage.engine.sqlite.database import open_database
from storage.search.indexer import index_pending
from storage.store import SqliteStore
from tests.support.builders import NOTE, fact_draft

path, fatal_fact, delay = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
kill = partial(os.kill, os.getpid(), signal.SIGKILL)
is_last_draft_read = False

def index_then_die(connection):
    is_pending = index_pending(connection)
    if is_last_draft_read and not is_pending:  # the commit is next
        threading.Timer(delay, kill).start()
    return is_pending

def drafts():
    global is_last_draft_read
    for number in range({FACTS}):
        if number == fatal_fact:
            kill()
        topics = (f"topic {{number % 997}}",)
        yield fact_draft(f"Fact {{number}} of the import that is killed.", topics=topics)
    is_last_draft_read = True

async def main():
    async with open_database(path, index_then_die) as database:
        await SqliteStore(database).add(SHARED_LIBRARY, drafts(), NOTE)
        print("added", flush=True)

asyncio.run(main())
"""


def import_until_killed(path: str, fatal_fact: int = -1, delay: float = 0) -> bool:
    """Run an import that kills its process; return whether it had reported success."""
    command = [sys.executable, "-c", PROGRAM, path, str(fatal_fact), str(delay)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    assert done.returncode == -signal.SIGKILL
    return done.stdout == b"added\n"


async def count_facts_after_crash(path: str) -> int:
    """Return the number of facts, once the file has passed all checks.

    The file is intact, its index matches its facts, and it accepts another fact.
    """
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert_index_matches(connection)
    async with open_store(path) as store:
        count = (await store.read(SHARED_LIBRARY, lambda it: it.facts.count(EVERYTHING))).facts
        await add(store, fact_draft("A fact after the crash."))
        assert (
            await store.read(SHARED_LIBRARY, lambda it: it.facts.count(EVERYTHING))
        ).facts == count + 1
    return count


@pytest.mark.parametrize("fatal_fact", [0, 1, 4_999, 5_000, 12_345, FACTS - 1])
async def test_killed_at_a_fact_the_import_leaves_nothing(path: str, fatal_fact: int) -> None:
    import_until_killed(path, fatal_fact)
    assert await count_facts_after_crash(path) == 0


@pytest.mark.parametrize("milliseconds", [0, 0.5, 1, 2, 5, 10, 20, 40])
async def test_killed_while_committing_the_import_leaves_all_or_nothing(
    path: str, milliseconds: float
) -> None:
    is_reported = import_until_killed(path, delay=milliseconds / 1000)
    assert await count_facts_after_crash(path) in ({FACTS} if is_reported else {0, FACTS})
