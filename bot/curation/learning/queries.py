"""Queries about answers to questions, and about questions without a right one."""

from dataclasses import dataclass
from typing import ClassVar

from bot.queries.query import Page
from facts.model.entities import FactId
from facts.model.kept_questions import QuestionId

Questions = tuple[QuestionId, ...]


@dataclass(frozen=True, slots=True)
class RateAnswer:
    """Say whether an answer to a message was helpful. The message of the button is the answer."""

    letter: ClassVar[str] = "la"
    is_helpful: bool


@dataclass(frozen=True, slots=True)
class MissesQuery:
    """A page of the kept questions, or the group of one of them."""

    letter: ClassVar[str] = "lb"
    page: Page = 0
    chosen: QuestionId | None = None


@dataclass(frozen=True, slots=True)
class AnswerQuestions:
    """Make kept questions phrasings of a fact."""

    letter: ClassVar[str] = "lc"
    fact: FactId
    questions: Questions


@dataclass(frozen=True, slots=True)
class OpenFactChoice:
    """Open the form that takes the number or words of the fact that answers questions."""

    letter: ClassVar[str] = "ld"
    questions: Questions


@dataclass(frozen=True, slots=True)
class FactChoiceForm:
    """The form that takes the number or words of a fact."""

    letter: ClassVar[str] = "le"
    questions: Questions


@dataclass(frozen=True, slots=True)
class WriteFact:
    """Open the form of a new fact that answers questions."""

    letter: ClassVar[str] = "lf"
    questions: Questions


@dataclass(frozen=True, slots=True)
class DismissQuestions:
    """Delete kept questions."""

    letter: ClassVar[str] = "lg"
    questions: Questions
