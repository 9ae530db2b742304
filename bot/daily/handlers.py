"""Handlers of the fact of the day: each answers one query with a card."""

import datetime
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

import discord
from discord import ui

from bot.daily.attempt import DeliveryFailed
from bot.daily.errors import ScheduleUnclear
from bot.daily.loop import PostingLoop
from bot.daily.manage_cards import (
    notice_card,
    preview_card,
    removal_card,
    schedule_card,
    schedules_card,
)
from bot.daily.plan_parser import ServerContext, build_plan, check_ping
from bot.daily.queries import (
    AddDaily,
    ClearDays,
    DailyQuery,
    EditDaily,
    ExplainPost,
    FixDaily,
    ListDaily,
    PauseDaily,
    PostDaily,
    PreviewDaily,
    PreviewQuery,
    RemoveDaily,
    RemoveSchedule,
    SkipDaily,
    SkipDay,
    SwapDay,
)
from bot.daily.schedule_text import format_day, format_days, schedule_label
from bot.daily.trouble_messages import trouble_text
from bot.daily.why_card import explanation_card
from bot.queries.library_queries import RenderContext
from bot.ui.controls import Control, Effect, button
from bot.ui.layout import pluralize, subtext
from facts.clock.due_dates import load_zone
from facts.clock.parse_days import parse_day, parse_days
from facts.daily.management import DailyFacts
from facts.daily.results import ScheduleOverview
from facts.daily.schedule import Schedule, ScheduleId
from facts.library.library import Library


@dataclass(frozen=True, slots=True)
class DailyContext:
    """One interaction about one server's fact of the day, at one moment."""

    interaction: discord.Interaction[Any]
    audience: RenderContext
    now: datetime.datetime
    daily: DailyFacts
    library: Library
    posts: PostingLoop

    @property
    def person(self) -> int:
        """The user's id."""
        return self.interaction.user.id

    @property
    def server(self) -> ServerContext:
        """The server and the time."""
        return ServerContext(self.interaction, self.now)


@singledispatch
async def answer(question: DailyQuery, visit: DailyContext) -> ui.LayoutView:
    """Return the card that answers a query. Raises what the use cases raise."""
    raise NotImplementedError(type(question).__name__)


@answer.register
async def _add_schedule(question: AddDaily, visit: DailyContext) -> ui.LayoutView:
    plan = await build_plan(question.plan_input, visit.library, None, visit.server)
    overview = await visit.daily.add(plan, visit.person, visit.now)
    visit.posts.wake()
    return await _render_schedule(overview, "Set up", visit)


@answer.register
async def _edit_schedule(question: EditDaily, visit: DailyContext) -> ui.LayoutView:
    before = await _find_schedule(question.schedule, visit)
    plan = await build_plan(question.plan_input, visit.library, before.plan, visit.server)
    overview = await visit.daily.edit(before.id, plan, visit.now)
    visit.posts.wake()
    return await _render_schedule(overview, "Changed", visit)


@answer.register
async def _list_schedules(question: ListDaily, visit: DailyContext) -> ui.LayoutView:
    return schedules_card(await visit.daily.list_schedules(visit.now), question, visit.audience)


@answer.register
async def _preview_named(question: PreviewDaily, visit: DailyContext) -> ui.LayoutView:
    return await _render_preview((await _find_schedule(question.schedule, visit)).id, visit)


@answer.register
async def _preview_schedule(question: PreviewQuery, visit: DailyContext) -> ui.LayoutView:
    return await _render_preview(question.schedule, visit)


