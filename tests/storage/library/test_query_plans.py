"""Look-ups and imports use indexes, whatever the size."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial

import pytest

from facts.citations.source_keys import read_source_key
from facts.model.entities import (
    CLAIM,
    SHARED_LIBRARY,
    ChannelId,
    ChannelSetting,
    FactId,
    LibraryId,
    SourceId,
    TopicId,
)
from facts.model.results import Matches
from facts.model.selection import EVERYTHING, WHOLE, Selection, Slice, TopicOrder
from facts.search.claim_parser import parse_claim_query
from facts.search.name_query import NameCandidate, ScoredName, parse_name_query
from facts.search.name_ranking import rank_names
from storage.library import authors, channels, facts, pages, sources, topics
from storage.library.lists.kept_counts import has_facts
from storage.library.lists.topic_list import list_topics
from storage.library.lists.view import View
from storage.library.readers import SqliteFactReader, SqliteSourceReader, SqliteTopicReader
from storage.search import (
    claims,
    exact_match,
    label_candidates,
    names,
    title_candidates,
    vocabulary,
)
from storage.search.word_reader import WordReader
from storage.store import SqliteStore
from tests.support.builders import NOTE, add, fact_draft, source_draft, topic_draft
from tests.support.curation import SERVER, curate
from tests.support.plans import explain_queries


def look_up(typed: str, connection: sqlite3.Connection) -> Matches:
    query = parse_name_query(typed)
    return names.match_names(SHARED_LIBRARY, query, partial(rank_names, query), 5, connection)


def view(connection: sqlite3.Connection) -> View:
    return View(SHARED_LIBRARY, connection)


_SCANNED = {"chosen", "json_each", "CONSTANT", "typed", "term", "wanted", "named", "found"}
"""What is chosen or typed, and never a table."""
FOCUSED = Selection(focus=ChannelId(7))
FULL = source_draft(url="https://example.org/1", published="Mar 2026")


@pytest.mark.parametrize(
    "ask",
    [
        lambda connection: sources.find(SHARED_LIBRARY, FULL, connection),
        lambda connection: topics.find(SHARED_LIBRARY, "naps", connection),
        lambda connection: topics.get_topic(SHARED_LIBRARY, TopicId(1), connection),
        lambda connection: facts.get_fact(SHARED_LIBRARY, FactId(1), connection),
        lambda connection: look_up("siesta", connection),
        lambda connection: look_up("siesat", connection),
        lambda connection: look_up("what is a power nap?", connection),
        lambda connection: exact_match.resolve_names(
            SHARED_LIBRARY, ("siesta", "naps"), connection
        ),
        lambda connection: channels.list_settings(
            SHARED_LIBRARY, (ChannelId(8), ChannelId(7)), connection
        ),
        lambda connection: pages.list_facts(view(connection), FOCUSED, WHOLE),
        lambda connection: pages.list_facts(view(connection), Selection(TopicId(1)), WHOLE),
        lambda connection: pages.list_facts(view(connection), Selection(author="ann lee"), WHOLE),
        lambda connection: authors.find_named(SHARED_LIBRARY, "ann", 5, connection),
        lambda connection: label_candidates.find_similar_authors(SHARED_LIBRARY, "an", connection),
        lambda connection: label_candidates.find_similar_titles(SHARED_LIBRARY, "papr", connection),
        lambda connection: title_candidates.find_titled(SHARED_LIBRARY, "pape", 5, connection),
        lambda connection: sources.find_by_keys(
            SHARED_LIBRARY, read_source_key("example.org/1"), connection
        ),
        lambda connection: names.find_largest(SHARED_LIBRARY, 25, connection),
        lambda connection: topics.resolve_aliases(SHARED_LIBRARY, ("siesta",), connection),
        lambda connection: claims.find_nearest(
            WordReader(SHARED_LIBRARY, connection), EVERYTHING, parse_claim_query("on"), WHOLE
        ),
        lambda connection: vocabulary.count_known_words(
            WordReader(SHARED_LIBRARY, connection), ("one", "others")
        ),
        lambda connection: vocabulary.complete_word(SHARED_LIBRARY, "on", 2, connection),
    ],
    ids=[
        "source",
        "topic by name",
        "topic",
        "fact",
        "name",
        "misspelled name",
        "name in a question",
        "keys",
        "channel",
        "focus",
        "facts of a topic",
        "facts by an author",
        "author",
        "half-typed author",
        "title",
        "part of a title",
        "address",
        "largest topics",
        "alias",
        "words",
        "known words",
        "completed word",
    ],
)
async def test_no_look_up_scans_a_table(
    store: SqliteStore, path: str, ask: Callable[[sqlite3.Connection], object]
) -> None:
    await add(
        store,
        topic_draft("naps", "siesta"),
        fact_draft("One.", FULL),
        fact_draft("On and on.", author="Ann Lee, Bo Chen · Nap Lab"),
    )
    about_naps = ChannelSetting(ChannelId(7), ((TopicId(1), "naps"),))
    await store.set_channel(SHARED_LIBRARY, ChannelId(7), lambda _: about_naps, NOTE)
    assert not [
        step
        for step in explain_queries(path, ask)
        if ("SCAN" in step and "(subquery" not in step and not _SCANNED & set(step.split()))
        or ("(library=?)" in step and "SEARCH hidden" not in step)
    ]


LARGE_TABLES = {"fact", "citation", "bearing", "source", "topic", "topic_fact", "topic_source"}
PART = Slice(5, 5)


ON_TOPIC = (
    Selection(TopicId(1)),
    Selection(TopicId(1), kind=CLAIM),
    Selection(TopicId(1), source=SourceId(1)),
    Selection(TopicId(1), site="example.org"),
    Selection(TopicId(1), since="2026"),
    Selection(TopicId(1), author="ann lee"),
)
ON_ANY_TOPIC = (
    Selection(source=SourceId(1)),
    Selection(site="example.org"),
    Selection(since="2026"),
    Selection(author="ann lee"),
    Selection(kind=CLAIM),
    FOCUSED,
)


@pytest.mark.parametrize("library", [SHARED_LIBRARY, SERVER])
@pytest.mark.parametrize(
    "read",
    [
        *(
            partial(
                lambda it, chosen: SqliteTopicReader(it).load_page(chosen, PART, 25, 3), chosen=each
            )
            for each in ON_TOPIC
        ),
        *(
            partial(load, chosen=each)
            for load in (
                lambda it, chosen: SqliteFactReader(it).load_newest(chosen, PART),
                lambda it, chosen: SqliteFactReader(it).list_numbers(chosen, 100),
                lambda it, chosen: SqliteFactReader(it).has_any(chosen),
                lambda it, chosen: SqliteSourceReader(it).load_page(chosen, PART),
            )
            for each in (*ON_TOPIC, *ON_ANY_TOPIC)
        ),
        lambda it: SqliteFactReader(it).count(EVERYTHING),
        lambda it: SqliteFactReader(it).count_kinds(),
        lambda it: SqliteFactReader(it).list_newest(5),
        lambda it: SqliteTopicReader(it).compare(TopicId(1), TopicId(2), PART),
        lambda it: SqliteTopicReader(it).list_largest(Selection(source=SourceId(1)), 5),
        *(
            partial(lambda it, order: SqliteTopicReader(it).list(order, PART), order=order)
            for order in TopicOrder
        ),
        lambda it: SqliteSourceReader(it).load_page(EVERYTHING, PART),
        lambda it: SqliteSourceReader(it).count_sites(Selection(TopicId(1))),
    ],
)
async def test_no_read_scans_a_large_table(
    store: SqliteStore, path: str, library: LibraryId, read: Callable[[View], object]
) -> None:
    await add(store, fact_draft("One.", FULL, topics=("naps", "tea")))
    await add(store, fact_draft("Two.", author="Ann Lee", topics=("naps",)), library=SERVER)
    await curate(store, SERVER).remove_facts([FactId(1)])
    steps = explain_queries(path, lambda connection: [read(View(library, connection))])
    assert steps
    assert not [step for step in steps if "SCAN" in step and LARGE_TABLES & set(step.split()[1:2])]


async def test_one_servers_size_does_not_slow_another_server(store: SqliteStore, path: str) -> None:
    ours, theirs = LibraryId(1), LibraryId(2)
    pages = [fact_draft(f"Nap {n} helps.", topics=(f"power nap {n}",)) for n in range(40)]
    await add(store, *pages, library=ours)
    with closing(sqlite3.connect(path)) as connection:
        before = count_search_instructions(ours, connection)
        many = (fact_draft(f"Nap {n} harms.", topics=(f"power nap {n}",)) for n in range(3_000))
        await add(store, *many, library=theirs)
        assert count_search_instructions(ours, connection) < 1.2 * before


async def test_a_miss_takes_no_longer_with_more_facts(store: SqliteStore, path: str) -> None:
    def ask(connection: sqlite3.Connection) -> bool:
        return has_facts(view(connection), EVERYTHING)

    await add(store, fact_draft("One."))
    with closing(sqlite3.connect(path)) as connection:
        assert ask(connection)  # the first question also reads the schema
        before = count_instructions(ask, connection)
        await add(store, *(fact_draft(f"Fact {n}.") for n in range(200)))
        assert count_instructions(ask, connection) == before


def count_search_instructions(library: LibraryId, connection: sqlite3.Connection) -> int:
    """Return how many instructions SQLite runs for a look-up and a search."""
    query = parse_name_query("powr nap", half_typed=True)
    look_up = partial(names.match_names, library, query, partial(rank_names, query), 25)

    def search(connection: sqlite3.Connection) -> object:
        reader = WordReader(library, connection)
        return claims.find_nearest(reader, EVERYTHING, parse_claim_query("nap helps"), Slice(0, 10))

    return count_instructions(look_up, connection) + count_instructions(search, connection)


def count_instructions(
    ask: Callable[[sqlite3.Connection], object], connection: sqlite3.Connection
) -> int:
    """Return how many virtual machine instructions SQLite runs for a query."""
    run = 0

    def count() -> int:
        nonlocal run
        run += 1
        return 0

    connection.set_progress_handler(count, 1)
    ask(connection)
    connection.set_progress_handler(None, 1)
    return run


async def test_the_texts_of_a_search_are_read_by_few_statements(
    store: SqliteStore, path: str
) -> None:
    await add(store, *(fact_draft(f"Naps help, {n}.") for n in range(300)))
    with closing(sqlite3.connect(path)) as connection:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        reader = WordReader(SHARED_LIBRARY, connection)
        query = parse_claim_query('"help naps"')
        assert claims.find_nearest(reader, EVERYTHING, query, WHOLE).count == 0
    assert sum("text FROM" in sql for sql in statements) == 2


async def test_weak_names_are_scored_only_up_to_the_minimum(store: SqliteStore, path: str) -> None:
    await add(store, topic_draft("gradient descent"), fact_draft("Nap."))
    await add(store, *(topic_draft(f"gradual {n}") for n in range(40)))
    assert len(list_scored_names("gradient desent", path)) == 25
    assert len(list_scored_names("gradul", path)) >= 40


def list_scored_names(typed: str, path: str) -> list[NameCandidate]:
    """Return the names that a look-up scores."""
    scored: list[NameCandidate] = []

    def rank(names: Sequence[NameCandidate]) -> list[ScoredName]:
        scored.extend(names)
        return rank_names(query, names)

    query = parse_name_query(typed)
    with closing(sqlite3.connect(path)) as connection:
        names.match_names(SHARED_LIBRARY, query, rank, 5, connection)
    return scored


async def test_hidden_facts_do_not_slow_the_list_of_topics(store: SqliteStore, path: str) -> None:
    names = [f"topic {number}" for number in range(100)]
    await add(store, *(fact_draft(f"On {name}.", topics=(name,)) for name in names))

    def read(connection: sqlite3.Connection) -> object:
        return list_topics(View(SERVER, connection), TopicOrder.LARGEST, Slice(0, 5))

    with closing(sqlite3.connect(path)) as connection:
        assert read(connection)  # the first question also reads the schema
        before = count_instructions(read, connection)
        await curate(store, SERVER).remove_facts([FactId(number) for number in range(1, 51)])
        assert count_instructions(read, connection) < 2 * before
