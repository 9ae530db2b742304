"""The memory that the running bot may keep."""

import ctypes
import sys
from typing import Final

_M_ARENA_MAX: Final = -8
"""The name of the option in glibc's malloc.h."""
_ARENAS: Final = 2


def limit_memory() -> None:
    """Let all threads share two pools of memory, where the C library is glibc.

    By itself it makes several for each processor, and each keeps what large searches have freed: in
    a library of a million facts, 60 megabytes more.
    """
    if sys.platform == "linux" and (set_option := getattr(ctypes.CDLL(None), "mallopt", None)):
        set_option(_M_ARENA_MAX, _ARENAS)
