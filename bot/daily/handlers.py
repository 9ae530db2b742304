"""Handlers of the fact of the day: request in, card out."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from discord import ui

from bot.daily.attempt import DeliveryFailed
from bot.daily.context import DailyContext, pick_by_id, pick_schedule
from bot.daily.manage_cards import (
    notice_card,
    preview_card,
    removal_card,
    schedule_card,
    schedules_card,
)
from bot.daily.plan_parser import build_plan
from bot.daily.plan_rights import check_user
from bot.daily.queries import (
    AddDaily,
    ClearDays,
    EditDaily,
    ExplainPost,
    FixDaily,
    ListDaily,
    PauseDaily,
    PlanInput,
    PostDaily,
    PreviewDaily,
    PreviewQuery,
    RemoveDaily,
    RemoveSchedule,
    SkipDaily,
    SkipDay,
    SwapDay,
)
from bot.daily.schedule_text import NAME, format_day, format_days
from bot.daily.trouble_messages import trouble_text
from bot.daily.why_card import explanation_card
from bot.queries.custom_id import Effect
from bot.ui.choice_labels import find_typed_fact
from bot.ui.controls import Control, button
from bot.ui.layout import inline, pluralize, subtext
from bot.ui.markdown import escape
from facts.clock.parse_days import parse_day, parse_days
from facts.clock.time_zones import is_zone_name
from facts.daily.errors import PostGone
from facts.daily.results import ScheduleOverview, SchedulePreview
from facts.daily.schedule import Plan, ScheduleId


async def _add_schedule(request: AddDaily, context: DailyContext) -> ui.LayoutView:
    plan = await build_plan(request.plan_input, context.read, None, context.server)
    overview = await context.daily.add(plan, context.user, context.now)
    context.loop.wake()
    return await _render_schedule(overview, "Set up", _note_zone(request.plan_input, plan, context))


async def _edit_schedule(request: EditDaily, context: DailyContext) -> ui.LayoutView:
    before = await context.find_schedule(request.schedule)
    plan = await build_plan(request.plan_input, context.read, before.plan, context.server)
    overview = await context.daily.edit(before.id, plan, context.now)
    context.loop.wake()
    title = "Nothing changed" if plan == before.plan else "Changed"
    return await _render_schedule(overview, title, _note_zone(request.plan_input, plan, context))


async def _list_schedules(request: ListDaily, context: DailyContext) -> ui.LayoutView:
    hidden, overviews = context.hidden, await context.daily.list_schedules(context.now)
    visible = [each for each in overviews if each.schedule.plan.channel not in hidden]
    return schedules_card(visible, request, context.render_context)


async def _preview_by_name(request: PreviewDaily, context: DailyContext) -> ui.LayoutView:
    preview = await context.load_preview(partial(pick_schedule, request.schedule))
    return _preview_card(preview, context)


async def _preview_schedule(request: PreviewQuery, context: DailyContext) -> ui.LayoutView:
    return await _render_preview(request.schedule, context)


async def _skip_days(request: SkipDaily, context: DailyContext) -> ui.LayoutView:
    schedule = await context.find_schedule(request.schedule)
    if request.days is None:
        result = await context.daily.skip_next(schedule.id, context.user, context.now)
    else:
        days = parse_days(request.days, context.today(schedule))
        result = await context.daily.skip(schedule.id, days, context.user, context.now)
    title = f"Skipped: {format_days(result.days)}, {pluralize(result.posts, 'post')}"
    if result.dropped_facts:
        dropped = pluralize(result.dropped_facts, "chosen fact")
        title += f"\n{subtext(f'{dropped} dropped for these days.')}"
    undo = button("Undo", (Effect.ACT, ClearDays(schedule.id, result.days)), context.render_context)
    return await _render_schedule(result.overview, title, context, undo)


async def _skip_day(request: SkipDay, context: DailyContext) -> ui.LayoutView:
    schedule, days = await context.get_schedule(request.schedule), (request.day, request.day)
    await context.daily.skip(schedule.id, days, context.user, context.now)
    context.loop.wake()
    return await _render_preview(
        request.schedule, context, f"{format_day(request.day)} is skipped."
    )


async def _clear_days(request: ClearDays, context: DailyContext) -> ui.LayoutView:
    schedule = await context.get_schedule(request.schedule)
    check_user(schedule.plan, context.server)  # the posts come again
    await context.daily.clear(schedule.id, request.days, context.now)
    context.loop.wake()
    notice = f"Undone: no skip or chosen fact is left for {format_days(request.days)}."
    return await _render_preview(request.schedule, context, notice)


async def _swap_day(request: SwapDay, context: DailyContext) -> ui.LayoutView:
    schedule = await context.get_schedule(request.schedule)
    check_user(schedule.plan, context.server)
    await context.daily.swap(schedule.id, request.day, context.user, context.now)
    notice = f"{format_day(request.day)} has another fact."
    return await _render_preview(request.schedule, context, notice)


async def _fix_fact(request: FixDaily, context: DailyContext) -> ui.LayoutView:
    schedule = await context.find_schedule(request.schedule)
    check_user(schedule.plan, context.server)
    day = parse_day(request.day, context.today(schedule))
    fact = await context.read(lambda library: find_typed_fact(request.fact, library))
    matches = await context.daily.fix(schedule.id, day, fact, context.user, context.now)
    notice = f"Fact {fact} comes on {format_day(day)}."
    if not matches:
        notice = (
            f"Fact {fact} is outside the filter of this schedule. It is posted anyway, "
            f"on {format_day(day)}."
        )
    return await _render_preview(schedule.id, context, notice)


async def _pause_or_resume(request: PauseDaily, context: DailyContext) -> ui.LayoutView:
    schedule = await context.find_schedule(request.schedule)
    if not request.resume:
        return await _render_schedule(
            await context.daily.pause(schedule.id, context.now), "Paused", context
        )
    check_user(schedule.plan, context.server)
    overview = await context.daily.resume(schedule.id, context.now)
    context.loop.wake()
    return await _render_schedule(overview, "Resumed", context)


async def _post_extra(request: PostDaily, context: DailyContext) -> ui.LayoutView:
    schedule = await context.find_schedule(request.schedule)
    check_user(schedule.plan, context.server)
    job = await context.daily.post_extra(schedule.id, context.user, context.now)
    try:
        message = await context.loop.deliver(job)
    except DeliveryFailed as failure:
        trouble = trouble_text(failure.trouble, failure.detail)
        return notice_card("Not posted yet", f"The reason: {trouble}. I keep trying for a while.")
    return notice_card("Posted", message.jump_url)


async def _confirm_removal(request: RemoveDaily, context: DailyContext) -> ui.LayoutView:
    return removal_card(await context.find_schedule(request.schedule), context.render_context)


async def _remove_schedule(request: RemoveSchedule, context: DailyContext) -> ui.LayoutView:
    schedule = await context.get_schedule(request.schedule)
    await context.daily.remove(schedule.id)
    return notice_card("Removed", "It no longer posts. `/daily list` shows the other schedules.")


async def _explain_post(request: ExplainPost, context: DailyContext) -> ui.LayoutView:
    explanation = await context.daily.explain(request.post)
    if explanation.post.channel in context.hidden:
        raise PostGone
    return explanation_card(explanation, context.render_context)


def _note_zone(options: PlanInput, plan: Plan, context: DailyContext) -> DailyContext:
    """Return the context with a notice if the zone's name was corrected."""
    if options.zone is None or is_zone_name(options.zone):
        return context
    notice = f"“{inline(options.zone, NAME)}” is read as {escape(plan.timing.zone)}."
    return replace(context, render_context=replace(context.render_context, notice=notice))


async def _render_schedule(
    overview: ScheduleOverview, title: str, context: DailyContext, *controls: Control
) -> ui.LayoutView:
    topics = overview.schedule.plan.fact_filter.topics
    names = await context.read(lambda library: library.topic_names(topics))
    return schedule_card(overview, names, title, context.render_context, *controls)


async def _render_preview(
    schedule: ScheduleId, context: DailyContext, notice: str = ""
) -> ui.LayoutView:
    preview = await context.load_preview(partial(pick_by_id, schedule))
    return _preview_card(preview, context, notice)


def _preview_card(
    preview: SchedulePreview, context: DailyContext, notice: str = ""
) -> ui.LayoutView:
    return preview_card(preview, replace(context.render_context, notice=notice))


HANDLERS: Final[Mapping[type[Any], Callable[[Any, DailyContext], Awaitable[ui.LayoutView]]]] = {
    AddDaily: _add_schedule,
    EditDaily: _edit_schedule,
    ListDaily: _list_schedules,
    PreviewDaily: _preview_by_name,
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
"""The handlers by type of request."""
