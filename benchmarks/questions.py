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
from pathlib import Path
from tempfile import TemporaryDirectory

from facts.importers.importer import Page, import_pages
from facts.importers.wiki.pages import read_page
from facts.library.comparison import Pair
from facts.library.library import Library
from facts.model.changes import ChangeNote
from facts.model.errors import Missing, TopicNotFound
from facts.model.selection import Part, Selection
from facts.questions.question_answering import NamedTopic, Several, look_up
from storage.store import open_store

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "benchmarks" / "questions.tsv"
STARTER = ROOT / "facts" / "importers" / "starter" / "training-and-trust.txt"
NOTE = ChangeNote(datetime(2026, 1, 1, tzinfo=UTC), "benchmark")
FIRST = 3
PACKS = ("starter", "fresh", "nonsense", "seed")


@dataclass(frozen=True)
class Asked:
    """A question with what it expects."""

    pack: str
    expects: str
    what: str
    text: str


def questions(pack: str) -> list[Asked]:
    """Return the questions on one of PACKS."""
    lines = QUESTIONS.read_text("utf-8").splitlines()[1:]
    return [asked for line in lines if (asked := Asked(*line.split("\t"))).pack == pack]


async def shown(library: Library, text: str) -> list[str]:
    """Return the first things that a question is answered with, each as one text."""
    try:
        found = await look_up(library, text)
    except TopicNotFound as miss:
        return ["miss", *(f"topic {match.name}" for match in miss.nearest)]
    except Missing:
        return ["miss"]
    if isinstance(found, NamedTopic):
        topic = (await library.topic(Selection(found.topic), Part(limit=FIRST))).topic
        return [f"topic {topic.name}"]
    if isinstance(found, Several):
        return [f"topic {each.topic.name}" for each in (await library.chosen(found.topics)).topics]
    if isinstance(found, Pair):
        pair = await library.compare(found)
        names = sorted((pair.first.name, pair.second.name))
        return [f"topics {' + '.join(names)}", *(f"topic {name}" for name in names)]
    hits = (await library.search(found.text, found.selection, Part(limit=FIRST))).hits
    return [f"fact {hit.fact.text}" for hit in hits]


def fits(asked: Asked, answer: str) -> bool:
    """Tell whether one thing shown is what a question expects."""
    kind, _, text = answer.partition(" ")
    if asked.expects == "fact":
        lists = [each.casefold().split() for each in asked.what.split("|")]
        return kind == "fact" and any(
            all(word in text.casefold() for word in words) for words in lists
        )
    if asked.expects == "topics":
        text = " + ".join(sorted(text.split(" + ")))
        return kind == "topics" and text == " + ".join(sorted(asked.what.split(" + ")))
    return kind == asked.expects and text == asked.what


async def ask(path: str, page: str, asked: Iterable[Asked]) -> list[tuple[Asked, list[str]]]:
    """Return the questions with the first things that each is answered with."""
    async with open_store(path) as store:
        await import_pages(store, [Page("page", read_page(page.splitlines()))], NOTE)
        library = Library(store)
        return [(each, (await shown(library, each.text))[:FIRST]) for each in asked]


def right(answers: Iterable[tuple[Asked, list[str]]], first: int) -> list[Asked]:
    """Return the questions that are answered rightly among the first things shown."""
    return [each for each, seen in answers if any(fits(each, one) for one in seen[:first])]


def report(pack: str, answers: list[tuple[Asked, list[str]]]) -> Iterator[str]:
    """Yield the figures of a pack, then what went wrong."""
    by_kind = defaultdict(list)
    for each in answers:
        by_kind[each[0].expects].append(each)
    for kind, some in (*by_kind.items(), ("all", answers)):
        first, three = (_share(len(right(some, count)), some) for count in (1, FIRST))
        yield f"{pack:8} {kind:7} {len(some):4}   first {first}   among three {three}"
    for asked, seen in answers:
        if not fits(asked, seen[0]):
            wanted = asked.what or asked.expects
            yield f"    {asked.text!r} wants {wanted!r}, shows {seen[0][:90]!r}"


def _share(count: int, of: Sized) -> str:
    return f"{count:4} ({count / len(of):4.0%})"


def main() -> None:
    """Print the figures."""
    pages = [STARTER, STARTER, STARTER, *map(Path, sys.argv[1:2])]
    with TemporaryDirectory() as folder:
        for pack, page in zip(PACKS, pages, strict=False):
            path, text = str(Path(folder, f"{pack}.db")), page.read_text("utf-8")
            answers = asyncio.run(ask(path, text, questions(pack)))
            print("\n".join(report(pack, answers)))


if __name__ == "__main__":
    main()
