"""Clock of a read, which ends it when it takes too long."""

import threading
import time
import traceback
from collections.abc import Callable
from typing import Final, TypeVar

from facts.store.errors import ReadTooSlow

Result = TypeVar("Result")


class ReadClock:
    """Counts the seconds of one read, from the moment at which it begins."""

    __slots__ = ("_end", "_is_stopped", "_seconds", "path")

    def __init__(self, path: str, seconds: float) -> None:
        self.path = path
        self._seconds = seconds
        self._end = 0.0
        self._is_stopped = False

    def start(self) -> None:
        """Begin to count."""
        self._end = time.monotonic() + self._seconds

    def stop(self) -> None:
        """End the read soon: nobody waits for it. Any thread may call this."""
        self._is_stopped = True

    def is_over(self) -> bool:
        """Return whether the read must end."""
        return self._is_stopped or time.monotonic() >= self._end


class _Running(threading.local):
    clock: ReadClock | None = None


_RUNNING: Final = _Running()


def run_in_time(query: Callable[[], Result], clock: ReadClock) -> Result:
    """Call `query`; its loops can ask the clock by `check_time`."""
    clock.start()
    _RUNNING.clock = clock
    try:
        return query()
    except Exception as error:
        traceback.clear_frames(error.__traceback__)  # they hold what was read, which may be much
        raise
    finally:
        _RUNNING.clock = None


def check_time() -> None:
    """Raise ReadTooSlow if the read of this thread takes too long.

    For loops that run no SQL for some milliseconds: SQLite checks its own.
    """
    clock = _RUNNING.clock
    if clock and clock.is_over():
        raise ReadTooSlow(clock.path)
