"""Related topics, common sources and comparisons in the store."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from facts.library.comparison import ComparisonAnswer, Side, TopicPair, compare_topics
from facts.model.entities import SHARED_LIBRARY, LibraryId, TopicId
from facts.model.errors import TopicGone
from facts.model.results import RelatedTopic
from facts.model.selection import Selection, Slice
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft, source_draft

OURS, THEIRS = LibraryId(6), LibraryId(7)
NAPS, TEA, WORK = map(TopicId, (1, 2, 3))
TRIAL, BOOK = source_draft("Trial"), source_draft("Book")


@pytest.fixture(autouse=True)
async def facts(store: SqliteStore) -> None:
    await add(
        store,
        fact_draft("One.", TRIAL, topics=("naps", "tea")),
        fact_draft("Two.", BOOK, TRIAL, topics=("naps", "tea", "work")),
        fact_draft("Three.", BOOK, author="Doe", topics=("naps",)),
        fact_draft("Four.", BOOK, topics=("work",)),
        fact_draft("Five.", source_draft("Blog"), topics=("work",)),
    )


async def test_related_topics_are_those_with_most_facts_in_common(store: SqliteStore) -> None:
    assert await store.read(SHARED_LIBRARY, lambda it: it.topics.find_related(NAPS, 5)) == (
        RelatedTopic(TEA, "tea", 2),
        RelatedTopic(WORK, "work", 1),
    )
    assert await store.read(SHARED_LIBRARY, lambda it: it.topics.find_related(NAPS, 1)) == (
        RelatedTopic(TEA, "tea", 2),
    )
    assert await store.read(SHARED_LIBRARY, lambda it: it.topics.find_related(TopicId(99), 5)) == ()


async def test_common_sources_do_not_need_a_common_fact(store: SqliteStore) -> None:
    found = await store.read(SHARED_LIBRARY, lambda it: it.sources.list_common(NAPS, WORK))
    summaries = [(each.source.title, each.facts, each.authors) for each in found.part]
    assert summaries == [("Book", 3, ("Doe",)), ("Trial", 2, ())]
    one = await store.read(
        SHARED_LIBRARY, lambda it: it.sources.list_common(NAPS, WORK, Slice(start=1, limit=1))
    )
    assert ([each.source.title for each in one.part], one.count) == (["Trial"], 2)
    assert (
        await store.read(SHARED_LIBRARY, lambda it: it.sources.list_common(NAPS, TopicId(99)))
    ).count == 0


async def compare(
    store: SqliteStore, library: LibraryId, pair: TopicPair, side: Side | None = None
) -> ComparisonAnswer:
    wanted = replace(pair, side=side or pair.side)
    return await store.read(library, lambda snapshot: compare_topics(snapshot, wanted))


async def test_each_side_selects_its_own_facts(store: SqliteStore) -> None:
    pair = TopicPair(NAPS, WORK)
    texts = {
        side: [fact.text for fact in (await compare(store, SHARED_LIBRARY, pair, side)).facts]
        for side in (Side.BOTH, Side.FIRST, Side.SECOND)
    }
    assert texts == {
        Side.BOTH: ["Two."], Side.FIRST: ["One.", "Three."], Side.SECOND: ["Four.", "Five."],
    }  # fmt: skip


async def test_a_comparison_has_all_sizes_for_any_side(store: SqliteStore) -> None:
    sizes = {Side.BOTH: 1, Side.FIRST: 2, Side.SECOND: 2, Side.SOURCES: 2}
    for side in Side:
        assert (await compare(store, SHARED_LIBRARY, TopicPair(NAPS, WORK, side))).sizes == sizes
    with pytest.raises(TopicGone):
        await compare(store, SHARED_LIBRARY, TopicPair(NAPS, TopicId(99)))


async def test_another_servers_facts_do_not_relate_topics(store: SqliteStore) -> None:
    theirs = LibraryId(7)
    await add(store, fact_draft("Six.", topics=("naps", "secrets")), library=theirs)
    assert [
        each.name
        for each in await store.read(theirs, lambda it: it.topics.find_related(TopicId(4), 5))
    ] == ["naps"]
    assert await store.read(SHARED_LIBRARY, lambda it: it.topics.find_related(TopicId(4), 5)) == ()
    assert "secrets" not in [
        each.name
        for each in await store.read(SHARED_LIBRARY, lambda it: it.topics.find_related(NAPS, 9))
    ]
    assert (
        await store.read(
            SHARED_LIBRARY, lambda it: it.facts.count(Selection(TopicId(4), also=NAPS))
        )
    ).facts == 0


def file_under(path: str, fact: str, *topics: str) -> None:
    """Add a fact to topics of any server."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for topic in topics:
            connection.execute(
                "INSERT INTO bearing (topic, fact, change) SELECT topic.id, fact.id, fact.change "
                "FROM topic, fact WHERE topic.name = ? AND fact.text = ?",
                (topic, fact),
            )


async def test_another_servers_topic_is_not_related_to_ours(store: SqliteStore, path: str) -> None:
    await add(store, fact_draft("Six.", topics=("secrets",)), library=THEIRS)
    file_under(path, "One.", "secrets")
    assert "secrets" in [
        each.name for each in await store.read(THEIRS, lambda it: it.topics.find_related(NAPS, 5))
    ]
    for library in (SHARED_LIBRARY, OURS):
        assert [
            each.name
            for each in await store.read(library, lambda it: it.topics.find_related(NAPS, 5))
        ] == ["tea", "work"]
    secrets = TopicId(4)
    assert (await compare(store, THEIRS, TopicPair(NAPS, secrets))).sizes[Side.BOTH] == 1
    with pytest.raises(TopicGone):
        await compare(store, OURS, TopicPair(NAPS, secrets))


async def test_another_servers_fact_does_not_relate_shared_topics(
    store: SqliteStore, path: str
) -> None:
    theirs = fact_draft("Six.", source_draft("Their own"), topics=("secrets",))
    await add(store, theirs, library=THEIRS)
    file_under(path, "Six.", "tea", "work")
    assert RelatedTopic(WORK, "work", 2) in await store.read(
        THEIRS, lambda it: it.topics.find_related(TEA, 5)
    )
    assert RelatedTopic(WORK, "work", 1) in await store.read(
        OURS, lambda it: it.topics.find_related(TEA, 5)
    )
    seen = await compare(store, THEIRS, TopicPair(TEA, WORK, Side.SOURCES))
    assert "Their own" in [each.source.title for each in seen.sources]
    hidden = await compare(store, OURS, TopicPair(TEA, WORK, Side.SOURCES))
    assert "Their own" not in [each.source.title for each in hidden.sources]
    assert (seen.sizes[Side.BOTH], hidden.sizes[Side.BOTH]) == (2, 1)
