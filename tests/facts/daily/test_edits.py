"""Edits and pauses of a schedule never cause a second post."""

import pytest

from facts.daily.errors import DayNotUpcoming
from facts.daily.schedule import Trouble
from facts.model.entities import FactId
from storage.store import SqliteStore
from tests.support.schedules import (
    DAY,
    MANAGER,
    MINUTE,
    NINE,
    NOON,
    ONE,
    TUESDAY,
    Poster,
    at,
    plan,
    server,
)


async def test_a_paused_schedule_posts_nothing_and_misses_nothing(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    paused = await daily.pause(ONE, NOON)
    assert paused.upcoming == ()
    assert await poster.tick(NOON + 5 * DAY) == []
    assert (await daily.preview(ONE, NOON + 5 * DAY)).forecasts[0].due.day == TUESDAY + 5 * DAY
    resumed = await daily.resume(ONE, NOON + 5 * DAY)
    assert resumed.upcoming[0].day == TUESDAY + 5 * DAY
    assert [post.day for post in await poster.tick(NOON + 6 * DAY)] == [TUESDAY + 5 * DAY]
    assert (await daily.list_schedules(NOON + 6 * DAY))[0].last.id == 1  # type: ignore[union-attr]


async def test_a_post_that_is_being_tried_waits_while_its_schedule_is_paused(
    store: SqliteStore,
) -> None:
    daily, poster = await server(store), Poster(store, trouble=Trouble.DISCORD)
    await poster.tick(NINE)
    poster.trouble = None
    await daily.pause(ONE, NINE)
    assert await poster.tick(NINE + 5 * MINUTE) == []
    await daily.resume(ONE, NINE + 10 * MINUTE)
    assert [post.day for post in await poster.tick(NINE + 15 * MINUTE)] == [TUESDAY]


async def test_no_edit_makes_a_second_post_of_a_day(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    await poster.tick(at("2026-03-03T09:00"))
    for time_, zone in (("18:00", "UTC"), ("23:00", "Pacific/Honolulu"), ("10:00", "UTC")):
        await daily.edit(ONE, plan(time_, zone), at("2026-03-03T09:30"))
        await daily.pause(ONE, at("2026-03-03T09:31"))
        await daily.resume(ONE, at("2026-03-03T09:32"))
    await poster.tick(at("2026-03-03T23:00"))
    await poster.tick(at("2026-03-04T12:00"))
    days = [post.day for post in poster.arrived_posts]
    assert days == [TUESDAY, TUESDAY + DAY]


async def test_a_day_that_has_its_post_is_not_listed_as_upcoming(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    await poster.tick(at("2026-03-03T09:00"))
    listed = await daily.edit(ONE, plan("18:00"), at("2026-03-03T09:30"))
    assert listed.upcoming[0].moment == at("2026-03-04T18:00")
    assert (await daily.preview(ONE, at("2026-03-03T09:30"))).forecasts[0].due == listed.upcoming[0]
    with pytest.raises(DayNotUpcoming):
        await daily.fix(ONE, TUESDAY, FactId(1), MANAGER, at("2026-03-03T09:30"))


async def test_a_due_day_stays_due_after_an_edit(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    await daily.edit(ONE, plan("08:00", title="New"), at("2026-03-03T09:01"))
    (post,) = await poster.tick(at("2026-03-03T09:02"))
    assert (post.day, post.moment) == (TUESDAY, at("2026-03-03T09:00"))
    (listed,) = await daily.list_schedules(at("2026-03-03T09:03"))
    assert listed.upcoming[0].moment == at("2026-03-04T08:00")
