"""How SQLite goes about what is asked of a database."""

import sqlite3
from collections.abc import Callable
from contextlib import closing


def explain_queries(path: str, ask: Callable[[sqlite3.Connection], object]) -> list[str]:
    """Return the steps of all statements that a question takes; it must find something."""
    with closing(sqlite3.connect(path)) as connection:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        assert ask(connection)
        connection.set_trace_callback(None)
        assert asked
        return [
            step for sql in asked for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
