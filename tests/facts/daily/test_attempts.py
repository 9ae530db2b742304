"""Attempts and failed extras of a post are recorded."""

import sqlite3
from contextlib import closing
from dataclasses import replace

from facts.daily.post import Post, PostState
from facts.daily.schedule import Trouble
from storage.engine.sqlite.database import open_database
from storage.engine.sqlite.migrations import load_migrations
from storage.store import SqliteStore, open_store
from tests.support.schedules import MINUTE, NINE, ONE, SERVER, Poster, server


async def load_post(store: SqliteStore, post: Post) -> Post:
    found = await store.schedules.post(SERVER, post.id)
    assert found is not None
    return found


async def test_a_post_may_have_arrived_after_a_crash_or_an_unknown_outcome(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store)
    (claimed,) = await poster.claim_due(NINE)
    assert not claimed.post.is_unsure
    died = await poster.posting.renew_lease(claimed.post, NINE + 2 * MINUTE)
    assert died is not None
    assert died.post.is_unsure
    await poster.posting.record_failure(
        replace(died.post, unsent_attempts=2), Trouble.DISCORD, NINE + 2 * MINUTE
    )
    refused = await poster.posting.renew_lease(await load_post(store, died.post), NINE + 5 * MINUTE)
    assert refused is not None
    assert not refused.post.is_unsure
    await poster.posting.record_failure(refused.post, Trouble.DISCORD, NINE + 5 * MINUTE)
    untold = await poster.posting.renew_lease(await load_post(store, died.post), NINE + 10 * MINUTE)
    assert untold is not None
    assert untold.post.is_unsure


async def test_a_pause_leads_to_no_search_for_a_refused_post(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store)
    (claimed,) = await poster.claim_due(NINE)
    refused = replace(claimed.post, unsent_attempts=1)
    await poster.posting.record_failure(refused, Trouble.NOT_ALLOWED, NINE)
    await daily.pause(ONE, NINE)
    for minutes in (1, 3, 5):
        (post,) = await poster.posting.open_posts(NINE + minutes * MINUTE, 1)
        assert await poster.posting.renew_lease(post, NINE + minutes * MINUTE) is None
    await daily.resume(ONE, NINE + 6 * MINUTE)
    (post,) = await poster.posting.open_posts(NINE + 7 * MINUTE, 1)
    taken = await poster.posting.renew_lease(post, NINE + 7 * MINUTE)
    assert taken is not None
    assert not taken.post.is_unsure


async def test_the_start_of_a_search_is_kept_from_the_claim_on(store: SqliteStore) -> None:
    _, poster = await server(store), Poster(store)
    (schedule,) = await poster.posting.list_due(NINE, 1)
    claimed = await poster.posting.claim(schedule, NINE, 4_711)
    assert claimed is not None
    assert (await load_post(store, claimed.post)).searched_up_to == 4_711
    further = replace(claimed.post, searched_up_to=4_800)
    await poster.posting.save_search_progress(further, NINE + MINUTE)
    (post,) = await poster.posting.open_posts(NINE + MINUTE, 1)
    assert post.searched_up_to == 4_800


async def test_a_late_process_changes_neither_the_channel_nor_the_search(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store)
    (claimed,) = await poster.claim_due(NINE)
    taken = await poster.posting.renew_lease(claimed.post, NINE + 2 * MINUTE)
    assert taken is not None
    assert await poster.posting.move(claimed.post, 20) is None
    await poster.posting.save_search_progress(replace(claimed.post, searched_up_to=1), NINE)
    assert await load_post(store, claimed.post) == taken.post
    moved = await poster.posting.move(taken.post, 20)
    assert moved == replace(taken.post, channel=20)


async def test_the_extras_that_failed_are_kept_with_a_post_that_arrived(
    store: SqliteStore,
) -> None:
    daily, poster = await server(store), Poster(store)
    (post,) = await poster.tick(NINE)
    await poster.posting.record_extras_failure(post, "no pin: Missing Permissions")
    (listed,) = await daily.list_schedules(NINE)
    assert listed.last is not None
    assert listed.last.state is PostState.SENT
    assert listed.last.detail == "no pin: Missing Permissions"
    assert listed.schedule.trouble is None


async def test_an_old_post_without_counted_attempts_may_have_arrived(path: str) -> None:
    async with open_database(path, lambda _: False, load_migrations()[:4]):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO schedule (server, channel, at, zone, weekdays, topics, kinds, sites, "
            "thread, pin, publish, catch_up, made_by) VALUES "
            "(?, 10, '09:00', 'UTC', '1234567', '[]', '[]', '[]', 0, 0, 0, 21600, 5)",
            (SERVER,),
        )
        connection.execute(
            "INSERT INTO post (schedule, server, channel, day, extra, due_at, deadline, "
            "claimed_at, retry_at, state, trouble) VALUES (1, ?, 10, '2026-03-03', 0, "
            "'2026-03-03T09:00:00+00:00', '2026-03-03T15:00:00+00:00', "
            "'2026-03-03T09:00:00+00:00', '2026-03-03T09:01:00+00:00', 'claimed', 'discord')",
            (SERVER,),
        )
    async with open_store(path) as store:
        posting = Poster(store).posting
        (post,) = await posting.open_posts(NINE + MINUTE, 1)
        taken = await posting.renew_lease(post, NINE + MINUTE)
    assert taken is not None
    assert taken.post.is_unsure
