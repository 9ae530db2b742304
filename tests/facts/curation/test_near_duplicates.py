"""Near-duplicates: facts that say the same in nearly the same words."""

import pytest

from facts.curation.near_duplicates import find_near_duplicates
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.curation import OTHER, SERVER, curate

TEXT = "Naps of twenty minutes halved the lapses of night drivers."


async def find(
    store: SqliteStore,
    text: str,
    library: LibraryId = SHARED_LIBRARY,
    without: FactId | None = None,
) -> list[tuple[int, int]]:
    """Return near-duplicates with their likeness."""
    found = await store.read(library, lambda it: find_near_duplicates(it, text, without))
    return [(each.fact.id, each.likeness) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "naps of twenty minutes halved the lapses of night drivers",
        "Naps of 20 minutes halved the lapses of night drivers.",
        "Naps of twenty minutes halved the lapse of night-drivers!",
        "Nap of twenty minutes halve the lapses of night drivers.",
    ],
)
async def test_a_word_or_two_make_no_new_fact(store: SqliteStore, text: str) -> None:
    await add(store, fact_draft(TEXT), fact_draft("Coffee helps night drivers."))
    ((fact, likeness),) = await find(store, text)
    assert fact == 1
    assert likeness >= 85


@pytest.mark.parametrize(
    "text",
    ["Naps help.", "Coffee halved the lapses of night drivers.", "…", "-", '"', "and or not"],
)
async def test_other_statements_are_new(store: SqliteStore, text: str) -> None:
    await add(store, fact_draft(TEXT))
    assert await find(store, text) == []


async def test_the_likest_come_first_at_most_three(store: SqliteStore) -> None:
    texts = [f"Naps of twenty minutes halved the lapses of {who}." for who in
             ("nightly drivers", "night driver", "night drivers", "the night drivers")]  # fmt: skip
    await add(store, *map(fact_draft, texts))
    found = await find(store, TEXT)
    assert len(found) == 3
    assert found[0] == (3, 100)
    assert [likeness for _, likeness in found] == sorted((each[1] for each in found), reverse=True)


async def test_texts_that_differ_in_punctuation_are_not_quite_the_same(store: SqliteStore) -> None:
    await add(store, fact_draft("Deploys start before noon."))
    assert await find(store, "Deploys start before noon!") == [(1, 99)]
    assert await find(store, "Deploys  start before noon.") == [(1, 100)]


async def test_a_library_without_facts_has_none(store: SqliteStore) -> None:
    assert await find(store, TEXT) == []


async def test_a_fact_is_not_its_own_duplicate(store: SqliteStore) -> None:
    await add(store, fact_draft(TEXT))
    assert await find(store, TEXT, without=FactId(1)) == []


async def test_only_visible_facts_count(store: SqliteStore) -> None:
    await add(store, fact_draft(TEXT), library=OTHER)
    await add(store, fact_draft(TEXT))
    assert await find(store, TEXT, SERVER) == [(2, 100)]
    await curate(store, SERVER).remove_facts([FactId(2)])
    assert await find(store, TEXT, SERVER) == []


async def test_a_long_text_is_compared_as_a_whole(store: SqliteStore) -> None:
    long = " ".join(f"word{number}" for number in range(600))
    await add(store, fact_draft(long))
    assert await find(store, f"{long} more") == [(1, 99)]
    assert await find(store, " ".join(long.split()[:40])) == []
