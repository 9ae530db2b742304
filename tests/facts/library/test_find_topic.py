"""Topics that a library finds through the store's index."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.model.entities import LibraryId
from facts.model.errors import LibraryEmpty, TopicNotFound
from storage.store import SqliteStore, open_store
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, topic_draft

OURS = LibraryId(42)


async def test_equally_near_topics_are_a_choice(store: SqliteStore) -> None:
    await add(store, topic_draft("power nap"), topic_draft("power nip"), fact_draft())
    library = AsyncLibrary(store)
    with pytest.raises(TopicNotFound) as unclear:
        await library.find("power nop")
    assert {match.name for match in unclear.value.nearest} == {"power nap", "power nip"}
    assert (await library.find("power nap")).name == "power nap"
    assert (await library.find("powr nip")).name == "power nip"


async def test_shared_and_own_topics_are_searched_together(store: SqliteStore) -> None:
    await add(store, topic_draft("night shifts"), fact_draft("One.", topics=("night shifts",)))
    await add(store, fact_draft("Two.", topics=("night shift",)), library=OURS)
    names = [
        match.name for match in await AsyncLibrary(store, OURS).complete_topics("nigth shift", 5)
    ]
    assert sorted(names) == ["night shift", "night shifts"]
    assert [
        match.name for match in await AsyncLibrary(store).complete_topics("nigth shift", 5)
    ] == ["night shifts"]


async def test_a_servers_own_topics_are_not_crowded_out_by_shared_ones(store: SqliteStore) -> None:
    shared = (fact_draft(f"Fact {n}.", topics=(f"project {n:03}",)) for n in range(300))
    await add(store, *shared)
    await add(store, fact_draft("Ours.", topics=("project 999",)), library=OURS)
    library = AsyncLibrary(store, OURS)
    for typed in ("", "p", "proj", "project"):
        assert "project 999" in [match.name for match in await library.complete_topics(typed, 25)]


async def test_the_largest_of_many_topics_with_one_prefix_come_first(store: SqliteStore) -> None:
    await add(store, *(topic_draft(f"project {n:03}") for n in range(400)))
    await add(
        store, *(fact_draft(f"Fact {n}.", topics=("project 333",)) for n in range(3)),
        fact_draft("Another.", topics=("project 123",)),
    )  # fmt: skip
    library = AsyncLibrary(store)
    for typed in ("", "p", "pro", "proj", "project"):
        names = [match.name for match in await library.complete_topics(typed, 25)]
        assert names[0] == "project 333"
        assert len(names) == 25


async def test_names_of_one_character_or_without_letters_are_found(
    store: SqliteStore,
) -> None:
    names = ("?!", "水", "機械学習", "C++", "...", "🦊", "- -")
    await add(store, *map(topic_draft, names), fact_draft())
    library = AsyncLibrary(store)
    for name in names:
        assert (await library.find(name)).name == name
        assert (await library.complete_topics(name, 5))[0].name == name
    for typed, name in (("?", "?!"), ("機", "機械学習"), ("学習", "機械学習"), ("-", "- -")):
        assert [match.name for match in await library.complete_topics(typed, 5)] == [name]


@pytest.mark.parametrize("typed", ["", "naps", "?!", "水", "what is a nap?"])
async def test_a_library_without_topics_has_nothing_to_find(store: SqliteStore, typed: str) -> None:
    library = AsyncLibrary(store)
    assert await library.complete_topics(typed, 5) == ()
    with pytest.raises(LibraryEmpty):
        await library.find(typed)
    with pytest.raises(LibraryEmpty):
        await library.search(typed)
    await add(store, fact_draft("One.", topics=()))
    assert await library.complete_topics(typed, 5) == ()
    with pytest.raises(TopicNotFound):
        await library.find(typed)


async def test_a_topic_that_grows_moves_up(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", topics=("nape",)), fact_draft("Two.", topics=("nape",)))
    await add(store, fact_draft("Three.", topics=("naps",)))
    library = AsyncLibrary(store)
    assert [match.name for match in await library.complete_topics("na", 5)] == ["nape", "naps"]
    await add(store, *(fact_draft(f"Fact {n}.", topics=("naps",)) for n in range(9)))
    assert [match.name for match in await library.complete_topics("na", 5)] == ["naps", "nape"]


@pytest.mark.slow
@settings(max_examples=60)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(str.strip),
        min_size=1,
        max_size=5,
    )
)
def test_every_name_is_found_exactly(names: list[str]) -> None:
    async def check(path: str) -> None:
        async with open_store(path) as store:
            await add(store, *(topic_draft(name) for name in names), fact_draft("Naps help."))
            library = AsyncLibrary(store)
            for name in names:
                assert (await library.find(name)).is_exact

    with TemporaryDirectory() as folder:
        asyncio.run(check(str(Path(folder, "footnote.db"))))
