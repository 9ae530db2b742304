"""One post a day, whatever managers and clocks do."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.daily.errors import DayNotUpcoming
from facts.daily.management import DailyFacts
from facts.daily.schedule import Plan, ScheduleId
from facts.model.entities import FactId
from storage.store import open_store
from tests.support.schedules import DAY, MANAGER, NOON, Poster, plan, server

pytestmark = pytest.mark.slow

ONE = ScheduleId(1)
ZONES = ("UTC", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Honolulu", "Australia/Lord_Howe")

plans = st.builds(
    plan,
    st.sampled_from("00:00 02:30 09:00 23:59".split()),
    st.sampled_from(ZONES),
    weekdays=st.sampled_from([(1, 2, 3, 4, 5, 6, 7), (1, 3, 5), (7,)]),
)
Step = Callable[[DailyFacts, Poster, datetime], Awaitable[object]]


async def make_extra_post(daily: DailyFacts, poster: Poster, now: datetime) -> None:
    await poster.make_post(await daily.post_extra(ONE, MANAGER, now), now)


def edit(to: Plan) -> Step:
    return lambda daily, _, now: daily.edit(ONE, to, now)


def skip(first: int, more: int) -> Step:
    def does(daily: DailyFacts, _: Poster, now: datetime) -> Awaitable[object]:
        day = now.date() + first * DAY
        return daily.skip(ONE, (day, day + more * DAY), MANAGER, now)

    return does


def swap(ahead: int) -> Step:
    return lambda daily, _, now: daily.swap(ONE, now.date() + ahead * DAY, MANAGER, now)


def fix(ahead: int, fact: int) -> Step:
    return lambda daily, _, now: daily.fix(
        ONE, now.date() + ahead * DAY, FactId(fact), MANAGER, now
    )


def clear(ahead: int) -> Step:
    return lambda daily, _, now: daily.clear(ONE, (now.date(), now.date() + ahead * DAY), now)


plain_steps: tuple[Step, ...] = (
    lambda daily, _, now: daily.pause(ONE, now),
    lambda daily, _, now: daily.resume(ONE, now),
    lambda daily, _, now: daily.skip_next(ONE, MANAGER, now),
    lambda _, poster, now: poster.claim_due(now),
    make_extra_post,
)
aheads = st.integers(-1, 5)
steps = st.one_of(
    st.integers(-30, 60),  # hours that pass, or that the clock is set back
    st.sampled_from(plain_steps),
    st.builds(edit, plans),
    st.builds(skip, aheads, st.integers(0, 3)),
    st.builds(swap, aheads),
    st.builds(fix, aheads, st.integers(1, 7)),
    st.builds(clear, aheads),
)


@settings(max_examples=60)
@given(st.lists(steps, max_size=25))
def test_any_steps_leave_one_post_a_day_and_a_next_due_date(
    done: list[int | Step],
) -> None:
    async def check(path: str) -> None:
        async with open_store(path) as store:
            daily, poster, now = await server(store, 7), Poster(store), NOON
            for step in done:
                if isinstance(step, int):
                    now += timedelta(hours=step)
                    await poster.tick(now)
                else:
                    with suppress(DayNotUpcoming):
                        await step(daily, poster, now)
                (listed,) = await daily.list_schedules(now)
                assert (listed.schedule.next is None) == listed.schedule.paused
            await check_preview_is_posted(daily, poster, now)
            assert len({(post.day, post.extra) for post in poster.arrived_posts}) == len(
                poster.arrived_posts
            )
            assert len({post.nonce for post in poster.arrived_posts}) == len(poster.arrived_posts)

    with TemporaryDirectory() as folder:
        asyncio.run(check(str(Path(folder, "footnote.db"))))


async def check_preview_is_posted(daily: DailyFacts, poster: Poster, now: datetime) -> None:
    """Check that the preview is posted, once all open posts are closed."""
    await poster.posting.refresh_due_dates(now)
    await poster.tick(now)
    later = now + timedelta(minutes=3)
    await poster.tick(later)
    await daily.resume(ONE, later)
    for forecast in (await daily.preview(ONE, later)).forecasts:
        (post,) = await poster.tick(max(forecast.due.moment, later))
        assert (post.day, post.turn) == (forecast.due.day, forecast.turn)
