"""Relations between shared topics with facts of several servers.

No import creates such relations yet; the queries support them already.
"""

import sqlite3
from contextlib import closing

import pytest

from facts.model.entities import SHARED_LIBRARY, LibraryId, TopicId
from facts.model.results import RelatedTopic
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft, source_draft

OURS, THEIRS = LibraryId(1), LibraryId(2)
NAPS, TEA = TopicId(1), TopicId(2)


@pytest.fixture(autouse=True)
async def facts(store: SqliteStore, path: str) -> None:
    """Add facts of each server to two shared topics and its own."""
    await add(store, fact_draft("One.", source_draft("Book"), topics=("naps", "tea")))
    for library, word in ((OURS, "ours"), (THEIRS, "theirs")):
        draft = fact_draft(word, source_draft(f"{word} book"), topics=(f"{word} topic",))
        await add(store, draft, library=library)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            """
            INSERT INTO bearing (topic, fact, change)
            SELECT topic.id, fact.id, fact.change FROM fact, topic
            WHERE fact.library <> 0 AND topic.library = 0
            """
        )
        connection.execute(
            """
            INSERT INTO bearing (topic, fact, change)
            SELECT topic.id, fact.id, fact.change FROM fact, topic
            WHERE fact.library = 0 AND topic.name = 'theirs topic'
            """
        )
        connection.commit()


async def test_related_topics_count_visible_facts_only(store: SqliteStore) -> None:
    assert await store.read(SHARED_LIBRARY, lambda it: it.topics.find_related(NAPS, 9)) == (
        RelatedTopic(TEA, "tea", 1),
    )
    ours = await store.read(OURS, lambda it: it.topics.find_related(NAPS, 9))
    assert [(each.name, each.facts) for each in ours] == [("tea", 2), ("ours topic", 1)]


async def test_common_sources_come_from_visible_facts_only(store: SqliteStore) -> None:
    for library, titles in ((SHARED_LIBRARY, ["Book"]), (OURS, ["Book", "ours book"])):
        found = await store.read(library, lambda it: it.sources.list_common(NAPS, TEA))
        assert [each.source.title for each in found.part] == titles
