import pytest

from facts.library.answers import TopicAnswer
from facts.library.filters import parse_selection
from facts.model.entities import FactId, SourceId, TopicId
from facts.model.errors import (
    DateUnclear,
    FactNotFound,
    LibraryEmpty,
    NoFactMatches,
    NoSearchHits,
    SourceNotFound,
    TopicGone,
    TopicNotFound,
)
from facts.model.selection import Slice, TopicOrder
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import NOTE, add, fact_draft, source_draft, topic_draft

BLOG = source_draft("A Blog", "blog.example")


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
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
    return AsyncLibrary(store)


async def find_topic(library: AsyncLibrary, query: str, *filters: str | None) -> TopicAnswer:
    match = await library.find(query)
    return await library.topic(parse_selection(match.topic, *filters))


@pytest.mark.parametrize("query", ["power naps", "PN", "Power-Naps", "powr naps"])
async def test_a_topic_comes_with_its_facts_grouped_by_source(
    library: AsyncLibrary, query: str
) -> None:
    answer = await find_topic(library, query)
    assert answer.topic.name == "power naps"
    titles = [fact.citations[0].source.title for fact in answer.facts]
    assert titles == ["A Paper", "A Paper", "A Blog"]


async def test_a_match_shows_whether_it_is_exact(library: AsyncLibrary) -> None:
    assert (await library.find("pn")).is_exact
    assert not (await library.find("powr naps")).is_exact


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
async def test_a_topic_can_be_filtered_by_kind_and_site(
    library: AsyncLibrary, kind: str | None, site: str | None, texts: list[str]
) -> None:
    answer = await find_topic(library, "pn", kind, site)
    assert [fact.text for fact in answer.facts] == texts


async def test_filters_without_facts_list_the_available_choices(library: AsyncLibrary) -> None:
    with pytest.raises(NoFactMatches) as missed:
        await find_topic(library, "pn", "quote")
    assert missed.value.kinds == ("claim", "measurement")
    assert missed.value.sites == ("example.org", "blog.example")


async def test_a_miss_names_the_nearest_topics(library: AsyncLibrary) -> None:
    with pytest.raises(TopicNotFound) as missed:
        await library.find("night trains")
    assert [match.name for match in missed.value.nearest] == ["night shifts"]


async def test_topics_are_sorted_by_number_of_facts(library: AsyncLibrary) -> None:
    topics = (await library.topics()).topics
    assert [(each.topic.name, each.facts, each.sources) for each in topics] == [
        ("power naps", 3, 2),
        ("night shifts", 1, 1),
    ]


async def test_sources_can_be_filtered_by_topic_and_site(library: AsyncLibrary) -> None:
    night = await library.find("night shifts")
    assert [each.facts for each in (await library.sources()).sources] == [2, 1]
    assert [
        each.facts for each in (await library.sources(parse_selection(night.topic))).sources
    ] == [1]
    (only,) = (await library.sources(parse_selection(site="blog.example"))).sources
    assert only.source.title == "A Blog"


async def test_seeds_reach_every_fact_and_repeat_their_draw(
    library: AsyncLibrary,
) -> None:
    seen = {(await library.draw(seed)).fact.id for seed in range(40)}
    assert len(seen) == 3
    assert await library.draw(7) == await library.draw(7)


async def test_repeated_draws_show_every_fact_before_any_repeats(library: AsyncLibrary) -> None:
    first = await library.draw(7)
    second = await library.draw(7, after=first.fact.id)
    third = await library.draw(7, after=second.fact.id)
    assert len({first.fact.id, second.fact.id, third.fact.id}) == 3
    assert [each.draw.place for each in (first, second, third)] == [1, 2, 3]
    again = await library.draw(7, after=third.fact.id)
    assert (again.draw.is_new_round, again.draw.place) == (True, 1)


async def test_a_draw_keeps_to_the_selection(library: AsyncLibrary) -> None:
    fact = (await library.draw(0, parse_selection(kind="measurement"))).fact
    assert fact.kind == "measurement"
    with pytest.raises(NoFactMatches):
        await library.draw(0, parse_selection(kind="image"))


async def test_a_date_filter_keeps_only_later_publications(library: AsyncLibrary) -> None:
    with pytest.raises(NoFactMatches):
        await find_topic(library, "pn", None, None, "2026")
    with pytest.raises(DateUnclear):
        await find_topic(library, "pn", None, None, "lately")


async def test_a_missing_topic_raises_topic_gone(library: AsyncLibrary) -> None:
    with pytest.raises(TopicGone):
        await library.topic(parse_selection(TopicId(99)))


async def test_a_slice_of_a_topic_has_the_totals_of_the_whole(library: AsyncLibrary) -> None:
    match = await library.find("pn")
    answer = await library.topic(parse_selection(match.topic), Slice(2, 2))
    assert [fact.text for fact in answer.facts] == ["Naps of twenty minutes help most."]
    assert (answer.totals.facts, answer.totals.sources) == (3, 2)
    assert [(kind.name, kind.facts) for kind in answer.kinds] == [("claim", 2), ("measurement", 1)]
    assert [source.facts for source in answer.sources] == [2, 1]


