import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.drafts import CitationDraft, Draft, FactDraft, TopicDraft
from facts.model import CLAIM, SHARED, FactId, Stance, TopicId
from facts.published import Published
from facts.store import EVERYTHING, Figures, Selection
from storage.store import SqliteStore, open_store
from tests.builders import NOTE, PAPER, add, fact_draft, source_draft, topic_draft

BLOG = source_draft("A Blog", "blog.example")


async def test_drafts_become_a_topic_with_cited_facts(store: SqliteStore) -> None:
    figures = await add(
        store,
        topic_draft("naps", "siesta", definition="Short sleep."),
        fact_draft("Short naps help.", source_draft(published="Mar 2024"), author="Doe"),
        fact_draft("Long naps do not.", kind="measurement"),
    )
    assert figures == Figures(topics=1, aliases=1, sources=1, new=2)
    first, second = await store.facts(SHARED, EVERYTHING)
    assert (first.kind, first.text, first.citations[0].author) == (CLAIM, "Short naps help.", "Doe")
    assert first.citations[0].source.published == Published("Mar 2024", 2024, 3)
    assert first.bearings[0].name == "naps"
    assert (second.kind, second.text) == ("measurement", "Long naps do not.")
    topic = await store.topic(SHARED, first.bearings[0].topic)
    assert topic is not None
    assert (topic.name, topic.aliases, topic.definition) == ("naps", ("siesta",), "Short sleep.")


async def test_importing_the_same_again_changes_nothing(store: SqliteStore, path: str) -> None:
    drafts = (topic_draft("naps", "siesta"), fact_draft("One.", author="Doe"), fact_draft("Two."))
    await add(store, *drafts)
    before = dump(path)
    assert await add(store, *drafts) == Figures(known=2)
    assert dump(path) == before


