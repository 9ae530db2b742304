"""Phrasings are added, replaced and removed as changes; each library keeps its own."""

from dataclasses import replace
from datetime import date

import pytest

from facts.curation.errors import (
    InputInvalid,
    NothingChanged,
    PhrasingNotFound,
    QuestionsGone,
    SharedReadOnly,
)
from facts.curation.fact_edits import FactEdit
from facts.curation.phrasing_edits import MAX_PHRASINGS, parse_phrasing, parse_phrasings
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId
from facts.model.errors import FactNotFound
from facts.model.kept_questions import QuestionId
from facts.text.question_key import MAX_QUESTION, question_key
from storage.store import SqliteStore
from tests.support.builders import NOTE, add, fact_draft
from tests.support.curation import (
    OTHER,
    SERVER,
    add_fact,
    conflicts,
    curate,
    fact_input,
    get_fact,
    undo,
)

QUESTION = "Can I sleep in after being called at 3 am?"


async def phrasings(
    store: SqliteStore, fact: FactId, library: LibraryId = SHARED_LIBRARY
) -> tuple[str, ...]:
    return (await get_fact(store, fact, library)).phrasings


async def find(store: SqliteStore, text: str, library: LibraryId) -> tuple[FactId, ...]:
    return await store.read(library, lambda it: it.phrasings.find(question_key(text)))


