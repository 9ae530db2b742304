"""The outbox posts each day once or records it as missed."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from facts.clock.due_dates import DueDate
from facts.clock.errors import ZoneUnknown
from facts.daily.management import DailyFacts
from facts.daily.post import PostId, PostState
from facts.daily.schedule import Trouble
from facts.daily.store import Advance
from facts.model.entities import FactId
from storage.store import SqliteStore
from tests.support.schedules import (
    DAY,
    MANAGER,
    MINUTE,
    NINE,
    NOON,
    ONE,
    SERVER,
    TUESDAY,
    Poster,
    facts,
    plan,
    remove_fact,
    server,
)


async def test_nothing_is_due_before_its_minute(store: SqliteStore) -> None:
    await server(store)
    poster = Poster(store)
    assert await poster.posting.list_due(NINE - timedelta(seconds=1), 10) == ()
    (schedule,) = await poster.posting.list_due(NINE, 10)
    assert await poster.posting.claim(schedule, NINE - timedelta(seconds=1)) is None
    assert await poster.posting.claim(schedule, NINE) is not None
    assert await poster.posting.list_due(NINE, 10) == ()


async def test_a_late_post_is_made_within_its_window_and_recorded_as_missed_after(
    store: SqliteStore,
) -> None:
    daily, poster = await server(store), Poster(store)
    (post,) = await poster.tick(NINE + timedelta(hours=6))
    assert (post.day, post.deadline) == (TUESDAY, NINE + timedelta(hours=6))
    assert await poster.tick(NINE + DAY + timedelta(hours=6, seconds=1)) == []
    (listed,) = await daily.list_schedules(NOON)
    assert listed.last is not None
    assert (listed.last.state, listed.last.day) == (PostState.MISSED, TUESDAY + DAY)
    assert (listed.last.trouble, listed.last.fact) == (Trouble.OVERDUE, None)
    assert listed.schedule.next == DueDate(TUESDAY + 2 * DAY, NINE + 2 * DAY)


async def test_after_a_long_outage_the_last_day_is_posted_and_the_others_recorded(
    store: SqliteStore, path: str
) -> None:
    await server(store)
    (post,) = await Poster(store).tick(NINE + 5 * DAY + MINUTE)
    assert post.day == TUESDAY + 5 * DAY
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT day, state FROM post ORDER BY day").fetchall()
    missed = [((TUESDAY + n * DAY).isoformat(), "missed") for n in range(5)]
    assert rows == [*missed, ((TUESDAY + 5 * DAY).isoformat(), "sent")]


async def test_a_clock_set_back_posts_nothing_twice(store: SqliteStore) -> None:
    _, poster = await server(store), Poster(store)
    for now in (NINE, NINE - DAY, NINE - MINUTE, NINE, NINE + MINUTE, NINE + DAY, NINE):
        await poster.tick(now)
    assert [post.day for post in poster.arrived_posts] == [TUESDAY, TUESDAY + DAY]


async def test_a_restart_after_a_wrong_clock_posts_the_coming_days(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store)
    await poster.tick(NINE)
    await poster.tick(NINE + 40 * DAY)
    assert await poster.tick(NINE + DAY) == []
    assert await poster.posting.refresh_due_dates(NINE + DAY) == 1
    assert await poster.posting.refresh_due_dates(NINE + DAY) == 0
    for n in range(2, 6):
        (post,) = await poster.tick(NINE + n * DAY)
        assert post.day == TUESDAY + n * DAY


@pytest.mark.parametrize("off", [timedelta(hours=1), -timedelta(hours=1)])
async def test_due_dates_by_old_zone_rules_are_recomputed_at_the_start(
    store: SqliteStore, off: timedelta
) -> None:
    _, poster = await server(store), Poster(store)
    (kept,) = await store.schedules.list_due(NINE, 1)
    old = replace(kept, next=DueDate(TUESDAY, NINE + off))
    assert await store.schedules.save(old)
    assert await poster.posting.refresh_due_dates(NOON) == 1
    assert await poster.posting.refresh_due_dates(NOON) == 0
    assert await poster.tick(NINE - MINUTE) == []
    (post,) = await poster.tick(NINE)
    assert (post.day, post.moment) == (TUESDAY, NINE)


async def test_recomputing_leaves_holidays_and_rare_weekdays_alone(store: SqliteStore) -> None:
    daily = await server(store)
    await daily.add(plan(weekdays=(1,)), MANAGER, NOON)
    await daily.skip(ONE, (TUESDAY, TUESDAY + 20 * DAY), MANAGER, NOON)
    before = await daily.list_schedules(NOON)
    assert await Poster(store).posting.refresh_due_dates(NOON) == 0
    assert await daily.list_schedules(NOON) == before


async def test_a_post_of_a_dead_process_is_taken_over_with_its_fact_and_nonce(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store)
    (claimed,) = await poster.claim_due(NINE)
    assert await poster.posting.open_posts(NINE + MINUTE, 10) == ()
    (post,) = await poster.posting.open_posts(NINE + 2 * MINUTE, 10)
    assert post == claimed.post
    taken = await poster.posting.renew_lease(post, NINE + 2 * MINUTE)
    assert taken is not None
    assert (taken.post.nonce, taken.fact, taken.post.attempts) == (post.nonce, claimed.fact, 2)
    assert await poster.posting.open_posts(NINE + 3 * MINUTE, 10) == ()
    await poster.posting.mark_sent(taken.post, 4_711)
    kept = await store.schedules.post(SERVER, post.id)
    assert kept is not None
    assert (kept.state, kept.message) == (PostState.SENT, 4_711)
    assert await poster.posting.open_posts(NINE + DAY, 10) == ()


async def test_a_removed_fact_leaves_its_posts_and_frees_its_day(
    store: SqliteStore, path: str
) -> None:
    daily, poster = await server(store, 3), Poster(store)
    (post,) = await poster.tick(NINE)
    assert post.fact is not None
    await daily.vote(post.fact, 1, True)
    coming = (await daily.preview(ONE, NOON)).forecasts[1].due.day
    await daily.fix(ONE, coming + DAY, post.fact, MANAGER, NOON)
    remove_fact(path, post.fact)
    explained = await daily.explain(post.id)
    assert (explained.fact, explained.post.fact, explained.post.message) == (None, None, 1_000)
    assert (await daily.preview(ONE, NOON)).overrides == ()
    others = {(await poster.tick(NINE + n * DAY))[0].fact for n in (1, 2)}
    assert others == {FactId(1), FactId(2), FactId(3)} - {post.fact}


async def test_a_fact_removed_between_claim_and_sending_is_replaced(
    store: SqliteStore, path: str
) -> None:
    _, poster = await server(store, 3), Poster(store)
    (claimed,) = await poster.claim_due(NINE)
    assert claimed.post.fact is not None
    remove_fact(path, claimed.post.fact)
    (post,) = await poster.tick(NINE + 3 * MINUTE)
    assert post.fact not in {None, claimed.post.fact}
    assert post.nonce == claimed.post.nonce


async def test_a_deleted_zone_stops_only_its_own_schedule(store: SqliteStore, path: str) -> None:
    daily, poster = await server(store), Poster(store)
    await daily.add(plan(), MANAGER, NOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE schedule SET zone = 'Mars/Olympus' WHERE id = 1")
    assert await poster.posting.refresh_due_dates(NOON) == 0
    lost, sound = await poster.posting.list_due(NINE, 10)
    with pytest.raises(ZoneUnknown):
        await poster.posting.claim(lost, NINE)
    assert await poster.posting.claim(sound, NINE)
    listed = await daily.list_schedules(NOON)
    assert [len(each.upcoming) for each in listed] == [0, 3]
    mended = await daily.edit(ONE, plan(), NINE)
    assert mended.upcoming[0].day == TUESDAY


async def test_a_change_by_a_manager_at_the_same_moment_is_not_lost(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    (seen,) = await poster.posting.list_due(NINE, 10)
    moves = Advance((), None, DueDate(TUESDAY + DAY, NINE + DAY))
    await daily.edit(ONE, plan(title="Changed"), NINE)
    assert await store.schedules.advance(seen, moves, NINE) is None
    assert not await store.schedules.save(seen)
    (post,) = await poster.tick(NINE)
    assert post.day == TUESDAY
    (kept,) = await daily.schedules()
    assert kept.plan.title == "Changed"


async def test_a_post_goes_to_the_channel_of_its_claim(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    (claimed,) = await poster.claim_due(NINE)
    await daily.edit(ONE, plan(channel=20), NINE)
    (post,) = await poster.tick(NINE + 3 * MINUTE)
    assert (claimed.post.channel, post.channel) == (10, 10)
    (post,) = await poster.tick(NINE + DAY)
    assert post.channel == 20


async def test_votes_and_posts_store_the_largest_ids_of_discord(store: SqliteStore) -> None:
    snowflake = 2**63 - 1
    await facts(store, 1)
    daily = DailyFacts(store, SERVER)
    await daily.add(plan(channel=snowflake, role=snowflake), snowflake, NOON)
    (post,) = await Poster(store).tick(NINE)
    await store.schedules.mark_sent(post, snowflake)
    assert (await daily.vote(FactId(1), snowflake, True)).ballot.ups == 1
    kept = await store.schedules.post(SERVER, PostId(1))
    assert kept is not None
    assert (kept.channel, kept.message) == (snowflake, snowflake)
    assert len(kept.nonce) <= 25
