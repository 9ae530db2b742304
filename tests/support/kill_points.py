"""Kills a process with SIGKILL at each step of its work, one step after another."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, Final

_PLACE: Final = os.path.join("storage", "engine", "sqlite")  # noqa: PTH118 (part of a path)


def kill_at_each_step(prepare: Callable[[], object], work: Callable[[], object]) -> Iterator[int]:
    """Yield each time that the work was killed, with the number of the step.

    A step is a call from the SQLite engine into Python or the system: before it and after it. Ends
    with the first time that the work is done.
    """
    step, was_killed = 0, True
    while was_killed:
        prepare()
        was_killed = _run_until(step, work)
        if was_killed:
            yield step
        step += 1


def _run_until(step: int, work: Callable[[], object]) -> bool:
    """Work in a forked process; return whether it was killed at the step."""
    child = os.fork()
    if not child:
        try:
            sys.setprofile(_count_down(step))
            work()
        except BaseException as error:  # noqa: BLE001 (reported as an exit code)
            print(repr(error), file=sys.stderr)  # noqa: T201
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _count_down(steps: int) -> Callable[[FrameType, str, Any], None]:
    left = steps

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal left
        if event in {"c_call", "c_return"} and _PLACE in frame.f_code.co_filename:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    return count