async def test_a_known_fact_under_another_source_gets_that_source_too(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two."))
    figures = await add(store, fact_draft("One.", BLOG), fact_draft("Two."))
    assert figures == Figures(sources=1, known=2, citations=1)
    (fact, _) = await store.facts(SHARED, EVERYTHING)
    assert [citation.source.title for citation in fact.citations] == ["A Paper", "A Blog"]


async def test_a_fact_twice_on_one_page_is_one_fact_with_both_sources(store: SqliteStore) -> None:
    figures = await add(store, fact_draft("One."), fact_draft("One.", BLOG))
    assert figures == Figures(topics=1, sources=2, new=1, known=1, citations=1)


async def test_facts_are_the_same_whatever_their_white_space(store: SqliteStore) -> None:
    figures = await add(store, fact_draft("Naps\u00a0help."), fact_draft("Naps  help.\n"))
    assert (figures.new, figures.known) == (1, 1)


async def test_a_topic_is_recognised_however_its_name_is_written(store: SqliteStore) -> None:
    await add(store, topic_draft("power-naps"), fact_draft("One.", topics=("power-naps",)))
    figures = await add(
        store, topic_draft("Power Naps"), fact_draft("Two.", topics=("Power Naps",))
    )
    assert figures.topics == 0
    (summary,) = await store.topics(SHARED)
    assert (summary.topic.name, summary.facts) == ("power-naps", 2)


async def test_facts_under_an_alias_join_its_topic(store: SqliteStore) -> None:
    await add(store, topic_draft("power naps", "PN"), fact_draft("One.", topics=("power naps",)))
    figures = await add(store, topic_draft("pn", "P.N."), fact_draft("Two.", topics=("pn",)))
    assert (figures.topics, figures.aliases) == (0, 1)
    (summary,) = await store.topics(SHARED)
    assert (summary.topic.aliases, summary.facts) == (("PN", "P.N."), 2)


async def test_an_alias_of_two_topics_means_neither_of_them(store: SqliteStore) -> None:
    await add(store, topic_draft("power naps", "PN"), topic_draft("pain nerves", "PN"))
    figures = await add(store, fact_draft("One.", topics=("PN",)))
    assert figures.topics == 1


async def test_a_name_means_its_own_topic_though_others_have_it_as_alias(
    store: SqliteStore,
) -> None:
    await add(store, topic_draft("PN"), topic_draft("power naps", "PN"))
    await add(store, fact_draft("One.", topics=("pn",)))
    assert {each.topic.name: each.facts for each in await store.topics(SHARED)} == {
        "PN": 1,
        "power naps": 0,
    }


async def test_an_alias_is_kept_once_apart_from_case_but_with_its_spelling(
    store: SqliteStore,
) -> None:
    figures = await add(store, topic_draft("power-naps", "PN", "pn", "Power-Naps", "Power naps"))
    assert figures.aliases == 2
    (summary,) = await store.topics(SHARED)
    assert summary.topic.aliases == ("PN", "Power naps")


async def test_what_a_known_topic_or_source_lacks_is_filled_in_and_the_rest_kept(
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
    (fact,) = await store.facts(SHARED, EVERYTHING)
    (citation,) = fact.citations
    assert (citation.source.url, str(citation.source.published)) == (
        "https://example.org/1",
        "2024",
    )
    assert citation.author == "Doe"
    topic = await store.topic(SHARED, fact.bearings[0].topic)
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
async def test_a_source_is_recognised_by_its_url_or_else_by_site_and_title(
    store: SqliteStore, first: "object", second: "object", sources: int
) -> None:
    await add(store, fact_draft("One.", first), fact_draft("Two.", second))  # type: ignore[arg-type]
    assert len(await store.sources(SHARED, EVERYTHING)) == sources


async def test_of_sources_called_alike_the_one_of_the_same_date_is_meant(
    store: SqliteStore,
) -> None:
    first = source_draft(url="https://example.org/1", published="Jan 1, 2020")
    second = source_draft(url="https://example.org/2", published="Jan 1, 2022")
    await add(store, fact_draft("One.", first), fact_draft("Two.", second))
    await add(store, fact_draft("Three.", source_draft(published="Jan 1, 2022")))
    facts = {fact.text: fact for fact in await store.facts(SHARED, EVERYTHING)}
    assert facts["Three."].citations == facts["Two."].citations


async def test_a_source_without_a_site_comes_no_sooner_than_others(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two."), fact_draft("Three."))
    await add(store, fact_draft("Two.", source_draft("Unknown source", None)))
    facts = await store.facts(SHARED, EVERYTHING)
    assert [fact.text for fact in facts] == ["One.", "Two.", "Three."]
    titles = [citation.source.title for citation in facts[1].citations]
    assert titles == ["A Paper", "Unknown source"]


async def test_the_first_source_is_from_the_site_that_is_asked_for(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two.", BLOG), fact_draft("One.", BLOG))
    facts = await store.facts(SHARED, Selection.of(site="blog.example"))
    assert [fact.citations[0].source.site for fact in facts] == ["blog.example"] * 2


async def test_a_stance_is_kept_and_filled_in_later(store: SqliteStore) -> None:
    plain = fact_draft("One.")
    opposed = FactDraft(1, CLAIM, "One.", plain.citations, plain.topics, Stance.CHALLENGES)
    await add(store, plain)
    await add(store, opposed)
    (fact,) = await store.facts(SHARED, EVERYTHING)
    assert fact.bearings[0].stance is Stance.CHALLENGES


async def test_the_number_of_a_removed_fact_is_never_given_again(
    store: SqliteStore, path: str
) -> None:
    await add(store, fact_draft("One."), fact_draft("Two."))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM fact WHERE id = 2")
    await add(store, fact_draft("Three."))
    assert [fact.id for fact in await store.facts(SHARED, EVERYTHING)] == [1, 3]


async def test_an_error_in_the_middle_of_the_drafts_leaves_nothing(store: SqliteStore) -> None:
    def broken() -> "object":
        yield fact_draft("One.")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.add(SHARED, broken(), NOTE)  # type: ignore[arg-type]
    assert await store.count(SHARED, EVERYTHING) == 0


async def test_a_trial_tells_its_figures_and_keeps_nothing(store: SqliteStore, path: str) -> None:
    before = dump(path)
    figures = await add(store, topic_draft(), fact_draft("One."), keep=False)
    assert figures == Figures(topics=1, sources=1, new=1)
    assert dump(path) == before


async def test_more_facts_than_a_batch_all_arrive(store: SqliteStore) -> None:
    figures = await store.add(SHARED, (fact_draft(f"Fact {n}.") for n in range(12_001)), NOTE)
    assert figures == Figures(topics=1, sources=1, new=12_001)
    assert await store.count(SHARED, Selection(topic=TopicId(1))) == 12_001
    assert await store.fact(SHARED, FactId(12_001)) is not None


texts = st.sampled_from([f"Fact {letter}." for letter in "abcdef"])
drawn_sources = st.builds(
    source_draft, st.sampled_from(["A Paper", "A Blog"]), st.sampled_from(["example.org", None])
)
fact_drafts = st.builds(
    lambda text, sources, topics: FactDraft(
        1, CLAIM, text, tuple(CitationDraft(source) for source in sources), tuple(topics)
    ),
    texts,
    st.lists(drawn_sources, min_size=1, max_size=3),
    st.lists(st.sampled_from(["naps", "Naps", "night-shifts"]), max_size=2),
)
topic_drafts = st.builds(
    lambda name, aliases: TopicDraft(1, name, tuple(aliases)),
    st.sampled_from(["naps", "night shifts"]),
    st.lists(st.sampled_from(["siesta", "SIESTA", "Naps", "shift"]), max_size=3),
)
pages = st.builds(
    list.__add__, st.lists(topic_drafts, max_size=3), st.lists(fact_drafts, max_size=9)
)


@settings(max_examples=25)
@given(pages)
def test_any_page_imported_twice_is_the_page_imported_once(page: list[Draft]) -> None:
    with TemporaryDirectory() as folder:
        path = str(Path(folder, "footnote.db"))
        asyncio.run(import_each(path, [page]))
        before = dump(path)
        (again,) = asyncio.run(import_each(path, [page]))
        assert (again.topics, again.aliases, again.sources, again.new, again.citations) == (0,) * 5
        assert dump(path) == before


@settings(max_examples=25)
@given(pages, st.integers(0, 12))
def test_a_page_cut_in_two_brings_what_the_whole_page_brings(page: list[Draft], cut: int) -> None:
    with TemporaryDirectory() as folder:
        whole, parts = str(Path(folder, "whole.db")), str(Path(folder, "parts.db"))
        (figures,) = asyncio.run(import_each(whole, [page]))
        halves = asyncio.run(import_each(parts, [page[:cut], page[cut:]]))
        assert contents(whole) == contents(parts)
        assert figures.new == sum(half.new for half in halves)
        assert figures.citations == sum(half.citations for half in halves)


async def import_each(path: str, pages: list[list[Draft]]) -> list[Figures]:
    async with open_store(path) as store:
        return [await add(store, *page) for page in pages]


def dump(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def contents(path: str) -> list[tuple[object, ...]]:
    query = """
        SELECT fact.id, fact.text, source.title, source.site, topic.name, alias.name
        FROM fact JOIN citation ON citation.fact = fact.id JOIN source ON source.id = source
        LEFT JOIN bearing ON bearing.fact = fact.id LEFT JOIN topic ON topic.id = bearing.topic
        LEFT JOIN alias ON alias.topic = topic.id ORDER BY 1, 2, 3, 4, 5, 6
    """
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()
