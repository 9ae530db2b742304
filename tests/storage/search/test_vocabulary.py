"""Words that occur in the facts of a library."""

from facts.model.entities import SHARED_LIBRARY, LibraryId
from storage.store import SqliteStore
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
