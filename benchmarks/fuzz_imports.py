"""Fuzz every importer with damaged and hostile files.

    python benchmarks/fuzz_imports.py [--minutes 10] [--seed 1] [--format NAME] [--processes N]
    python benchmarks/fuzz_imports.py --file PATH --format NAME

Files of benchmarks/fuzz_corpus are damaged: bytes flipped, parts deleted, repeated and exchanged,
special characters and other encodings put in, brackets nested by the ten thousand, parts repeated
up to megabytes. Each input is read as its format in a child process, and every format is asked
whether it recognises it. An input fails if a reader raises anything but an InputError, yields what
an importer must never see, needs more than 30 s of processor time, or more than 400 MiB of memory
above the empty process. Inputs that fail are saved in a temporary folder. An input follows from its
number and the seed. With --file, one saved input is read again here. The exit code is 1 after a
failure.
"""

import argparse
import os
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import mkdtemp

sys.path.insert(0, str(Path(__file__).parents[1]))

from facts.importers.formats import FORMATS
from tests.support.fuzz_checks import OPTIONS, check_reading, check_recognition
from tests.support.fuzz_inputs import FuzzSeed, FuzzSizes, load_seeds, make_input

MAX_SECONDS = 30
"""Processor time for one input: three megabytes of the slowest format, Markdown, take up to 25."""
MAX_MEMORY = 400 * 2**20
"""Bytes of address space above the empty process."""
SIZES = (
    (0.9, FuzzSizes()),
    (0.09, FuzzSizes(1_000_000, 200_000)),
    (0.01, FuzzSizes(3_000_000, 1_000_000)),
)
"""How often inputs are how large."""
OWN_SEEDS = 0.95
"""How often an input is made from a file of its own format."""


@dataclass(frozen=True)
class Case:
    """An input by its number."""

    format: str
    number: int
    seed: int

    def make(self) -> tuple[bytes, int]:
        """Return the input, and the place of the options it is read with."""
        chooser = random.Random(f"{self.seed} {self.format} {self.number}")
        everything = load_seeds()
        known = seeds_of(self.format)
        pool = known if known and chooser.random() < OWN_SEEDS else everything
        sizes = chooser.choices([size for _, size in SIZES], [share for share, _ in SIZES])[0]
        return make_input(chooser, pool, everything, sizes), chooser.randrange(len(OPTIONS))


@cache
def seeds_of(name: str) -> tuple[FuzzSeed, ...]:
    """Return the good files of a format."""
    return tuple(
        seed for seed in load_seeds() if name in check_recognition(tuple(FORMATS), seed.packed)
    )


@dataclass
class Outcome:
    """What came of a case; `failure` is empty if all is well."""

    case: Case
    size: int = 0
    seconds: float = 0.0
    memory: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    refused: str = ""
    recognized: bool = False
    failure: str = ""


def run_case(case: Case) -> Outcome:
    """Read one input; an exception becomes a failure."""
    data, option = case.make()
    return read_input(case, data, option)


def read_input(case: Case, data: bytes, option: int) -> Outcome:
    """Read an input with the options at a place."""
    outcome = Outcome(case, len(data))
    file_format = next(each for each in FORMATS if each.name == case.format)
    reset_peak()
    before, started = resident_bytes("VmRSS"), time.process_time()
    try:
        outcome.recognized = case.format in check_recognition(tuple(FORMATS), data)
        result = check_reading(file_format, data, OPTIONS[option])
        outcome.counts, outcome.refused = result.counts, result.refused
    except BaseException:  # noqa: BLE001 -- whatever a reader raises is what is looked for
        outcome.failure = traceback.format_exc()
    outcome.seconds = time.process_time() - started
    outcome.memory = max(0, resident_bytes("VmHWM") - before)
    return outcome


def reset_peak() -> None:
    """Let the system measure the peak of memory anew, where it can (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def resident_bytes(name: str) -> int:
    """Return a line of /proc/self/status in bytes; 0 where there is none."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    lines = (line.split() for line in status.splitlines())
    return next((int(words[1]) * 1024 for words in lines if words[0] == f"{name}:"), 0)


def work(inbox: Connection) -> None:
    """Read cases until None comes; a signal ends the process if one takes too long."""
    for file_format in FORMATS:  # load what readers load at their first use
        run_case(Case(file_format.name, 0, 0))
    limit = resident_bytes("VmSize") + MAX_MEMORY
    if limit > MAX_MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    while (case := inbox.recv()) is not None:
        data, option = case.make()
        signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
        outcome = read_input(case, data, option)
        signal.setitimer(signal.ITIMER_PROF, 0)
        inbox.send(outcome)


