"""Questions are kept where a server allows it, without their authors, for 90 days."""

import datetime
import sqlite3
from contextlib import closing

from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.model.kept_questions import (
    MAX_KEPT,
    QUESTION_KEPT,
    AnswerVote,
    KeptQuestions,
    QuestionTally,
    VoteRecord,
)
from facts.text.question_key import MAX_QUESTION
from storage.store import SqliteStore
from tests.support.curation import OTHER, SERVER, curate, undo

DAY = datetime.date(2026, 3, 4)
QUESTION = "Can I sleep in after being called at 3 am?"


async def load(store: SqliteStore, library: LibraryId = SERVER) -> KeptQuestions:
    return await store.read(library, lambda it: it.questions.load())


async def texts(store: SqliteStore, library: LibraryId = SERVER) -> list[str]:
    return [each.text for each in (await load(store, library)).questions]


async def miss(store: SqliteStore, text: str = QUESTION, days: int = 0) -> None:
    await store.questions.record_miss(SERVER, text, DAY + datetime.timedelta(days))


def vote(*, helpful: bool, person: int = 5, message: int = 9) -> AnswerVote:
    return AnswerVote(SERVER, message, person, DAY, helpful, QUESTION)


async def test_without_consent_only_numbers_are_kept(store: SqliteStore, path: str) -> None:
    await miss(store)
    assert await load(store) == KeptQuestions(False, QuestionTally(misses=1))
    with closing(sqlite3.connect(path)) as connection:
        assert "3 am" not in "\n".join(connection.iterdump())


async def test_with_consent_the_same_question_is_counted(store: SqliteStore) -> None:
    await curate(store, SERVER).set_question_texts(keep=True)
    await miss(store)
    await miss(store, f"  {QUESTION.upper()}", days=3)
    kept = await load(store)
    assert kept.keeps_text
    (question,) = kept.questions
    assert (question.text, question.misses, question.rejected) == (QUESTION, 2, 0)
    assert question.last_day == DAY + datetime.timedelta(3)


async def test_no_other_library_sees_a_question(store: SqliteStore) -> None:
    for server in (SERVER, OTHER):
        await curate(store, server).set_question_texts(keep=True)
    await miss(store)
    (question,) = (await load(store)).questions
    for other in (OTHER, SHARED_LIBRARY):
        assert (await load(store, other)).questions == ()
        found = await store.read(other, lambda it: it.questions.get_many([question.id]))
        assert found == ()
        await store.questions.drop(other, [question.id])
    assert await texts(store) == [QUESTION]


async def test_a_long_or_empty_question_is_only_counted(store: SqliteStore) -> None:
    await curate(store, SERVER).set_question_texts(keep=True)
    await miss(store, "x" * (MAX_QUESTION + 1))
    for text in (" ", "?!", "🤷", "\u200b"):
        await miss(store, text)
    assert (await load(store)).tally == QuestionTally(misses=5)
    assert await texts(store) == []


async def test_characters_that_do_not_show_are_left_out(store: SqliteStore) -> None:
    await curate(store, SERVER).set_question_texts(keep=True)
    await miss(store, "why\u202e\n nap?")
    assert await texts(store) == ["why nap?"]


async def test_texts_go_when_they_are_no_longer_to_be_kept(store: SqliteStore) -> None:
    await curate(store, SERVER).set_question_texts(keep=True)
    await miss(store)
    await curate(store, SERVER).set_curators([3])
    assert await texts(store) == [QUESTION]
    off = await curate(store, SERVER).set_question_texts(keep=False)
    assert await texts(store) == []
    await undo(store, off.change, SERVER)
    assert (await load(store)).keeps_text
    await miss(store)
    assert await texts(store) == [QUESTION]
    await curate(store, SERVER).set_question_texts(keep=False)
    assert await texts(store) == []


async def test_an_undo_of_the_consent_deletes_texts_too(store: SqliteStore) -> None:
    on = await curate(store, SERVER).set_question_texts(keep=True)
    await miss(store)
    await undo(store, on.change, SERVER)
    assert await load(store) == KeptQuestions(False, QuestionTally(misses=1))


async def test_the_undo_of_other_settings_keeps_texts(store: SqliteStore) -> None:
    await curate(store, SERVER).set_question_texts(keep=True)
    await miss(store)
    roles = await curate(store, SERVER).set_curators([3])
    await undo(store, roles.change, SERVER)
    assert await texts(store) == [QUESTION]


async def test_questions_and_votes_go_after_ninety_days(store: SqliteStore, path: str) -> None:
    await curate(store, SERVER).set_question_texts(keep=True)
    await miss(store)
    await miss(store, "Why?", days=1)
    await store.questions.record_vote(vote(helpful=True))
    last = datetime.datetime.combine(DAY, datetime.time.max) + QUESTION_KEPT
    await store.questions.delete_old(last)
    assert len(await texts(store)) == 2
    await store.questions.delete_old(last + datetime.timedelta(1))
    assert await texts(store) == ["Why?"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM answer_vote").fetchall() == []


async def test_of_too_many_questions_those_asked_least_go(store: SqliteStore) -> None:
    await curate(store, SERVER).set_question_texts(keep=True)
    for _ in range(2):
        await miss(store, "often")
    for number in range(MAX_KEPT):
        await miss(store, f"question {number}")
    kept = await texts(store)
    assert len(kept) == MAX_KEPT
    assert "often" in kept
    assert "question 0" not in kept
    assert f"question {MAX_KEPT - 1}" in kept


async def test_a_user_has_one_vote_on_an_answer(store: SqliteStore) -> None:
    await curate(store, SERVER).set_question_texts(keep=True)
    record = store.questions.record_vote
    assert await record(vote(helpful=False)) == VoteRecord(is_new=True, is_kept=True)
    assert await record(vote(helpful=False)) == VoteRecord(is_new=False, is_kept=False)
    assert await record(vote(helpful=True)) == VoteRecord(is_new=True, is_kept=False)
    assert (await load(store)).tally == QuestionTally(rejected=0, helpful=1)
    await record(vote(helpful=False, person=6))
    kept = await load(store)
    assert kept.tally == QuestionTally(rejected=1, helpful=1)
    assert [each.rejected for each in kept.questions] == [2]


async def test_a_kept_question_is_stored_without_its_author(store: SqliteStore, path: str) -> None:
    await curate(store, SERVER).set_question_texts(keep=True)
    await store.questions.record_vote(vote(helpful=False, person=424242, message=777777))
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT * FROM kept_question").fetchall()
    assert not {424242, 777777} & {*rows[0]}
