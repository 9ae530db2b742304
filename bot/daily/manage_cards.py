"""The cards of `/daily`: a schedule, the list, the preview, the removal."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot.cards.fact_list import fact_details
from bot.daily.queries import ClearDays, ListDaily, PreviewQuery, RemoveSchedule, SkipDay, SwapDay
from bot.daily.schedule_text import (
    NAME,
    TopicNames,
    format_day,
    format_days,
    format_instant,
    format_timing,
    plan_lines,
    plan_title,
    schedule_label,
    skipped_note,
)
from bot.daily.trouble_messages import outcome_text
from bot.queries.custom_id import Effect
from bot.queries.query import RenderContext
from bot.ui.controls import Control, Option, button
from bot.ui.layout import (
    Item,
    card,
    entries,
    fit_card,
    heading,
    inline,
    menu_row,
    pluralize,
    row,
    subtext,
    text,
)
from bot.ui.paging import Pages, pager
from facts.clock.due_dates import merge_days
from facts.daily.results import Forecast, ScheduleOverview, SchedulePreview
from facts.daily.schedule import DayOverride, Schedule
from facts.daily.turn import TurnReason

SCHEDULES_PER_PAGE: Final = 8
_FACT: Final = 220
_STATUS: Final = 120


def schedule_card(
    overview: ScheduleOverview,
    names: TopicNames,
    title: str,
    context: RenderContext,
    *controls: Control,
) -> ui.LayoutView:
    """Return a schedule after a change.

    `title` names the change in Markdown. `controls` follow the preview button.
    """
    schedule = overview.schedule

    def render(limit: int) -> Iterator[Item]:
        yield heading(title, context=context)
        yield text("\n".join(plan_lines(schedule.plan, names, limit)))
        yield text(_next_times(overview))

    preview = button("Preview", (Effect.ACT, PreviewQuery(schedule.id)), context)
    return fit_card(render, *row(preview, *controls))


def schedules_card(
    overviews: Sequence[ScheduleOverview], query: ListDaily, context: RenderContext
) -> ui.LayoutView:
    """Return a server's schedules, with their next and last posts."""
    if not overviews:
        return notice_card("Facts of the day", "There are none yet. `/daily add` sets one up.")
    pages = Pages(len(overviews), SCHEDULES_PER_PAGE)
    page = min(query.page, pages.count - 1)
    on_it = overviews[page * SCHEDULES_PER_PAGE :][:SCHEDULES_PER_PAGE]

    def render(limit: int) -> Iterator[Item]:
        yield heading("Facts of the day", pluralize(len(overviews), "schedule"))
        yield ui.Separator()
        yield from entries(_schedule_line(each, limit) for each in on_it)

    options = [
        Option(schedule_label(each.schedule), PreviewQuery(each.schedule.id)) for each in on_it
    ]
    menu = menu_row("Preview a schedule…", Effect.ACT, context, options)
    turns = row(*pager(ListDaily(page), pages, context))
    return fit_card(render, ui.Separator(), *menu, *turns)


def preview_card(preview: SchedulePreview, context: RenderContext) -> ui.LayoutView:
    """Return the next posts, with the menu to swap, skip and undo."""
    schedule, plan = preview.schedule, preview.schedule.plan
    paused = "Paused. This would come after `/daily resume`." if schedule.paused else ""
    skipped = merge_days(each.day for each in preview.overrides if each.is_skip)

    def render(limit: int) -> Iterator[Item]:
        place = f"In <#{plan.channel}> at {format_timing(plan)}"
        title = f"Next: {plan_title(plan, min(limit, NAME))}"
        yield heading(title, paused, place, context=context)
        upcoming = (_forecast_entry(each, min(limit, _FACT)) for each in preview.forecasts)
        yield ui.Separator()
        yield from entries(upcoming, none="No post is due.")
        if skipped:
            yield text(skipped_note(skipped))

    options = list(_override_options(preview))
    menu = menu_row("Swap, skip or undo a day…", Effect.ACT, context, options)
    return fit_card(render, ui.Separator(), *menu)


def removal_card(schedule: Schedule, context: RenderContext) -> ui.LayoutView:
    """Return the confirmation before a schedule is removed."""
    plan = schedule.plan
    return card(
        heading("Remove this fact of the day?"),
        text(
            f"{plan_title(plan, NAME)} in <#{plan.channel}> at {format_timing(plan)}. Its "
            "skips and chosen facts are removed too. Its posts stay, and their buttons keep "
            "working."
        ),
        *row(
            button("Remove it", (Effect.ACT, RemoveSchedule(schedule.id)), context),
            button("Keep it", (Effect.ACT, PreviewQuery(schedule.id)), context),
        ),
    )


def notice_card(title: str, words: str) -> ui.LayoutView:
    """Return a short message; title and words are Markdown."""
    return card(heading(title), text(words))


def _schedule_line(overview: ScheduleOverview, limit: int) -> str:
    schedule, plan, last = overview.schedule, overview.schedule.plan, overview.last
    due = f"next {format_instant(schedule.next, 'R')}" if schedule.next else "paused"
    outcome = (
        f"{format_day(last.day)}: {outcome_text(last, min(limit, _STATUS))}"
        if last
        else "no post yet"
    )
    return "\n".join(filter(None, (
        f"**{plan_title(plan, min(limit, NAME))}** in <#{plan.channel}> at {format_timing(plan)}",
        subtext(f"{schedule.id} · {due} · {outcome}"),
        skipped_note(overview.skipped_days),
    )))  # fmt: skip


def _next_times(overview: ScheduleOverview) -> str:
    if overview.schedule.paused:
        return "Paused. `/daily resume` starts it again."
    times = "\n".join(f"- {format_instant(due)}" for due in overview.upcoming)
    return f"The next posts, in your own time zone:\n{times}" if times else "No post is due."


def _forecast_entry(forecast: Forecast, limit: int) -> str:
    due, fact = forecast.due, forecast.fact
    is_fixed = forecast.turn is not None and forecast.turn.reason.why is TurnReason.FIXED
    details = (
        f"**{format_day(due.day)}** · {format_instant(due, 'R')}",
        fact_details(fact) if fact else "",
        "chosen by hand" if is_fixed else "",
    )
    words = inline(fact.text, limit) if fact else "No fact matches\\."
    return f"{words}\n{subtext(' · '.join(filter(None, details)))}"


def _override_options(preview: SchedulePreview) -> Iterator[Option]:
    """Yield what can be done: a swap of a day, a skip of a day, an undo."""
    schedule = preview.schedule
    days = [(each.due.day, each.fact.text if each.fact else None) for each in preview.forecasts]
    yield from (
        Option(f"Swap {format_day(day)}", SwapDay(schedule.id, day), fact) for day, fact in days
    )
    yield from (
        Option(f"Skip {format_day(day)}", SkipDay(schedule.id, day), fact) for day, fact in days
    )
    yield from _undo_options(schedule, preview.overrides)


def _undo_options(schedule: Schedule, overrides: Sequence[DayOverride]) -> Iterator[Option]:
    """Yield what can be undone: skipped periods, then single days."""
    skipped = merge_days(each.day for each in overrides if each.is_skip)
    for first, last in skipped:
        if first != last:
            undo = ClearDays(schedule.id, (first, last))
            yield Option(f"Undo {format_days((first, last))}: skipped", undo)
    for each in overrides:
        what = "skipped" if each.is_skip else "a chosen fact"
        undo = ClearDays(schedule.id, (each.day, each.day))
        yield Option(f"Undo {format_day(each.day)}: {what}", undo)
