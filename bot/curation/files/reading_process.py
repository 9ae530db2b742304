"""Reads uploaded files in a process of its own, so that other answers do not wait.

Python runs one thread at a time, so a reader in the bot's process would slow all answers. A process
can also be stopped if a file takes too long. It imports no Discord library.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from bot.curation.files.errors import ReadingOverrun
from facts.curation.uploads import UploadedFile
from facts.importers.draft_spool import DraftSpool, PlacedDraft
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.input_reader import read_inputs
from facts.importers.input_reading import ImportInput, InputReading, ReadLimits
from facts.model.errors import FootnoteError

_SECONDS: Final = 60.0
"""For one import. Files of 8 MB with 20,000 facts take 3 seconds."""
_CPU_SECONDS: Final = 60
"""A process whose bot was killed ends after so much work, or after as much time."""
_MEMORY: Final = 1_000_000_000
"""Bytes of address space that the process may use; Python itself maps 100 MB of them."""
_NICENESS: Final = 10
"""Other answers go first where processors are scarce."""
_BATCH: Final = 200
"""Drafts that are in memory at once, apart from their pickled form."""
_PROGRAM: Final = (
    "import sys; sys.path[:] = {path!r}; "
    "from bot.curation.files.reading_process import serve; serve()"
)


@dataclass(frozen=True, slots=True)
class ReadingJob:
    """Files to read, and how."""

    files: tuple[UploadedFile, ...]
    options: ReadOptions
    limits: ReadLimits


Reader = Callable[[ReadingJob], tuple[InputReading, DraftSpool]]
"""Reads the files of a job. Raises InputError, SeveralInputsRefused or ReadingOverrun."""


class PickledSpool:
    """Implements facts.importers.draft_spool.DraftSpool, in little memory."""

    def __init__(self) -> None:
        self._batches: list[bytes] = []
        self._last: list[PlacedDraft] = []

    def append(self, placed: PlacedDraft) -> None:
        """Add a draft at the end."""
        self._last.append(placed)
        if len(self._last) == _BATCH:
            self._batches.append(pickle.dumps(self._last, pickle.HIGHEST_PROTOCOL))
            self._last = []

    def __iter__(self) -> Iterator[PlacedDraft]:
        """Yield all drafts from the first one."""
        for batch in self._batches:
            yield from pickle.loads(batch)  # noqa: S301 (pickled above)
        yield from self._last


def read_files(job: ReadingJob) -> tuple[InputReading, DraftSpool]:
    """Read the files of a job in this process."""
    spool = PickledSpool()
    inputs = [ImportInput(_input_file(each), job.options) for each in job.files]
    return read_inputs(inputs, spool, job.limits), spool


def read_in_process(job: ReadingJob, seconds: float = _SECONDS) -> tuple[InputReading, DraftSpool]:
    """Read the files of a job in another process, which ends with it."""
    program = _PROGRAM.format(path=sys.path)
    try:
        done = subprocess.run(  # noqa: S603 (this program, and a constant)
            [sys.executable, "-c", program],
            input=pickle.dumps(job),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadingOverrun from None
    if done.returncode < 0:  # a signal: out of time, or the system is short of memory
        raise ReadingOverrun
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2_000:])
    outcome = pickle.loads(done.stdout)  # noqa: S301 (written by this program)
    if isinstance(outcome, FootnoteError):
        raise outcome
    reading, spool = outcome
    return reading, spool


def serve() -> None:
    """Read the job on standard input, and write its outcome to standard output."""
    limit_resources()
    job = pickle.load(sys.stdin.buffer)  # noqa: S301 (written by this program)
    outcome: object
    try:
        outcome = read_files(job)
    except FootnoteError as error:
        outcome = error
    except (MemoryError, RecursionError):
        outcome = ReadingOverrun()
    _OutcomePickler(sys.stdout.buffer, pickle.HIGHEST_PROTOCOL).dump(outcome)


def limit_resources(seconds: int = _CPU_SECONDS) -> None:
    """Limit time, memory and priority, where the system can."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        os.nice(_NICENESS)
        import resource  # noqa: PLC0415 (not on Windows)

        signal.alarm(seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


class _OutcomePickler(pickle.Pickler):
    """Pickles errors by their attributes: their arguments are not those of the constructor."""

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 (as pickle declares it)
        if isinstance(value, FootnoteError):
            return _restore_error, (type(value), value.args, vars(value))
        return NotImplemented


def _restore_error(
    kind: type[FootnoteError], arguments: tuple[Any, ...], attributes: dict[str, Any]
) -> FootnoteError:
    error = kind.__new__(kind, *arguments)
    vars(error).update(attributes)
    return error


def _input_file(file: UploadedFile) -> InputFile:
    return InputFile(file.name, len(file.content), lambda: iter((file.content,)))
