"""Every daily card keeps Discord's limits, for any content."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.miss import DISCORD_VOICE, miss_card, not_yours_card
from bot.daily import errors as bot_errors
from bot.daily.error_messages import DAILY_MESSAGES
from bot.daily.manage_cards import (
    notice_card,
    preview_card,
    removal_card,
    schedule_card,
    schedules_card,
)
from bot.daily.post_card import post_card
from bot.daily.queries import ListDaily
from bot.daily.trouble_messages import missing_role_message, trouble_message, trouble_text
from bot.daily.why_card import explanation_card
from bot.errors.messages import ErrorMessages
from bot.queries.query import RenderContext
from facts.clock import errors as clock_errors
from facts.clock.due_dates import DueDate, Timing
from facts.daily import errors as daily_errors
from facts.daily.post import Post, PostId, PostState
from facts.daily.results import (
    Forecast,
    PostExplanation,
    PostJob,
    ScheduleOverview,
    SchedulePreview,
)
from facts.daily.schedule import (
    MAX_TITLE,
    DayOverride,
    FactFilter,
    Plan,
    Schedule,
    ScheduleId,
    Trouble,
)
from facts.daily.turn import Ballot, Turn, TurnExplanation, TurnReason
from facts.model.entities import Fact, FactId, Kind, LibraryId, TopicId
from tests.support.card_strategies import (
    V2,
    check,
    contexts,
    counts,
    facts_,
    ids,
    nonblank_words,
    words,
)
from tests.support.discord_api import DESCRIPTION, faults, misfits

pytestmark = pytest.mark.slow

MESSAGES = ErrorMessages([DAILY_MESSAGES])

SETTINGS = settings(max_examples=15)
snowflakes = st.integers(1, 2**63 - 1)
weekdays = st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days)))
zones = st.sampled_from(["UTC", "America/Argentina/ComodRivadavia", "a_*~`[x](y)" * 3])
timings = st.builds(Timing, st.just(time(21, 30)), zones, weekdays)
choices = st.builds(
    FactFilter,
    st.lists(ids.map(TopicId), max_size=30).map(tuple),
    st.lists(nonblank_words.map(Kind), max_size=30).map(tuple),
    st.lists(nonblank_words, max_size=30).map(tuple),
)
titles = st.none() | words.map(lambda text: text[:MAX_TITLE]).filter(str.strip)
plans = st.builds(
    Plan, snowflakes, timings, choices, titles, st.none() | snowflakes, st.booleans(),
    st.booleans(), st.booleans(), st.just(timedelta(hours=24)),
)  # fmt: skip
moments = st.integers(0, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
days = st.dates(date(2020, 1, 1), date(2099, 1, 1))
dues = st.builds(DueDate, days, moments)
schedules = st.builds(
    Schedule, ids.map(ScheduleId), snowflakes.map(LibraryId), plans, snowflakes,
    st.none() | dues, st.booleans(), st.none() | st.sampled_from(Trouble),
)  # fmt: skip
reasons = st.builds(
    TurnExplanation, st.sampled_from(TurnReason), st.none() | ids.map(TopicId), st.none() | counts,
    st.integers(-(10**9), 10**9), st.none() | snowflakes,
)  # fmt: skip
turns = st.builds(Turn, ids.map(FactId), counts, counts, counts, ids.map(FactId), reasons)
posts = st.builds(
    Post, ids.map(PostId), ids.map(ScheduleId), snowflakes.map(LibraryId), snowflakes, days,
    st.integers(0, 9), moments, moments, moments, moments, st.sampled_from(PostState), counts,
    st.none() | ids.map(FactId), st.none() | turns, st.none() | snowflakes,
    st.none() | st.sampled_from(Trouble), st.none() | words,
)  # fmt: skip
skips = st.lists(st.tuples(days, days), max_size=9).map(tuple)
listings = st.builds(
    ScheduleOverview, schedules, st.lists(dues, max_size=3).map(tuple), st.none() | posts, skips
)
ballots = st.builds(Ballot, counts, counts)
forecasts = st.lists(
    st.builds(Forecast, dues, st.none() | facts_, st.none() | turns),
    max_size=5, unique_by=lambda each: each.due.day,
).map(tuple)  # fmt: skip
overrides = st.lists(
    st.builds(DayOverride, days, snowflakes, st.none() | ids.map(FactId)),
    max_size=40, unique_by=lambda each: each.day,
).map(tuple)  # fmt: skip


def check_message(view: ui.LayoutView) -> None:
    """Check a channel message against Discord's limits and its API description."""
    body = {"flags": V2, "components": view.to_components()}  # type: ignore[no-untyped-call]
    assert faults(body) == []
    if DESCRIPTION.exists():
        assert misfits("MessageCreateRequest", body) == []


