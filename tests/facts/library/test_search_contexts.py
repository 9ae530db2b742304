"""Facts are found by their topics, sources and phrasings, and by symbols and forms of words."""

from dataclasses import replace

import pytest

from facts.model.entities import LibraryId
from facts.model.errors import NoSearchHits
from facts.model.results import Tier
from facts.model.selection import Selection
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, source_draft, topic_draft

OURS, THEIRS = LibraryId(42), LibraryId(43)
FACT = "Drivers who rest for twenty minutes err less."


async def find(library: AsyncLibrary, query: str) -> list[str]:
    try:
        return [hit.fact.text for hit in (await library.search(query)).hits]
    except NoSearchHits:
        return []


@pytest.mark.parametrize(
    "query",
    [
        "naps",
        "siesta",
        "siestas",
        "daytime",
        "Handbook of Buses",
        "buses.example",
        "Rossi",
        "who rests by daytime?",
    ],
)
async def test_a_fact_is_found_by_words_beside_it(store: SqliteStore, query: str) -> None:
    source = source_draft("Handbook of Buses", "buses.example")
    await add(
        store,
        topic_draft("power naps", "siesta", definition="Short sleep in daytime."),
        fact_draft(FACT, source, author="Ada Rossi", topics=("power naps",)),
        fact_draft("Coffee helps for an hour.", topics=("coffee",)),
        fact_draft("Light moves the clock of the body.", topics=("light",)),
    )
    assert await find(AsyncLibrary(store), query) == [FACT]


async def test_words_of_the_text_weigh_more_than_words_beside_it(store: SqliteStore) -> None:
    beside = fact_draft("Drivers should rest.", topics=("naps",))
    await add(store, topic_draft("naps"), beside, fact_draft("Some drivers take naps at noon."))
    found = await AsyncLibrary(store).search("naps")
    assert [hit.fact.text.split()[0] for hit in found.hits] == ["Some", "Drivers"]
    assert [hit.tier for hit in found.hits] == [Tier.CERTAIN, Tier.CLOSEST]


async def test_a_renamed_topic_is_found_by_its_new_name_only(store: SqliteStore) -> None:
    await add(store, topic_draft("naps"), fact_draft(FACT, topics=("naps",)))
    library = AsyncLibrary(store)
    assert await find(library, "doze") == []
    await add(store, topic_draft("naps", "doze"))
    assert await find(library, "doze") == [FACT]


async def test_words_of_another_servers_topics_and_sources_find_nothing(
    store: SqliteStore,
) -> None:
    await add(store, topic_draft("naps"), fact_draft(FACT, topics=("naps",)))
    secret = fact_draft("Secret.", source_draft("Blueprint"), topics=("naps", "rockets"))
    await add(store, topic_draft("naps", "dozing"), topic_draft("rockets"), secret, library=THEIRS)
    ours = AsyncLibrary(store, OURS)
    for query in ("rockets", "blueprint", "dozing", "secret"):
        assert await find(ours, query) == []
    assert (await ours.search("naps")).count == 1
    assert sorted(await find(AsyncLibrary(store, THEIRS), "naps")) == sorted([FACT, "Secret."])


async def test_a_filter_applies_to_facts_found_by_their_topic(store: SqliteStore) -> None:
    await add(
        store,
        topic_draft("naps"),
        fact_draft(FACT, topics=("naps",)),
        fact_draft("Rest is a procedure.", kind="procedure", topics=("naps",)),
    )
    found = await AsyncLibrary(store).search("naps", Selection(kind="procedure"))  # type: ignore[arg-type]
    assert [hit.fact.text for hit in found.hits] == ["Rest is a procedure."]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tuned", "Tuning helps."),
        ("tune", "Tuning helps."),
        ("studies", "A study of 40 crews."),
        ("study", "A study of 40 crews."),
        ("C++", "We write gates in C++17."),
        ("C#", "The office uses C# for letters."),
        ('"C++"', "We write gates in C++17."),
        (".NET", "Letters run on .NET."),
        ("F#", "Tides come from F#."),
        ("C++ 17", "We write gates in C++17."),
        ("TLA+", "A model in TLA+ shows it."),
        ("⚙", "Turn the ⚙️ first."),
        ("⚙️", "Turn the ⚙️ first."),
        ("oeuvre", "His œuvre is long."),
        ("æther", "An aether of rumours."),
        ("thorn", "The letter þorn is old."),
        ("istanbul", "ıstanbul is large."),
    ],
)
async def test_forms_and_symbols_mean_what_they_say(
    store: SqliteStore, query: str, found: str
) -> None:
    texts = (
        "Tuning helps.", "A study of 40 crews.", "We write gates in C++17.", "Letters run on .NET.",
        "The office uses C# for letters.", "Tides come from F#.", "A model in TLA+ shows it.",
        "Turn the ⚙️ first.", "His œuvre is long.", "An aether of rumours.",
        "The letter þorn is old.", "ıstanbul is large.", "Vitamin C is in it.", "The net is wide.",
    )  # fmt: skip
    await add(store, *map(fact_draft, texts))
    assert await find(AsyncLibrary(store), query) == [found]


