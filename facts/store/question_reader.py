"""Protocol for reading questions that went without a right answer."""

from collections.abc import Iterable
from typing import Protocol

from facts.model.kept_questions import KeptQuestion, KeptQuestions, QuestionId


class QuestionReader(Protocol):
    """Kept questions of one library itself, in one snapshot; no other library sees them."""

    def load(self) -> KeptQuestions:
        """Return all kept questions and the numbers."""

    def get_many(self, questions: Iterable[QuestionId]) -> tuple[KeptQuestion, ...]:
        """Return those of some questions that are still kept, in the given order."""
