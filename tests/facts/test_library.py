from random import Random

import pytest

from facts.errors import FactNotFound, LibraryEmpty, NoFactMatches, NothingFound, TopicNotFound
from facts.library import Library
from facts.model import FactId
from facts.store import Selection
from storage.store import SqliteStore
from tests.builders import add, fact_draft, source_draft, topic_draft

BLOG = source_draft("A Blog", "blog.example")


@pytest.fixture
async def library(store: SqliteStore) -> Library:
    await add(
        store,
        topic_draft("power naps", "PN"),
        topic_draft("night shifts"),
        fact_draft("Short naps help drivers.", topics=("power naps",)),
        fact_draft(
            "Naps of twenty minutes help most.", BLOG, kind="measurement", topics=("power naps",)
        ),
        fact_draft("Night shifts harm sleep.", topics=("night shifts", "power naps")),
    )
    return Library(store)


@pytest.mark.parametrize("query", ["power naps", "PN", "Power-Naps", "powr naps"])
async def test_a_topic_comes_with_its_facts_together_by_source(
    library: Library, query: str
) -> None:
    answer = await library.topic(query)
    assert answer.topic.name == "power naps"
    titles = [fact.citations[0].source.title for fact in answer.facts]
    assert titles == ["A Paper", "A Paper", "A Blog"]


async def test_an_answer_tells_whether_the_name_was_met_exactly(library: Library) -> None:
    assert (await library.topic("pn")).match.exact
    assert not (await library.topic("powr naps")).match.exact


@pytest.mark.parametrize(
    ("kind", "site", "texts"),
    [
        ("measurement", None, ["Naps of twenty minutes help most."]),
        ("Measurement ", None, ["Naps of twenty minutes help most."]),
        (None, "blog.example", ["Naps of twenty minutes help most."]),
        (None, "https://www.Blog.example/page", ["Naps of twenty minutes help most."]),
        ("claim", "example.org", ["Short naps help drivers.", "Night shifts harm sleep."]),
    ],
)
async def test_a_topic_can_be_narrowed_to_a_kind_and_a_site(
    library: Library, kind: str | None, site: str | None, texts: list[str]
) -> None:
    answer = await library.topic("pn", kind, site)
    assert [fact.text for fact in answer.facts] == texts


async def test_filters_that_leave_nothing_tell_what_there_is(library: Library) -> None:
    with pytest.raises(NoFactMatches) as missed:
        await library.topic("pn", "quote")
    assert missed.value.kinds == ("claim", "measurement")
    assert missed.value.sites == ("example.org", "blog.example")


async def test_a_miss_names_the_nearest(library: Library) -> None:
    with pytest.raises(TopicNotFound) as missed:
        await library.topic("night trains")
    assert missed.value.nearest == ("night shifts",)


async def test_topics_stand_in_order_of_their_facts(library: Library) -> None:
    topics = await library.topics()
    assert [(each.topic.name, each.facts, each.sources) for each in topics] == [
        ("power naps", 3, 2),
        ("night shifts", 1, 1),
    ]


async def test_sources_can_be_narrowed_to_a_topic_and_a_site(library: Library) -> None:
    night = await library.find("night shifts")
    assert [each.facts for each in await library.sources()] == [2, 1]
    assert [each.facts for each in await library.sources(Selection.of(night.topic))] == [1]
    (only,) = await library.sources(Selection.of(site="blog.example"))
    assert only.source.title == "A Blog"


async def test_chance_reaches_every_fact_and_the_same_chance_the_same_one(library: Library) -> None:
    seen = {(await library.random(Random(seed).randrange)).id for seed in range(40)}
    assert len(seen) == 3
    first, second = [await library.random(Random(7).randrange) for _ in range(2)]
    assert first == second


async def test_chance_keeps_to_the_selection(library: Library) -> None:
    fact = await library.random(lambda count: count - 1, Selection.of(kind="measurement"))
    assert fact.kind == "measurement"
    with pytest.raises(NoFactMatches):
        await library.random(lambda _: 0, Selection.of(kind="image"))


async def test_a_search_puts_the_nearest_text_first(library: Library) -> None:
    hits = await library.search("twenty minute naps", 2)
    assert hits[0].fact.text == "Naps of twenty minutes help most."
    assert hits[0].score > 80


async def test_a_search_that_finds_nothing_says_so(library: Library) -> None:
    with pytest.raises(NothingFound):
        await library.search("quantum chromodynamics", 5)


async def test_a_fact_is_found_by_its_number_with_all_its_topics(library: Library) -> None:
    fact = await library.fact(3)
    assert fact.id == FactId(3)
    assert {bearing.name for bearing in fact.bearings} == {"night shifts", "power naps"}
    with pytest.raises(FactNotFound):
        await library.fact(99)


async def test_an_empty_library_says_so_whatever_it_is_asked(store: SqliteStore) -> None:
    library = Library(store)
    for question in (
        library.topic("naps"),
        library.topics(),
        library.sources(),
        library.fact(1),
        library.random(lambda _: 0),
        library.search("naps", 5),
    ):
        with pytest.raises(LibraryEmpty):
            await question
