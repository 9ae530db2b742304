"""Which topics and sources an import recognises as the same."""

import pytest

from facts.model.entities import SHARED_LIBRARY, SourceId
from facts.model.selection import EVERYTHING, Selection
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import PAPER, add, fact_draft, source_draft, topic_draft

BLOG = source_draft("A Blog", "blog.example")


async def test_a_topic_is_recognised_in_any_spelling_of_its_name(store: SqliteStore) -> None:
    await add(store, topic_draft("power-naps"), fact_draft("One.", topics=("power-naps",)))
    figures = await add(
        store, topic_draft("Power Naps"), fact_draft("Two.", topics=("Power Naps",))
    )
    assert figures.topics == 0
    (summary,) = await store.read(SHARED_LIBRARY, lambda it: it.topics.list())
    assert (summary.topic.name, summary.facts) == ("power-naps", 2)


async def test_facts_under_an_alias_join_its_topic(store: SqliteStore) -> None:
    await add(store, topic_draft("power naps", "PN"), fact_draft("One.", topics=("power naps",)))
    figures = await add(store, topic_draft("pn", "P.N."), fact_draft("Two.", topics=("pn",)))
    assert (figures.topics, figures.aliases) == (0, 1)
    (summary,) = await store.read(SHARED_LIBRARY, lambda it: it.topics.list())
    assert (summary.topic.aliases, summary.facts) == (("PN", "P.N."), 2)


async def test_an_alias_of_two_topics_names_neither(store: SqliteStore) -> None:
    await add(store, topic_draft("power naps", "PN"), topic_draft("pain nerves", "PN"))
    figures = await add(store, fact_draft("One.", topics=("PN",)))
    assert figures.topics == 1


async def test_a_name_means_its_own_topic_even_if_it_is_anothers_alias(
    store: SqliteStore,
) -> None:
    await add(store, topic_draft("PN"), topic_draft("power naps", "PN"))
    await add(store, fact_draft("One.", topics=("pn",)))
    assert {
        each.topic.name: each.facts
        for each in await store.read(SHARED_LIBRARY, lambda it: it.topics.list())
    } == {
        "PN": 1,
        "power naps": 0,
    }


async def test_an_alias_is_kept_once_in_its_first_spelling(
    store: SqliteStore,
) -> None:
    figures = await add(store, topic_draft("power-naps", "PN", "pn", "Power-Naps", "Power naps"))
    assert figures.aliases == 2
    (summary,) = await store.read(SHARED_LIBRARY, lambda it: it.topics.list())
    assert summary.topic.aliases == ("PN", "Power naps")


async def test_an_import_completes_known_topics_and_sources(
    store: SqliteStore,
) -> None:
    await add(store, topic_draft("naps"), fact_draft("One.", PAPER))
    fuller = source_draft(url="https://example.org/1", published="2024")
    await add(
        store,
        topic_draft("naps", "siesta", definition="Short sleep."),
        fact_draft("One.", fuller, author="Doe"),
    )
    other = source_draft(url="https://example.org/1", published="1999")
    await add(
        store, topic_draft("naps", definition="Other."), fact_draft("One.", other, author="Roe")
    )
    (fact,) = await store.read(SHARED_LIBRARY, lambda it: it.facts.list(EVERYTHING))
    (citation,) = fact.citations
    assert (citation.source.url, str(citation.source.published)) == (
        "https://example.org/1",
        "2024",
    )
    assert citation.author == "Doe"
    topic = await store.read(SHARED_LIBRARY, lambda it: it.topics.get(fact.topic_links[0].topic))
    assert topic is not None
    assert (topic.aliases, topic.definition) == (("siesta",), "Short sleep.")


