"""Store of questions and votes in the SQLite file of the facts."""

import datetime
from collections.abc import Collection
from functools import partial

from facts.model.entities import LibraryId
from facts.model.kept_questions import AnswerVote, QuestionId, VoteRecord
from storage.curation.learning import kept_questions
from storage.engine.sqlite.database import Database


class SqliteQuestionStore:
    """Implements facts.curation.learning.store.QuestionStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record_miss(self, library: LibraryId, text: str, day: datetime.date) -> None:
        await self._database.write(partial(kept_questions.record_miss, library, text, day))

    async def record_vote(self, vote: AnswerVote) -> VoteRecord:
        return await self._database.write(partial(kept_questions.record_vote, vote))

    async def drop(self, library: LibraryId, questions: Collection[QuestionId]) -> None:
        await self._database.write(partial(kept_questions.drop_questions, library, questions))

    async def delete_old(self, now: datetime.datetime) -> None:
        await self._database.write(partial(kept_questions.delete_old, now.date()))
