"""Databases of the version before the history: nothing is lost, and old changes stay."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import pytest

from facts.citations.source_keys import read_source_key
from facts.curation.errors import UndoConflict, UndoImpossible
from facts.curation.fact_edits import FactEdit
from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY, ChannelId, FactId, TopicId
from facts.model.selection import EVERYTHING, WHOLE, Selection
from facts.store.change_reader import HistoryFilter
from storage.engine.sqlite.migrations import load_migrations, migrate
from storage.search.name_index import index_topics
from storage.search.word_index import index_facts
from storage.store import SqliteStore, open_store
from tests.support.curation import SERVER, add_fact, curate
from tests.support.recounts import assert_counts_match

LAST_VERSION = 6
ROWS = """
    INSERT INTO change (id, library, made_at, made_by, reason) VALUES
        (1, 0, '2026-01-01T00:00:00+00:00', NULL, 'imported naps.txt'),
        (2, 0, '2026-01-02T00:00:00+00:00', NULL, 'imported rest.txt'),
        (3, 7, '2026-01-03T00:00:00+00:00', 5, 'set up a channel');
    INSERT INTO topic (id, library, name, name_key, definition, change) VALUES
        (1, 0, 'naps', 'naps', 'Sleep.', 1), (2, 0, 'rest', 'rest', NULL, 2);
    INSERT INTO alias (topic, position, name, name_key, change) VALUES (1, 1, 'PN', 'pn', 2);
    INSERT INTO source (id, library, title, site, url, published, published_words, change) VALUES
        (1, 0, 'A Paper', 'example.org', 'https://example.org/1', '2026-03', 'Mar 2026', 1),
        (2, 7, 'A Blog', NULL, NULL, NULL, NULL, 3);
    INSERT INTO fact (id, library, kind, text, digest, change) VALUES
        (1, 0, 'claim', 'Naps help.', x'01', 1), (2, 0, 'quote', 'Rest.', x'02', 2),
        (3, 7, 'claim', 'Ours.', x'03', 3);
    INSERT INTO citation (fact, source, author, change) VALUES
        (1, 1, 'Ann', 1), (2, 1, NULL, 2), (3, 2, NULL, 3);
    INSERT INTO bearing (topic, fact, stance, change) VALUES
        (1, 1, 'supports', 1), (1, 2, NULL, 2), (2, 2, NULL, 2), (1, 3, NULL, 3);
    INSERT INTO channel (id, library, quiet, change) VALUES (70, 7, 1, 3);
    INSERT INTO channel_topic (channel, topic) VALUES (70, 1);
    INSERT INTO schedule (id, server, channel, at, zone, weekdays, topics, kinds, sites, thread,
        pin, publish, catch_up, made_by) VALUES
        (1, 7, 70, '09:00', 'UTC', '12345', '[1]', '[]', '[]', 0, 0, 0, 600, 5);
    INSERT INTO arrangement (schedule, day, fact, swapped, made_by) VALUES
        (1, '2026-02-01', 1, 0, 5), (1, '2026-02-02', NULL, 0, 5);
    INSERT INTO post (id, schedule, server, channel, day, extra, due_at, deadline, claimed_at,
        retry_at, state, fact, round, place, size, newest, why, topic, rest, votes, person,
        message, trouble, detail, void, looked, dress_at) VALUES
        (9, 1, 7, 70, '2026-01-31', 0, 'a', 'b', 'c', 'd', 'sent', 1, 1, 2, 3, 3, 'chance', 1, 4,
        5, 6, 900, NULL, 'more', 1, 800, 'e');
    INSERT INTO post SELECT 12, schedule, server, channel, '2026-01-30', extra, due_at, deadline,
        claimed_at, retry_at, state, attempts, fact, round, place, size, newest, why, topic, rest,
        votes, person, message, trouble, detail, void, looked, dress_at FROM post;
    DELETE FROM post WHERE id = 12;
    INSERT INTO vote (server, fact, person, liked) VALUES (7, 1, 5, 1), (7, 1, 6, 0), (7, 3, 5, 1);
"""
KEPT = (
    "SELECT id, library, made_at, made_by, reason FROM change",
    "SELECT id, library, name, name_key, definition, change, facts FROM topic",
    "SELECT * FROM alias",
    "SELECT id, library, title, site, url, published, published_words, change FROM source",
    "SELECT * FROM fact",
    "SELECT * FROM citation ORDER BY fact, source",
    "SELECT * FROM bearing ORDER BY topic, fact",
    "SELECT id, library, quiet, change FROM channel",
    "SELECT * FROM channel_topic",
    "SELECT * FROM schedule",
    "SELECT * FROM arrangement",
    "SELECT * FROM post",
    "SELECT * FROM vote",
    "SELECT * FROM name ORDER BY id",
    "SELECT * FROM extent WHERE field IN ('name', 'fact')",
    "SELECT name, seq FROM sqlite_sequence WHERE name NOT LIKE 'new_%' ORDER BY name",
)


@pytest.fixture
def old_rows(path: str) -> list[object]:
    """Write a database of the version before; return its rows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, load_migrations()[:LAST_VERSION])
        connection.executescript(f"BEGIN; {ROWS}")
        while index_topics(connection) or index_facts(connection):
            pass
        connection.execute("COMMIT")
    return load_rows(path)


