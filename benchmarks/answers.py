"""Measure every answer beside a bare bot that sends the same cards, in small and large libraries.

    python benchmarks/answers.py [--facts N]... [--database PATH] [--rounds N] [--only NAME]

The program runs in its own process, started as `footnote run`, and so does a bot of discord.py
alone (benchmarks/bare_bot.py). Both are asked in turn, one question at a time, through a simulated
Discord on loopback; a time is that from the event to the complete answer. What the bare bot takes
is the floor: no bot of discord.py is faster.
"""

import argparse
import asyncio
import gc
import json
import re
import shutil
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.answer_cases import (
    ASKER,
    Ask,
    Case,
    Names,
    command,
    keystroke,
    list_attacks,
    list_cases,
    press_data,
)
from benchmarks.answer_library import TWENTY, fill_database
from benchmarks.answer_scene import (
    BARE_BOT,
    PROGRAM,
    Answered,
    AnswersLost,
    Asked,
    RunningBot,
    read_controls,
    run_bot,
    stored_message,
)
from tests.support.identity import TOKEN, Json

PARTS: Final = ("answers", "saturated", "contention")
SIZES: Final = (20, 100_000, 1_000_000)
AT_ONCE: Final = 16
"""Questions under way at once where the rate is measured."""
ATTACKERS: Final = 8
"""Users of one server who ask the worst at once."""
_GAVE_UP: Final = "That took too long"
"""The beginning of the answer to a question that was ended."""
_FIRST_ATTACKER: Final = 50
_WARM_UP: Final = 2
_HEADINGS: Final = " bare p50    p99     bot p50     p99    ratio p50   p99   CPU bare   bot ratio"
_FEWEST: Final = 5
"""Rounds of a case, even of one that takes long."""
_SLOW: Final = 3.0
"""Seconds of an answer that need not be measured again and again."""
_SATURATED: Final = (
    "/topic of 20", "/topics", "/sources", "/random", "/fact", "/help", "/search, three words",
    "/compare 20 with few", "Find facts", "completion of topic",
)  # fmt: skip
_NEIGHBOURS: Final = {
    "/topic": command("topic", name=TWENTY),
    "/fact": command("fact", id="2"),
    "completion of topic": keystroke("topic", "name", "twe"),
}
"""What the other server asks."""
Seconds = list[float]


@dataclass(slots=True)
class Figures:
    """The times of one case in one library, of the program and of the bare bot."""

    program: Seconds = field(default_factory=list)
    bare: Seconds = field(default_factory=list)
    program_cpu: float = 0.0
    """Seconds of processor time for an answer, on average."""
    bare_cpu: float = 0.0
    others: int = 0
    """Answers unlike the first one."""
    gave_up: bool = False
    """Whether the program ended the question because it took too long."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case whose questions are ready to ask, with the first answer to each."""

    case: Case
    questions: tuple[Asked, ...]
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    rounds: int
    seconds: float
    only: str
    without: tuple[str, ...]
    parts: tuple[str, ...]


def percentile(seconds: Sequence[float], share: float) -> float:
    """Return a percentile in milliseconds: of few times, the nearest one above."""
    ordered = sorted(seconds)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] * 1_000


class Preparation:
    """Asks each question once, and gives it the key under which the bare bot finds its card."""

    def __init__(self, bot: RunningBot) -> None:
        self._bot = bot
        self._numbers = iter(range(10**6))
        self.cards: dict[str, Json] = {}

    async def prepare(self, case: Case) -> Prepared:
        """Return a case with its answers, which the bare bot is to give too."""
        prepared = [await self._prepare(ask, case) for ask in case.asks]
        questions, answers = zip(*prepared, strict=True)
        return Prepared(case, questions, answers)

    async def _prepare(self, ask: Ask, case: Case) -> tuple[Asked, Answered]:
        asked = self._asked(ask, user=ASKER if case.presses else 0)
        answered = await self._bot.discord.ask(asked)
        for press in case.presses:
            card = answered.read()
            message = stored_message(card, 500, 10_000)
            asked = self._asked(press_data(press, read_controls(card)), message, user=ASKER)
            answered = await self._bot.discord.ask(asked)
        self.cards[asked.key] = answered.read()
        return asked, answered

    def _asked(self, ask: Ask, message: Json | None = None, user: int = 0) -> Asked:
        key = ask.text or f"case{next(self._numbers)}"
        return Asked(ask.type, key, ask.data, message, user, ask.is_private)


