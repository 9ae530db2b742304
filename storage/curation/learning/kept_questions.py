"""Questions and votes in their tables."""

import datetime
import json
from collections.abc import Collection, Iterable
from typing import Final

from facts.model.entities import LibraryId
from facts.model.kept_questions import (
    MAX_KEPT,
    QUESTION_KEPT,
    AnswerVote,
    KeptQuestion,
    KeptQuestions,
    QuestionId,
    QuestionTally,
    VoteRecord,
)
from facts.text.question_key import MAX_QUESTION, question_key
from facts.text.typed_text import clean_line
from storage.engine.connection import SqlConnection

_COLUMNS: Final = "question.id, text, misses, rejected, last_day"
_KEEPS_TEXT: Final = (
    "EXISTS (SELECT 1 FROM library_setting WHERE library = :library AND keep_questions = 1)"
)


class SqliteQuestionReader:
    """Implements facts.store.question_reader.QuestionReader."""

    def __init__(self, library: LibraryId, connection: SqlConnection) -> None:
        self._library = library
        self._connection = connection

    def load(self) -> KeptQuestions:
        values = {"library": self._library}
        (keeps_text,) = self._connection.execute(f"SELECT {_KEEPS_TEXT}", values).fetchone()
        row = self._connection.execute(
            "SELECT misses, rejected, helpful FROM question_tally WHERE library = :library", values
        ).fetchone()
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM kept_question AS question WHERE library = :library "
            "ORDER BY question.id",
            values,
        )
        questions = tuple(_read_question(*each) for each in rows)
        return KeptQuestions(bool(keeps_text), QuestionTally(*row or ()), questions)

    def get_many(self, questions: Iterable[QuestionId]) -> tuple[KeptQuestion, ...]:
        return get_questions(self._library, list(questions), self._connection)


def get_questions(
    library: LibraryId, questions: Collection[QuestionId], connection: SqlConnection
) -> tuple[KeptQuestion, ...]:
    """Return those questions of a library that are still kept, in the given order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) AS wanted "
        "JOIN kept_question AS question ON question.id = wanted.value "
        "WHERE library = ? ORDER BY wanted.key",
        (json.dumps(list(questions)), library),
    )
    return tuple(_read_question(*row) for row in rows)


def drop_questions(
    library: LibraryId, questions: Collection[QuestionId], connection: SqlConnection
) -> None:
    """Delete questions of a library."""
    connection.executemany(
        "DELETE FROM kept_question WHERE library = ? AND id = ?",
        [(library, question) for question in questions],
    )


def record_miss(
    library: LibraryId, text: str, day: datetime.date, connection: SqlConnection
) -> None:
    """Count a question without an answer, and keep it if the library allows that."""
    _count(library, {"misses": 1}, connection)
    _keep(library, text, day, "misses", connection)


def record_vote(vote: AnswerVote, connection: SqlConnection) -> VoteRecord:
    """Record a vote in place of the user's earlier one."""
    row = connection.execute(
        "SELECT is_helpful FROM answer_vote WHERE message = ? AND person = ?",
        (vote.message, vote.person),
    ).fetchone()
    if row and bool(row[0]) == vote.is_helpful:
        return VoteRecord(is_new=False, is_kept=False)
    connection.execute(
        "INSERT INTO answer_vote (message, person, is_helpful, day) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (message, person) DO UPDATE SET is_helpful = excluded.is_helpful, "
        "day = excluded.day",
        (vote.message, vote.person, vote.is_helpful, vote.day.isoformat()),
    )
    names = ("rejected", "helpful")
    steps = {names[vote.is_helpful]: 1} | ({names[bool(row[0])]: -1} if row else {})
    _count(vote.library, steps, connection)
    if vote.is_helpful:
        return VoteRecord(is_new=True, is_kept=False)
    is_kept = _keep(vote.library, vote.question, vote.day, "rejected", connection)
    return VoteRecord(is_new=True, is_kept=is_kept)


def delete_old(today: datetime.date, connection: SqlConnection) -> None:
    """Delete what is older than QUESTION_KEPT."""
    first_day = ((today - QUESTION_KEPT).isoformat(),)
    connection.execute("DELETE FROM kept_question WHERE last_day < ?", first_day)
    connection.execute("DELETE FROM answer_vote WHERE day < ?", first_day)


def _count(library: LibraryId, steps: dict[str, int], connection: SqlConnection) -> None:
    values = {"misses": 0, "rejected": 0, "helpful": 0} | steps | {"library": library}
    connection.execute(
        """
        INSERT INTO question_tally (library, misses, rejected, helpful)
        VALUES (:library, :misses, :rejected, :helpful)
        ON CONFLICT (library) DO UPDATE SET misses = question_tally.misses + excluded.misses,
            rejected = question_tally.rejected + excluded.rejected,
            helpful = question_tally.helpful + excluded.helpful
        """,
        values,
    )


def _keep(
    library: LibraryId, text: str, day: datetime.date, column: str, connection: SqlConnection
) -> bool:
    """Keep a question if the library allows that; return whether it is kept.

    `column` is the number that grows. Of too many questions, those asked least and longest ago go.
    """
    question = clean_line(text)
    if not any(map(str.isalnum, question)) or len(question) > MAX_QUESTION:
        return False
    key = question_key(question)
    kept = connection.execute(
        f"""
        INSERT INTO kept_question (library, text, text_key, misses, rejected, last_day)
        SELECT :library, :text, :key, :misses, :rejected, :day WHERE {_KEEPS_TEXT}
        ON CONFLICT (library, text_key) DO UPDATE SET {column} = kept_question.{column} + 1,
            last_day = excluded.last_day
        """,
        {
            "library": library,
            "text": question,
            "key": key,
            "misses": int(column == "misses"),
            "rejected": int(column == "rejected"),
            "day": day.isoformat(),
        },
    ).rowcount
    connection.execute(
        """
        DELETE FROM kept_question WHERE id IN (
            SELECT id FROM kept_question WHERE library = ?
            ORDER BY CASE text_key WHEN ? THEN 0 ELSE 1 END, misses + rejected DESC,
                last_day DESC, id DESC
            LIMIT ? OFFSET ?
        )
        """,
        (library, key, MAX_KEPT, MAX_KEPT),
    )
    return bool(kept)


def _read_question(id_: int, text: str, misses: int, rejected: int, last_day: str) -> KeptQuestion:
    return KeptQuestion(
        QuestionId(id_), text, misses, rejected, datetime.date.fromisoformat(last_day)
    )
