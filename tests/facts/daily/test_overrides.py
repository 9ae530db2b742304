"""Overrides of future days: swaps, fixed facts and skips."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from facts.daily.errors import DayNotUpcoming, SkipTooLong
from facts.daily.management import DailyFacts
from facts.daily.post import PostId
from facts.daily.schedule import FactFilter
from facts.daily.schedule_editor import MAX_SKIP
from facts.daily.turn import TurnReason
from facts.model.entities import FactId, Kind
from facts.model.errors import FactNotFound, NoFactMatches
from storage.store import SqliteStore
from tests.support.schedules import (
    DAY,
    MANAGER,
    NOON,
    ONE,
    SERVER,
    TUESDAY,
    Poster,
    facts,
    plan,
    server,
)


async def test_the_preview_is_posted(store: SqliteStore) -> None:
    daily, poster = await server(store, 4), Poster(store)
    forecasts = (await daily.preview(ONE, NOON, 10)).forecasts
    assert [forecast.due.day for forecast in forecasts] == [TUESDAY + n * DAY for n in range(10)]
    for forecast in forecasts:
        (post,) = await poster.tick(forecast.due.moment)
        assert post.turn == forecast.turn
        assert forecast.fact is not None
        assert post.fact == forecast.fact.id


async def test_a_swapped_fact_comes_later(store: SqliteStore) -> None:
    daily = await server(store)
    before = (await daily.preview(ONE, NOON)).forecasts
    second = before[1]
    await daily.swap(ONE, second.due.day, 77, NOON)
    after = (await daily.preview(ONE, NOON, 12)).forecasts
    assert after[1].fact is not None
    assert after[1].fact not in [forecast.fact for forecast in before]
    assert after[1].turn is not None
    assert (after[1].turn.reason.why, after[1].turn.reason.person) == (TurnReason.FIXED, 77)
    later = [forecast.fact for forecast in after]
    assert later.index(second.fact) > 1
    assert len({fact.id for fact in later if fact}) == 12


async def test_repeated_swaps_offer_different_facts(store: SqliteStore) -> None:
    daily = await server(store, 9)
    replacements = []
    for _ in range(8):
        await daily.swap(ONE, TUESDAY, MANAGER, NOON)
        (swapped, *_) = (await daily.preview(ONE, NOON)).forecasts
        assert swapped.fact is not None
        replacements.append(swapped.fact.id)
    assert all(one != other for one, other in pairwise(replacements))
    assert len(set(replacements)) >= 4


async def test_the_only_fact_cannot_be_swapped(store: SqliteStore) -> None:
    daily = await server(store, 1)
    with pytest.raises(NoFactMatches):
        await daily.swap(ONE, TUESDAY, MANAGER, NOON)


async def test_only_future_days_can_be_overridden(store: SqliteStore) -> None:
    daily = await server(store)
    fact = FactId(1)
    monday = TUESDAY - DAY
    with pytest.raises(DayNotUpcoming):
        await daily.swap(ONE, monday, MANAGER, NOON)
    with pytest.raises(DayNotUpcoming):
        await daily.fix(ONE, monday, fact, MANAGER, NOON)
    with pytest.raises(DayNotUpcoming):
        await daily.skip(ONE, (monday - 3 * DAY, monday), MANAGER, NOON)
    with pytest.raises(DayNotUpcoming):
        await daily.fix(ONE, date.max - 9 * DAY, fact, MANAGER, NOON)
    with pytest.raises(DayNotUpcoming):
        await daily.skip(ONE, (date(9000, 1, 1), date(9000, 1, 2)), MANAGER, NOON)
    with pytest.raises(FactNotFound):
        await daily.fix(ONE, TUESDAY, FactId(99), MANAGER, NOON)
    assert (await daily.preview(ONE, NOON)).overrides == ()


async def test_a_fact_fixed_to_a_day_comes_on_it_and_not_before(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    first = (await daily.preview(ONE, NOON)).forecasts[0].fact
    assert first is not None
    day = TUESDAY + 4 * DAY
    assert await daily.fix(ONE, day, first.id, 77, NOON)
    assert (await daily.preview(ONE, NOON)).forecasts[4].fact == first
    posts = [await poster.tick(NOON + n * DAY) for n in range(1, 13)]
    facts_posted = [post.fact for (post,) in posts]
    assert facts_posted.index(first.id) == 4
    assert len(set(facts_posted)) == 12
    (post,) = posts[4]
    explained = await daily.explain(post.id)
    assert explained.post.turn is not None
    assert (explained.post.turn.reason.why, explained.post.turn.reason.person) == (
        TurnReason.FIXED,
        77,
    )
    assert (explained.fact, explained.topic) == (first, "naps")


async def test_a_skipped_day_has_no_post_and_is_not_missed(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    skipped = await daily.skip_next(ONE, MANAGER, NOON)
    assert (skipped.days, skipped.posts) == ((TUESDAY, TUESDAY), 1)
    assert skipped.overview.upcoming[0].day == TUESDAY + DAY
    assert await poster.tick(NOON + DAY) == []
    assert [post.day for post in await poster.tick(NOON + 2 * DAY)] == [TUESDAY + DAY]
    assert (await daily.list_schedules(NOON + 2 * DAY))[0].last == (
        await store.schedules.post(SERVER, PostId(1))
    )


async def test_a_range_of_days_is_skipped_and_restored(store: SqliteStore) -> None:
    daily = await server(store, plan_=plan(weekdays=(1, 2, 3, 4, 5)))
    end = TUESDAY + 13 * DAY
    skipped = await daily.skip(ONE, (TUESDAY, end), MANAGER, NOON)
    assert (skipped.days, skipped.posts) == ((TUESDAY, end), 10)
    assert skipped.overview.upcoming[0].day == end + DAY
    assert skipped.overview.skipped_days == ((TUESDAY, end),)
    listed = await daily.clear(ONE, (TUESDAY, TUESDAY + DAY), NOON)
    assert [due.day for due in listed.upcoming] == [TUESDAY, TUESDAY + DAY, end + DAY]
    listed = await daily.clear(ONE, (date.min, date.max), NOON)
    assert listed.skipped_days == ()


async def test_the_rest_of_a_running_range_is_skipped(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    running = TUESDAY - 4 * DAY, TUESDAY + 4 * DAY
    skipped = await daily.skip(ONE, running, MANAGER, NOON + DAY - timedelta(hours=5))
    assert (skipped.days, skipped.posts) == ((TUESDAY, running[1]), 5)
    await daily.clear(ONE, running, NOON)
    await poster.tick(NOON + DAY)
    skipped = await daily.skip(ONE, running, MANAGER, NOON + DAY)
    assert (skipped.days, skipped.posts) == ((TUESDAY + DAY, running[1]), 4)


async def test_a_post_of_yesterday_that_is_still_pending_can_be_skipped(
    store: SqliteStore,
) -> None:
    daily, poster = await server(store, plan_=plan("23:50")), Poster(store)
    monday = TUESDAY - DAY
    after_midnight = datetime(2026, 3, 3, 0, 5, tzinfo=UTC)
    assert (await daily.skip_next(ONE, MANAGER, after_midnight)).days == (monday, monday)
    assert await poster.tick(after_midnight) == []


async def test_at_most_a_year_is_skipped_at_once(store: SqliteStore) -> None:
    daily = await server(store)
    most = TUESDAY, TUESDAY + MAX_SKIP
    assert (await daily.skip(ONE, most, MANAGER, NOON)).posts == 366
    await daily.clear(ONE, most, NOON)
    with pytest.raises(SkipTooLong):
        await daily.skip(ONE, (most[0], most[1] + DAY), MANAGER, NOON)
    assert (await daily.preview(ONE, NOON)).overrides == ()


async def test_days_at_the_end_of_the_calendar_are_refused(store: SqliteStore) -> None:
    daily = await server(store)
    for days in ((date.max, date.max), (date.max - DAY, date.max)):
        with pytest.raises(DayNotUpcoming):
            await daily.skip(ONE, days, MANAGER, NOON)
        await daily.clear(ONE, days, NOON)


async def test_fixing_a_fact_to_a_skipped_day_brings_it_back(store: SqliteStore) -> None:
    daily = await server(store)
    await daily.skip_next(ONE, MANAGER, NOON)
    await daily.fix(ONE, TUESDAY, FactId(3), MANAGER, NOON)
    (listed,) = await daily.list_schedules(NOON)
    assert listed.upcoming[0].day == TUESDAY


async def test_a_fact_outside_the_filter_may_be_fixed_to_a_day(store: SqliteStore) -> None:
    await facts(store, 3, kind="claim")
    await facts(store, 1, word="Quoted", kind="quote")
    daily = DailyFacts(store, SERVER)
    await daily.add(plan(fact_filter=FactFilter(kinds=(Kind("claim"),))), MANAGER, NOON)
    assert await daily.fix(ONE, TUESDAY, FactId(1), MANAGER, NOON)
    assert not await daily.fix(ONE, TUESDAY, FactId(4), MANAGER, NOON)
    (post,) = await Poster(store).tick(NOON + DAY)
    assert post.fact == 4
