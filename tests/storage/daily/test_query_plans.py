"""Every query of the posting loop uses an index."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from facts.daily.post import PostId
from facts.daily.schedule import ScheduleId
from facts.model.entities import FactId
from storage.daily import open_posts, posts, schedule_state, schedules, votes
from storage.store import SqliteStore
from tests.support.plans import explain_queries
from tests.support.schedules import DAY, MANAGER, NOON, OTHER, SERVER, Poster, server

ONE = ScheduleId(1)
NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)


def read_history(connection: sqlite3.Connection) -> object:
    schedule = schedules.find_schedule(ONE, connection)
    assert schedule is not None
    return schedule_state.load_history(schedule, connection)


@pytest.mark.parametrize(
    "ask",
    [
        lambda connection: schedules.list_due(NINE + 5 * DAY, 10, connection),
        lambda connection: schedules.list_due_after(NINE, ScheduleId(0), 10, connection),
        lambda connection: schedules.list_for_server(SERVER, connection),
        lambda connection: schedules.get_schedule(SERVER, ONE, connection),
        lambda connection: open_posts.list_open(NINE + 5 * DAY, 10, connection),
        lambda connection: posts.get_last_post(ONE, connection),
        lambda connection: posts.get_post(SERVER, PostId(1), connection),
        lambda connection: schedule_state.load_state(ONE, NINE, None, connection),
        lambda connection: schedule_state.list_states(SERVER, NINE, connection),
        read_history,
        lambda connection: votes.get_ballot(SERVER, FactId(1), connection),
        lambda connection: votes.list_ballots(SERVER, connection),
    ],
    ids="due after server schedule open last post state states history ballot ballots".split(),
)
async def test_no_query_of_the_loop_scans_a_table(
    store: SqliteStore, path: str, ask: Callable[[sqlite3.Connection], object]
) -> None:
    daily, poster = await server(store), Poster(store)
    await poster.tick(NINE)
    await poster.claim_due(NINE + DAY)
    await daily.skip_next(ONE, MANAGER, NINE + DAY)
    await daily.vote(FactId(1), MANAGER, True)
    assert not [step for step in explain_queries(path, ask) if step.startswith("SCAN")]


async def test_one_page_of_ten_thousand_due_schedules_is_read(
    store: SqliteStore, path: str
) -> None:
    await server(store)
    with closing(sqlite3.connect(path)) as connection:
        few = count_steps(connection)
        with connection:
            connection.execute(
                """
                WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many LIMIT 9999)
                INSERT INTO schedule (server, channel, at, zone, weekdays, topics, kinds, sites,
                    thread, pin, publish, catch_up, made_by, next_day, next_at)
                SELECT n, n, at, zone, weekdays, topics, kinds, sites,
                    thread, pin, publish, catch_up, made_by, next_day, next_at
                FROM schedule, many
                """
            )
        assert count_steps(connection) < 60 * few
    due = await Poster(store).posting.list_due(NINE, 50)
    assert [schedule.id for schedule in due] == list(range(1, 51))


def count_steps(connection: sqlite3.Connection) -> int:
    """Return how many virtual machine instructions SQLite runs for one page."""
    run = 0

    def count() -> int:
        nonlocal run
        run += 1
        return 0

    connection.set_progress_handler(count, 1)
    schedules.list_due(NINE, 50, connection)
    connection.set_progress_handler(None, 1)
    return run


async def test_posts_of_years_do_not_slow_the_next(store: SqliteStore) -> None:
    daily, poster = await server(store, 3), Poster(store)
    for n in range(60):
        await poster.tick(NINE + n * DAY)
    state = await store.schedules.load_state(ONE, NINE + timedelta(days=60))
    assert state is not None
    assert len(state.history.turns) <= 2 * 3
    assert len(state.posted_days) <= 3
    assert len(await daily.list_schedules(NOON)) == 1
    assert await store.schedules.schedules(OTHER) == ()
