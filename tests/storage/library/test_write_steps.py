"""One more fact is written in the same number of steps, however large its topic and source are."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from facts.model.changes import ChangeId
from facts.model.drafts import FactDraft
from facts.model.entities import SHARED_LIBRARY
from storage.engine.sqlite.connection import set_up
from storage.engine.sqlite.migrations import load_migrations, migrate
from storage.library.import_batch import ImportWriter
from storage.search.indexer import index_pending
from tests.support.builders import fact_draft

SMALL, LARGE = 20, 1_000
ADD = """
    INSERT INTO fact (id, library, kind, text, digest, change)
    VALUES (9999, 0, 'quote', 'A', x'00', 1);
    INSERT INTO citation (fact, source, author, change) VALUES (9999, 1, 'Ann Lee', 1);
    INSERT INTO bearing (topic, fact, change) VALUES (1, 9999, 1);
"""
WRITES = {
    "a fact is added": ("", ADD),
    "a fact is removed": (ADD, "DELETE FROM fact WHERE id = 9999"),
    "a kind changes": (ADD, "UPDATE fact SET kind = 'claim' WHERE id = 9999"),
    "an author changes": (ADD, "UPDATE citation SET author = 'Bo' WHERE fact = 9999"),
    "a site changes": ("", "UPDATE source SET site = 'b.example' WHERE id = 1"),
    "a date changes": ("", "UPDATE source SET published = '2026' WHERE id = 1"),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_write_takes_as_many_steps_in_a_large_topic_and_source(
    tmp_path: Path, write: str
) -> None:
    small, large = (
        count_steps(str(tmp_path / f"{facts}.db"), facts, *WRITES[write])
        for facts in (SMALL, LARGE)
    )
    assert large < small + 100


def count_steps(path: str, facts: int, before: str, write: str) -> int:
    """Count SQLite's steps for a write, in a library of so many facts of one topic and source."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        set_up(connection)
        migrate(connection, load_migrations())
        import_facts([draft(number) for number in range(facts)], connection)
        run(before, connection)
        steps = 0

        def count() -> None:
            nonlocal steps
            steps += 1

        connection.set_progress_handler(count, 1)
        run(write, connection)
        return steps


def draft(number: int) -> FactDraft:
    return fact_draft(f"Fact {number}.", topics=("naps",), author="Ann Lee")


def import_facts(drafts: list[FactDraft], connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO change (id, library, made_at, reason) VALUES (1, 0, '', 'import')"
    )
    writer = ImportWriter(SHARED_LIBRARY, ChangeId(1))
    writer.begin(connection)
    writer.write_batch(drafts, connection)
    run("", connection)


def run(statements: str, connection: sqlite3.Connection) -> None:
    """Run statements, and bring the index up to date."""
    for statement in statements.split(";"):
        connection.execute(statement)
    while index_pending(connection):
        pass
