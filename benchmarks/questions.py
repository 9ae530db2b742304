"""Count questions with the right answer first, or among three.

    python benchmarks/questions.py [SEED] [--wrong] [--check] [--write-baseline]

benchmarks/questions.tsv has four packs of questions:

- `starter`: on the starter pack, written before any tuning.
- `seed`: on the page SEED, written before any tuning; left out without the page.
- `fresh`: on the starter pack, written after the tuning.
- `nonsense`: small talk at work that no fact answers, 30 before the tuning and 20 after.

A row expects `topic`, the card of a topic; `topics`, the comparison of two; `fact`, a fact whose
text has all the words (of one of several lists, separated by |); or `miss`, no answer.

--check compares the figures with benchmarks/questions_baseline.json, and --write-baseline replaces
its rows.
"""

import argparse
import asyncio
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.baselines import (
    Baseline,
    Figures,
    add_baseline_options,
    compare_with_baseline,
    render_table,
)
from facts.importers.wiki.page_reader import read_page
from facts.library.comparison import TopicPair
from facts.library.library import Library
from facts.model.changes import ChangeNote
from facts.model.entities import SHARED_LIBRARY
from facts.model.errors import NotFoundError, TopicNotFound
from facts.model.selection import Selection, Slice
from facts.questions.findings import FactSearch, NamedTopic, TopicChoice
from facts.questions.question_answering import answer_question
from facts.store.library_store import Snapshot
from storage.store import open_store
from tests.support.page_imports import Page, import_pages

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "benchmarks" / "questions.tsv"
STARTER = ROOT / "facts" / "importers" / "starter" / "training-and-trust.txt"
NOTE = ChangeNote(datetime(2026, 1, 1, tzinfo=UTC), "benchmark")
FIRST_RESULTS = 3
PACKS = ("starter", "fresh", "nonsense", "seed")
BASELINE: Final = Baseline(
    ROOT / "benchmarks" / "questions_baseline.json", more=("first", "among three")
)

Answers = list[tuple["BenchmarkQuestion", list[str]]]


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
    return [
        question
        for line in lines
        if (question := BenchmarkQuestion(*line.split("\t"))).pack == pack
    ]


def list_results(library: Library, text: str) -> list[str]:
    """Return the first results of a question, each as one text."""
    try:
        found = answer_question(library, text)
    except TopicNotFound as miss:
        return ["miss", *(f"topic {match.name}" for match in miss.nearest)]
    except NotFoundError:
        return ["miss"]
    if isinstance(found, NamedTopic):
        topic = library.topic(Selection(found.topic), Slice(limit=FIRST_RESULTS)).topic
        return [f"topic {topic.name}"]
    if isinstance(found, TopicChoice):
        return [f"topic {each.topic.name}" for each in library.list_chosen(found.topics).topics]
    if isinstance(found, TopicPair):
        pair = library.compare(found)
        names = sorted((pair.first.name, pair.second.name))
        return [f"topics {' + '.join(names)}", *(f"topic {name}" for name in names)]
    hits = (
        library.search(found.text, found.selection, Slice(limit=FIRST_RESULTS)).hits
        if isinstance(found, FactSearch)
        else ()
    )
    return [f"fact {hit.fact.text}" for hit in hits] or ["miss"]


def is_expected(question: BenchmarkQuestion, answer: str) -> bool:
    """Return whether one result is what a question expects."""
    kind, _, text = answer.partition(" ")
    if question.expected_kind == "fact":
        lists = [each.casefold().split() for each in question.expected_text.split("|")]
        return kind == "fact" and any(
            all(word in text.casefold() for word in words) for words in lists
        )
    if question.expected_kind == "topics":
        text = " + ".join(sorted(text.split(" + ")))
        return kind == "topics" and text == " + ".join(sorted(question.expected_text.split(" + ")))
    return kind == question.expected_kind and text == question.expected_text


async def answer_questions(path: str, page: str, questions: Iterable[BenchmarkQuestion]) -> Answers:
    """Return the questions, each with its first results."""
    async with open_store(path) as store:
        await import_pages(store, [Page("page", read_page(page.splitlines()))], NOTE)
        return [
            (
                each,
                (await store.read(SHARED_LIBRARY, partial(_list_results, each.text)))[
                    :FIRST_RESULTS
                ],
            )
            for each in questions
        ]


def _list_results(text: str, snapshot: Snapshot) -> list[str]:
    return list_results(Library(snapshot), text)


def select_right(answers: Answers, first: int) -> list[BenchmarkQuestion]:
    """Return the questions with a right answer among the first results."""
    return [each for each, seen in answers if any(is_expected(each, one) for one in seen[:first])]


def count_right(pack: str, answers: Answers) -> Figures:
    """Return the figures of a pack: a row for each kind of expected answer, then all."""
    by_kind: dict[str, Answers] = defaultdict(list)
    for each in answers:
        by_kind[each[0].expected_kind].append(each)
    return {
        f"{pack} {kind}": {
            "questions": len(some),
            "first": len(select_right(some, 1)),
            "among three": len(select_right(some, FIRST_RESULTS)),
        }
        for kind, some in (*by_kind.items(), ("all", answers))
    }


def render_wrong(answers: Answers) -> Iterator[str]:
    """Yield the questions whose first result is not the expected one."""
    for question, seen in answers:
        if not is_expected(question, seen[0]):
            wanted = question.expected_text or question.expected_kind
            yield f"{question.pack}: {question.text!r} wants {wanted!r}, shows {seen[0][:90]!r}"


def ask_pack(pack: str, page: Path) -> Answers:
    """Ask the questions of a pack of a library with one page."""
    with TemporaryDirectory() as folder:
        path, text = str(Path(folder, "footnote.db")), page.read_text("utf-8")
        return asyncio.run(answer_questions(path, text, load_questions(pack)))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("seed", nargs="?", type=Path, help="the page of the pack `seed`")
    parser.add_argument("--wrong", action="store_true", help="list what is not right first")
    add_baseline_options(parser)
    options = parser.parse_args()
    pages = [STARTER, STARTER, STARTER, *([options.seed] if options.seed else [])]
    answers = {pack: ask_pack(pack, page) for pack, page in zip(PACKS, pages, strict=False)}
    figures: Figures = {}
    for pack, some in answers.items():
        figures = {**figures, **count_right(pack, some)}
    print("\n".join(render_table("pack and kind", figures)))
    if options.wrong:
        print("\n".join(line for some in answers.values() for line in render_wrong(some)))
    sys.exit("\n".join(compare_with_baseline(options, BASELINE, figures)) or 0)


if __name__ == "__main__":
    main()
