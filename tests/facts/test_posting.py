"""The loop's side of the fact of the day: once a day, late but within its window, or recorded."""

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta

import pytest

from facts.calendar import Due
from facts.daily import Daily
from facts.errors import ZoneUnknown
from facts.model import FactId
from facts.schedule_store import Settlement
from facts.schedules import PostId, PostState, ScheduleId, Trouble
from storage.store import SqliteStore, open_store
from tests.builders import ROOT, add, fact_draft
from tests.daily_worlds import DAY, MANAGER, NOON, SERVER, Poster, at, facts, plan, server

ONE = ScheduleId(1)
TUESDAY = date(2026, 3, 3)
NINE = at("2026-03-03T09:00")
MINUTE = timedelta(minutes=1)


async def test_nothing_is_due_before_its_minute(store: SqliteStore) -> None:
    await server(store)
    poster = Poster(store)
    assert await poster.posting.due(NINE - timedelta(seconds=1), 10) == ()
    (schedule,) = await poster.posting.due(NINE, 10)
    assert await poster.posting.claim(schedule, NINE - timedelta(seconds=1)) is None
    assert await poster.posting.claim(schedule, NINE) is not None
    assert await poster.posting.due(NINE, 10) == ()


async def test_a_late_post_is_made_within_its_window_and_recorded_as_missed_after(
    store: SqliteStore,
) -> None:
    daily, poster = await server(store), Poster(store)
    (post,) = await poster.ticks(NINE + timedelta(hours=6))
    assert (post.day, post.deadline) == (TUESDAY, NINE + timedelta(hours=6))
    assert await poster.ticks(NINE + DAY + timedelta(hours=6, seconds=1)) == []
    (listed,) = await daily.listed(NOON)
    assert listed.last is not None
    assert (listed.last.state, listed.last.day) == (PostState.MISSED, TUESDAY + DAY)
    assert (listed.last.trouble, listed.last.fact) == (Trouble.OVERDUE, None)
    assert listed.schedule.next == Due(TUESDAY + 2 * DAY, NINE + 2 * DAY)


async def test_after_a_long_outage_the_last_day_is_posted_and_the_others_recorded(
    store: SqliteStore, path: str
) -> None:
    await server(store)
    (post,) = await Poster(store).ticks(NINE + 5 * DAY + MINUTE)
    assert post.day == TUESDAY + 5 * DAY
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT day, state FROM post ORDER BY day").fetchall()
    missed = [((TUESDAY + n * DAY).isoformat(), "missed") for n in range(5)]
    assert rows == [*missed, ((TUESDAY + 5 * DAY).isoformat(), "sent")]


async def test_a_clock_set_back_posts_nothing_twice(store: SqliteStore) -> None:
    _, poster = await server(store), Poster(store)
    for now in (NINE, NINE - DAY, NINE - MINUTE, NINE, NINE + MINUTE, NINE + DAY, NINE):
        await poster.ticks(now)
    assert [post.day for post in poster.arrived] == [TUESDAY, TUESDAY + DAY]


async def test_a_clock_set_forward_by_mistake_silences_nothing_once_it_is_mended(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store)
    await poster.ticks(NINE)
    await poster.ticks(NINE + 40 * DAY)
    assert await poster.ticks(NINE + DAY) == []
    assert await poster.posting.mend(NINE + DAY) == 1
    assert await poster.posting.mend(NINE + DAY) == 0
    for n in range(2, 6):
        (post,) = await poster.ticks(NINE + n * DAY)
        assert post.day == TUESDAY + n * DAY


async def test_mending_leaves_holidays_and_rare_weekdays_alone(store: SqliteStore) -> None:
    daily = await server(store)
    await daily.add(plan(weekdays=(1,)), MANAGER, NOON)
    await daily.skip(ONE, (TUESDAY, TUESDAY + 20 * DAY), MANAGER, NOON)
    before = await daily.listed(NOON)
    assert await Poster(store).posting.mend(NOON) == 0
    assert await daily.listed(NOON) == before


async def test_two_processes_never_both_get_a_day(path: str) -> None:
    async with open_store(path) as one, open_store(path) as other:
        await server(one, 5)
        for _ in range(9):
            await Daily(one, SERVER).add(plan(), MANAGER, NOON)
        posters = [Poster(store) for store in (one, other, one, other)]
        for n in range(3):
            now = NINE + n * DAY
            dues = await posters[0].posting.due(now, 100)
            claims = [poster.posting.claim(due, now) for due in dues for poster in posters]
            claimed = [each for each in await asyncio.gather(*claims) if each]
            assert sorted(each.schedule.id for each in claimed) == list(range(1, 11))
            takes = [
                poster.posting.take(each.post, now + 3 * MINUTE)
                for each in claimed
                for poster in posters
            ]
            taken = [each for each in await asyncio.gather(*takes) if each]
            assert sorted(each.schedule.id for each in taken) == list(range(1, 11))
            for each in taken:
                await posters[0].posting.sent(each.post, 1)