def first_text(answered: Answered) -> str:
    """Return the beginning of an answer's text, or how many choices it has."""
    data = answered.read()
    if "choices" in data:
        return str(len(data["choices"]))
    found = re.search(r'"content": ?"((?:[^"\\]|\\.){0,40})', json.dumps(data["components"]))
    return found[1] if found else ""


class Measurement:
    """Measures a library, and prints what it finds as it goes."""

    def __init__(self, database: Path, options: Options) -> None:
        self._database = database
        self._options = options
        self.names = Names(database)
        self.figures: dict[str, Figures] = {}

    async def run(self) -> None:
        """Measure all parts."""
        async with run_bot(PROGRAM, ("run",), self._database) as program:
            print(f"\n{self.names.facts:,} facts; started in {program.start_seconds:.1f} s")
            print(f"memory at the start: {describe_memory(program)}", flush=True)
            preparation = Preparation(program)
            prepared = [each async for each in self._prepare_cases(preparation)]
            cards = self._database.with_suffix(".cards")
            cards.write_text(json.dumps(preparation.cards), "utf-8")
            async with run_bot(BARE_BOT, (TOKEN, str(cards)), self._database) as bare:
                await self._measure(prepared, program, bare)
            if "contention" in self._options.parts:
                await Contention(program, self.names, self._options).run()
                print(f"memory after all: {describe_memory(program)}", flush=True)

    async def _prepare_cases(self, preparation: Preparation) -> AsyncIterator[Prepared]:
        """Yield the chosen cases, without those whose control a small library does not show."""
        for each in list_cases(self.names):
            if self._options.only in each.name and each.name not in self._options.without:
                try:
                    yield await preparation.prepare(each)
                except (AnswersLost, LookupError) as error:
                    print(f"left out: {each.name} ({error})", flush=True)

    async def _measure(
        self, prepared: Sequence[Prepared], program: RunningBot, bare: RunningBot
    ) -> None:
        if "answers" in self._options.parts:
            print(
                f"{'ms':38} bare p50    p99     bot p50     p99    ratio p50   p99   CPU bare  bot"
            )
            for each in prepared:
                with without_collections():
                    figures = await self._measure_case(each, program, bare)
                self.figures[each.case.name] = figures
                print(describe_figures(each.case.name, figures), flush=True)
            print(f"memory after all answers: {describe_memory(program)}")
            print(f"memory of the bare bot: {describe_memory(bare)}", flush=True)
        if "saturated" in self._options.parts:
            await self._measure_rates(prepared, program, bare)

    async def _measure_case(
        self, prepared: Prepared, program: RunningBot, bare: RunningBot
    ) -> Figures:
        """Ask both in turn until the rounds, or the seconds, are over."""
        expected = [*map(first_text, prepared.answers)]
        figures = Figures(gave_up=any(text.startswith(_GAVE_UP) for text in expected))
        is_slow = prepared.answers[0].seconds > _SLOW
        for _ in range(0 if is_slow else _WARM_UP):
            await program.discord.ask(prepared.questions[0])
            await bare.discord.ask(prepared.questions[0])
        until = time.perf_counter() + self._options.seconds
        before = program.cpu_seconds(), bare.cpu_seconds()
        for number in range(self._options.rounds):
            if number >= (1 if is_slow else _FEWEST) and time.perf_counter() > until:
                break
            place = number % len(prepared.questions)
            if prepared.case.writes:
                self._vote(number)
            answered = await program.discord.ask(prepared.questions[place])
            figures.program.append(answered.seconds)
            figures.bare.append((await bare.discord.ask(prepared.questions[place])).seconds)
            figures.others += not prepared.case.varies and first_text(answered) != expected[place]
        answers = len(figures.bare)
        figures.program_cpu = (program.cpu_seconds() - before[0]) / answers
        figures.bare_cpu = (bare.cpu_seconds() - before[1]) / answers
        return figures

    def _vote(self, person: int) -> None:
        """Write a vote, as another process of the program would."""
        with closing(sqlite3.connect(self._database, timeout=30)) as connection, connection:
            (fact,) = connection.execute("SELECT min(id) FROM fact").fetchone()
            connection.execute(
                "INSERT OR REPLACE INTO vote (server, fact, person, liked) VALUES (9, ?, ?, 1)",
                (fact, person),
            )

    async def _measure_rates(
        self, prepared: Sequence[Prepared], program: RunningBot, bare: RunningBot
    ) -> None:
        print(f"\nanswers a second, {AT_ONCE} questions at once: bare, bot, share")
        for each in prepared:
            if each.case.name in _SATURATED and each.answers[0].seconds < _SLOW:
                rates = [await measure_rate(each, bot, 2.0) for bot in (bare, program)]
                share = rates[1] / rates[0]
                print(
                    f"{each.case.name:38} {rates[0]:8.0f} {rates[1]:8.0f} {share:6.2f}", flush=True
                )


