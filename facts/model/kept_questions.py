"""Questions to the bot that found no answer, or whose answer a user rejected."""

import datetime
from dataclasses import dataclass
from typing import Final, NewType

from facts.model.entities import LibraryId

QuestionId = NewType("QuestionId", int)
QUESTION_KEPT: Final = datetime.timedelta(days=90)
"""How long a question is kept after it was last asked, and a vote after it was made."""
MAX_KEPT: Final = 300
"""Questions kept of a library; those asked least go first. They are grouped in 50 ms."""


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question with its numbers, without anything about who asked.

    `misses` counts how often it found no answer, `rejected` how often its answer was not what the
    user asked.
    """

    id: QuestionId
    text: str
    misses: int
    rejected: int
    last_day: datetime.date

    @property
    def count(self) -> int:
        """How often the question went without a right answer."""
        return self.misses + self.rejected


@dataclass(frozen=True, slots=True)
class QuestionTally:
    """Numbers of all questions of a library, which are kept in any case."""

    misses: int = 0
    rejected: int = 0
    helpful: int = 0


@dataclass(frozen=True, slots=True)
class KeptQuestions:
    """What a library keeps of its questions.

    `keeps_text` is whether its managers let texts be kept. Without that there are no `questions`.
    """

    keeps_text: bool
    tally: QuestionTally
    questions: tuple[KeptQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerVote:
    """What a user thinks of an answer: the ids of the message and the user, and the day.

    `question` is the text that was answered, "" if it is unknown.
    """

    library: LibraryId
    message: int
    person: int
    day: datetime.date
    is_helpful: bool
    question: str = ""


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """What became of a vote: whether it says something new, and whether its question is kept."""

    is_new: bool
    is_kept: bool
