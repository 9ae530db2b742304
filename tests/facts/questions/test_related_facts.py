"""Facts that relate to a user's text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.model.entities import Stance
from facts.model.errors import LibraryEmpty, NoRelatedFact
from facts.questions.related_facts import (
    Relation,
    classify_relation,
    find_related_facts,
    split_passages,
)
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, topic_draft

SAME, RELATED = Relation.SAME, Relation.RELATED
FACT = "Naps of 20 minutes halved the lapses of night drivers."


@pytest.mark.parametrize(
    ("passage", "relation"),
    [
        ("Naps of 20 minutes halve lapses of night drivers", SAME),
        ("What? Naps of 20 minutes are halving the lapses of night driver", RELATED),
        ("The lapses of night drivers halved naps of 20 minutes", RELATED),
        ("Naps of 20 minutes doubled the lapses of night drivers", RELATED),
        ("It is false that naps of 20 minutes halved the lapses of night drivers", RELATED),
        ("Naps of more than 20 minutes halved the lapses of night drivers", RELATED),
        ("Naps of 30 minutes halve lapses of night drivers", RELATED),
        ("Naps of 20 minutes never halved the lapses of night drivers", RELATED),
        ("night drivers need rest", RELATED),
        ("I had a nap", RELATED),
        ("drivers drink coffee before work on Monday mornings", None),
        ("the printer is on fire", None),
    ],
)
def test_shared_words_decide_how_a_fact_relates_to_a_passage(
    passage: str, relation: Relation | None
) -> None:
    assert classify_relation(passage, FACT) is relation


@pytest.mark.parametrize(
    ("passage", "fact"),
    [
        ("Doe rated naps in 2018", "Doe rated naps in 2019"),
        ("Doe rated NAP8K naps", "Doe rated NAP1K naps"),
        ("Doe paid for 5000 naps", "Doe paid for 50000 naps"),
        ("Doe rated naps at −5 degrees", "Doe rated naps at 5 degrees"),
        ("Doe rated naps at ≥ 5 degrees", "Doe rated naps at ≤ 5 degrees"),
        ("Doe rated 5% of naps", "Doe rated 5 of naps"),
        ("Doe rated larger naps", "Doe rated large naps"),
        ("Doe hardly naps", "Doe hard naps"),
        ("Doe rated white naps", "Doe rated while naps"),
    ],
)
def test_other_numbers_names_and_degrees_change_the_meaning(passage: str, fact: str) -> None:
    assert classify_relation(passage, fact) is RELATED
    assert classify_relation(f"> {fact}!", fact) is SAME


def test_sentences_with_most_content_words_are_looked_up() -> None:
    text = "Hi all! What about\nnaps for drivers? They lapse less. ok"
    assert split_passages(text) == ["naps for drivers?", "They lapse less."]
    assert split_passages("nap") == ["nap"]
    assert split_passages("the a of") == []
    assert len(split_passages("\n".join(f"word{n} is near word{n + 1}" for n in range(99)))) == 12


@given(st.text(max_size=3_000))
def test_any_text_has_few_passages(text: str) -> None:
    assert len(split_passages(text)) <= 12


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
    await add(
        store, fact_draft(FACT), fact_draft("Coffee helps drivers less."), fact_draft("Tea grows.")
    )
    return AsyncLibrary(store)


async def test_equal_statements_come_first_and_each_fact_once(library: AsyncLibrary) -> None:
    text = "Coffee or tea for drivers? Naps of 20 minutes halved lapses of night drivers."
    found = await library.ask(find_related_facts, text, 4)
    assert [(each.fact.text, each.relation) for each in found] == [
        (FACT, SAME),
        ("Coffee helps drivers less.", Relation.NEAR),
    ]
    assert len(await library.ask(find_related_facts, text, 1)) == 1


async def test_a_fact_at_the_end_of_a_very_long_text_is_found(library: AsyncLibrary) -> None:
    text = ("La la la. " * 900) + FACT + " -tea"
    assert len(text) > 9_000
    assert [each.fact.text for each in await library.ask(find_related_facts, text, 4)] == [FACT]


@pytest.mark.parametrize("text", ["", "   ", "the of a", "the printer is on fire", '"', "-"])
async def test_a_text_without_content_has_no_related_fact(library: AsyncLibrary, text: str) -> None:
    with pytest.raises(NoRelatedFact):
        await library.ask(find_related_facts, text, 4)


async def test_an_empty_library_has_no_related_fact(store: SqliteStore) -> None:
    with pytest.raises((NoRelatedFact, LibraryEmpty)):
        await AsyncLibrary(store).ask(find_related_facts, "Naps help drivers.", 4)


CHALLENGE = "Short naps before driving made no difference to lapses."


@pytest.mark.parametrize(
    ("text", "stance", "relation"),
    [
        ("Naps before driving reduce lapses, don't they?", "challenges", Relation.CONTRADICTS),
        ("Dozing before driving reduce lapses, don't they?", "challenges", Relation.CONTRADICTS),
        ("Rest before driving reduces lapses.", "challenges", Relation.NEAR),  # names no topic
        ("Naps before driving reduce lapses.", "supports", RELATED),
        ("Naps before driving reduce lapses.", None, RELATED),
        (CHALLENGE, "challenges", SAME),
    ],
)
async def test_a_fact_contradicts_only_by_its_stance_on_a_topic_that_the_text_names(
    store: SqliteStore, text: str, stance: str | None, relation: Relation
) -> None:
    fact = replace(fact_draft(CHALLENGE), stance=Stance(stance) if stance else None)
    await add(store, topic_draft("naps", "dozing"), fact)
    (found,) = await AsyncLibrary(store).ask(find_related_facts, text, 4)
    assert found.relation is relation
    names = [each.name for each in found.contradicted_topics]
    assert names == (["naps"] if relation is Relation.CONTRADICTS else [])