async def measure_rate(prepared: Prepared, bot: RunningBot, seconds: float) -> float:
    """Return the answers a second while as many questions as `AT_ONCE` are under way."""
    begun = time.perf_counter()
    answers = 0

    async def ask_on(place: int) -> None:
        nonlocal answers
        while time.perf_counter() - begun < seconds:
            place = (place + 1) % len(prepared.questions)
            await bot.discord.ask(prepared.questions[place])
            answers += 1

    await asyncio.gather(*map(ask_on, range(AT_ONCE)))
    return answers / (time.perf_counter() - begun)


class Contention:
    """One server asks the worst, several at once, while another asks simple things."""

    def __init__(self, bot: RunningBot, names: Names, options: Options) -> None:
        self._bot = bot
        attacks = list_attacks(names)
        self._attacks = {each: attacks[each] for each in attacks if each not in options.without}
        self._options = options

    async def run(self) -> None:
        """Print the times of the other server: alone, beside each attack, and beside all."""
        print(f"\none server asks, {ATTACKERS} at once; another's answers in ms: p50, p99, slowest")
        print(f"{'':38} {'':>9} " + " ".join(f"{name:>24}" for name in _NEIGHBOURS))
        await self._measure("nothing", (), 4.0)
        for name, ask in self._attacks.items():
            if self._options.only in name:
                await self._measure(name, (ask,), 4.0)
        if not self._options.only:
            every = tuple(self._attacks.values())
            await self._measure("all of these", every, 20.0)
            await self._measure("all of these, five of each user", every, 20.0, 5 * ATTACKERS)

    async def _measure(
        self, name: str, asks: Sequence[Ask], seconds: float, at_once: int = ATTACKERS
    ) -> None:
        begun, done = time.perf_counter(), False
        attacks = 0
        texts: Counter[str] = Counter()

        async def attack(place: int) -> None:
            nonlocal attacks
            while not done:
                place += 1
                ask = asks[place % len(asks)]
                asked = Asked(
                    ask.type,
                    ask.text or "attack",
                    ask.data,
                    None,
                    _FIRST_ATTACKER + place % ATTACKERS,
                    ask.is_private,
                )
                try:
                    answered = await self._bot.discord.ask(asked, server=1)
                    texts[first_text(answered)] += 1
                except AnswersLost:
                    texts["lost"] += 1
                attacks += 1

        running = [asyncio.create_task(attack(place)) for place in range(at_once) if asks]
        times: defaultdict[str, Seconds] = defaultdict(list)
        unasked = lost = 0
        while time.perf_counter() - begun < seconds:
            for neighbour, ask in _NEIGHBOURS.items():
                try:
                    answered = await self._bot.discord.ask(
                        Asked(ask.type, "neighbour", ask.data), server=2
                    )
                except AnswersLost:
                    lost += 1
                    continue
                times[neighbour].append(answered.seconds)
                unasked += answered.is_private
            await asyncio.sleep(0.005)
        done = True
        rate = attacks / (time.perf_counter() - begun)
        await asyncio.gather(*running)
        cells = " ".join(f"{describe_times(times[each]):>24}" for each in _NEIGHBOURS)
        most = "".join(f"  {text!r}" for text, _ in texts.most_common(1))
        troubles = f"  private unasked: {unasked}" * bool(unasked) + f"  lost: {lost}" * bool(lost)
        print(f"{name:38} {rate:7.1f}/s {cells}{troubles}{most}", flush=True)


