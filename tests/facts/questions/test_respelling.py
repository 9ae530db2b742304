"""Compounds that users and facts spell differently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.library.comparison import TopicPair
from facts.model.entities import TopicId
from facts.model.errors import NoAnswer
from facts.questions.findings import FactSearch, Finding, NamedTopic
from facts.questions.question_answering import answer_question
from facts.questions.respelling import Respelling, iter_respellings
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, topic_draft


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
    await add(
        store,
        topic_draft("night shifts"),
        topic_draft("planned coffee-napping"),
        topic_draft("lasting sleep debt"),
        fact_draft("Doe scored 7 points on NAP8K after zen-doze.", topics=("night shifts",)),
        fact_draft("A week of long shifts has no end.", topics=("night shifts",)),
    )
    return AsyncLibrary(store)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zendoze", FactSearch("zen-doze")),
        ("what is ZenDoze?", FactSearch("what is zen-doze?")),
        ("nap 8k", FactSearch("nap8k")),
        ("zendoze on NAP-8K?", FactSearch("zen-doze on nap8k?")),
        ("coffeenapping", NamedTopic(TopicId(2), is_nearest=True)),
    ],
)
async def test_words_are_spelt_as_facts_and_names_spell_them(
    library: AsyncLibrary, text: str, found: Finding
) -> None:
    assert await library.ask(answer_question, text) == found


@pytest.mark.parametrize("text", ["weekend", "dozezen", "nap 9k", "longend"])
async def test_a_compound_that_no_fact_has_is_a_miss_in_its_own_spelling(
    library: AsyncLibrary, text: str
) -> None:
    with pytest.raises(NoAnswer) as missed:
        await library.ask(answer_question, text)
    assert missed.value.query == text


async def test_a_misspelled_part_of_a_listed_name_is_compared(
    library: AsyncLibrary,
) -> None:
    found = await library.ask(answer_question, "night shifts vs lastin sleep")
    assert found == TopicPair(TopicId(1), TopicId(3))


@given(st.text(max_size=300))
def test_another_spelling_has_the_same_letters(text: str) -> None:
    for spelling in iter_respellings(text):
        assert "".join(spelling.original) == "".join(spelling.replacement)


@pytest.mark.parametrize(
    ("text", "is_in"),
    [("Fine-tuning helps.", True), ("A fine tuning", True), ("fine", False), ("", False),
     ("Tuning is fine", False), ("fine, slow tuning", False), ("Finetuning", False)],
)  # fmt: skip
def test_a_text_has_a_respelling_if_its_words_are_in_sequence(text: str, is_in: bool) -> None:
    assert Respelling(("finetuning",), ("fine", "tuning")).is_in(text) is is_in
