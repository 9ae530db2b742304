"""Handlers of the fact of the day: each answers one query with a card."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from discord import ui

from bot.daily.attempt import DeliveryFailed
from bot.daily.context import DailyContext, pick_schedule
from bot.daily.manage_cards import (
    notice_card,
    preview_card,
    removal_card,
    schedule_card,
    schedules_card,
)
from bot.daily.plan_parser import build_plan, check_ping
from bot.daily.queries import (
    AddDaily,
    ClearDays,
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
from bot.daily.schedule_text import format_day, format_days
from bot.daily.trouble_messages import trouble_text
from bot.daily.why_card import explanation_card
from bot.queries.custom_id import Effect
from bot.queries.render_context import RenderContext
from bot.ui.controls import Control, button
from bot.ui.layout import pluralize, subtext
from facts.clock.parse_days import parse_day, parse_days
from facts.daily.results import ScheduleOverview, SchedulePreview
from facts.daily.schedule import ScheduleId


async def _add_schedule(question: AddDaily, visit: DailyContext) -> ui.LayoutView:
    plan = await build_plan(question.plan_input, visit.read, None, visit.server)
    overview = await visit.daily.add(plan, visit.person, visit.now)
    visit.posts.wake()
    return await _render_schedule(overview, "Set up", visit)


async def _edit_schedule(question: EditDaily, visit: DailyContext) -> ui.LayoutView:
    before = await visit.find_schedule(question.schedule)
    plan = await build_plan(question.plan_input, visit.read, before.plan, visit.server)
    overview = await visit.daily.edit(before.id, plan, visit.now)
    visit.posts.wake()
    return await _render_schedule(overview, "Changed", visit)


async def _list_schedules(question: ListDaily, visit: DailyContext) -> ui.LayoutView:
    return schedules_card(await visit.daily.list_schedules(visit.now), question, visit.audience)


async def _preview_named(question: PreviewDaily, visit: DailyContext) -> ui.LayoutView:
    preview = await visit.daily.load_preview(
        lambda schedules: pick_schedule(question.schedule, schedules).id, visit.now
    )
    return _preview_card(preview, visit)


async def _preview_schedule(question: PreviewQuery, visit: DailyContext) -> ui.LayoutView:
    return await _render_preview(question.schedule, visit)


async def _skip_days(question: SkipDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await visit.find_schedule(question.schedule)
    if question.days is None:
        skipped = await visit.daily.skip_next(schedule.id, visit.person, visit.now)
    else:
        days = parse_days(question.days, visit.today(schedule))
        skipped = await visit.daily.skip(schedule.id, days, visit.person, visit.now)
    title = f"Skipped: {format_days(skipped.days)}, {pluralize(skipped.posts, 'post')}"
    if skipped.dropped_facts:
        dropped = pluralize(skipped.dropped_facts, "chosen fact")
        title += f"\n{subtext(f'{dropped} dropped for these days.')}"
    undo = button("Undo", (Effect.ACT, ClearDays(schedule.id, skipped.days)), visit.audience)
    return await _render_schedule(skipped.overview, title, visit, undo)


async def _skip_day(question: SkipDay, visit: DailyContext) -> ui.LayoutView:
    days = question.day, question.day
    await visit.daily.skip(question.schedule, days, visit.person, visit.now)
    visit.posts.wake()
    return await _render_preview(
        question.schedule, visit, f"{format_day(question.day)} is skipped."
    )


async def _clear_days(question: ClearDays, visit: DailyContext) -> ui.LayoutView:
    await visit.daily.clear(question.schedule, question.days, visit.now)
    visit.posts.wake()
    notice = f"Undone: skips and chosen facts of {format_days(question.days)}."
    return await _render_preview(question.schedule, visit, notice)


async def _swap_day(question: SwapDay, visit: DailyContext) -> ui.LayoutView:
    await visit.daily.swap(question.schedule, question.day, visit.person, visit.now)
    notice = f"{format_day(question.day)} has another fact."
    return await _render_preview(question.schedule, visit, notice)


async def _fix_fact(question: FixDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await visit.find_schedule(question.schedule)
    day = parse_day(question.day, visit.today(schedule))
    matches = await visit.daily.fix(schedule.id, day, question.fact, visit.person, visit.now)
    notice = f"Fact {question.fact} comes on {format_day(day)}."
    if not matches:
        notice = (
            f"Fact {question.fact} is outside this schedule's filter. It is posted all the same, "
            f"on {format_day(day)}."
        )
    return await _render_preview(schedule.id, visit, notice)


async def _pause_or_resume(question: PauseDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await visit.find_schedule(question.schedule)
    if not question.resume:
        return await _render_schedule(
            await visit.daily.pause(schedule.id, visit.now), "Paused", visit
        )
    overview = await visit.daily.resume(schedule.id, visit.now)
    visit.posts.wake()
    return await _render_schedule(overview, "Resumed", visit)


async def _post_extra(question: PostDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await visit.find_schedule(question.schedule)
    check_ping(schedule.plan, visit.server)
    job = await visit.daily.post_extra(schedule.id, visit.person, visit.now)
    try:
        message = await visit.posts.deliver(job)
    except DeliveryFailed as failure:
        trouble = trouble_text(failure.trouble, failure.detail)
        return notice_card("Not posted yet", f"The reason: {trouble}. I keep trying for a while.")
    return notice_card("Posted", f"{message.jump_url}\nThe post of the day comes as well.")


async def _confirm_removal(question: RemoveDaily, visit: DailyContext) -> ui.LayoutView:
    return removal_card(await visit.find_schedule(question.schedule), visit.audience)


async def _remove_schedule(question: RemoveSchedule, visit: DailyContext) -> ui.LayoutView:
    await visit.daily.remove(question.schedule)
    return notice_card("Removed", "It posts no more. `/daily list` shows the other schedules.")


async def _explain_post(question: ExplainPost, visit: DailyContext) -> ui.LayoutView:
    return explanation_card(await visit.daily.explain(question.post), visit.audience)


async def _render_schedule(
    overview: ScheduleOverview, title: str, visit: DailyContext, *controls: Control
) -> ui.LayoutView:
    topics = overview.schedule.plan.fact_filter.topics
    names = await visit.read(lambda library: library.topic_names(topics))
    return schedule_card(overview, names, title, visit.audience, *controls)


async def _render_preview(
    schedule: ScheduleId, visit: DailyContext, notice: str = ""
) -> ui.LayoutView:
    return _preview_card(await visit.daily.preview(schedule, visit.now), visit, notice)


def _preview_card(preview: SchedulePreview, visit: DailyContext, notice: str = "") -> ui.LayoutView:
    return preview_card(
        preview, RenderContext(visit.audience.asker, visit.audience.private, notice)
    )


HANDLERS: Final[Mapping[type[Any], Callable[[Any, DailyContext], Awaitable[ui.LayoutView]]]] = {
    AddDaily: _add_schedule,
    EditDaily: _edit_schedule,
    ListDaily: _list_schedules,
    PreviewDaily: _preview_named,
    PreviewQuery: _preview_schedule,
    SkipDaily: _skip_days,
    SkipDay: _skip_day,
    ClearDays: _clear_days,
    SwapDay: _swap_day,
    FixDaily: _fix_fact,
    PauseDaily: _pause_or_resume,
    PostDaily: _post_extra,
    RemoveDaily: _confirm_removal,
    RemoveSchedule: _remove_schedule,
    ExplainPost: _explain_post,
}
"""What answers each request and query about the fact of the day."""
