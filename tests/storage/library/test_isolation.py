import asyncio
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.citations.source_keys import read_source_key
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId, SourceId, TopicId
from facts.model.results import Matches
from facts.model.selection import EVERYTHING, WHOLE, Selection
from facts.search.claim_parser import parse_claim_query
from facts.search.name_query import parse_name_query
from facts.search.name_ranking import rank_names
from facts.store.library_store import LibraryStore, Snapshot
from storage.store import SqliteStore, open_store
from tests.support.builders import add, fact_draft, source_draft, topic_draft

OURS, THEIRS = LibraryId(111), LibraryId(222)


WORDS = ("text", "said by all", "theirs text", "of222a text")


KEYS = ("shared", "ours", "theirs")
KNOWN = (*KEYS, "of222a", "of222b", "of222c")


def match(snapshot: Snapshot, typed: str) -> Matches:
    query = parse_name_query(typed, half_typed=True)
    return snapshot.names.match(query, partial(rank_names, query), 100)


def read_everything(snapshot: Snapshot) -> str:
    """Return everything that a library can read, as one text."""
    numbers = range(1, 12)
    facts, sources, topics = snapshot.facts, snapshot.sources, snapshot.topics
    names = (f"{word}{what}" for word in KEYS for what in ("topic", "alias"))
    answers = [
        topics.list(),
        topics.count(),
        facts.list(EVERYTHING),
        facts.load_page(EVERYTHING),
        sources.list(EVERYTHING),
        sources.load_page(EVERYTHING),
        facts.count_kinds(),
        sources.count_sites(),
        snapshot.names.find_largest(100),
        *[match(snapshot, typed) for typed in ("topic alias", "s", "their topic")],
        snapshot.names.resolve(names),
        *[snapshot.claims.find_nearest(EVERYTHING, parse_claim_query(word)) for word in WORDS],
        snapshot.claims.count_known_words(KNOWN),
        *[snapshot.claims.complete_word(word[:1], 100) for word in KNOWN],
        topics.summarize(TopicId(n) for n in numbers),
        topics.get_many(TopicId(n) for n in numbers),
        facts.get_many(FactId(n) for n in numbers),
        *[facts.list_changes(FactId(n)) for n in numbers],
        *[topics.find_related(TopicId(n), 100) for n in numbers],
        *[sources.list_common(TopicId(n), TopicId(m)) for n in numbers for m in numbers],
        *[topics.compare(TopicId(n), TopicId(m), WHOLE) for n in numbers for m in numbers],
        *[topics.load_page(Selection(TopicId(n)), WHOLE, 100, 100) for n in numbers],
        facts.list_numbers(EVERYTHING, 100),
        *[facts.find_next(EVERYTHING, bytes([8 * n]), None) for n in numbers],
        *[facts.count(Selection(topic=TopicId(n))) for n in numbers],
        facts.load_newest(EVERYTHING),
        facts.list(Selection(author="author")),
        sources.list(Selection(author="author")),
        *[topics.list_largest(Selection(source=SourceId(n)), 100) for n in numbers],
        snapshot.citations.find_largest_authors(100),
        snapshot.citations.find_named_authors("author", 100),
        *[snapshot.citations.find_similar_authors(word) for word in ("author", "theirs", "a")],
        tuple(snapshot.citations.iterate_author_words()),
        snapshot.citations.find_similar_titles("theirs title"),
        snapshot.citations.find_by_keys(
            key for word in KEYS for key in read_source_key(f"https://{word}.example")
        ),
        *[facts.list(Selection(source=SourceId(n))) for n in numbers],
        *[facts.list(Selection(topic=TopicId(n))) for n in numbers],
        *[sources.list(Selection(topic=TopicId(n))) for n in numbers],
    ]
    return repr(answers)


