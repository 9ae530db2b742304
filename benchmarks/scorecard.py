"""How well and how fast contenders answer the same queries."""

import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.contenders import Contender
from benchmarks.corpus import NONSENSE, CorpusQuery

NOT_FOUND = 10**6
"""The place of what was not found."""


@dataclass
class Scorecard:
    """What one contender made of the queries."""

    contender: Contender
    seconds: list[float] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)

    def ask(self, query: CorpusQuery) -> None:
        """Ask one query and note how it went."""
        begun = time.perf_counter()
        answer = self.contender.ask(query.text)
        self.seconds.append(time.perf_counter() - begun)
        if query.kind in NONSENSE:
            return
        ids = [number for number, _ in answer]
        place = next((at for at, number in enumerate(ids) if number in query.right), NOT_FOUND)
        self.places.setdefault(query.kind, []).append(place)

    def ask_again(self, query: CorpusQuery, number: int) -> None:
        """Ask the query of this number, from 0, once more; the shorter time counts."""
        begun = time.perf_counter()
        self.contender.ask(query.text)
        self.seconds[number] = min(self.seconds[number], time.perf_counter() - begun)

    def recall(self, first: int, among: str = "") -> float:
        """Return the share of queries, of some classes, that are right among the first."""
        places = [at for kind, each in self.places.items() if among in kind for at in each]
        return sum(at < first for at in places) / len(places)

    def latency_ms(self, share: float) -> float:
        """Return the time within which a share of the queries was answered."""
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
    """Put every query to every contender in turn, so many rounds.

    The names and claims that only the benchmark holds in memory are kept from the garbage
    collector: it would walk over millions of them in the middle of somebody's answer.
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