class Worker:
    """A child process, and the case that it reads."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.outbox, inbox = context.Pipe()
        self.process = context.Process(target=work, args=(inbox,), daemon=True)
        self.process.start()
        inbox.close()
        self.case: Case | None = None

    def give(self, case: Case | None) -> None:
        """Send a case; None ends the process."""
        self.case = case
        self.outbox.send(case)

    def take(self) -> Outcome:
        """Return the outcome; that of a dead process is a failure."""
        if self.case is None:
            raise ValueError("the process has no case")
        try:
            outcome: Outcome = self.outbox.recv()
        except (EOFError, OSError):
            self.process.join()
            code = self.process.exitcode
            why = f"more than {MAX_SECONDS} s" if code == -signal.SIGPROF else f"exit code {code}"
            return Outcome(self.case, len(self.case.make()[0]), failure=f"the process died: {why}")
        return outcome


@dataclass
class Report:
    """All outcomes so far."""

    folder: Path
    tried: Counter[str] = field(default_factory=Counter)
    recognized: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, list[Outcome]] = field(default_factory=lambda: defaultdict(list))
    largest: dict[str, list[Outcome]] = field(default_factory=lambda: defaultdict(list))
    failures: dict[str, int] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count an outcome, and save a failing input once for each place in the code."""
        name = outcome.case.format
        self.tried[name] += 1
        self.recognized[name] += outcome.recognized
        self.refused[name] += bool(outcome.refused)
        self.facts[name] += outcome.counts["FactDraft"]
        for kept, key in ((self.slowest[name], "seconds"), (self.largest[name], "memory")):
            kept.append(outcome)
            kept.sort(key=lambda each: -getattr(each, key))
            del kept[1:]
        if outcome.failure:
            self._save(outcome)

    def _save(self, outcome: Outcome) -> None:
        place = f"{outcome.case.format} {describe_failure(outcome.failure)}"
        self.failures[place] = self.failures.get(place, 0) + 1
        if self.failures[place] > 1:
            return
        path = self.folder / f"{outcome.case.format}-{outcome.case.number}"
        path.write_bytes(outcome.case.make()[0])
        print(f"FAILED {place}\n  saved as {path}\n{outcome.failure}", flush=True)

    def show(self) -> None:
        """Print the table, then the slowest and the largest inputs."""
        print(f"{'format':12}{'inputs':>9}{'recognised':>12}{'refused':>9}{'facts':>12}"
              f"{'slowest':>20}{'most memory':>22}")  # fmt: skip
        for name in sorted(self.tried):
            slow, large = self.slowest[name][0], self.largest[name][0]
            print(
                f"{name:12}{self.tried[name]:>9,}{self.recognized[name]:>12,}"
                f"{self.refused[name]:>9,}{self.facts[name]:>12,}"
                f"{slow.seconds:>9.2f} s {slow.size / 1e6:>5.2f} MB"
                f"{large.memory / 2**20:>10.0f} MiB {large.size / 1e6:>5.2f} MB"
            )
        print(f"{self.tried.total():,} inputs, {sum(self.failures.values()):,} failures")
        for place, times in self.failures.items():
            print(f"  {times} x {place}")


def describe_failure(failure: str) -> str:
    """Return the last line of a traceback, and the last place in it that is ours."""
    lines = failure.strip().splitlines()
    places = [
        line.strip() for line in lines if line.lstrip().startswith("File ") and "/facts/" in line
    ]
    return f"{lines[-1].split(': ')[:2]} {places[-1] if places else ''}".strip()


def fuzz(names: list[str], seed: int, minutes: float, processes: int) -> Report:
    """Read inputs of all formats in turn until the time is over."""
    report = Report(Path(mkdtemp(prefix="fuzz-")))
    until = time.monotonic() + 60 * minutes
    cases = (Case(name, number, seed) for number in count(1) for name in names)
    workers = [Worker() for _ in range(processes)]
    for worker in workers:
        worker.give(next(cases))
    while any(worker.case for worker in workers):
        ready = connection.wait([worker.outbox for worker in workers if worker.case])
        for place in [at for at, worker in enumerate(workers) if worker.outbox in ready]:
            report.add(workers[place].take())
            if not workers[place].process.is_alive():
                workers[place] = Worker()
            workers[place].give(next(cases) if time.monotonic() < until else None)
    return report


def main() -> None:
    """Fuzz, or read one saved input."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    names = [each.name for each in FORMATS]
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=names, help="fuzz this format only")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--file", type=Path, help="read this saved input as --format")
    chosen = parser.parse_args()
    if chosen.file:
        for option in range(len(OPTIONS)):
            case = Case(chosen.format or names[0], 0, 0)
            outcome = read_input(case, chosen.file.read_bytes(), option)
            print(f"{outcome.seconds:.2f} s, {outcome.memory / 2**20:.0f} MiB, "
                  f"{dict(outcome.counts)} {outcome.refused}\n{outcome.failure}")  # fmt: skip
        return
    report = fuzz(
        [chosen.format] if chosen.format else names, chosen.seed, chosen.minutes, chosen.processes
    )
    report.show()
    sys.exit(bool(report.failures))


if __name__ == "__main__":
    main()