@pytest.fixture
async def migrated(old_rows: list[object], path: str) -> AsyncIterator[SqliteStore]:
    assert old_rows
    async with open_store(path) as store:
        yield store


def load_rows(path: str) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(query).fetchall() for query in KEPT]


async def test_a_migration_loses_nothing(old_rows: list[object], path: str) -> None:
    async with open_store(path):
        pass
    assert load_rows(path) == old_rows
    with closing(sqlite3.connect(path)) as connection:
        assert_counts_match(connection)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_authors_and_sources_of_an_old_database_are_found(migrated: SqliteStore) -> None:
    (ann,) = await migrated.read(
        SHARED_LIBRARY, lambda it: it.citations.find_named_authors("ann", 5)
    )
    assert (ann.name, ann.citations) == ("Ann", 1)
    keys = read_source_key("https://example.org/1")
    assert await migrated.read(SHARED_LIBRARY, lambda it: it.citations.find_by_keys(keys)) == (1,)
    (fact,) = await migrated.read(SHARED_LIBRARY, lambda it: it.facts.list(Selection(author="Ann")))
    assert fact.id == 1


async def test_old_changes_are_listed_with_their_reasons(migrated: SqliteStore) -> None:
    page = await migrated.read(
        SHARED_LIBRARY, lambda it: it.changes.load_page(HistoryFilter(), WHOLE, 5)
    )
    assert [each.change.summary for each in page.changes] == [
        "imported rest.txt",
        "imported naps.txt",
    ]


@pytest.mark.parametrize(
    ("history", "changes"),
    [
        (HistoryFilter(topic=TopicId(1)), [3, 2, 1]),
        (HistoryFilter(topic=TopicId(2)), [2]),
        (HistoryFilter(fact=FactId(1)), [1]),
        (HistoryFilter(fact=FactId(3)), [3]),
        (HistoryFilter(user=5), [3]),
    ],
)
async def test_old_changes_are_found_by_topic_fact_and_user(
    migrated: SqliteStore, history: HistoryFilter, changes: list[int]
) -> None:
    page = await migrated.read(SERVER, lambda it: it.changes.load_page(history, WHOLE, 5))
    assert [each.change.id for each in page.changes] == changes


async def test_old_changes_cannot_be_undone(migrated: SqliteStore) -> None:
    for change, library in ((1, SHARED_LIBRARY), (2, SHARED_LIBRARY), (3, SERVER)):
        with pytest.raises(UndoImpossible) as refused:
            await curate(migrated, library).undo(ChangeId(change))
        assert not refused.value.purged


async def test_new_changes_of_old_things_can_be_undone(migrated: SqliteStore) -> None:
    before = await migrated.read(SERVER, lambda it: it.facts.list(EVERYTHING))
    edit = await curate(migrated).edit_fact(FactId(1), FactEdit("Naps do help."))
    merge = await curate(migrated).merge_topics(TopicId(1), TopicId(2))
    removal = await curate(migrated, SERVER).remove_facts([FactId(3)])
    await curate(migrated, SERVER).undo(removal.change)
    await curate(migrated).undo(merge.change)
    await curate(migrated).undo(edit.change)
    assert await migrated.read(SERVER, lambda it: it.facts.list(EVERYTHING)) == before
    (setting,) = await migrated.read(SERVER, lambda it: it.channels.list((ChannelId(70),)))
    assert setting.topics == ((1, "naps"),)


async def test_new_facts_with_old_texts_stop_an_undo(migrated: SqliteStore) -> None:
    removal = await curate(migrated).remove_facts([FactId(1)])
    later, _ = await add_fact(migrated, "Naps help.")
    with pytest.raises(UndoConflict) as refused:
        await curate(migrated).undo(removal.change)
    assert [change.id for change in refused.value.later] == [later]


async def test_what_belongs_to_a_fact_waits_for_its_return(
    migrated: SqliteStore, path: str
) -> None:
    await curate(migrated).remove_facts([FactId(1)])
    with closing(sqlite3.connect(path)) as connection:
        for table, count in (("vote", 2), ("arrangement", 1), ("post", 1)):
            query = f"SELECT count(*) FROM {table} WHERE fact = 1"  # noqa: S608 (of this list)
            assert connection.execute(query).fetchone() == (count,)
