"""Words that end in a number: hyphen, space or nothing between."""

import pytest

from facts.model.entities import TopicId
from facts.model.errors import NoAnswer
from facts.questions.findings import FactSearch, Finding, NamedTopic
from facts.questions.question_answering import answer_question
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, topic_draft


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
    await add(
        store,
        topic_draft("naps"),
        topic_draft("NapTest-9"),
        fact_draft("Doe scored 7 points on NAP-4 and NAP8.", topics=("naps",)),
    )
    return AsyncLibrary(store)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nap4", FactSearch("nap-4")),
        ("what did Doe score on NAP4?", FactSearch("what did Doe score on NAP-4?")),
        ("nap-4", FactSearch("nap-4")),
        ("what is NAP8?", FactSearch("what is NAP8?")),
        ("naptest9", NamedTopic(TopicId(2))),
    ],
)
async def test_a_number_splits_from_its_word_if_facts_write_it_so(
    library: AsyncLibrary, text: str, found: Finding
) -> None:
    assert await library.ask(answer_question, text) == found


@pytest.mark.parametrize("text", ["python4", "room7 is free", "x4"])
async def test_a_numbered_word_without_facts_is_a_miss(library: AsyncLibrary, text: str) -> None:
    with pytest.raises(NoAnswer) as missed:
        await library.ask(answer_question, text)
    assert missed.value.query == text
