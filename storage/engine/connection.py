"""Connection protocol and timestamp format for all SQL functions."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Parameters = Sequence[Any] | Mapping[str, Any]
"""Values bound to `?` or `:name`."""


class SqlCursor(Protocol):
    """Result of a statement; rows are tuples."""

    @property
    def rowcount(self) -> int:
        """Number of rows that the statement wrote."""

    def fetchone(self) -> Any:  # noqa: ANN401 (a row is typed where it is unpacked)
        """Return the next row; None after the last one."""

    def fetchall(self) -> list[Any]:
        """Return all remaining rows."""

    def __iter__(self) -> Iterator[Any]: ...


class SqlConnection(Protocol):
    """Open connection to a database."""

    def execute(self, sql: str, parameters: Parameters = ..., /) -> SqlCursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> SqlCursor:
        """Run one statement for each set of values."""


def format_timestamp(at: datetime.datetime) -> str:
    """Return an instant as UTC text, to the second.

    The texts sort in time order.
    """
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds")
