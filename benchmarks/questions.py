"""Ask what people may ask, and print how often the right thing comes first, and among three.

    python benchmarks/questions.py [SEED]

benchmarks/questions.tsv holds questions on the starter pack, and some on the page SEED, which are
left out without it, all written before anything was tuned to them; fresh ones on the starter
pack, written when all was tuned; and nonsense, what people at work say that asks for no fact,
30 written before look-ups were tuned to miss it and 20 after. A row expects `topic`,
the card of a topic; `topics`, the comparison of two; `fact`, a fact whose text holds all the words
(of one of several lists parted by |); or `miss`, nothing at all.
"""

import asyncio
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from facts.importers.importer import Page, import_pages
from facts.importers.wiki.pages import read_page
from facts.library.comparison import TopicPair
from facts.library.library import Library
from facts.model.changes import ChangeNote
from facts.model.entities import SHARED_LIBRARY
from facts.model.errors import NotFoundError, TopicNotFound
from facts.model.selection import Selection, Slice
from facts.questions.question_answering import NamedTopic, TopicChoice, answer_question
from facts.store.library_store import Snapshot
from storage.store import open_store

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "benchmarks" / "questions.tsv"
STARTER = ROOT / "facts" / "importers" / "starter" / "training-and-trust.txt"
NOTE = ChangeNote(datetime(2026, 1, 1, tzinfo=UTC), "benchmark")
FIRST_SHOWN = 3
PACKS = ("starter", "fresh", "nonsense", "seed")


@dataclass(frozen=True)
class BenchmarkQuestion:
    """A question with what it expects."""

    pack: str
    expected_kind: str
    expected_text: str
    text: str


def load_questions(pack: str) -> list[BenchmarkQuestion]:
    """Return the questions on one of PACKS."""
    lines = QUESTIONS.read_text("utf-8").splitlines()[1:]
    return [asked for line in lines if (asked := BenchmarkQuestion(*line.split("\t"))).pack == pack]


def list_shown(library: Library, text: str) -> list[str]:
    """Return the first things that a question is answered with, each as one text."""
    try:
        found = answer_question(library, text)
    except TopicNotFound as miss:
        return ["miss", *(f"topic {match.name}" for match in miss.nearest)]
    except NotFoundError:
        return ["miss"]
    if isinstance(found, NamedTopic):
        topic = library.topic(Selection(found.topic), Slice(limit=FIRST_SHOWN)).topic
        return [f"topic {topic.name}"]
    if isinstance(found, TopicChoice):
        return [f"topic {each.topic.name}" for each in library.list_chosen(found.topics).topics]
    if isinstance(found, TopicPair):
        pair = library.compare(found)
        names = sorted((pair.first.name, pair.second.name))
        return [f"topics {' + '.join(names)}", *(f"topic {name}" for name in names)]
    hits = library.search(found.text, found.selection, Slice(limit=FIRST_SHOWN)).hits
    return [f"fact {hit.fact.text}" for hit in hits]


def is_expected(asked: BenchmarkQuestion, answer: str) -> bool:
    """Tell whether one thing shown is what a question expects."""
    kind, _, text = answer.partition(" ")
    if asked.expected_kind == "fact":
        lists = [each.casefold().split() for each in asked.expected_text.split("|")]
        return kind == "fact" and any(
            all(word in text.casefold() for word in words) for words in lists
        )
    if asked.expected_kind == "topics":
        text = " + ".join(sorted(text.split(" + ")))
        return kind == "topics" and text == " + ".join(sorted(asked.expected_text.split(" + ")))
    return kind == asked.expected_kind and text == asked.expected_text


async def answer_questions(
    path: str, page: str, asked: Iterable[BenchmarkQuestion]
) -> list[tuple[BenchmarkQuestion, list[str]]]:
    """Return the questions with the first things that each is answered with."""
    async with open_store(path) as store:
        await import_pages(store, [Page("page", read_page(page.splitlines()))], NOTE)
        return [
            (
                each,
                (await store.read(SHARED_LIBRARY, partial(_list_shown, each.text)))[:FIRST_SHOWN],
            )
            for each in asked
        ]


def _list_shown(text: str, snapshot: Snapshot) -> list[str]:
    return list_shown(Library(snapshot), text)


def select_right(
    answers: Iterable[tuple[BenchmarkQuestion, list[str]]], first: int
) -> list[BenchmarkQuestion]:
    """Return the questions that are answered rightly among the first things shown."""
    return [each for each, seen in answers if any(is_expected(each, one) for one in seen[:first])]


def report(pack: str, answers: list[tuple[BenchmarkQuestion, list[str]]]) -> Iterator[str]:
    """Yield the figures of a pack, then what went wrong."""
    by_kind = defaultdict(list)
    for each in answers:
        by_kind[each[0].expected_kind].append(each)
    for kind, some in (*by_kind.items(), ("all", answers)):
        first, three = (_share(len(select_right(some, count)), some) for count in (1, FIRST_SHOWN))
        yield f"{pack:8} {kind:7} {len(some):4}   first {first}   among three {three}"
    for asked, seen in answers:
        if not is_expected(asked, seen[0]):
            wanted = asked.expected_text or asked.expected_kind
            yield f"    {asked.text!r} wants {wanted!r}, shows {seen[0][:90]!r}"


def _share(count: int, of: Sized) -> str:
    return f"{count:4} ({count / len(of):4.0%})"


def main() -> None:
    """Print the figures."""
    pages = [STARTER, STARTER, STARTER, *map(Path, sys.argv[1:2])]
    with TemporaryDirectory() as folder:
        for pack, page in zip(PACKS, pages, strict=False):
            path, text = str(Path(folder, f"{pack}.db")), page.read_text("utf-8")
            answers = asyncio.run(answer_questions(path, text, load_questions(pack)))
            print("\n".join(report(pack, answers)))


if __name__ == "__main__":
    main()