def describe_times(seconds: Seconds) -> str:
    """Return p50, p99 and slowest."""
    if not seconds:
        return "–"
    slowest = max(seconds) * 1_000
    return f"{percentile(seconds, 0.5):.1f} {percentile(seconds, 0.99):.1f} {slowest:.0f}"


def describe_figures(name: str, figures: Figures) -> str:
    """Return a line of the table."""
    bare, bot = (
        [percentile(each, 0.5), percentile(each, 0.99)] for each in (figures.bare, figures.program)
    )
    others = f"  {figures.others} other answers" if figures.others else ""
    others += "  gave up" if figures.gave_up else ""
    return (
        f"{name:38} {bare[0]:8.2f} {bare[1]:6.2f} {bot[0]:11.2f} {bot[1]:7.2f} "
        f"{bot[0] / bare[0]:12.1f} {bot[1] / bare[1]:5.1f} "
        f"{figures.bare_cpu * 1_000:10.2f} {figures.program_cpu * 1_000:6.2f} "
        f"{figures.program_cpu / figures.bare_cpu:5.1f}  n={len(figures.bare)}{others}"
    )


def describe_memory(bot: RunningBot) -> str:
    """Return the memory of a bot's process."""
    now, peak = bot.memory()
    return f"{now:.0f} MiB, at most {peak:.0f} MiB"


@contextmanager
def without_collections() -> Iterator[None]:
    """Keep the garbage collector of this process out of the times."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def print_table(found: dict[int, dict[str, Figures]]) -> None:
    """Print the medians of all libraries side by side, as Markdown."""
    sizes = list(found)
    print("\n| p50 ms | bare bot |" + "".join(f" {size:,} |" for size in sizes))
    print("|---|---|" + "---|" * len(sizes))
    for name in dict.fromkeys(name for figures in found.values() for name in figures):
        of_name = {size: found[size].get(name) for size in sizes}
        bare = next(percentile(each.bare, 0.5) for each in of_name.values() if each)
        print(f"| {name} | {bare:.1f} |" + "".join(map(_cell, of_name.values())))


def _cell(figures: Figures | None) -> str:
    if figures is None:
        return " |"
    return " gave up |" if figures.gave_up else f" {percentile(figures.program, 0.5):.1f} |"


def measure_library(
    facts: int, database: Path | None, folder: Path, options: Options
) -> dict[str, Figures]:
    """Measure a library in a copy of its database, or in one that is made for it."""
    path = folder / f"{facts}.db"
    if database:
        shutil.copyfile(database, path)
    else:
        asyncio.run(fill_database(path, facts))
    measurement = Measurement(path, options)
    asyncio.run(measurement.run())
    path.unlink()
    return measurement.figures


def main() -> None:
    """Measure the libraries in turn."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--facts", type=int, action="append", help="facts of a library to make")
    parser.add_argument(
        "--database",
        type=Path,
        action="append",
        default=[],
        help="one made before (a copy is used)",
    )
    parser.add_argument("--rounds", type=int, default=200, help="of each case, at most")
    parser.add_argument("--seconds", type=float, default=6.0, help="of each case, about")
    parser.add_argument("--only", default="", help="part of the name of a case")
    parser.add_argument("--without", action="append", default=[], help="a case to leave out")
    parser.add_argument("--part", choices=PARTS, action="append")
    chosen = parser.parse_args()
    parts = tuple(chosen.part or PARTS)
    without = tuple(chosen.without)
    options = Options(chosen.rounds, chosen.seconds, chosen.only, without, parts)
    sizes = chosen.facts or (() if chosen.database else SIZES)
    libraries: list[tuple[int, Path | None]] = [(size, None) for size in sizes]
    libraries += [(Names(path).facts, path) for path in chosen.database]
    found = {}
    with TemporaryDirectory() as folder:
        for facts, database in libraries:
            found[facts] = measure_library(facts, database, Path(folder), options)
    print_table(found)


if __name__ == "__main__":
    main()
