"""A typed label of a choice means what the choice means."""

import pytest

from bot.ui.choice_labels import find_labelled_source, find_labelled_topic
from bot.ui.choices import source_choices, topic_choices
from facts.library.library import Library
from facts.model.entities import SHARED_LIBRARY, LibraryId
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, source_draft, topic_draft

SERVER = LibraryId(7)
LONG = (
    "A very long name of many words that goes on and on until no choice can hold it all, as here:"
)
TOPICS = (
    topic_draft("retrieval-augmented generation", "RAG"),
    topic_draft("power naps", "PN"),
    topic_draft("sleep (deep)"),
    topic_draft("naps, long and short"),
    topic_draft("evals · 2 facts"),
    topic_draft(f"{LONG} first"),
    topic_draft(f"{LONG} second"),
)
TITLES = ("Sleep", "Sleep", "Naps (2)", "Notes · 1", LONG * 2, "A", "B")


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
    facts = [
        fact_draft(f"Fact {n}.", source_draft(title, site=f"s{n}.example"), topics=(topic.name,))
        for n, (topic, title) in enumerate(
            zip(
                TOPICS, ("Sleep", "Sleep", "Naps (2)", "Notes · 1", LONG * 2, "A", "B"), strict=True
            )
        )
    ]
    await add(store, *TOPICS, *facts)
    await add(store, topic_draft("power naps"), fact_draft(topics=("power naps",)), library=SERVER)
    return AsyncLibrary(store, SERVER)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("retrieval-augmented generation · 12 facts", "retrieval-augmented generation"),
        ("RAG (retrieval-augmented generation)", "retrieval-augmented generation"),
        ("rag (Retrieval-Augmented Generation)", "retrieval-augmented generation"),
        ("Topic · RAG (retrieval-augmented generation)", "retrieval-augmented generation"),
        ("evals · 2 facts", "evals · 2 facts"),
        ("evals · 2 facts · 1 fact", "evals · 2 facts"),
        ("sleep (deep)", "sleep (deep)"),
        ("RAG (no such topic)", None),
        ("power naps", None),
        ("· 12 facts", None),
        ("", None),
    ],
)
async def test_a_label_leads_to_its_topic(
    library: AsyncLibrary, typed: str, name: str | None
) -> None:
    topic = await library.ask(lambda it: find_labelled_topic(typed, it))
    names = await library.topic_names((topic,) if topic else ())
    assert list(names.values()) == ([name] if name else [])


@pytest.mark.parametrize("typed", ["", "power naps", "pn", "rag", "very long", "sleep", "naps"])
async def test_every_label_of_a_topic_leads_back_to_it(library: AsyncLibrary, typed: str) -> None:
    def check(it: Library) -> list[str]:
        offered = topic_choices(it.autocomplete.topics(typed, 25))
        return [
            each.name
            for each in offered
            if (found := find_labelled_topic(each.name, it)) and f"topic:{found}" != each.value
        ]

    assert await library.ask(check) == []


@pytest.mark.parametrize("prefix", ["", "Source · "])
async def test_every_label_of_a_source_leads_back_to_it(library: AsyncLibrary, prefix: str) -> None:
    def check(it: Library) -> list[tuple[str, str]]:
        offered = source_choices(it.autocomplete.titles("", 25), prefix)
        found = [(each.value, f"source:{find_labelled_source(each.name, it)}") for each in offered]
        return [pair for pair in found if pair[0] != pair[1]]

    assert await library.ask(check) == []


async def test_a_source_of_another_server_is_not_found(library: AsyncLibrary) -> None:
    await add(library.store, fact_draft("Secret.", source_draft("Secrets")), library=LibraryId(8))
    assert await library.ask(lambda it: find_labelled_source("Secrets", it)) is None
    shared = AsyncLibrary(library.store, SHARED_LIBRARY)
    assert await shared.ask(lambda it: find_labelled_topic("power naps (2)", it)) is None
