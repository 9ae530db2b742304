"""How questions in a user's own words are answered, by class of question.

    python benchmarks/asking.py [--part dev|held|all] [--wrong] [--json] [--check]
        [--write-baseline]

Asks the questions in benchmarks/asking of three libraries (see its README). *On top* means the
expected card or fact comes first; a question without an answer expects a miss or silence.
*Certain and wrong* is a certain answer without the expected result on top. *Closest* counts the
answers that are only the closest facts, right or wrong. *Missed* counts those without any.

--check compares the figures with benchmarks/asking/baseline.json, and --write-baseline replaces its
rows.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.baselines import (
    Baseline,
    Figures,
    Row,
    add_baseline_options,
    compare_with_baseline,
    render_table,
)
from bot.cli.question_answer import read_answer
from bot.files.draft_spool import FileSpool
from facts.curation.file_import import FileImport, import_files
from facts.importers.input_file import InputFile
from facts.importers.input_reader import read_inputs
from facts.importers.input_reading import ImportInput
from facts.library.library import Library
from facts.model.changes import ChangeNote
from facts.model.entities import SHARED_LIBRARY
from facts.model.errors import NotFoundError
from facts.store.library_store import Snapshot
from storage.store import open_store

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "benchmarks" / "asking"
PACKS: Final = ROOT / "facts" / "importers" / "starter"
LIBRARIES: Final = {
    "starter": PACKS / "training-and-trust.txt",
    "team": PACKS / "team-handbook.md",
    "harbour": FOLDER / "harbour-handbook.md",
}
NOTE: Final = ChangeNote(datetime(2026, 1, 1, tzinfo=UTC), "benchmark")
WITHOUT_ANSWER: Final = ("miss", "none")
COLUMNS: Final = ("questions", "on top", "among five", "certain, wrong", "closest", "missed")
PARTS: Final = ("dev", "held")
NO_ANSWER: Final = "no answer"
"""The row of all questions without an answer, of any class."""
BASELINE: Final = Baseline(
    FOLDER / "baseline.json",
    more=("on top", "among five"),
    less={"certain, wrong": "", "closest": NO_ANSWER},
)


@dataclass(frozen=True, slots=True)
class ClassedQuestion:
    """A row of the question file; `wanted` holds alternatives separated by |."""

    library: str
    name_of_class: str
    part: str
    expected_kind: str
    wanted: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What a question got: a kind as `footnote ask` prints it, and the first results.

    `topics` are the names on the card, `facts` the texts.
    """

    kind: str
    is_certain: bool = True
    topics: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """A question with its answer, and whether that is right."""

    question: ClassedQuestion
    shown: ShownAnswer
    is_on_top: bool
    is_among_five: bool

    @property
    def is_missed(self) -> bool:
        """Whether nothing was shown."""
        return self.shown.kind in WITHOUT_ANSWER

    @property
    def is_certain_and_wrong(self) -> bool:
        """Whether the answer asserts a first result that is not expected."""
        return self.shown.is_certain and not self.is_missed and not self.is_on_top


def load_classed_questions(part: str) -> list[ClassedQuestion]:
    """Return the questions of a part: dev, held or all."""
    lines = (FOLDER / "questions.tsv").read_text("utf-8").splitlines()[1:]
    questions = [ClassedQuestion(*line.split("\t")) for line in lines]
    return [each for each in questions if part in {"all", each.part}]


def show_answer(library: Library, text: str) -> ShownAnswer:
    """Return the answer to a question with its first five results."""
    try:
        answer = read_answer(library, text)
    except NotFoundError:
        return ShownAnswer("miss", is_certain=False)
    facts = tuple(each.text for each in answer.facts)
    return ShownAnswer(answer.kind.value, answer.is_certain, answer.topics, facts)


def judge_answer(question: ClassedQuestion, shown: ShownAnswer) -> JudgedAnswer:
    """Compare an answer with what its question expects."""
    if question.expected_kind == "fact":
        wanted = question.wanted.casefold().split("|")
        right = [any(each in text.casefold() for each in wanted) for text in shown.facts]
        on_top = shown.kind in {"facts", "closest"} and right[:1] == [True]
        return JudgedAnswer(question, shown, on_top, any(right))
    if question.expected_kind in {"topic", "comparison"}:
        names = set(question.wanted.split(" + "))
        on_top = shown.kind == question.expected_kind and names == set(shown.topics)
        return JudgedAnswer(question, shown, on_top, names <= set(shown.topics))
    is_right = shown.kind == question.expected_kind
    if question.expected_kind in WITHOUT_ANSWER:
        is_right = shown.kind in WITHOUT_ANSWER
    return JudgedAnswer(question, shown, is_right, is_right)


