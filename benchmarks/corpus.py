"""The corpus for search benchmarks: names, claims, queries with right answers.

A README beside the files describes them. They are not part of the program.
"""

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

NONSENSE = frozenset(("mash", "pseudo", "chat"))


@dataclass(frozen=True, slots=True)
class CorpusName:
    """One name of a topic, and the topic's number of facts."""

    topic: int
    text: str
    facts: int


@dataclass(frozen=True, slots=True)
class CorpusQuery:
    """A typed query, its class, and the right topics or claims."""

    kind: str
    text: str
    right: frozenset[int]


def load_names(folder: Path, most: int) -> list[CorpusName]:
    """Return the names of a tier, shuffled by topic.

    `most` is the size of the tier: 20,000, 200,000 or 1,000,000.
    """
    tier = {20_000: 0, 200_000: 1, 1_000_000: 2}[most]
    by_topic: dict[int, list[CorpusName]] = {}
    with gzip.open(folder / "names.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            _, topic, of_tier, _, facts, text = line.rstrip("\n").split("\t", 5)
            if int(of_tier) <= tier:
                name = CorpusName(int(topic) + 1, text, int(facts))
                by_topic.setdefault(name.topic, []).append(name)
    topics = list(by_topic.values())
    random.Random(4).shuffle(topics)
    return [name for topic in topics for name in topic]


def load_claims(folder: Path, most: int) -> list[tuple[int, str]]:
    """Return `most` claims with their numbers, shuffled.

    Beyond the claims of the corpus, halves of two claims make a new one.
    """
    with gzip.open(folder / "claims-200k.tsv.gz", "rt", encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t", 2) for line in islice(file, most))
        real = [(int(number), text) for number, _, text in rows]
    made = [
        (number, _join_halves(real[number % len(real)][1], real[number * 7_919 % len(real)][1]))
        for number in range(len(real) + 1, most + 1)
    ]
    whole = real + made
    random.Random(4).shuffle(whole)
    return whole


def _join_halves(first: str, second: str) -> str:
    return first[: len(first) // 2] + " " + second[len(second) // 2 :]


def load_queries(folder: Path, file: str) -> list[CorpusQuery]:
    """Return the queries of one file, in a fixed random order."""
    found = list(_read_queries(folder / file))
    random.Random(4).shuffle(found)
    return found


def _read_queries(file: Path) -> Iterator[CorpusQuery]:
    for line in file.read_text("utf-8").splitlines():
        _, _, kind, text, *right = line.split("\t")
        numbers = right[0].split(",") if right else ()
        shift = 1 if "q_topics" in file.name else 0  # SQLite's numbers start at 1
        yield CorpusQuery(kind, text, frozenset(int(number) + shift for number in numbers))
