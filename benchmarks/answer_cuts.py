"""Find the certainty that an answer needs in libraries of several sizes.

    python benchmarks/answer_cuts.py CORPUS [--names N …]

Prints for each size the lowest cut at which at most 2 % of the nonsense for tuning gets an answer:
the corpus's own, and that of benchmarks/nonsense.py. For the cut in use it prints the share of
queries whose right topic comes first and answers, and the share of other nonsense that is answered,
as a whole and by generator. `name_ranking.answer_threshold` draws a line through the cuts in use.
"""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import NONSENSE, CorpusName, load_names, load_queries
from benchmarks.footnote import FootnoteContender
from benchmarks.nonsense import HELD_BACK, TUNING, Lexicon, generate
from facts.model.results import EXACT_SCORE
from facts.search.name_ranking import answer_threshold

ACCEPTED_SHARE = 0.02
SIZES = (20_000, 200_000, 1_000_000)
LEXICON = 200_000
"""Names that the generators of nonsense learn from, whatever the size of the library."""
EACH = 500
"""Texts of each generator."""


def load_sized(folder: Path, most: int) -> list[CorpusName]:
    """Return `most` names from the beginning of the smallest sufficient tier."""
    return load_names(folder, next(size for size in SIZES if size >= most))[:most]


def find_cut(nonsense: list[float]) -> float:
    """Return the lowest cut that at most ACCEPTED_SHARE of nonsense passes."""
    return sorted(nonsense, reverse=True)[int(ACCEPTED_SHARE * len(nonsense))] + 0.01


def judge(ours: FootnoteContender, texts: Iterable[str]) -> list[float]:
    """Return the certainty of each text's best topic.

    Texts that happen to be the exact name of a topic are left out.
    """
    judged = (ours.best_topic(text)[1] for text in texts)
    return [certain for certain in judged if certain < EXACT_SCORE]


def share_above(cut: float, judged: list[float]) -> float:
    """Return the share of certainties that reach a cut."""
    return sum(certain >= cut for certain in judged) / len(judged)


def print_size(
    corpus: Path, most: int, tuning: list[str], held_back: Mapping[str, list[str]]
) -> None:
    """Print two lines for a library of `most` names."""
    known = load_sized(corpus, most)
    held = {name.topic for name in known}
    asked = [each for each in load_queries(corpus, "q_topics-dev.tsv") if each.right & held]
    with TemporaryDirectory() as folder:
        ours = FootnoteContender(Path(folder, "names.db"), known)
        least = find_cut(judge(ours, tuning))
        passed = {title: judge(ours, texts) for title, texts in held_back.items()}
        best = [(*ours.best_topic(query.text), query.right) for query in asked]
        ours.close()
    cut = answer_threshold(most)
    right = sum(certain >= cut and topic in each for topic, certain, each in best) / len(best)
    others = share_above(cut, [certain for judged in passed.values() for certain in judged])
    print(
        f"{most:9,} names  cut {least:4.1f}, in use {cut:4.1f}: {right:.3f} of {len(asked):,} right"
        f" and answered, {others:.3f} of other nonsense answered"
    )
    shares = {title: share_above(cut, judged) for title, judged in passed.items()}
    print("   ", ", ".join(f"{title} {share:.3f}" for title, share in shares.items() if share))


def main() -> None:
    """Print the lines for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--names", type=int, nargs="*", default=[200, 2_000, *SIZES])
    chosen = parser.parse_args()
    lexicon = Lexicon.of([name.text for name in load_names(chosen.corpus, LEXICON)])
    given = load_queries(chosen.corpus, "q_neg-dev.tsv")
    tuning = [each.text for each in given if each.kind in NONSENSE]
    tuning += [text for texts in generate(TUNING, lexicon, EACH).values() for text in texts]
    held_back = generate(HELD_BACK, lexicon, EACH)
    for most in chosen.names:
        print_size(chosen.corpus, most, tuning, held_back)


if __name__ == "__main__":
    main()
