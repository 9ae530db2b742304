"""Scorecards: how well and fast contenders answer the same queries."""

import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.contenders import Contender
from benchmarks.corpus import NONSENSE, CorpusQuery

NOT_FOUND = 10**6
"""The place of a right answer that was not found."""


@dataclass
class Scorecard:
    """One contender's times and places."""

    contender: Contender
    seconds: list[float] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)

    def ask(self, query: CorpusQuery) -> None:
        """Run one query, and record its time and place."""
        begun = time.perf_counter()
        answer = self.contender.ask(query.text)
        self.seconds.append(time.perf_counter() - begun)
        if query.kind in NONSENSE:
            return
        ids = [number for number, _ in answer]
        place = next((at for at, number in enumerate(ids) if number in query.right), NOT_FOUND)
        self.places.setdefault(query.kind, []).append(place)

    def ask_again(self, query: CorpusQuery, number: int) -> None:
        """Run a query again; the shorter time counts.

        `number` is its position, from 0.
        """
        begun = time.perf_counter()
        self.contender.ask(query.text)
        self.seconds[number] = min(self.seconds[number], time.perf_counter() - begun)

    def recall(self, first: int, among: str = "") -> float:
        """Return the share of queries answered by the `first` results.

        `among` limits it to some classes of queries.
        """
        places = [at for kind, each in self.places.items() if among in kind for at in each]
        return sum(at < first for at in places) / len(places)

    def latency_ms(self, share: float) -> float:
        """Return the milliseconds in which a share of queries was answered."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))] * 1000

    def row(self) -> str:
        """Return a line of the table."""
        recalls = " / ".join(f"{self.recall(first):.3f}" for first in (1, 5, 25))
        times = f"{self.latency_ms(0.5):6.2f} / {self.latency_ms(0.99):6.2f} ms"
        built = f"{self.contender.seconds:5.1f} s  {self.contender.size / 1e6:5.0f} MB"
        return f"{self.contender.title:28} {recalls}  {times}  {built}"


def run_contenders(
    contenders: Sequence[Contender], asked: Sequence[CorpusQuery], rounds: int
) -> list[Scorecard]:
    """Run every query with every contender, in several rounds.

    The garbage collector skips the names and claims that only the benchmark keeps in memory.
    Otherwise it would visit millions of them during a measured query.
    """
    gc.collect()
    gc.freeze()
    marks = [Scorecard(contender) for contender in contenders]
    for contender in contenders:
        contender.ask("warming up")
    for query in asked:
        for each in marks:
            each.ask(query)
    for _ in range(rounds - 1):
        for number, query in enumerate(asked):
            for each in marks:
                each.ask_again(query, number)
    return marks
