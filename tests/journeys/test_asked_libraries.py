"""Searches and questions to the packs, and to the handbook of the ferry company."""

import random
from collections.abc import AsyncIterator

import pytest

from facts.model.results import Tier
from storage.store import SqliteStore
from tests.support.asked_libraries import (
    open_demo_libraries,
    open_harbour,
    show_answer,
    show_hits,
)
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, topic_draft


@pytest.fixture
async def demo(path: str) -> AsyncIterator[AsyncLibrary]:
    async with open_demo_libraries(path) as library:
        yield library


@pytest.fixture
async def harbour(path: str) -> AsyncIterator[AsyncLibrary]:
    async with open_harbour(path) as library:
        yield library


@pytest.mark.parametrize("text", ["lunch", "Doe", "zzqx vlorb"])
async def test_a_word_that_no_fact_has_finds_nothing(demo: AsyncLibrary, text: str) -> None:
    assert await demo.ask(show_hits, text) == ()


@pytest.mark.parametrize("text", ["deploy", "find"])
async def test_a_certain_hit_has_the_word_itself(demo: AsyncLibrary, text: str) -> None:
    hits = await demo.ask(show_hits, text)
    sure = [hit.fact.text.lower() for hit in hits if hit.tier is Tier.CERTAIN]
    assert all(text in each for each in sure)
    assert bool(sure) is (text == "deploy")


async def test_the_alias_of_a_topic_finds_its_facts(demo: AsyncLibrary) -> None:
    hits = await demo.ask(show_hits, "RLHF")
    assert len(hits) == 10
    assert all(
        "preference optimization" in [link.name for link in hit.fact.topic_links] for hit in hits
    )


@pytest.mark.parametrize("forms", [("tune", "tuned", "tuning"), ("study", "studies")])
async def test_all_forms_of_a_word_find_the_same(
    demo: AsyncLibrary, forms: tuple[str, ...]
) -> None:
    found = [{hit.fact.id for hit in await demo.ask(show_hits, form)} for form in forms]
    assert found[0]
    assert all(each == found[0] for each in found)


@pytest.mark.parametrize(
    "text", ["who painted the mona lisa?", "when can I ask for a raise?", "clorophyl"]
)
async def test_a_question_about_something_else_is_a_miss(demo: AsyncLibrary, text: str) -> None:
    assert (await demo.ask(show_answer, text)).kind == "miss"


async def test_one_word_in_common_is_no_certain_answer(demo: AsyncLibrary) -> None:
    assert (await demo.ask(show_answer, "why is grass green?")).kind in {"miss", "closest"}


async def test_a_similar_word_is_no_answer(store: SqliteStore) -> None:
    await add(
        store,
        topic_draft("cards"),
        fact_draft("Snacks that leave grease on the cards are not welcome."),
        fact_draft("When sugar is low, glucagon raises it."),
    )
    library = AsyncLibrary(store)
    for text in ("why is grass green?", "when can I ask for a raise?"):
        assert (await library.ask(show_answer, text)).kind == "miss"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("alpca cost", "The Stanford team fine-tuned Alpaca"),
        ("docters note sick", "If you are ill, tell your lead"),
        ("how large may a pull request be?", "A pull request has at most 400 changed lines"),
    ],
)
async def test_the_packs_have_the_best_fact_first(
    demo: AsyncLibrary, question: str, first: str
) -> None:
    answer = await demo.ask(show_answer, question)
    assert answer.facts[0].text.startswith(first)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("can I sleep in after being called at 3 am?", "Whoever was called out after midnight"),
        ("are dogs alowed in the ofice", "Two dogs may be in the building at a time"),
        ("docters note sick", "From the third day a paper from the doctor"),
    ],
)
async def test_the_handbook_has_the_best_fact_first(
    harbour: AsyncLibrary, question: str, first: str
) -> None:
    answer = await harbour.ask(show_answer, question)
    assert answer.kind in {"facts", "closest"}
    assert answer.facts[0].text.startswith(first)


@pytest.mark.parametrize("text", ["C#", ".NET", "F#", '"C#"', '".NET"'])
async def test_signs_are_parts_of_words(harbour: AsyncLibrary, text: str) -> None:
    hits = await harbour.ask(show_hits, text)
    sure = [hit.fact.text for hit in hits if hit.tier is Tier.CERTAIN]
    assert len(sure) >= 2
    assert all(text.strip('"') in each for each in sure)


async def test_a_word_with_a_sign_is_left_out(harbour: AsyncLibrary) -> None:
    assert any("C#" in hit.fact.text for hit in await harbour.ask(show_hits, "booking service"))
    hits = await harbour.ask(show_hits, "booking service -C#")
    assert hits
    assert not any("C#" in hit.fact.text for hit in hits)


async def test_nonsense_finds_nothing_among_a_thousand_facts(store: SqliteStore) -> None:
    chance = random.Random(4)
    letters = "bcdfghklmnprstvwxz"
    words = ["".join(chance.choices(letters + "aeiou" * 3, k=6)) for _ in range(3_000)]
    facts = (
        fact_draft(" ".join(chance.sample(words, 9)), topics=(word,)) for word in words[:1_000]
    )
    await add(store, *facts)
    library = AsyncLibrary(store)
    for text in ("zzqx vlorb", "zzqx", "vlorb"):
        assert await library.ask(show_hits, text) == ()
        answer = await library.ask(show_answer, text)
        assert (answer.kind, answer.facts) == ("miss", ())
    assert (await library.ask(show_answer, words[5])).topics == (words[5],)