CLAIMING = """
import asyncio, sys
from facts.posting import Posting
from storage.store import open_store
from tests.daily_worlds import DAY, at

async def main():
    async with open_store(sys.argv[1]) as store:
        posting = Posting(store)
        print("ready", flush=True)
        sys.stdin.readline()
        for n in range(20):
            now = at("2026-03-03T09:00") + n * DAY
            for schedule in await posting.due(now, 100):
                if claimed := await posting.claim(schedule, now):
                    print(claimed.post.day, flush=True)

asyncio.run(main())
"""


async def test_real_processes_at_once_claim_every_day_once(path: str) -> None:
    async with open_store(path) as store:
        await server(store, 5)
    command = [sys.executable, "-c", CLAIMING, path]
    pipe = subprocess.PIPE
    running = [
        subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe) for _ in range(3)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    told = [process.communicate("go\n")[0].split() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    days = sorted(day for lines in told for day in lines)
    assert days == [(TUESDAY + n * DAY).isoformat() for n in range(20)]


async def test_a_post_whose_process_died_is_taken_up_with_its_fact_and_nonce(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store)
    (claimed,) = await poster.claims(NINE)
    assert await poster.posting.open_posts(NINE + MINUTE, 10) == ()
    (post,) = await poster.posting.open_posts(NINE + 2 * MINUTE, 10)
    assert post == claimed.post
    taken = await poster.posting.take(post, NINE + 2 * MINUTE)
    assert taken is not None
    assert (taken.post.nonce, taken.fact, taken.post.attempts) == (post.nonce, claimed.fact, 2)
    assert await poster.posting.open_posts(NINE + 3 * MINUTE, 10) == ()
    await poster.posting.sent(taken.post, 4_711)
    kept = await store.schedules.post(SERVER, post.id)
    assert kept is not None
    assert (kept.state, kept.message) == (PostState.SENT, 4_711)
    assert await poster.posting.open_posts(NINE + DAY, 10) == ()


async def test_a_failing_post_is_tried_with_growing_pauses_until_its_deadline(
    store: SqliteStore,
) -> None:
    daily, poster = await server(store), Poster(store, trouble=Trouble.DISCORD)
    tries = []
    now = NINE
    await poster.ticks(now)
    while found := await poster.posting.open_posts(NINE + DAY, 10):
        now = found[0].retry_at
        tries.append((now - NINE) // MINUTE)
        await poster.ticks(now)
    assert tries[:6] == [1, 3, 7, 15, 30, 60]
    assert tries[-2:] == [330, 359]
    (listed,) = await daily.listed(now)
    assert listed.last is not None
    assert (listed.last.state, listed.last.trouble) == (PostState.FAILED, Trouble.DISCORD)
    assert listed.schedule.trouble is Trouble.DISCORD
    assert poster.news == 1


async def test_a_trouble_is_news_once_until_a_post_arrives_or_another_comes(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store)
    told = []
    for n, trouble in enumerate(
        (Trouble.NOT_ALLOWED, Trouble.NOT_ALLOWED, Trouble.CHANNEL_GONE, None, Trouble.NOT_ALLOWED)
    ):
        poster.trouble, before = trouble, poster.news
        await poster.ticks(NINE + n * DAY)
        told.append(poster.news - before)
    assert told == [1, 0, 1, 0, 1]


async def test_a_post_that_is_overdue_keeps_the_trouble_that_made_it_late(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store, trouble=Trouble.NOT_ALLOWED)
    (claimed,) = await poster.claims(NINE)
    await poster.posting.failed(claimed.post, Trouble.NOT_ALLOWED, NINE, "Send Messages")
    await poster.ticks(NINE + timedelta(hours=7))
    post = await store.schedules.post(SERVER, claimed.post.id)
    assert post is not None
    assert (post.state, post.trouble, post.detail) == (
        PostState.FAILED,
        Trouble.NOT_ALLOWED,
        "Send Messages",
    )


async def test_what_failed_for_a_while_arrives_and_its_trouble_is_over(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store, trouble=Trouble.NOT_ALLOWED)
    await poster.ticks(NINE)
    assert await poster.ticks(NINE + timedelta(seconds=30)) == []
    poster.trouble = None
    (post,) = await poster.ticks(NINE + MINUTE)
    assert post.day == TUESDAY
    (listed,) = await daily.listed(NOON)
    assert listed.schedule.trouble is None
    assert listed.last is not None
    assert (listed.last.state, listed.last.trouble) == (PostState.SENT, None)


async def test_a_report_that_comes_after_another_took_over_changes_nothing(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store)
    (claimed,) = await poster.claims(NINE)
    taken = await poster.posting.take(claimed.post, NINE + 2 * MINUTE)
    assert taken is not None
    assert not await poster.posting.failed(claimed.post, Trouble.DISCORD, NINE + 3 * MINUTE)
    assert await store.schedules.post(SERVER, claimed.post.id) == taken.post
    await poster.posting.sent(taken.post, 1)
    assert not await poster.posting.failed(taken.post, Trouble.DISCORD, NINE + 3 * MINUTE)


async def test_without_facts_a_day_waits_for_some_until_its_deadline(
    store: SqliteStore, path: str
) -> None:
    daily, poster = await server(store, 1), Poster(store)
    remove_fact(path, 1)
    assert await poster.ticks(NINE) == []
    assert (await daily.listed(NOON))[0].schedule.trouble is Trouble.NO_FACT
    assert await poster.ticks(NINE + 5 * MINUTE) == []
    await add(store, fact_draft("At last."))
    (post,) = await poster.ticks(NINE + 20 * MINUTE)
    explained = await daily.why(post.id)
    assert explained.fact is not None
    assert explained.fact.text == "At last."


def remove_fact(path: str, fact: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM fact WHERE id = ?", (fact,))


async def test_a_removed_fact_leaves_its_posts_and_frees_its_day(
    store: SqliteStore, path: str
) -> None:
    daily, poster = await server(store, 3), Poster(store)
    (post,) = await poster.ticks(NINE)
    assert post.fact is not None
    await daily.vote(post.fact, 1, True)
    coming = (await daily.preview(ONE, NOON))[1].due.day
    await daily.fix(ONE, coming + DAY, post.fact, MANAGER, NOON)
    remove_fact(path, post.fact)
    explained = await daily.why(post.id)
    assert (explained.fact, explained.post.fact, explained.post.message) == (None, None, 1_000)
    assert await daily.arranged(ONE, NOON) == ()
    others = {(await poster.ticks(NINE + n * DAY))[0].fact for n in (1, 2)}
    assert others == {FactId(1), FactId(2), FactId(3)} - {post.fact}


async def test_a_fact_removed_between_claim_and_sending_is_replaced(
    store: SqliteStore, path: str
) -> None:
    _, poster = await server(store, 3), Poster(store)
    (claimed,) = await poster.claims(NINE)
    assert claimed.post.fact is not None
    remove_fact(path, claimed.post.fact)
    (post,) = await poster.ticks(NINE + 3 * MINUTE)
    assert post.fact not in {None, claimed.post.fact}
    assert post.nonce == claimed.post.nonce


async def test_a_zone_that_is_no_more_stops_its_own_schedule_only(
    store: SqliteStore, path: str
) -> None:
    daily, poster = await server(store), Poster(store)
    await daily.add(plan(), MANAGER, NOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE schedule SET zone = 'Mars/Olympus' WHERE id = 1")
    lost, sound = await poster.posting.due(NINE, 10)
    with pytest.raises(ZoneUnknown):
        await poster.posting.claim(lost, NINE)
    assert await poster.posting.claim(sound, NINE)
    listed = await daily.listed(NOON)
    assert [len(each.upcoming) for each in listed] == [0, 3]
    mended = await daily.edit(ONE, plan(), NINE)
    assert mended.upcoming[0].day == TUESDAY


async def test_a_change_by_a_manager_in_the_same_moment_is_not_lost(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    (seen,) = await poster.posting.due(NINE, 10)
    moves = Settlement((), None, Due(TUESDAY + DAY, NINE + DAY))
    await daily.edit(ONE, plan(title="Changed"), NINE)
    assert await store.schedules.settle(seen, moves, NINE) is None
    assert not await store.schedules.save(seen)
    (post,) = await poster.ticks(NINE)
    assert post.day == TUESDAY
    assert (await daily.schedule(ONE)).plan.title == "Changed"


async def test_a_post_goes_to_the_channel_of_its_claim(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    (claimed,) = await poster.claims(NINE)
    await daily.edit(ONE, plan(channel=20), NINE)
    (post,) = await poster.ticks(NINE + 3 * MINUTE)
    assert (claimed.post.channel, post.channel) == (10, 10)
    (post,) = await poster.ticks(NINE + DAY)
    assert post.channel == 20


async def test_votes_and_posts_of_the_largest_ids_that_discord_gives(store: SqliteStore) -> None:
    snowflake = 2**63 - 1
    await facts(store, 1)
    daily = Daily(store, SERVER)
    await daily.add(plan(channel=snowflake, role=snowflake), snowflake, NOON)
    (post,) = await Poster(store).ticks(NINE)
    await store.schedules.sent(post, snowflake)
    assert (await daily.vote(FactId(1), snowflake, True)).ups == 1
    kept = await store.schedules.post(SERVER, PostId(1))
    assert kept is not None
    assert (kept.channel, kept.message) == (snowflake, snowflake)
    assert len(kept.nonce) <= 25
