"""What the facts of an import have in common with those that the library has."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NewType

from rapidfuzz.distance import Levenshtein

from facts.model.drafts import FactDraft, LoneSource
from facts.model.entities import Fact

ComparisonDigest = NewType("ComparisonDigest", int)
"""Stands for what a comparison found: 32 bits, from 1. Equal ones have equal consequences."""
MAX_COMPARED: Final = 2_000
"""New facts that are compared one by one: each takes a few milliseconds."""
_DIGEST_BYTES: Final = 4
_WORDS_BEFORE: Final = 4
"""Words that an excerpt has before the first difference."""


class VersionRelation(StrEnum):
    """How a line of a file relates to a known fact, or to another line."""

    REWORDED = "reworded"
    """They differ in a few words."""
    WHOLE = "whole"
    """The line is the whole of a fact that is cut off."""
    CUT_OFF = "cut off"
    """The line is the cut-off beginning of a fact."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A line that seems to be another version of a known fact; `file` is the number of its file."""

    file: int
    draft: FactDraft
    relation: VersionRelation
    fact: Fact

    @property
    def changed_words(self) -> int:
        """The number of words that differ."""
        return Levenshtein.distance(self.fact.text.split(), self.draft.text.split())

    @property
    def excerpts(self) -> tuple[str, str]:
        """The known and the new text on one line each, from shortly before they differ."""
        old, new = self.fact.text.split(), self.draft.text.split()
        same = next(
            (n for n, pair in enumerate(zip(old, new, strict=False)) if len({*pair}) > 1), 0
        )
        start = max(same - _WORDS_BEFORE, 0)
        mark = "… " if start else ""
        return mark + " ".join(old[start:]), mark + " ".join(new[start:])


@dataclass(frozen=True, slots=True)
class CutLine:
    """A line that is the cut-off beginning of another line, whose text is `whole`."""

    file: int
    draft: FactDraft
    whole: str


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A line that says nearly the same as a fact, which it does not correct."""

    file: int
    draft: FactDraft
    fact: Fact
    likeness: int


@dataclass(slots=True)
class Comparison:
    """What an import has in common with a library.

    At most `limit` new facts are compared, and `not_compared` counts those beyond. `shared` are
    the texts of lines that a server has from the shared library already. `samples` are the first
    new facts, or `sources` the first sources without facts if there are none.
    """

    corrections: list[Correction] = field(default_factory=list)
    cut_lines: list[CutLine] = field(default_factory=list)
    duplicates: list[PossibleDuplicate] = field(default_factory=list)
    not_compared: int = 0
    shared: set[str] = field(default_factory=set)
    samples: list[FactDraft] = field(default_factory=list)
    sources: list[LoneSource] = field(default_factory=list)
    limit: int = MAX_COMPARED

    @property
    def digest(self) -> ComparisonDigest:
        """What decides which lines are left out, and which texts are replaced."""
        decisive = (
            [
                (*_place(each), each.relation.value, each.fact.id, each.fact.text)
                for each in self.corrections
            ],
            [_place(each) for each in self.cut_lines],
            sorted(self.shared),
        )
        sum_ = hashlib.blake2b(repr(decisive).encode(), digest_size=_DIGEST_BYTES).digest()
        return ComparisonDigest(int.from_bytes(sum_, "big") + 1)


def _place(each: Correction | CutLine) -> tuple[int, int, str]:
    return each.file, each.draft.line, each.draft.text