async def test_an_excluded_word_with_a_symbol_excludes_just_that(store: SqliteStore) -> None:
    await add(store, fact_draft("Gates need C# here."), fact_draft("Gates need C++ here."))
    assert await find(AsyncLibrary(store), "gates -C#") == ["Gates need C++ here."]
    assert await find(AsyncLibrary(store), "gates -C") != []


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("lunch", "Such a lamp costs much."),
        ("deploy", "Reply within a day."),
        ("Doe", "A break does good."),
        ("find", "A fine grid is enough."),
        ("zzqx vlorb", "A zebra in a vortex."),
        ("rain", "The train ran late."),
        ("weather", "It asks whether it holds."),
        ("grass", "Gas leaks."),
    ],
)
async def test_a_word_is_not_corrected_to_another_without_near_certainty(
    store: SqliteStore, query: str, text: str
) -> None:
    await add(store, fact_draft(text), fact_draft("Something else is here."))
    assert await find(AsyncLibrary(store), query) == []


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        ("clorophyl", {"clorophyl": "chlorophyll"}),
        ("alpca cost", {"alpca": "alpaca"}),
        ("alpaca cost", {}),
        ("docters note", {"docters": "doctor"}),
    ],
)
async def test_an_answer_says_which_words_it_corrected(
    store: SqliteStore, query: str, corrected: dict[str, str]
) -> None:
    await add(store, fact_draft("Chlorophyll is green."), fact_draft("Alpaca had a low cost."))
    await add(store, fact_draft("A note of the doctor is needed."))
    assert (await AsyncLibrary(store).search(query)).corrected == corrected


async def test_a_typed_word_is_never_corrected_in_a_small_library(store: SqliteStore) -> None:
    await add(store, fact_draft("Salters."), fact_draft("In the end there was a saltes."))
    assert await find(AsyncLibrary(store), "saltes") == ["In the end there was a saltes."]


async def test_what_only_corrections_find_is_not_said_to_answer(store: SqliteStore) -> None:
    await add(store, fact_draft("Chlorophyll is green."))
    assert (await AsyncLibrary(store).search("clorophyl")).hits[0].tier is Tier.CLOSEST


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("rest bridges lamps", True),
        ("rest bridges", True),
        ("rest asteroids", False),
        ("what about the rest of asteroids and lamps?", False),
        ("we had a rest, then lamps and asteroids came to us", False),
    ],
)
async def test_more_of_a_sentence_must_fit_than_of_key_words(
    store: SqliteStore, query: str, is_found: bool
) -> None:
    others = (fact_draft(f"Drivers {n} should rest on bridges.") for n in range(3))
    await add(store, *others, fact_draft("Ducks swim."), fact_draft("Owls hunt mice."))
    assert bool(await find(AsyncLibrary(store), query)) is is_found


async def test_a_phrasing_finds_its_fact_for_certain_and_misspelled_only_closely(
    store: SqliteStore,
) -> None:
    await add(
        store,
        replace(fact_draft("Guests sign in at the desk."), phrasings=("may toddlers visit us?",)),
        fact_draft("Members visit when they like."),
        fact_draft("The kiln is hot."),
    )
    library = AsyncLibrary(store)
    (first, *_) = (await library.search("toddlers visit")).hits
    assert (first.fact.id, first.tier) == (1, Tier.CERTAIN)
    (misspelt, *_) = (await library.search("todlers")).hits
    assert (misspelt.fact.id, misspelt.tier) == (1, Tier.CLOSEST)