@given(schedules, posts, facts_, ballots)
@SETTINGS
def test_a_post(schedule: Schedule, post: Post, fact: Fact, ballot: Ballot) -> None:
    check_message(post_card(PostJob(schedule, post, fact), fact, ballot))


@given(posts, st.sampled_from(Trouble), st.none() | words, st.booleans())
@SETTINGS
def test_news(post: Post, trouble: Trouble, detail: str | None, is_final: bool) -> None:
    check_message(trouble_message(post, trouble, detail, is_final=is_final))
    check_message(missing_role_message(post))
    check(notice_card("Not posted yet", trouble_text(trouble, detail)), private=True)


@given(listings, st.dictionaries(ids.map(TopicId), words), contexts)
@SETTINGS
def test_a_schedule(listed: ScheduleOverview, names: dict[TopicId, str], to: RenderContext) -> None:
    known = dict.fromkeys(listed.schedule.plan.fact_filter.topics, "x" * 3_000) | names
    check(schedule_card(listed, known, "Set up", to), private=to.private)
    check(removal_card(listed.schedule, to), private=to.private)


@given(st.lists(listings, max_size=25, unique_by=lambda each: each.schedule.id), counts, contexts)
@SETTINGS
def test_the_list(listed: list[ScheduleOverview], page: int, to: RenderContext) -> None:
    check(schedules_card(listed, ListDaily(page), to), private=to.private)


@given(schedules, forecasts, overrides, contexts)
@SETTINGS
def test_a_preview(
    schedule: Schedule, forecasts: Any, overrides: Any, to: RenderContext  # noqa: ANN401 (hypothesis draws them)
) -> None:  # fmt: skip
    preview = SchedulePreview(schedule, forecasts, overrides)
    check(preview_card(preview, to), private=to.private)


@given(posts, st.none() | facts_, st.none() | words, contexts)
@SETTINGS
def test_why(post: Post, fact: Fact | None, topic: str | None, to: RenderContext) -> None:
    check(explanation_card(PostExplanation(post, fact, topic), to), private=to.private)


@given(words, st.lists(words, max_size=9).map(tuple), contexts)
@SETTINGS
def test_errors(text: str, near: tuple[str, ...], to: RenderContext) -> None:
    for miss in (
        daily_errors.ScheduleGone(),
        daily_errors.PostGone(),
        clock_errors.TimeUnclear(text),
        clock_errors.WeekdaysUnclear(text),
        clock_errors.DayUnclear(text),
        clock_errors.ZoneUnknown(text, near),
        daily_errors.DayNotUpcoming(date(2026, 1, 1)),
        daily_errors.SkipTooLong(date(2026, 1, 1), date(9999, 12, 31), 366),
        daily_errors.TooManySchedules(25),
        bot_errors.PermissionsMissing(2**63, near),
        bot_errors.PingNotAllowed(2**63, 2**63),
        bot_errors.NotAnnouncementChannel(2**63),
        bot_errors.ScheduleUnclear(0),
        bot_errors.ScheduleUnclear(2),
        bot_errors.ChannelUnusable(),
    ):
        check(miss_card(MESSAGES.render(miss, DISCORD_VOICE), (), to), private=True)
    check(not_yours_card(), private=True)