@pytest.mark.parametrize(
    ("first", "second", "sources"),
    [
        (source_draft(), source_draft(), 1),
        (source_draft(), source_draft("A  Paper"), 1),
        (source_draft(), source_draft(site="other.org"), 2),
        (source_draft(site=None), source_draft(site=None), 1),
        (source_draft(site=None), source_draft(), 2),
        (source_draft("A Paper ..."), source_draft("A Paper"), 2),
        (source_draft(url="https://example.org/1"), source_draft(), 1),
        (source_draft(), source_draft(url="https://example.org/1"), 1),
        (
            source_draft(url="https://example.org/1"),
            source_draft("Renamed", url="https://example.org/1"),
            1,
        ),
        (source_draft(url="https://example.org/1"), source_draft(url="https://example.org/2"), 2),
        (source_draft(published="Mar 15, 2026"), source_draft(published="Mar 2026"), 1),
        (source_draft(published="2026"), source_draft(published="Mar 15, 2026"), 1),
        (source_draft(published="Mar 15, 2026"), source_draft(published="3 weeks ago"), 1),
        (source_draft(published="Mar 15, 2026"), source_draft(published="Jun 9, 2023"), 2),
    ],
)
async def test_a_source_is_recognised_by_url_or_by_site_and_title(
    store: SqliteStore, first: "object", second: "object", sources: int
) -> None:
    await add(store, fact_draft("One.", first), fact_draft("Two.", second))  # type: ignore[arg-type]
    assert len(await store.read(SHARED_LIBRARY, lambda it: it.sources.list(EVERYTHING))) == sources


async def test_among_equal_titles_the_source_with_the_same_date_wins(
    store: SqliteStore,
) -> None:
    first = source_draft(url="https://example.org/1", published="Jan 1, 2020")
    second = source_draft(url="https://example.org/2", published="Jan 1, 2022")
    await add(store, fact_draft("One.", first), fact_draft("Two.", second))
    await add(store, fact_draft("Three.", source_draft(published="Jan 1, 2022")))
    facts = {
        fact.text: fact
        for fact in await store.read(SHARED_LIBRARY, lambda it: it.facts.list(EVERYTHING))
    }
    assert facts["Three."].citations == facts["Two."].citations


async def test_a_source_without_a_site_does_not_come_first(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two."), fact_draft("Three."))
    await add(store, fact_draft("Two.", source_draft("Unknown source", None)))
    facts = await store.read(SHARED_LIBRARY, lambda it: it.facts.list(EVERYTHING))
    assert [fact.text for fact in facts] == ["One.", "Two.", "Three."]
    titles = [citation.source.title for citation in facts[1].citations]
    assert titles == ["A Paper", "Unknown source"]


async def test_the_first_source_of_a_fact_is_from_the_selected_site(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two.", BLOG), fact_draft("One.", BLOG))
    facts = await store.read(
        SHARED_LIBRARY, lambda it: it.facts.list(Selection(site="blog.example"))
    )
    assert [fact.citations[0].source.site for fact in facts] == ["blog.example"] * 2


OLD = source_draft("Old", "old.example", published="2020")
NEW = source_draft("New", "new.example", published="2026-03-15")


@pytest.mark.parametrize(
    ("selection", "first"),
    [
        (Selection(), "Old"),
        (Selection(site="new.example"), "New"),
        (Selection(since="2026"), "New"),
        (Selection(source=SourceId(2)), "New"),
    ],
)
async def test_every_read_puts_the_selected_source_first(
    store: SqliteStore, selection: Selection, first: str
) -> None:
    await add(store, fact_draft("Short naps help.", OLD, NEW))
    library = AsyncLibrary(store)
    (listed,) = await store.read(SHARED_LIBRARY, lambda it: it.facts.list(selection))
    drawn = (await library.draw(1, selection)).fact
    found = (await library.search("short naps", selection)).hits[0].fact
    for fact in (listed, drawn, found):
        assert fact.citations[0].source.title == first
        assert len(fact.citations) == 2
    extent = await store.read(SHARED_LIBRARY, lambda it: it.facts.count(selection))
    assert extent.sources == (2 if selection == EVERYTHING else 1)


async def test_one_source_must_match_both_site_and_date(store: SqliteStore) -> None:
    await add(store, fact_draft("Short naps help.", OLD, NEW))
    assert not await store.read(
        SHARED_LIBRARY, lambda it: it.facts.list(Selection(site="old.example", since="2026"))
    )