async def test_topics_come_in_slices_and_by_newest_fact(library: AsyncLibrary) -> None:
    answer = await library.topics(TopicOrder.NEWEST, Slice(0, 1))
    assert [each.topic.name for each in answer.topics] == ["night shifts"]
    assert answer.count == 2


async def test_a_source_comes_with_its_facts(library: AsyncLibrary) -> None:
    blog = (await library.sources(parse_selection(site="blog.example"))).sources[0]
    answer = await library.source(blog.source.id)
    assert answer.source == blog
    assert [fact.text for fact in answer.facts] == ["Naps of twenty minutes help most."]
    with pytest.raises(SourceNotFound):
        await library.source(SourceId(99))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["power naps", "night shifts"]),
        ("ni", ["night shifts"]),
        ("nigth shfts", ["night shifts"]),
        ("p", ["power naps"]),
        ("zzzz", []),
    ],
)
async def test_a_half_typed_name_is_completed(
    library: AsyncLibrary, typed: str, names: list[str]
) -> None:
    titles = {1: "power naps", 2: "night shifts"}
    found = [titles[each.topic] for each in await library.complete_topics(typed, 25)]
    assert found[: len(names) or None] == names


async def test_kinds_and_sites_are_also_completed(library: AsyncLibrary) -> None:
    assert [each.name for each in await library.complete_kinds("", 25)] == [
        "claim",
        "measurement",
    ]
    assert [each.name for each in await library.complete_kinds("mesurement", 25)] == ["measurement"]
    assert (await library.complete_sites("blog", 25))[0].name == "blog.example"


async def test_a_search_puts_the_nearest_text_first(library: AsyncLibrary) -> None:
    hits = (await library.search("twenty minute naps", part=Slice(limit=2))).hits
    assert hits[0].fact.text == "Naps of twenty minutes help most."
    assert hits[0].score > 75
    text = hits[0].fact.text
    assert [text[start:end] for start, end in hits[0].highlights] == ["Naps", "twenty", "minutes"]


async def test_a_search_keeps_to_the_selection(library: AsyncLibrary) -> None:
    answer = await library.search("naps", parse_selection(kind="measurement"))
    assert [hit.fact.kind for hit in answer.hits] == ["measurement"]
    with pytest.raises(NoFactMatches):
        await library.search("naps", parse_selection(kind="quote"))


async def test_sources_without_facts_list_the_choices_of_the_topic(library: AsyncLibrary) -> None:
    night = await library.find("night shifts")
    with pytest.raises(NoFactMatches) as missed:
        await library.sources(parse_selection(night.topic, site="blog.example"))
    assert missed.value.kinds == ("claim",)
    assert missed.value.sites == ("example.org",)


async def test_a_search_that_finds_nothing_says_so(library: AsyncLibrary) -> None:
    with pytest.raises(NoSearchHits) as missed:
        await library.search("quantum chromodynamics")
    assert not missed.value.only_excludes


@pytest.mark.parametrize("query", ["-naps", '-"short naps"', "-naps -fine-tuning"])
async def test_a_search_that_only_excludes_words_says_so(library: AsyncLibrary, query: str) -> None:
    with pytest.raises(NoSearchHits) as missed:
        await library.search(query)
    assert missed.value.only_excludes


async def test_a_fact_is_found_by_its_id_with_all_topics(library: AsyncLibrary) -> None:
    fact = await library.fact(3)
    assert fact.id == FactId(3)
    assert {bearing.name for bearing in fact.topic_links} == {"night shifts", "power naps"}
    with pytest.raises(FactNotFound):
        await library.fact(99)


async def test_the_history_of_a_fact_says_when_and_why_it_came(library: AsyncLibrary) -> None:
    (change,) = await library.history(await library.fact(1))
    assert change.note == NOTE
    assert change.summary == "Imported 3 new facts on 2 new topics"


async def test_topics_can_be_searched_and_the_library_measured(library: AsyncLibrary) -> None:
    answer = await library.search_topics("night shift")
    assert answer.topics[0].topic.name == "night shifts"
    assert (answer.topics[0].facts, answer.topics[0].sources) == (1, 1)
    with pytest.raises(TopicNotFound):
        await library.search_topics("qqqq")
    size = await library.size()
    assert (size.topics, size.totals.facts, size.totals.sources) == (2, 3, 2)
    assert await library.has_topic(TopicId(1))
    assert not await library.has_topic(TopicId(99))


async def test_every_query_to_an_empty_library_says_so(store: SqliteStore) -> None:
    library = AsyncLibrary(store)
    for question in (
        library.find("naps"),
        library.topics(),
        library.sources(),
        library.fact(1),
        library.draw(0),
        library.search("naps"),
    ):
        with pytest.raises(LibraryEmpty):
            await question
