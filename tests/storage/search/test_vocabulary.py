"""Words that occur in the facts of a library."""

import sqlite3
from contextlib import closing

import pytest

from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.model.selection import EVERYTHING, WHOLE
from facts.search.claim_parser import parse_claim_query
from storage.search import claims, vocabulary
from storage.search.word_reader import WordReader
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft

OURS, THEIRS = LibraryId(1), LibraryId(2)


async def test_words_are_known_in_any_form_with_numbers_of_facts(
    store: SqliteStore,
) -> None:
    await add(store, fact_draft("Sleeps and naps."), fact_draft("A nap of 20 minutes, asleep."))
    words = ("sleeping", "nap", "naps", "20", "30", "coffee")
    assert await store.read(SHARED_LIBRARY, lambda it: it.claims.count_known_words(words)) == {
        "sleeping": 1,
        "nap": 2,
        "naps": 2,
        "20": 1,
    }
    assert await store.read(SHARED_LIBRARY, lambda it: it.claims.count_known_words(())) == {}


async def test_words_of_another_servers_facts_are_unknown(store: SqliteStore) -> None:
    await add(store, fact_draft("Owls hunt at 3."), library=OURS)
    await add(store, fact_draft("Owls sleep."))
    words = ("owls", "hunt", "3", "sleep")
    assert await store.read(OURS, lambda it: it.claims.count_known_words(words)) == {
        "owls": 2,
        "hunt": 1,
        "3": 1,
        "sleep": 1,
    }
    assert await store.read(THEIRS, lambda it: it.claims.count_known_words(words)) == {
        "owls": 1,
        "sleep": 1,
    }


async def test_a_beginning_is_completed_to_the_most_frequent_words(store: SqliteStore) -> None:
    await add(store, fact_draft("Owls hunt."), fact_draft("Owls hunt hurt hens."))
    await add(store, fact_draft("Humans hurry."), library=OURS)
    for library, begun in ((OURS, ["hunt", "humans", "hurry", "hurt"]), (THEIRS, ["hunt", "hurt"])):
        assert await store.read(library, lambda it: it.claims.complete_word("hu", 9)) == begun
        assert await store.read(library, lambda it: it.claims.complete_word("hu", 1)) == begun[:1]


async def test_a_word_that_is_known_in_another_form_is_not_corrected(store: SqliteStore) -> None:
    await add(store, fact_draft("Drivers nap."), fact_draft("The drivels end."))
    assert (await AsyncLibrary(store).search("driver")).corrected == {}
    assert (await AsyncLibrary(store).search("drivrs")).corrected == {"drivrs": "drivers"}


async def test_a_word_of_one_fact_is_corrected_only_if_nothing_answers(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "_LARGE_LIBRARY", 1)
    facts = ("Implict ones.", "Implicit bias.", "Implicit rules.", "Bias and implicit rules.")
    await add(store, *(fact_draft(each) for each in facts))
    library = AsyncLibrary(store)
    assert (await library.search("implict")).corrected == {}
    found = await library.search("implict bias rules")
    assert found.hits[0].fact.text == "Bias and implicit rules."
    assert found.corrected == {"implict": "implicit"}


async def test_searches_of_one_snapshot_read_a_word_once(store: SqliteStore, path: str) -> None:
    await add(store, fact_draft("Drivers nap at night."), fact_draft("Drivers walk."))
    with closing(sqlite3.connect(path)) as connection:
        reader = WordReader(SHARED_LIBRARY, connection)
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        for text in ("drivers nap", "nap drivers", "drivers"):
            hits = claims.find_nearest(reader, EVERYTHING, parse_claim_query(text), WHOLE)
            assert hits.count
    assert sum("FROM json_each" in sql and "posting" in sql for sql in statements) == 1
