"""Compare search quality and speed with other engines.

    python benchmarks/search.py CORPUS [--names N …] [--claims N …] [--queries N] [--best-of N]
        [--postgres DATABASE]

All contenders get every query in turn, in one thread of one process. With --best-of the queries are
repeated, and the shortest time counts, so that other work on the machine does not matter. Times are
those of whole queries; Footnote answers through its library and store, as in the bot. Building
times start from rows in memory. tantivy takes part if it is installed, and PostgreSQL's pg_trgm
(names only) if psycopg is installed and a database is given, such as "host=/tmp dbname=postgres".
Claims beyond those of the corpus consist of halves of two. Nothing is downloaded.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import BruteForce, Contender, Fts5
from benchmarks.corpus import NONSENSE, CorpusQuery, load_claims, load_names, load_queries
from benchmarks.engines import PgTrgm, Tantivy
from benchmarks.footnote import FootnoteContender
from benchmarks.scorecard import Scorecard, run_contenders
from facts.search.name_ranking import answer_threshold
from tests.support.awkward_inputs import AWKWARD

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Trial:
    """Settings of a comparison: corpus, queries, rounds, folder for files."""

    corpus: Path
    queries: int
    rounds: int
    postgres: str | None
    scratch: Path


def compare_names(trial: Trial, most: int) -> None:
    """Print the table of names."""
    known = load_names(trial.corpus, most)
    ours = FootnoteContender(trial.scratch / f"names{most}.db", known, ())
    contenders: list[Contender] = [ours, BruteForce(known)]
    contenders.append(Fts5(trial.scratch / f"plain-names{most}.db", known, ()))
    if find_spec("tantivy"):
        contenders.append(Tantivy(import_module("tantivy"), known, ()))
    if trial.postgres:
        contenders.append(PgTrgm(trial.postgres, known))
    asked = load_queries(trial.corpus, "q_topics-dev.tsv")[: trial.queries]
    nonsense = [
        each for each in load_queries(trial.corpus, "q_neg-dev.tsv") if each.kind in NONSENSE
    ]
    marks = run_contenders(contenders, [*asked, *nonsense], trial.rounds)
    print(f"\n{most:,} names, {len(asked):,} queries: recall at 1 / 5 / 25, p50 / p99, built, size")
    print_rows([each.row() for each in marks], marks[0])
    cut = answer_threshold(most)
    accepted = sum(ours.best_topic(each.text)[1] >= cut for each in nonsense) / len(nonsense)
    best = [(*ours.best_topic(each.text), each.right) for each in asked]
    right = sum(certain >= cut and topic in each for topic, certain, each in best) / len(asked)
    print(
        f"at the cut of {cut:.1f}: nonsense accepted {accepted:.3f}, right and accepted {right:.3f}"
    )
    print_answers([(*ours.look_up(each.text), each.right) for each in asked])
    for kind, places in sorted(marks[0].places.items()):
        shares = " / ".join(f"{sum(at < k for at in places) / len(places):.2f}" for k in (1, 5))
        print(f"    {kind:14} {shares}")
    ours.close()


def print_answers(
    looked_up: Sequence[tuple[int | None, tuple[int, ...], frozenset[int]]],
) -> None:
    """Print how many look-ups were answered directly, and how well.

    The others left the user a choice.
    """
    answered = [topic in right for topic, _, right in looked_up if topic is not None]
    left = [not right.isdisjoint(choice) for topic, choice, right in looked_up if topic is None]
    print(
        f"answered at once: {len(answered) / len(looked_up):.3f}, of these right "
        f"{sum(answered) / len(answered):.3f}; of the others, right among the choices "
        f"{sum(left) / len(left):.3f}"
    )


def compare_claims(trial: Trial, most: int) -> None:
    """Print the table of claims."""
    known = load_claims(trial.corpus, most)
    ours = FootnoteContender(trial.scratch / f"claims{most}.db", (), known)
    contenders: list[Contender] = [ours, Fts5(trial.scratch / f"plain-claims{most}.db", (), known)]
    if find_spec("tantivy"):
        contenders.append(Tantivy(import_module("tantivy"), (), known))
    asked = load_queries(trial.corpus, "q_claims-dev.tsv")[: trial.queries]
    print(
        f"\n{most:,} claims, {len(asked):,} queries: recall at 1 / 5 / 25, p50 / p99, built, size"
    )
    marks = run_contenders(contenders, asked, trial.rounds)
    rows = [f"{each.row()}  misspelled at 1: {each.recall(1, 'typo'):.3f}" for each in marks]
    print_rows(rows, marks[0])
    ours.close()


def print_rows(rows: Sequence[str], ours: Scorecard) -> None:
    """Print a line for each contender, and times for awkward input.

    Contenders that are not installed have a line too.
    """
    print(*rows, sep="\n")
    if not find_spec("tantivy"):
        print(f"{Tantivy.title:28} not installed")
    odd = Scorecard(ours.contender)
    for text in AWKWARD * 10:
        odd.ask(CorpusQuery("odd", text, frozenset()))
    times = ours.latency_ms(0.99), odd.latency_ms(0.99)
    print(f"awkward input: p99 {times[1]:.1f} ms, {times[1] / times[0]:.2f} times the ordinary")


def print_memory(folder: Path, scratch: Path, files: Sequence[Path]) -> None:
    """Print the memory used by queries to files.

    It is the difference to a process with an empty library.
    """
    held = [_measure_memory(folder, path) for path in (scratch / "empty.db", *files)]
    for path, megabytes in zip(files, held[1:], strict=True):
        print(f"resident above an empty library, {path.stem}: {megabytes - held[0]:.0f} MB")


def _measure_memory(folder: Path, path: Path) -> float:
    command = [sys.executable, __file__, str(folder), "--resident", str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    megabytes: float = json.loads(done.stdout)
    return megabytes


def answer_from(folder: Path, path: Path) -> None:
    """Answer some queries from a file; print the memory used.

    A missing file is created empty.
    """
    ours = FootnoteContender(path)
    for query in load_queries(folder, "q_topics-dev.tsv")[:300]:
        ours.ask(query.text)
        ours.ask_claims(query.text)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    print(json.dumps(pages * resource.getpagesize() / 1e6))
    ours.close()


def main() -> None:
    """Compare at all sizes, or run a child process's measurement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--names", type=int, nargs="*", default=[20_000, 200_000, 1_000_000])
    parser.add_argument("--claims", type=int, nargs="*", default=[20_000, 200_000, 1_000_000])
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--best-of", type=int, default=1)
    parser.add_argument("--postgres", metavar="DATABASE")
    parser.add_argument("--resident", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.resident:
        answer_from(chosen.corpus, chosen.resident)
        return
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        trial = Trial(chosen.corpus, chosen.queries, chosen.best_of, chosen.postgres, scratch)
        for most in chosen.names:
            compare_names(trial, most)
        for most in chosen.claims:
            compare_claims(trial, most)
        files = [scratch / f"names{most}.db" for most in chosen.names[-1:]]
        files += [scratch / f"claims{most}.db" for most in chosen.claims[-1:]]
        print_memory(chosen.corpus, scratch, files)


if __name__ == "__main__":
    main()
