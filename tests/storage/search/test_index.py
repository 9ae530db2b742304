"""The index always matches the topics and facts."""

import asyncio
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.citations.author_names import index_terms, split_names
from facts.model.drafts import Draft
from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.text.normalize import search_form, words
from storage.engine.sqlite.database import open_database
from storage.engine.sqlite.migrations import load_migrations
from storage.search.author_index import author_pairs
from storage.search.context_index import ContextRow, context_pairs
from storage.search.indexer import index_pending
from storage.search.name_terms import NameRow, name_pairs, size_pairs
from storage.search.terms import Field, hash_keys, trigrams
from storage.search.title_index import title_pairs
from storage.search.word_index import word_pairs
from storage.store import SqliteStore, open_store
from tests.support.async_library import AsyncLibrary
from tests.support.builders import NOTE, add, fact_draft, topic_draft

OURS = LibraryId(9_007_199_254_740_993)
_SEGMENTS = (1 << 20) - 1

OLD_ROWS = """
    INSERT INTO change VALUES (1, 0, '2026-01-02T03:04:05+00:00', NULL, 'x');
    INSERT INTO topic VALUES (1, 0, 'power naps', 'powernaps', NULL, 1);
    INSERT INTO alias VALUES (1, 1, 'siesta', 'siesta', 1);
    INSERT INTO source VALUES (1, 0, 'A Paper', NULL, NULL, NULL, NULL, 1);
    INSERT INTO fact VALUES (1, 0, 'claim', 'Short naps help drivers.', x'01', 1);
    INSERT INTO citation VALUES (1, 1, NULL, 1);
    INSERT INTO bearing VALUES (1, 1, NULL, 1);
"""


