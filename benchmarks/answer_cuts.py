"""Find the certainty that an answer needs in libraries of several sizes.

    python benchmarks/answer_cuts.py CORPUS [--names N …]

Prints for each size the lowest cut at which at most 2 % of nonsense (random keys, invented words,
small talk) gets an answer, and the share of queries whose right topic comes first and answers at
that cut. `name_ranking.answer_threshold` draws a line through these cuts.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import NONSENSE, CorpusName, load_names, load_queries
from benchmarks.footnote import FootnoteContender
from facts.search.name_ranking import answer_threshold

ACCEPTED_SHARE = 0.02
SIZES = (20_000, 200_000, 1_000_000)


def load_sized(folder: Path, most: int) -> list[CorpusName]:
    """Return `most` names from the beginning of the smallest sufficient tier."""
    return load_names(folder, next(size for size in SIZES if size >= most))[:most]


def find_cut(nonsense: list[float]) -> float:
    """Return the lowest cut that at most ACCEPTED_SHARE of nonsense passes."""
    return sorted(nonsense, reverse=True)[int(ACCEPTED_SHARE * len(nonsense))] + 0.01


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--names", type=int, nargs="*", default=[200, 2_000, *SIZES])
    chosen = parser.parse_args()
    nonsense = [
        each for each in load_queries(chosen.corpus, "q_neg-dev.tsv") if each.kind in NONSENSE
    ]
    for most in chosen.names:
        known = load_sized(chosen.corpus, most)
        held = {name.topic for name in known}
        asked = [
            each for each in load_queries(chosen.corpus, "q_topics-dev.tsv") if each.right & held
        ]
        with TemporaryDirectory() as folder:
            ours = FootnoteContender(Path(folder, "names.db"), known)
            least = find_cut([ours.best_topic(query.text)[1] for query in nonsense])
            best = [(*ours.best_topic(query.text), query.right) for query in asked]
            ours.close()
        right = sum(certain >= least and topic in each for topic, certain, each in best) / len(best)
        print(
            f"{most:9,} names  cut {least:5.1f}, {right:.3f} of {len(asked):,} right and answered;"
            f" in use {answer_threshold(most):.1f}"
        )


if __name__ == "__main__":
    main()