async def fill(store: LibraryStore, library: LibraryId, word: str) -> None:
    await add(
        store,
        topic_draft(f"{word} topic", f"{word} alias", definition=f"{word} definition"),
        fact_draft(
            f"{word} text",
            source_draft(f"{word} title", f"{word}.example", url=f"https://{word}.example"),
            kind=f"{word}kind",
            author=f"{word} author",
            topics=(f"{word} topic",),
        ),
        fact_draft("Said by all.", topics=("common", f"{word} topic")),
        library=library,
    )


async def test_a_server_sees_its_own_facts_and_the_shared_ones_and_no_others(
    store: SqliteStore,
) -> None:
    await fill(store, SHARED_LIBRARY, "shared")
    await fill(store, OURS, "ours")
    await fill(store, THEIRS, "theirs")
    visible_text = await store.read(OURS, read_everything)
    assert "ours text" in visible_text
    assert "shared text" in visible_text
    assert "theirs" not in visible_text
    assert (await store.read(OURS, lambda it: it.facts.count(EVERYTHING))).facts == 4


async def test_direct_messages_see_the_shared_library_only(store: SqliteStore) -> None:
    await fill(store, SHARED_LIBRARY, "shared")
    await fill(store, OURS, "ours")
    assert "ours" not in await store.read(SHARED_LIBRARY, read_everything)


async def test_the_same_text_on_two_servers_is_two_facts(store: SqliteStore) -> None:
    await add(store, fact_draft("Said by all."), library=OURS)
    figures = await add(store, fact_draft("Said by all."), library=THEIRS)
    assert (figures.new, figures.sources, figures.topics) == (1, 1, 1)


async def test_a_servers_fact_is_filed_under_shared_topics_and_sources(store: SqliteStore) -> None:
    await add(store, fact_draft("Said by all."))
    figures = await add(store, fact_draft("Said by all."), library=THEIRS)
    assert (figures.new, figures.sources, figures.topics) == (1, 0, 0)
    for library, facts in ((THEIRS, 2), (OURS, 1), (SHARED_LIBRARY, 1)):
        (topic,) = await store.read(library, lambda snapshot: snapshot.topics.list())
        assert (topic.facts, topic.sources) == (facts, 1)


async def test_an_alias_in_one_library_names_nothing_in_another(store: SqliteStore) -> None:
    await add(store, topic_draft("power naps", "PN"), fact_draft("One."), library=THEIRS)
    figures = await add(store, fact_draft("Two.", topics=("PN",)), library=OURS)
    assert figures.topics == 1


@pytest.mark.slow
@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.sampled_from([SHARED_LIBRARY, OURS, THEIRS]), st.sampled_from("abc")),
        max_size=6,
    )
)
def test_no_sequence_of_imports_lets_one_server_see_another(
    imports: list[tuple[LibraryId, str]],
) -> None:
    async def check(path: str) -> None:
        async with open_store(path) as store:
            for library, letter in imports:
                await fill(store, library, f"of{library}{letter}")
            assert "of222" not in await store.read(OURS, read_everything)

    with TemporaryDirectory() as folder:
        asyncio.run(check(str(Path(folder, "footnote.db"))))


async def test_every_object_names_its_library(store: SqliteStore) -> None:
    await add(store, fact_draft("Said by all.", topics=("shared topic",)))
    await add(store, fact_draft("Ours.", source_draft("Ours"), topics=("our topic",)), library=OURS)

    def list_owners(snapshot: Snapshot) -> list[list[LibraryId]]:
        facts = snapshot.facts.list(EVERYTHING)
        return [
            [each.library for each in facts],
            [fact.citations[0].source.library for fact in facts],
            [each.source.library for each in snapshot.sources.list(EVERYTHING)],
            sorted(each.topic.library for each in snapshot.topics.list()),
            [each.library for each in snapshot.topics.get_many([TopicId(1), TopicId(2)])],
        ]

    assert await store.read(OURS, list_owners) == [[SHARED_LIBRARY, OURS]] * 5