async def create_old_database(path: str) -> None:
    """Create a file with the first version of the schema."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            f"{load_migrations()[0].sql} {OLD_ROWS} PRAGMA user_version = 1;"
            f"PRAGMA application_id = {int.from_bytes(b'Ftnt')};"
        )


async def test_a_file_without_an_index_is_indexed_when_opened(path: str) -> None:
    await create_old_database(path)
    async with open_store(path) as store:
        library = AsyncLibrary(store)
        assert (await library.find("siesat")).topic == 1
        assert (await library.find("powernap")).name == "power naps"
        assert (await library.complete_topics("", 5))[0].name == "power naps"
        assert (await library.search("driver")).count == 1


async def test_interrupted_indexing_continues_when_the_file_is_opened(
    path: str,
) -> None:
    await create_old_database(path)
    async with open_database(path, index_pending):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO unindexed_topic VALUES (1)")
        connection.execute("DELETE FROM name")
        connection.execute("DELETE FROM posting")
    async with open_store(path) as store:
        assert (await AsyncLibrary(store).find("siesta")).topic == 1


async def test_a_discarded_change_leaves_nothing_in_the_index(store: SqliteStore) -> None:
    await add(store, topic_draft("naps"), fact_draft("Naps help."))
    await add(store, fact_draft("Walks help.", topics=("walks",)), keep=False)
    library = AsyncLibrary(store)
    assert await library.complete_topics("walks", 5) == ()
    assert (await library.search("help")).count == 1


async def test_a_server_may_have_any_discord_id(store: SqliteStore) -> None:
    await add(store, fact_draft("Ours.", topics=("night shifts",)), library=OURS)
    assert (await AsyncLibrary(store, OURS).find("nigth shifts")).score > 80
    assert await AsyncLibrary(store).complete_topics("night", 5) == ()


Step = str | tuple[LibraryId, tuple[Draft, ...]]
statements = st.sampled_from(
    [
        "DELETE FROM topic WHERE id = 1",
        "DELETE FROM fact WHERE id = 1",
        "UPDATE citation SET author = 'Ann Lee' WHERE fact = 1",
        "UPDATE citation SET author = NULL WHERE fact < 3",
        "UPDATE source SET title = 'A Blog', url = 'https://blog.example/1' WHERE id = 1",
        "DELETE FROM bearing WHERE fact = 2",
        "DELETE FROM alias WHERE topic = 2",
        "UPDATE topic SET name = 'long naps' WHERE id = 1",
        "UPDATE topic SET definition = 'A short sleep by day.' WHERE id < 3",
        "INSERT OR IGNORE INTO phrasing SELECT NULL, library, id, 'May I doze?', 'x', 1 FROM fact",
        "UPDATE phrasing SET text = 'Is a siesta fine?' WHERE fact = 1; DELETE FROM fact",
        "UPDATE alias SET name = 'dozes' WHERE topic = 2",
        "UPDATE fact SET text = 'Naps harm, or so they say.' WHERE id = 2",
        "UPDATE OR REPLACE bearing SET topic = 2 WHERE topic < (SELECT id FROM topic WHERE id = 2)",
        "DELETE FROM citation; DELETE FROM fact",
    ]
)
pages = st.sampled_from(
    [
        (topic_draft("naps", "siesta"), fact_draft("Naps help.", topics=("naps",))),
        (topic_draft("walks", "PN", "strolls"), fact_draft("Walks help.", topics=("walks",))),
        (fact_draft("Naps help.", topics=("walks", "naps")),),
        (fact_draft("Naps\nof 20 minutes.", topics=("naps",)), fact_draft("機械学習。")),
        (
            fact_draft("Naps help.", author="Ann Lee, Bo Chen · Nap Lab"),
            fact_draft("Rest.", author="Ann Lee"),
        ),
    ]
)
histories = st.lists(
    st.one_of(st.tuples(st.sampled_from([SHARED_LIBRARY, OURS]), pages), statements), max_size=6
)


@pytest.mark.slow
@settings(max_examples=40)
@given(histories)
def test_the_index_matches_topics_and_facts_after_any_history(
    history: list[Step],
) -> None:
    async def check(path: str) -> None:
        async with open_store(path) as store:
            for step in history:
                if isinstance(step, str):
                    await run_statements(path, step)
                else:
                    library, drafts = step
                    await add(store, *drafts, library=library)
        with closing(sqlite3.connect(path)) as connection:
            assert_index_matches(connection)

    with TemporaryDirectory() as folder:
        asyncio.run(check(str(Path(folder, "footnote.db"))))


async def run_statements(path: str, statements: str) -> None:
    """Run statements in one change, which updates the index."""
    async with (
        open_database(path, index_pending) as database,
        database.change(SHARED_LIBRARY, NOTE) as change,
    ):
        for statement in statements.split(";"):
            await change.run(lambda connection, sql=statement: connection.execute(sql))  # type: ignore[misc]


def assert_index_matches(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT * FROM name ORDER BY id").fetchall()
    names = [NameRow(*row) for row in rows]
    topics = connection.execute(
        "SELECT library, id, 0, name, facts FROM topic UNION ALL "
        "SELECT library, topic, position, alias.name, facts FROM alias JOIN topic ON id = topic"
    ).fetchall()
    assert sorted((n.library, n.topic, n.position, n.words, n.size) for n in names) == sorted(
        (library, topic, position, search_form(name), facts.bit_length())
        for library, topic, position, name, facts in topics
    )
    bearings = connection.execute("SELECT topic, count(*) FROM bearing GROUP BY topic").fetchall()
    assert dict(bearings) == {topic: facts for _, topic, _, _, facts in topics if facts}
    assert_authors_match(connection)
    assert_contexts_match(connection)
    assert load_postings(connection) == build_postings(names, connection)


def assert_contexts_match(connection: sqlite3.Connection) -> None:
    """Check that each topic with facts, source and phrasing is indexed with its words.

    A topic that lost its facts may be indexed still.
    """
    texts = connection.execute(
        """
        SELECT 'topic', id, library, name FROM topic UNION ALL
        SELECT 'topic', topic.id, topic.library, alias.name FROM alias JOIN topic ON id = topic
        UNION ALL
        SELECT 'definition', id, library, definition FROM topic WHERE definition NOT NULL UNION ALL
        SELECT 'source', id, library, title || ' ' || coalesce(site, '') || ' '
            || coalesce(author, '') FROM source UNION ALL
        SELECT 'source', source.id, source.library, citation.author FROM citation
        JOIN source ON source.id = source WHERE citation.author NOT NULL UNION ALL
        SELECT 'phrasing', id, library, text FROM phrasing
        """
    ).fetchall()
    said: dict[tuple[str, int, int], set[str]] = {}
    for entity, id_, library, text in texts:
        said.setdefault((entity, id_, library), set()).update(words(text))
    indexed = {
        (entity, id_, library): set(some.split())
        for entity, id_, library, some in connection.execute("SELECT * FROM context")
    }
    with_facts = {id_ for (id_,) in connection.execute("SELECT id FROM topic WHERE facts > 0")}
    assert all(said[each] == some for each, some in indexed.items())
    assert {
        each for each in said if each[0] in {"source", "phrasing"} or each[1] in with_facts
    } <= {*indexed}


def assert_authors_match(connection: sqlite3.Connection) -> None:
    cited = connection.execute(
        "SELECT library, author, source FROM citation JOIN fact ON id = fact WHERE author NOT NULL"
    ).fetchall()
    texts = Counter((library, author) for library, author, _ in cited)
    rows = connection.execute("SELECT library, text, citations FROM author").fetchall()
    assert {(library, text): count for library, text, count in rows} == texts
    placed = connection.execute(
        "SELECT library, text, source, author_source.citations "
        "FROM author_source JOIN author ON id = author"
    ).fetchall()
    assert {tuple(place): count for *place, count in placed} == Counter(cited)
    named = Counter(
        (library, search_form(name)) for library, author, _ in cited for name in split_names(author)
    )
    counts = connection.execute("SELECT library, words, citations FROM author_name").fetchall()
    assert {(library, words): count for library, words, count in counts} == named
    found = connection.execute(
        "SELECT named.library, words, word FROM author_name AS named "
        "JOIN author_word ON author_word.name = named.id"
    ).fetchall()
    assert sorted(found) == sorted((*name, word) for name in named for word in index_terms(name[1]))
    kept = connection.execute("SELECT count(*) FROM author_link").fetchone()
    assert kept == (sum(len(set(map(search_form, split_names(text)))) for _, text in texts),)


def load_postings(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    return sorted(
        (key, (key & _SEGMENTS) << 16 | int(offset))
        for key, blob in connection.execute("SELECT key, ids FROM posting")
        for offset in np.frombuffer(blob, "<u2")
    )


def build_postings(names: list[NameRow], connection: sqlite3.Connection) -> list[tuple[int, int]]:
    facts = connection.execute("SELECT library, id, text FROM fact ORDER BY id").fetchall()
    known = connection.execute("SELECT library, id, text FROM word").fetchall()
    authors = connection.execute(
        "SELECT library, id, words FROM author_name ORDER BY id"
    ).fetchall()
    rows = [
        ContextRow(*row)
        for row in connection.execute("SELECT * FROM context ORDER BY library, entity, id")
    ]
    titles = connection.execute("SELECT library, id, title FROM source ORDER BY id").fetchall()
    pairs: set[tuple[int, int]] = set()
    for library in (SHARED_LIBRARY, OURS):
        own = [name for name in names if name.library == library]
        texts = [fact for fact in facts if fact[0] == library]
        parts = [name_pairs(library, own), size_pairs(library, own)]
        parts += word_pairs(library, texts, Counter())
        parts.append(author_pairs(library, [each for each in authors if each[0] == library]))
        contexts = [each for each in rows if each.library == library]
        parts += context_pairs(library, contexts, Counter())
        parts.append(title_pairs(library, [each for each in titles if each[0] == library]))
        for _, word, text in (word for word in known if word[0] == library):
            keys = hash_keys(library, Field.WORD_TRIGRAM, trigrams([text])[0])
            parts.append((keys, np.full(len(keys), word)))
        for keys, ids in parts:
            pairs.update(zip((keys | ids >> 16).tolist(), ids.tolist(), strict=True))
    return sorted(pairs)
