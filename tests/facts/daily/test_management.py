"""Use cases of the fact of the day: schedules, posts, votes."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from facts.clock.errors import ZoneUnknown
from facts.daily.errors import PostGone, ScheduleGone, TooManySchedules
from facts.daily.management import MAX_SCHEDULES, DailyFacts
from facts.daily.post import PostState
from facts.daily.schedule import FactFilter, Trouble
from facts.daily.turn import Ballot, TurnReason, VoteResult
from facts.model.entities import FactId, Kind, TopicId
from facts.model.errors import FactNotFound, LibraryEmpty, NoFactMatches
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.schedules import (
    DAY,
    MANAGER,
    NINE,
    NOON,
    ONE,
    OTHER,
    SERVER,
    TUESDAY,
    Poster,
    at,
    facts,
    plan,
    server,
)


async def test_a_new_schedule_has_three_upcoming_posts(store: SqliteStore) -> None:
    await facts(store, 1)
    listed = await DailyFacts(store, SERVER).add(
        plan("08:30", "Europe/Berlin", weekdays=(6, 7)), MANAGER, at("2026-03-27T12:00")
    )
    assert [due.moment for due in listed.upcoming] == [
        at("2026-03-28T07:30"),
        at("2026-03-29T06:30"),  # summer time begins
        at("2026-04-04T06:30"),
    ]
    assert listed.schedule.made_by == MANAGER


async def test_a_schedule_that_can_post_nothing_is_refused(store: SqliteStore) -> None:
    daily = DailyFacts(store, SERVER)
    with pytest.raises(LibraryEmpty):
        await daily.add(plan(), MANAGER, NOON)
    await facts(store, 2, kind="claim")
    with pytest.raises(NoFactMatches) as raised:
        await daily.add(plan(fact_filter=FactFilter(kinds=(Kind("quote"),))), MANAGER, NOON)
    assert raised.value.kinds == ("claim",)
    with pytest.raises(ZoneUnknown):
        await daily.add(plan(zone="Mars/Olympus"), MANAGER, NOON)
    assert await daily.list_schedules(NOON) == ()


async def test_a_server_has_as_many_schedules_as_a_menu_has_options(store: SqliteStore) -> None:
    daily = await server(store)
    for _ in range(MAX_SCHEDULES - 1):
        await daily.add(plan(), MANAGER, NOON)
    with pytest.raises(TooManySchedules):
        await daily.add(plan(), MANAGER, NOON)
    await DailyFacts(store, OTHER).add(plan(), MANAGER, NOON)


async def test_managers_who_add_at_the_same_moment_do_not_exceed_the_limit(
    store: SqliteStore,
) -> None:
    daily = await server(store)
    adding = (daily.add(plan(), MANAGER, NOON) for _ in range(MAX_SCHEDULES + 3))
    ended = await asyncio.gather(*adding, return_exceptions=True)
    assert sum(isinstance(each, TooManySchedules) for each in ended) == 4
    assert len(await daily.list_schedules(NOON)) == MAX_SCHEDULES


async def test_a_schedule_is_kept_as_it_was_made(store: SqliteStore) -> None:
    await facts(store, 3, kind="quote")
    choice = FactFilter((TopicId(1),), (Kind("quote"), Kind("claim")), ("example.org",))
    kept = plan(
        "23:59",
        "Asia/Kolkata",
        weekdays=(1, 5),
        fact_filter=choice,
        title="Fact “of” the day",
        role=2**62,
        thread=True,
        pin=True,
        publish=True,
        catch_up=timedelta(hours=1),
    )
    daily = DailyFacts(store, SERVER)
    listed = await daily.add(kept, MANAGER, NOON)
    (read,) = await daily.schedules()
    assert read == listed.schedule
    assert read.plan == kept
    assert await store.schedules.count_matching(SERVER, choice) == 3


async def test_an_extra_post_does_not_hide_the_outcome_of_the_day(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store, trouble=Trouble.DISCORD)
    await poster.tick(NINE)
    await daily.post_extra(ONE, MANAGER, NINE)
    (listed,) = await daily.list_schedules(NINE)
    assert listed.last is not None
    assert listed.last.trouble is Trouble.DISCORD


async def test_an_extra_post_does_not_replace_the_days_own(store: SqliteStore) -> None:
    daily, poster = await server(store, 3), Poster(store)
    before = at("2026-03-03T08:00")
    extras = [await daily.post_extra(ONE, 77, before) for _ in range(2)]
    assert [each.post.extra for each in extras] == [1, 2]
    assert [await poster.make_post(each, before) for each in extras] == [True, True]
    (post,) = await poster.tick(at("2026-03-03T09:00"))
    assert post.extra == 0
    posts = [*(each.post for each in extras), post]
    assert len({each.fact for each in posts}) == 3
    assert len({each.nonce for each in posts}) == 3
    assert [each.turn.place for each in posts if each.turn] == [1, 2, 3]
    assert extras[0].fact is not None


async def test_a_server_reaches_nothing_of_another(store: SqliteStore) -> None:
    ours, theirs = await server(store), DailyFacts(store, OTHER)
    await facts(store, 1, OTHER, word="Theirs")
    (post,) = await Poster(store).tick(NOON + DAY)
    now = NOON + DAY
    for ask in (
        theirs.edit(ONE, plan(), now),
        theirs.pause(ONE, now),
        theirs.remove(ONE),
        theirs.preview(ONE, now),
        theirs.skip_next(ONE, MANAGER, now),
        theirs.clear(ONE, (TUESDAY, TUESDAY), now),
        theirs.fix(ONE, TUESDAY + 2 * DAY, FactId(1), MANAGER, now),
        theirs.post_extra(ONE, MANAGER, now),
    ):
        with pytest.raises(ScheduleGone):
            await ask
    with pytest.raises(PostGone):
        await theirs.explain(post.id)
    assert await theirs.list_schedules(now) == ()
    with pytest.raises(FactNotFound):
        await ours.vote(FactId(13), MANAGER, True)
    forecasts = await ours.preview(ONE, now, 12)
    assert "Theirs" not in repr(forecasts)
    await theirs.vote(FactId(1), MANAGER, True)
    assert await ours.ballot(FactId(1)) == Ballot()


async def test_a_user_has_one_vote_on_a_fact_and_can_change_or_remove_it(
    store: SqliteStore,
) -> None:
    daily, fact = await server(store), FactId(1)
    assert await daily.vote(fact, 1, True) == VoteResult(Ballot(1, 0), is_counted=True)
    assert await daily.vote(fact, 2, False) == VoteResult(Ballot(1, 1), is_counted=True)
    assert await daily.vote(fact, 1, False) == VoteResult(Ballot(0, 2), is_counted=True)
    assert await daily.vote(fact, 2, False) == VoteResult(Ballot(0, 1), is_counted=False)
    assert await daily.ballot(fact) == Ballot(0, 1)
    assert await daily.vote(fact, 2, True) == VoteResult(Ballot(1, 1), is_counted=True)
    with pytest.raises(FactNotFound):
        await daily.vote(FactId(99), 1, True)


async def test_a_liked_fact_comes_first(store: SqliteStore) -> None:
    daily = await server(store)
    for person in range(5):
        await daily.vote(FactId(7), person, True)
    first, *_ = (await daily.preview(ONE, NOON)).forecasts
    assert first.fact is not None
    assert first.turn is not None
    assert first.fact.id == 7
    assert (first.turn.reason.why, first.turn.reason.votes) == (TurnReason.LIKED, 5)


async def test_a_removed_schedule_closes_its_open_post(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    (claimed,) = await poster.claim_due(NOON + DAY)
    await daily.skip_next(ONE, MANAGER, NOON + DAY)
    await daily.remove(ONE)
    with pytest.raises(ScheduleGone):
        await daily.remove(ONE)
    assert await poster.tick(NOON + 2 * DAY) == []
    explained = await daily.explain(claimed.post.id)
    assert explained.post.state is PostState.FAILED
    again = await daily.add(plan(), MANAGER, NOON)
    assert again.schedule.id != ONE


async def test_only_facts_that_match_the_filter_come(store: SqliteStore) -> None:
    await facts(store, 3, topics=("naps",), kind="claim")
    await facts(store, 3, word="Other", topics=("food",), kind="claim")
    await facts(store, 3, word="Quoted", topics=("naps",), kind="quote")
    daily = DailyFacts(store, SERVER)
    choice = FactFilter((TopicId(1),), (Kind("claim"), Kind("code")))
    await daily.add(plan(fact_filter=choice), MANAGER, NOON)
    forecasts = (await daily.preview(ONE, NOON, 4)).forecasts
    assert {forecast.fact.text[:4] for forecast in forecasts if forecast.fact} == {"Fact"}
    assert {forecast.turn.round_size for forecast in forecasts if forecast.turn} == {3}
    by_site = replace(plan(), fact_filter=FactFilter(sites=("nowhere.example",)))
    with pytest.raises(NoFactMatches):
        await daily.edit(ONE, by_site, NOON)


async def test_a_new_fact_comes_with_the_next_posts(store: SqliteStore) -> None:
    _, poster = await server(store), Poster(store)
    await poster.tick(NOON + DAY)
    await add(store, fact_draft("Hot from the press."), library=SERVER)
    (post,) = await poster.tick(NOON + 2 * DAY)
    assert post.turn is not None
    assert post.turn.reason.why is TurnReason.NEW
    assert (post.turn.place, post.turn.round_size) == (2, 13)
