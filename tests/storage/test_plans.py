"""What an import asks for every page, source and fact is answered by an index."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from facts.model import SHARED, FactId, TopicId
from storage import facts, sources, topics
from storage.store import SqliteStore
from tests.builders import add, fact_draft, source_draft, topic_draft

FULL = source_draft(url="https://example.org/1", published="Mar 2026")


@pytest.mark.parametrize(
    "ask",
    [
        lambda connection: sources.find(SHARED, FULL, connection),
        lambda connection: topics.find(SHARED, "naps", connection),
        lambda connection: topics.one(SHARED, TopicId(1), connection),
        lambda connection: facts.one(SHARED, FactId(1), connection),
    ],
    ids=["source", "topic by name", "topic", "fact"],
)
async def test_one_thing_is_found_without_reading_them_all(
    store: SqliteStore, path: str, ask: Callable[[sqlite3.Connection], object]
) -> None:
    await add(store, topic_draft("naps", "siesta"), fact_draft("One.", FULL))
    with closing(sqlite3.connect(path)) as connection:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        assert ask(connection)
        connection.set_trace_callback(None)
        plans = [
            step
            for sql in asked
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
            if ("SCAN" in step and "chosen" not in step) or "(library=?)" in step
        ]
    assert asked
    assert plans == []