async def ask_library(path: str, name: str, texts: Sequence[str]) -> list[ShownAnswer]:
    """Import a library into a new file, and return the answers to some questions."""
    source = LIBRARIES[name]
    given = ImportInput(InputFile.of_text(source.name, source.read_text("utf-8")))
    async with open_store(path) as store:
        with ExitStack() as until:
            spool = FileSpool(until)
            reading = read_inputs([given], spool)
            await import_files(store, FileImport(SHARED_LIBRARY, NOTE), reading, spool)
        return await store.read(SHARED_LIBRARY, partial(_show_answers, texts))


def _show_answers(texts: Sequence[str], snapshot: Snapshot) -> list[ShownAnswer]:
    library = Library(snapshot)
    return [show_answer(library, text) for text in texts]


def judge_questions(questions: Iterable[ClassedQuestion], folder: str) -> list[JudgedAnswer]:
    """Ask all questions, with the databases in a folder."""
    judged: list[JudgedAnswer] = []
    for name in LIBRARIES:
        asked = [each for each in questions if each.library == name]
        path = str(Path(folder, f"{name}.db"))
        answers = asyncio.run(ask_library(path, name, [each.text for each in asked]))
        judged += map(judge_answer, asked, answers)
    return judged


def group_by_class(judged: Sequence[JudgedAnswer]) -> dict[str, list[JudgedAnswer]]:
    """Return the answers of each class, of those without an answer, and of all, by part."""
    groups: dict[str, list[JudgedAnswer]] = {}
    for part in PARTS:
        some = [each for each in judged if each.question.part == part]
        for each in some:
            groups.setdefault(f"{part} {each.question.name_of_class}", []).append(each)
        without = [each for each in some if each.question.expected_kind in WITHOUT_ANSWER]
        groups |= {f"{part} {NO_ANSWER}": without, f"{part} all": some} if some else {}
    return groups


def count_answers(judged: Sequence[JudgedAnswer]) -> Row:
    """Return the number of answers in each of the COLUMNS."""
    counts = (
        len(judged),
        sum(each.is_on_top for each in judged),
        sum(each.is_among_five for each in judged),
        sum(each.is_certain_and_wrong for each in judged),
        sum(not each.shown.is_certain and not each.is_missed for each in judged),
        sum(each.is_missed for each in judged),
    )
    return dict(zip(COLUMNS, counts, strict=True))


def count_classes(judged: Sequence[JudgedAnswer]) -> Figures:
    """Return the numbers of each class, by part."""
    return {name: count_answers(some) for name, some in group_by_class(judged).items()}


def render_wrong(judged: Iterable[JudgedAnswer]) -> Iterator[str]:
    """Yield the questions whose first result is not the expected one."""
    for each in judged:
        if not each.is_on_top:
            asked, shown = each.question, each.shown
            wanted = asked.wanted or asked.expected_kind
            sign = "!" if each.is_certain_and_wrong else " "
            first = (*shown.topics, *shown.facts, "")[0]
            yield (
                f"{sign} {asked.library} {asked.name_of_class}: {asked.text!r} "
                f"wants {wanted[:60]!r}, gets {shown.kind} {first[:60]!r}"
            )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=(*PARTS, "all"), default="all")
    parser.add_argument("--wrong", action="store_true", help="list what is not right on top")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    add_baseline_options(parser)
    options = parser.parse_args()
    begun = time.perf_counter()
    with TemporaryDirectory() as folder:
        judged = judge_questions(load_classed_questions(options.part), folder)
    figures = count_classes(judged)
    table = [*render_table("part and class", figures), f"{time.perf_counter() - begun:.1f} s"]
    print(json.dumps(figures, indent=2) if options.json else "\n".join(table))
    if options.wrong:
        print("\n".join(render_wrong(judged)))
    sys.exit("\n".join(compare_with_baseline(options, BASELINE, figures)) or 0)


if __name__ == "__main__":
    main()