async def test_a_phrasing_is_added_and_undone(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due after a call at night.")
    saved = await curate(store).add_phrasing(fact, QUESTION)
    assert await phrasings(store, fact) == (QUESTION,)
    await undo(store, saved.change)
    assert await phrasings(store, fact) == ()


async def test_a_known_phrasing_changes_nothing(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    await curate(store).add_phrasing(fact, QUESTION)
    with pytest.raises(NothingChanged):
        await curate(store).add_phrasing(fact, QUESTION.lower().rstrip("?"))
    with pytest.raises(NothingChanged):
        await curate(store).set_phrasings(fact, [QUESTION])


async def test_phrasings_are_replaced_as_a_list(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    await curate(store).set_phrasings(fact, ["Do I rest?", "when do i rest?"])
    await curate(store).set_phrasings(fact, ["When do I rest?", "Why?"])
    assert await phrasings(store, fact) == ("When do I rest?", "Why?")


async def test_an_edit_takes_phrasings_beside_other_parts(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    await curate(store).edit_fact(fact, FactEdit(added_phrasings=("Why?", "How?")))
    edit = FactEdit("Rest is a duty.", removed_phrasings=("why",), added_phrasings=("When?",))
    saved = await curate(store).edit_fact(fact, edit)
    assert await phrasings(store, fact) == ("How?", "When?")
    change = await store.read(SHARED_LIBRARY, lambda it: it.changes.get(saved.change))
    assert change
    assert change.summary == f"Edited fact {fact}: text, phrasings"
    await undo(store, saved.change)
    assert set(await phrasings(store, fact)) == {"Why?", "How?"}


async def test_an_unknown_phrasing_cannot_be_removed(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    with pytest.raises(PhrasingNotFound):
        await curate(store).edit_fact(fact, FactEdit(removed_phrasings=("Why?",)))


async def test_a_missing_fact_has_no_phrasings(store: SqliteStore) -> None:
    with pytest.raises(FactNotFound):
        await curate(store).add_phrasing(FactId(9), QUESTION)


async def test_a_fact_has_so_many_phrasings_of_a_library(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    questions = [f"Question {number}?" for number in range(MAX_PHRASINGS + 1)]
    with pytest.raises(InputInvalid):
        await curate(store).set_phrasings(fact, questions)
    await curate(store).set_phrasings(fact, questions[1:])
    assert len(await phrasings(store, fact)) == MAX_PHRASINGS


async def test_a_phrasing_of_a_server_on_a_shared_fact_stays_on_that_server(
    store: SqliteStore,
) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    await curate(store, SERVER).add_phrasing(fact, QUESTION)
    assert await phrasings(store, fact, SERVER) == (QUESTION,)
    assert await find(store, QUESTION, SERVER) == (fact,)
    for other in (SHARED_LIBRARY, OTHER):
        assert await phrasings(store, fact, other) == ()
        assert await find(store, QUESTION, other) == ()
        changes = await store.read(other, lambda it: it.facts.list_changes(fact))
        assert len(changes) == 1


async def test_a_server_edits_no_more_than_phrasings_of_a_shared_fact(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    await curate(store, SERVER).edit_fact(fact, FactEdit(added_phrasings=("Why?",)))
    assert await phrasings(store, fact, SERVER) == ("Why?",)
    with pytest.raises(SharedReadOnly):
        await curate(store, SERVER).edit_fact(fact, FactEdit("No.", added_phrasings=("How?",)))


async def test_own_phrasings_are_found_before_shared_ones(store: SqliteStore) -> None:
    _, shared = await add_fact(store, "Rest is due.")
    _, own = await add_fact(store, "Our rest is due.", library=SERVER)
    await curate(store).add_phrasing(shared, QUESTION)
    await curate(store, SERVER).add_phrasing(own, QUESTION)
    assert await find(store, f"  {QUESTION.upper()}!", SERVER) == (own, shared)


async def test_a_hidden_or_removed_fact_is_not_found_by_its_phrasing(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    await curate(store).add_phrasing(fact, QUESTION)
    await curate(store, SERVER).remove_facts([fact])
    assert await find(store, QUESTION, SERVER) == ()
    assert await find(store, QUESTION, OTHER) == (fact,)
    await curate(store).remove_facts([fact])
    assert await find(store, QUESTION, OTHER) == ()


async def test_phrasings_of_a_removed_fact_come_back_with_it(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    await curate(store).add_phrasing(fact, QUESTION)
    await curate(store, SERVER).add_phrasing(fact, "Why?")
    removal = await curate(store).remove_facts([fact])
    await undo(store, removal.change)
    assert await phrasings(store, fact) == (QUESTION,)
    assert await phrasings(store, fact, SERVER) == (QUESTION, "Why?")


async def test_the_undo_of_a_removal_waits_for_the_same_phrasing_added_anew(
    store: SqliteStore,
) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    await curate(store).set_phrasings(fact, ["Why?"])
    removal = await curate(store).set_phrasings(fact, [])
    again = await curate(store).set_phrasings(fact, ["why"])
    assert await conflicts(store, removal.change) == [again.change]


async def test_an_import_brings_phrasings_and_its_undo_takes_them(store: SqliteStore) -> None:
    draft, fact = fact_draft("Rest is due."), FactId(1)
    await add(store, replace(draft, phrasings=("Why?",)))
    drafts = [replace(draft, phrasings=("why", "How?"))]
    second, _ = await store.add(SHARED_LIBRARY, drafts, NOTE)
    assert second
    assert await phrasings(store, fact) == ("Why?", "How?")
    await undo(store, second)
    assert await phrasings(store, fact) == ("Why?",)


async def test_the_history_of_a_fact_shows_its_phrasings(store: SqliteStore) -> None:
    added, fact = await add_fact(store, "Rest is due.")
    asked = await curate(store).set_phrasings(fact, ["Why?"])
    gone = await curate(store).set_phrasings(fact, [])
    changes = await store.read(SHARED_LIBRARY, lambda it: it.facts.list_changes(fact))
    assert [each.id for each in changes] == [added, asked.change, gone.change]


async def test_topics_and_sources_merge_without_touching_phrasings(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.", "rest")
    await add_fact(store, "Naps help.", "naps")
    await curate(store).add_phrasing(fact, QUESTION)
    first, second = (await store.read(SHARED_LIBRARY, lambda it: it.topics.list()))[:2]
    await curate(store).merge_topics(first.topic.id, second.topic.id)
    assert await phrasings(store, fact) == (QUESTION,)


@pytest.mark.parametrize("text", ["", "?!", "x" * (MAX_QUESTION + 1)])
def test_a_question_needs_a_letter_and_has_a_limit(text: str) -> None:
    with pytest.raises(InputInvalid):
        parse_phrasing(text)


def test_questions_stand_on_lines_of_their_own() -> None:
    assert parse_phrasings(" Why? \n\n How  often? ") == ("Why?", "How often?")


async def keep_question(store: SqliteStore, text: str) -> QuestionId:
    await curate(store, SERVER).set_question_texts(keep=True)
    await store.questions.record_miss(SERVER, text, date(2026, 3, 4))
    kept = await store.read(SERVER, lambda it: it.questions.load())
    return kept.questions[-1].id


async def kept_texts(store: SqliteStore) -> list[str]:
    kept = await store.read(SERVER, lambda it: it.questions.load())
    return [each.text for each in kept.questions]


async def test_kept_questions_become_phrasings(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    first, second = [await keep_question(store, text) for text in (QUESTION, "Why?")]
    await keep_question(store, "How?")
    saved = await curate(store, SERVER).answer_questions(fact, (first, second))
    assert await phrasings(store, fact, SERVER) == (QUESTION, "Why?")
    assert await kept_texts(store) == ["How?"]
    await undo(store, saved.change, SERVER)
    assert await phrasings(store, fact, SERVER) == ()
    with pytest.raises(QuestionsGone):
        await curate(store, SERVER).answer_questions(fact, (first, second))


async def test_questions_of_another_server_cannot_be_taken(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    question = await keep_question(store, QUESTION)
    with pytest.raises(QuestionsGone):
        await curate(store, OTHER).answer_questions(fact, (question,))
    assert await kept_texts(store) == [QUESTION]


async def test_a_new_fact_takes_the_questions_that_it_answers(store: SqliteStore) -> None:
    question = await keep_question(store, QUESTION)
    new = replace(fact_input("Rest is due."), questions=(question, QuestionId(99)))
    saved = await curate(store, SERVER).add_fact(new)
    assert await phrasings(store, saved.result.fact, SERVER) == (QUESTION,)
    assert await kept_texts(store) == []


async def test_an_edit_takes_questions_too(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.")
    question = await keep_question(store, QUESTION)
    await curate(store, SERVER).edit_fact(fact, FactEdit(questions=(question,)))
    assert await phrasings(store, fact, SERVER) == (QUESTION,)
