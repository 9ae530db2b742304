"""The new facts of an import are counted without a look at older ones."""

import sqlite3
from contextlib import closing

import pytest

from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY
from storage.engine.sqlite.connection import set_up
from storage.engine.sqlite.migrations import load_migrations, migrate
from storage.library.import_batch import ImportWriter
from storage.library.new_fact_counts import NEW_FACT_COUNTS
from tests.support.builders import fact_draft
from tests.support.recounts import assert_counts_match


@pytest.mark.parametrize("statement", NEW_FACT_COUNTS)
def test_a_count_of_new_facts_scans_no_table(statement: str) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, load_migrations())
        rows = connection.execute(
            f"EXPLAIN QUERY PLAN {statement}", {"library": SHARED_LIBRARY, "first": 1}
        ).fetchall()
    assert [detail for *_, detail in rows if detail.startswith("SCAN")] in ([], ["SCAN added"])


def test_an_import_that_fails_leaves_its_triggers_on(path: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        set_up(connection)
        migrate(connection, load_migrations())
        connection.execute("BEGIN")
        connection.execute(
            "INSERT INTO change (id, library, made_at, reason) VALUES (1, 0, '', 'import')"
        )
        writer = ImportWriter(SHARED_LIBRARY, ChangeId(99))
        with pytest.raises(sqlite3.IntegrityError):
            writer.write_batch([fact_draft("One.")], connection)
        connection.execute("ROLLBACK")
        assert_counts_match(connection)
