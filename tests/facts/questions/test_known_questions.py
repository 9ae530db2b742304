"""A phrasing of a fact answers at once, in the libraries that see it."""

import pytest

from facts.library.library import Library
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId
from facts.model.errors import NoAnswer
from facts.questions.findings import FactSearch, NamedTopic
from facts.questions.question_answering import answer_question
from storage.store import SqliteStore
from tests.support.curation import OTHER, SERVER, add_fact, curate

QUESTION = "Can I sleep in after being called at 3 am?"


async def ask(
    store: SqliteStore, text: str, library: LibraryId = SHARED_LIBRARY
) -> list[FactId] | NamedTopic:
    finding = await store.read(library, lambda it: answer_question(Library(it), text))
    if isinstance(finding, FactSearch) and finding.answer:
        return [hit.fact.id for hit in finding.answer.hits]
    assert isinstance(finding, NamedTopic)
    return finding


@pytest.mark.parametrize(
    "text", [QUESTION, QUESTION.lower(), f" {QUESTION.upper()} ", QUESTION.replace("?", " ?!")]
)
async def test_the_same_question_finds_its_fact(store: SqliteStore, text: str) -> None:
    await add_fact(store, "People called at 3 am sleep badly.", "sleep")
    _, fact = await add_fact(store, "Rest is due on the day after.", "on-call")
    await curate(store).add_phrasing(fact, QUESTION)
    assert await ask(store, text) == [fact]


async def test_a_phrasing_goes_before_the_name_of_a_topic(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.", "sleep")
    assert isinstance(await ask(store, "sleep"), NamedTopic)
    await curate(store).add_phrasing(fact, "Sleep?")
    assert await ask(store, "sleep") == [fact]


async def test_a_question_of_one_server_is_unknown_to_others(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "Rest is due.", "rest")
    await curate(store, SERVER).add_phrasing(fact, "zzqx vlorb?")
    assert await ask(store, "zzqx vlorb", SERVER) == [fact]
    for library in (SHARED_LIBRARY, OTHER):
        with pytest.raises(NoAnswer):
            await ask(store, "zzqx vlorb", library)


async def test_several_facts_can_answer_one_question(store: SqliteStore) -> None:
    facts = [(await add_fact(store, f"Rest number {n} is due.", "rest"))[1] for n in range(7)]
    for fact in facts:
        await curate(store).add_phrasing(fact, QUESTION)
    assert await ask(store, QUESTION) == facts[:5]
