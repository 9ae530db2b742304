"""The query plans of SQLite."""

import sqlite3
from collections.abc import Callable
from contextlib import closing


def explain_queries(path: str, ask: Callable[[sqlite3.Connection], object]) -> list[str]:
    """Return the query plans of all statements that `ask` runs; it must find something."""
    with closing(sqlite3.connect(path)) as connection:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        assert ask(connection)
        connection.set_trace_callback(None)
        assert statements
        plans = [connection.execute(f"EXPLAIN QUERY PLAN {sql}") for sql in statements]
        return [step for plan in plans for *_, step in plan]
