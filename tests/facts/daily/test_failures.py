"""Failed posts are retried, reported once and recorded."""

from datetime import timedelta

from facts.daily.post import FailureReport, PostState
from facts.daily.schedule import Trouble
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.schedules import (
    DAY,
    MINUTE,
    NINE,
    NOON,
    SERVER,
    TUESDAY,
    Poster,
    remove_fact,
    server,
)


async def test_a_failing_post_is_tried_with_growing_pauses_until_its_deadline(
    store: SqliteStore,
) -> None:
    daily, poster = await server(store), Poster(store, trouble=Trouble.DISCORD)
    tries = []
    now = NINE
    await poster.tick(now)
    while found := await poster.posting.open_posts(NINE + DAY, 10):
        now = found[0].retry_at
        tries.append((now - NINE) // MINUTE)
        await poster.tick(now)
    assert tries[:6] == [1, 3, 7, 15, 30, 60]
    assert tries[-2:] == [330, 359]
    (listed,) = await daily.list_schedules(now)
    assert listed.last is not None
    assert (listed.last.state, listed.last.trouble) == (PostState.FAILED, Trouble.DISCORD)
    assert listed.schedule.trouble is Trouble.DISCORD
    assert poster.news == 1


async def test_a_trouble_is_news_once_until_a_post_arrives_or_another_comes(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store)
    news = []
    for n, trouble in enumerate(
        (Trouble.NOT_ALLOWED, Trouble.NOT_ALLOWED, Trouble.CHANNEL_GONE, None, Trouble.NOT_ALLOWED)
    ):
        poster.trouble, before = trouble, poster.news
        await poster.tick(NINE + n * DAY)
        news.append(poster.news - before)
    assert news == [1, 0, 1, 0, 1]


async def test_a_post_that_is_overdue_keeps_the_trouble_that_made_it_late(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store, trouble=Trouble.NOT_ALLOWED)
    (claimed,) = await poster.claim_due(NINE)
    await poster.posting.record_failure(claimed.post, Trouble.NOT_ALLOWED, NINE, "Send Messages")
    await poster.tick(NINE + timedelta(hours=7))
    post = await store.schedules.post(SERVER, claimed.post.id)
    assert post is not None
    assert (post.state, post.trouble, post.detail) == (
        PostState.FAILED,
        Trouble.NOT_ALLOWED,
        "Send Messages",
    )


async def test_a_post_that_arrives_late_clears_its_trouble(store: SqliteStore) -> None:
    daily, poster = await server(store), Poster(store, trouble=Trouble.NOT_ALLOWED)
    await poster.tick(NINE)
    assert await poster.tick(NINE + timedelta(seconds=30)) == []
    poster.trouble = None
    (post,) = await poster.tick(NINE + MINUTE)
    assert post.day == TUESDAY
    (listed,) = await daily.list_schedules(NOON)
    assert listed.schedule.trouble is None
    assert listed.last is not None
    assert (listed.last.state, listed.last.trouble) == (PostState.SENT, None)


async def test_a_report_after_a_takeover_changes_nothing(
    store: SqliteStore,
) -> None:
    _, poster = await server(store), Poster(store)
    (claimed,) = await poster.claim_due(NINE)
    taken = await poster.posting.renew_lease(claimed.post, NINE + 2 * MINUTE)
    assert taken is not None
    late = await poster.posting.record_failure(claimed.post, Trouble.DISCORD, NINE + 3 * MINUTE)
    assert late == FailureReport(is_news=False, is_final=False)
    assert await store.schedules.post(SERVER, claimed.post.id) == taken.post
    await poster.posting.mark_sent(taken.post, 1)
    late = await poster.posting.record_failure(taken.post, Trouble.DISCORD, NINE + 3 * MINUTE)
    assert late == FailureReport(is_news=False, is_final=False)


async def test_without_facts_a_day_waits_for_some_until_its_deadline(
    store: SqliteStore, path: str
) -> None:
    daily, poster = await server(store, 1), Poster(store)
    remove_fact(path, 1)
    assert await poster.tick(NINE) == []
    assert (await daily.list_schedules(NOON))[0].schedule.trouble is Trouble.NO_FACT
    assert await poster.tick(NINE + 5 * MINUTE) == []
    await add(store, fact_draft("At last."))
    (post,) = await poster.tick(NINE + 20 * MINUTE)
    explained = await daily.explain(post.id)
    assert explained.fact is not None
    assert explained.fact.text == "At last."
