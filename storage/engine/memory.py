"""Memory that large reads and writes leave behind."""

import sys
from collections.abc import Callable
from functools import cache


@cache
def _find_trimmer() -> Callable[[int], int] | None:
    """Return the function of glibc that gives free memory back; None in other C libraries."""
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 (most commands need none)

    trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim


def release_memory() -> None:
    """Give memory that is free back to the system, in less than a millisecond.

    By itself, glibc keeps much of what threads have freed: after some large searches, 50 megabytes.
    """
    if trim := _find_trimmer():
        trim(0)
