"""Facts that a library finds through the store's index."""

import asyncio
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.library.filters import parse_selection
from facts.model.entities import LibraryId, TopicId
from facts.model.errors import NoSearchHits, NotFoundError
from facts.model.results import MAX_HITS
from facts.model.selection import EVERYTHING, Selection, Slice
from storage.store import SqliteStore, open_store
from tests.support.async_library import AsyncLibrary
from tests.support.awkward_inputs import AWKWARD
from tests.support.builders import add, fact_draft, source_draft, topic_draft

OURS = LibraryId(42)


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
    await add(
        store,
        topic_draft("power naps", "PN"),
        topic_draft("night shifts"),
        fact_draft("Short naps help drivers of night buses.", topics=("power naps",)),
        fact_draft("Night drivers nap too little.", topics=("night shifts",)),
        fact_draft("Drivers at night need light.", kind="procedure", topics=("night shifts",)),
        fact_draft("機械学習は難しい。", topics=("power naps",)),
    )
    return AsyncLibrary(store)


async def search_texts(
    library: AsyncLibrary, query: str, selection: Selection = EVERYTHING
) -> list[str]:
    try:
        answer = await library.search(query, selection)
    except NoSearchHits:
        return []
    return [hit.fact.text.split()[0] for hit in answer.hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("naps drivers", ["Short"]),
        ("drivrs lihgt", ["Drivers"]),
        ('"night drivers"', ["Night"]),
        ('"drivers night"', []),
        ('"drivers of night" naps', ["Short"]),
        ("night -naps -light", ["Night"]),
        ("drivers -night", []),
        ('night -"buses"', ["Night", "Drivers"]),
        ('drivers -"at night"', ["Night", "Short"]),
        ("drivers -at-light", ["Drivers", "Night", "Short"]),
        ("学習 -学習機", ["機械学習は難しい。"]),
        ("学習", ["機械学習は難しい。"]),
        ("-night", []),
        ('"', []),
        ('""', []),
        ('night "', ["Night", "Drivers", "Short"]),
    ],
)
async def test_words_phrases_and_exclusions_find_facts(
    library: AsyncLibrary, query: str, first: list[str]
) -> None:
    assert (await search_texts(library, query))[: len(first) or None] == first


async def test_filters_apply_to_a_whole_search_not_only_its_first_page(store: SqliteStore) -> None:
    rare = source_draft("Rare", "rare.example", published="2020")
    many = (fact_draft(f"Naps help, says study {n}.", topics=("naps",)) for n in range(1_200))
    late = fact_draft(
        "In a long and winding text that nobody would call near to it, naps help.",
        rare,
        kind="quote",
        topics=("sleep",),
    )
    await add(store, *many, late)
    library = AsyncLibrary(store)
    sleep = await library.find("sleep")
    for selection in (
        parse_selection(kind="quote"),
        parse_selection(site="rare.example"),
        parse_selection(TopicId(sleep.topic)),
        parse_selection(since="2020"),
    ):
        assert await search_texts(library, "naps help", selection) == ["In"]


async def test_slices_of_a_search_follow_each_other_without_a_gap(store: SqliteStore) -> None:
    await add(store, *(fact_draft(f"Naps help {n % 7} ways, {n}.") for n in range(150)))
    library = AsyncLibrary(store)
    whole = await library.search("naps help")
    parts = [await library.search("naps help", part=Slice(start, 7)) for start in range(0, 105, 7)]
    assert whole.count == MAX_HITS
    assert tuple(hit for part in parts for hit in part.hits) == whole.hits
    assert {part.count for part in parts} == {MAX_HITS}


async def test_facts_with_an_excluded_phrase_crowd_no_others_out(store: SqliteStore) -> None:
    await add(store, fact_draft("At the end of a long day the night is for naps."))
    await add(store, *(fact_draft(f"Naps at night help, {n}.") for n in range(1_100)))
    library = AsyncLibrary(store)
    claims = parse_selection(kind="claim")
    for selection in (EVERYTHING, claims):
        assert await search_texts(library, 'naps -"at night"', selection) == ["At"]


async def test_equal_hits_come_in_order_of_arrival(store: SqliteStore) -> None:
    await add(store, *(fact_draft(f"Naps help {word}.") for word in ("you", "them", "us")))
    hits = (await AsyncLibrary(store).search("naps")).hits
    assert [hit.fact.id for hit in hits] == [1, 2, 3]


async def test_corrections_come_from_visible_facts_only(store: SqliteStore) -> None:
    await add(store, fact_draft("Quaternions turn things."), library=LibraryId(7))
    await add(store, fact_draft("Naps help."), library=OURS)
    assert await search_texts(AsyncLibrary(store, OURS), "qauternions") == []
    assert await search_texts(AsyncLibrary(store, LibraryId(7)), "qauternions") == ["Quaternions"]


async def test_other_forms_of_all_words_beat_one_exact_word(
    store: SqliteStore,
) -> None:
    many = range(MAX_HITS + 20)
    await add(store, fact_draft("A nurse sleeps."))
    await add(store, *(fact_draft(f"Nurses of ward {n} eat.") for n in many))
    await add(store, *(fact_draft(f"Sleeping pill {n} is white.") for n in many))
    first, *_ = (await AsyncLibrary(store).search("nurses sleeping")).hits
    assert first.fact.text == "A nurse sleeps."


awkward = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(max_size=300),
    st.lists(st.sampled_from([*AWKWARD[6:], "naps", '"', "-"]), max_size=3).map(" ".join),
)


@pytest.mark.slow
@settings(max_examples=150)
@given(st.lists(awkward, min_size=1, max_size=8))
def test_any_text_gets_an_answer_or_a_miss(typed: list[str]) -> None:
    async def check(path: str) -> None:
        async with open_store(path) as store:
            await add(store, topic_draft("power naps", "PN", "🦊"), fact_draft("Naps help."))
            library = AsyncLibrary(store)
            for text in typed:
                for match in await library.complete_topics(text, 25):
                    assert 0 <= match.score <= 100
                for ask in (library.find, library.search):
                    with suppress(NotFoundError):
                        await ask(text)

    with TemporaryDirectory() as folder:
        asyncio.run(check(str(Path(folder, "footnote.db"))))
