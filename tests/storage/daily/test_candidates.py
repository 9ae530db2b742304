"""A large library is read in buckets, with the same promises."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import pytest

from facts.daily.management import DailyFacts
from facts.daily.schedule import FactFilter, ScheduleId
from facts.daily.turn import TurnReason
from facts.model.entities import CLAIM, FactId, Kind, TopicId
from storage.daily.candidates import PoolLimits
from storage.daily.fact_filter import (
    DigestBucket,
    build_select,
    build_select_among,
    count_matching,
    find_in_bucket,
)
from storage.daily.store import SqliteScheduleStore
from storage.engine.sqlite.database import open_database
from storage.search.indexer import index_pending
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft, source_draft
from tests.support.schedules import DAY, MANAGER, NOON, OTHER, SERVER, Poster, facts, plan, server

ONE = ScheduleId(1)
NUMBER = 60


@pytest.fixture
async def store(path: str) -> AsyncIterator[SqliteStore]:
    """A store that divides even a small library into buckets."""
    async with open_database(path, index_pending) as database:
        store = SqliteStore(database)
        store.schedules = SqliteScheduleStore(database, PoolLimits(read_all=20, bucket_size=8))
        yield store


@pytest.mark.slow
async def test_each_of_many_facts_comes_once_a_round_as_previewed(
    store: SqliteStore,
) -> None:
    daily, poster = await server(store, NUMBER), Poster(store)
    for n in range(2 * NUMBER):
        now = NOON + n * DAY
        forecasts = (await daily.preview(ONE, now)).forecasts
        (post,) = await poster.tick(now + DAY)
        assert post.turn == forecasts[0].turn
    for round_ in (poster.arrived_posts[:NUMBER], poster.arrived_posts[NUMBER:]):
        turns = [post.turn for post in round_ if post.turn]
        assert {turn.fact for turn in turns} == set(range(1, NUMBER + 1))
        assert [turn.place for turn in turns] == list(range(1, NUMBER + 1))
        assert {turn.round_size for turn in turns} == {NUMBER}
        assert len({turn.round for turn in turns}) == 1
    orders = [post.fact for post in poster.arrived_posts]
    assert orders[:NUMBER] != orders[NUMBER:]


async def test_five_posts_from_many_facts_match_their_preview(store: SqliteStore) -> None:
    daily, poster = await server(store, NUMBER), Poster(store)
    for start in range(0, 50, 5):
        forecasts = (await daily.preview(ONE, NOON + start * DAY)).forecasts
        for n, forecast in enumerate(forecasts, start + 1):
            (post,) = await poster.tick(NOON + n * DAY)
            assert post.turn == forecast.turn


async def test_a_new_fact_comes_soon_among_many(store: SqliteStore) -> None:
    _, poster = await server(store, NUMBER), Poster(store)
    await poster.tick(NOON + DAY)
    await add(store, fact_draft("New."), fact_draft("Newer."), library=SERVER)
    await add(store, fact_draft("Theirs."), library=OTHER)
    posts = [(await poster.tick(NOON + n * DAY))[0] for n in range(2, 6)]
    whys = [post.turn.reason.why for post in posts if post.turn]
    assert [why is TurnReason.NEW for why in whys] == [True, False, True, False]
    assert {posts[0].fact, posts[2].fact} == {NUMBER + 1, NUMBER + 2}


async def test_a_fact_fixed_to_a_day_is_counted_among_many(store: SqliteStore) -> None:
    daily = await server(store, NUMBER)
    day = (NOON + DAY).date()
    for number in range(1, NUMBER + 1, 7):
        await daily.fix(ONE, day, FactId(number), MANAGER, NOON)
        fixed, *_ = (await daily.preview(ONE, NOON)).forecasts
        assert fixed.turn is not None
        assert (fixed.turn.place, fixed.turn.round_size) == (1, NUMBER)


@pytest.mark.parametrize(
    "choice",
    [
        FactFilter(),
        FactFilter(topics=(TopicId(1), TopicId(3))),
        FactFilter(kinds=(Kind("quote"),)),
        FactFilter(sites=("one.example",)),
        FactFilter((TopicId(1),), (CLAIM,), ("example.org",)),
    ],
)
async def test_every_query_of_a_filter_finds_the_same_facts(
    store: SqliteStore, path: str, choice: FactFilter
) -> None:
    await facts(store, 20, topics=("naps",))
    await facts(store, 20, word="Food", topics=("food",), kind="quote")
    site = source_draft("Title", "one.example")
    await add(store, *(fact_draft(f"Rest {n}.", site, topics=("naps", "rest")) for n in range(20)))
    await facts(store, 5, SERVER, topics=("rest",))
    await facts(store, 5, OTHER)
    with closing(sqlite3.connect(path)) as connection:
        expected = {fact for (fact,) in connection.execute(*build_select(SERVER, choice))}
        among = {fact for (fact,) in connection.execute(*build_select_among(SERVER, choice))}
        assert among == expected
        assert count_matching(SERVER, choice, connection) == len(expected) > 0
        for few in (True, False):
            heaps = [
                find_in_bucket(SERVER, choice, DigestBucket(n, 3, few), connection)
                for n in range(8)
            ]
            assert set().union(*heaps) == expected
            assert sum(map(len, heaps)) == len(expected)


async def test_a_filter_applies_to_a_large_library(store: SqliteStore) -> None:
    await facts(store, 30, topics=("naps",))
    await facts(store, 30, word="Food", topics=("food",))
    await facts(store, 5, OTHER, topics=("naps",))
    await DailyFacts(store, SERVER).add(plan(fact_filter=FactFilter((TopicId(1),))), MANAGER, NOON)
    poster = Poster(store)
    for n in range(1, 31):
        await poster.tick(NOON + n * DAY)
    assert {post.fact for post in poster.arrived_posts} == set(range(1, 31))
