"""The protocol of a store for questions and votes. Its writes are no changes of the library."""

import datetime
from collections.abc import Collection
from typing import Protocol

from facts.model.entities import LibraryId
from facts.model.kept_questions import AnswerVote, QuestionId, VoteRecord


class QuestionStore(Protocol):
    """Keeps questions and votes. Every method raises StoreError when it cannot work."""

    async def record_miss(self, library: LibraryId, text: str, day: datetime.date) -> None:
        """Count a question without an answer; keep its text if the library allows that.

        Texts longer than MAX_QUESTION are only counted.
        """

    async def record_vote(self, vote: AnswerVote) -> VoteRecord:
        """Record a vote in place of the user's earlier one on the same answer.

        If the user rejects the answer, the question is kept, if the library allows that.
        """

    async def drop(self, library: LibraryId, questions: Collection[QuestionId]) -> None:
        """Delete kept questions."""

    async def delete_old(self, now: datetime.datetime) -> None:
        """Delete questions and votes that are older than QUESTION_KEPT."""