@answer.register
async def _skip_days(question: SkipDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await _find_schedule(question.schedule, visit)
    if question.days is None:
        skipped = await visit.daily.skip_next(schedule.id, visit.person, visit.now)
    else:
        days = parse_days(question.days, _today(schedule, visit))
        skipped = await visit.daily.skip(schedule.id, days, visit.person, visit.now)
    title = f"Skipped: {format_days(skipped.days)}, {pluralize(skipped.posts, 'post')}"
    if skipped.dropped_facts:
        dropped = pluralize(skipped.dropped_facts, "chosen fact")
        title += f"\n{subtext(f'{dropped} dropped for these days.')}"
    undo = button("Undo", (Effect.ACT, ClearDays(schedule.id, skipped.days)), visit.audience)
    return await _render_schedule(skipped.overview, title, visit, undo)


@answer.register
async def _skip_day(question: SkipDay, visit: DailyContext) -> ui.LayoutView:
    days = question.day, question.day
    await visit.daily.skip(question.schedule, days, visit.person, visit.now)
    visit.posts.wake()
    return await _render_preview(
        question.schedule, visit, f"{format_day(question.day)} is skipped."
    )


@answer.register
async def _clear_days(question: ClearDays, visit: DailyContext) -> ui.LayoutView:
    await visit.daily.clear(question.schedule, question.days, visit.now)
    visit.posts.wake()
    notice = f"Undone: skips and chosen facts of {format_days(question.days)}."
    return await _render_preview(question.schedule, visit, notice)


@answer.register
async def _swap_day(question: SwapDay, visit: DailyContext) -> ui.LayoutView:
    await visit.daily.swap(question.schedule, question.day, visit.person, visit.now)
    notice = f"{format_day(question.day)} has another fact."
    return await _render_preview(question.schedule, visit, notice)


@answer.register
async def _fix_fact(question: FixDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await _find_schedule(question.schedule, visit)
    day = parse_day(question.day, _today(schedule, visit))
    matches = await visit.daily.fix(schedule.id, day, question.fact, visit.person, visit.now)
    notice = f"Fact {question.fact} comes on {format_day(day)}."
    if not matches:
        notice = (
            f"Fact {question.fact} is outside this schedule's filter. It is posted all the same, "
            f"on {format_day(day)}."
        )
    return await _render_preview(schedule.id, visit, notice)


@answer.register
async def _pause_or_resume(question: PauseDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await _find_schedule(question.schedule, visit)
    if not question.resume:
        return await _render_schedule(
            await visit.daily.pause(schedule.id, visit.now), "Paused", visit
        )
    overview = await visit.daily.resume(schedule.id, visit.now)
    visit.posts.wake()
    return await _render_schedule(overview, "Resumed", visit)


@answer.register
async def _post_extra(question: PostDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await _find_schedule(question.schedule, visit)
    check_ping(schedule.plan, visit.server)
    job = await visit.daily.post_extra(schedule.id, visit.person, visit.now)
    try:
        message = await visit.posts.deliver(job)
    except DeliveryFailed as failure:
        trouble = trouble_text(failure.trouble, failure.detail)
        return notice_card("Not posted yet", f"The reason: {trouble}. I keep trying for a while.")
    return notice_card("Posted", f"{message.jump_url}\nThe post of the day comes as well.")


@answer.register
async def _confirm_removal(question: RemoveDaily, visit: DailyContext) -> ui.LayoutView:
    return removal_card(await _find_schedule(question.schedule, visit), visit.audience)


@answer.register
async def _remove_schedule(question: RemoveSchedule, visit: DailyContext) -> ui.LayoutView:
    await visit.daily.remove(question.schedule)
    return notice_card("Removed", "It posts no more. `/daily list` shows the other schedules.")


@answer.register
async def _explain_post(question: ExplainPost, visit: DailyContext) -> ui.LayoutView:
    return explanation_card(await visit.daily.explain(question.post), visit.audience)


async def _render_schedule(
    overview: ScheduleOverview, title: str, visit: DailyContext, *controls: Control
) -> ui.LayoutView:
    names = await visit.library.topic_names(overview.schedule.plan.fact_filter.topics)
    return schedule_card(overview, names, title, visit.audience, *controls)


async def _render_preview(
    schedule: ScheduleId, visit: DailyContext, notice: str = ""
) -> ui.LayoutView:
    preview = await visit.daily.preview(schedule, visit.now)
    audience = RenderContext(visit.audience.asker, visit.audience.private, notice)
    return preview_card(preview, audience)


async def _find_schedule(words: str | None, visit: DailyContext) -> Schedule:
    """Return the schedule a user means: by its number, by its label, or as the only one.

    Raises ScheduleUnclear.
    """
    schedules = await visit.daily.schedules()
    matches = list(schedules)
    if words is not None:
        number, typed = words.split("·")[0].strip(), words.strip().casefold()
        matches = [each for each in schedules if str(each.id) == number] or [
            each for each in schedules if typed in schedule_label(each).casefold()
        ]
    if len(matches) != 1:
        raise ScheduleUnclear(len(schedules))
    return matches[0]


def _today(schedule: Schedule, visit: DailyContext) -> datetime.date:
    return visit.now.astimezone(load_zone(schedule.plan.timing.zone)).date()
