import pytest

from facts.curation.curator import Curator
from facts.curation.errors import NameAmbiguous, NameNotFound
from facts.curation.fact_edits import FactInput
from facts.curation.form_input import SourceInput, TopicInput
from facts.curation.references import find_thing, resolve_number
from facts.model.entities import CLAIM, SHARED_LIBRARY, LibraryId, TopicId
from facts.model.results import OwnedThing
from storage.store import SqliteStore
from tests.support.builders import NOTE

SERVER, OTHER = LibraryId(77), LibraryId(78)


async def add_topic(store: SqliteStore, library: LibraryId, name: str) -> None:
    new = FactInput(f"{name} is ours.", CLAIM, (TopicInput(name),), (SourceInput("A Paper"),))
    await Curator(store, library, NOTE).add_fact(new, allow_similar=True)


async def test_a_name_is_found_in_whatever_library_it_is(store: SqliteStore) -> None:
    await add_topic(store, SERVER, "Naps")
    assert await find_thing(store, "topic", " naps ") == OwnedThing(1, SERVER)
    assert await find_thing(store, "topic", "1") == OwnedThing(1, SERVER)


async def test_own_names_hide_shared_ones_from_a_viewer(store: SqliteStore) -> None:
    await add_topic(store, SHARED_LIBRARY, "shifts")
    await add_topic(store, SERVER, "naps")
    await Curator(store, SERVER, NOTE).add_alias(TopicId(2), "siesta")
    await add_topic(store, OTHER, "siesta")
    await add_topic(store, SHARED_LIBRARY, "siesta")
    assert (await find_thing(store, "topic", "siesta", SERVER)).id == 2
    assert (await find_thing(store, "topic", "siesta", OTHER)).id == 3
    assert (await find_thing(store, "topic", "siesta", SHARED_LIBRARY)).id == 4
    assert (await find_thing(store, "topic", "siesta", LibraryId(79))).id == 4
    with pytest.raises(NameAmbiguous) as caught:
        await find_thing(store, "topic", "siesta")
    assert caught.value.ids == (3, 4)


@pytest.mark.parametrize("words", ["2", "0", "", "9" * 30, "coffee"])
async def test_what_does_not_exist_for_a_viewer_is_not_found(
    store: SqliteStore, words: str
) -> None:
    await add_topic(store, SHARED_LIBRARY, "naps")
    await add_topic(store, SERVER, "shifts")
    with pytest.raises(NameNotFound):
        await find_thing(store, "topic", words, OTHER)


async def test_sources_are_found_by_exact_title_or_number(store: SqliteStore) -> None:
    await add_topic(store, SERVER, "naps")
    assert await find_thing(store, "source", "A  Paper") == OwnedThing(1, SERVER)
    assert await find_thing(store, "source", "1") == OwnedThing(1, SERVER)
    with pytest.raises(NameNotFound):
        await find_thing(store, "source", "a paper")


async def test_a_number_becomes_the_name_of_its_topic(store: SqliteStore) -> None:
    await add_topic(store, SERVER, "naps")
    assert await resolve_number(store, "1", SERVER) == "naps"
    assert await resolve_number(store, "1", OTHER) == "1"
    assert await resolve_number(store, "2024", SERVER) == "2024"
