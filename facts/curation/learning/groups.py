"""Kept questions grouped by likeness, so that a curator answers each only once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from facts.model.kept_questions import KeptQuestion, QuestionId
from facts.text.normalize import search_form

ALIKE: Final = 90.0
"""The score from which questions are alike: the same words but for an ending or a short word.

"deploy on friday" and "deploy on monday" score 81.
"""
MAX_GROUP: Final = 8
"""Questions in a group: a control carries their numbers in its custom_id."""
_EXACT_WORD: Final = re.compile(r"\S*[\d+#]\S*")
"""A word with a digit or a symbol, such as 2026 or C++: another one means something else."""


@dataclass(slots=True)
class QuestionGroup:
    """Questions that are alike, the most frequent first."""

    questions: list[KeptQuestion] = field(default_factory=list)

    @property
    def head(self) -> KeptQuestion:
        """The question that stands for the group."""
        return self.questions[0]

    @property
    def ids(self) -> tuple[QuestionId, ...]:
        """The numbers of the questions."""
        return tuple(each.id for each in self.questions)

    @property
    def count(self) -> int:
        """How often its questions went without a right answer."""
        return sum(each.count for each in self.questions)


def group_questions(questions: Iterable[KeptQuestion]) -> tuple[QuestionGroup, ...]:
    """Return all questions in groups, the most frequent group first.

    Questions are alike if they have the same words in any order, or nearly. Those with different
    numbers never are, nor are C and C++.
    """
    groups: list[tuple[str, list[str], QuestionGroup]] = []
    for question in sorted(questions, key=_rank):
        words = " ".join(sorted(search_form(question.text).split()))
        exact = _EXACT_WORD.findall(words)
        group = next(
            (
                group
                for other, known, group in groups
                if known == exact
                and len(group.questions) < MAX_GROUP
                and fuzz.ratio(words, other, score_cutoff=ALIKE)
            ),
            None,
        )
        if group is None:
            group = QuestionGroup()
            groups.append((words, exact, group))
        group.questions.append(question)
    return tuple(sorted((group for *_, group in groups), key=_rank))


def _rank(thing: KeptQuestion | QuestionGroup) -> tuple[int, int, int]:
    """Return the key that sorts the most frequent first, then the latest."""
    head = thing.head if isinstance(thing, QuestionGroup) else thing
    return -thing.count, -head.last_day.toordinal(), head.id
