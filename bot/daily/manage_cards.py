"""The cards that managers steer the fact of the day with."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

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
from bot.queries.render_context import RenderContext
from bot.ui.controls import Control, Option, button
from bot.ui.layout import (
    Item,
    card,
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
from facts.daily.results import Forecast, ScheduleOverview
from facts.daily.schedule import DayOverride, Schedule
from facts.daily.turn import TurnReason

SCHEDULES_PER_PAGE: Final = 8
_FACT: Final = 220
_STATUS: Final = 120


def schedule_card(
    listed: ScheduleOverview, names: TopicNames, said: str, audience: RenderContext, *ways: Control
) -> ui.LayoutView:
    """Return a schedule after something was done to it, which is `said` in Markdown.

    `ways` are the buttons to go on from there, beside the one to the preview.
    """
    schedule = listed.schedule

    def render(limit: int) -> Iterator[Item]:
        yield heading(said, context=audience)
        yield text("\n".join(plan_lines(schedule.plan, names, limit)))
        yield text(_next_times(listed))
        next_ = button("What comes next", (Effect.ACT, PreviewQuery(schedule.id)), audience)
        yield from row(next_, *ways)

    return fit_card(render)


def schedules_card(
    listed: Sequence[ScheduleOverview], question: ListDaily, audience: RenderContext
) -> ui.LayoutView:
    """Return the schedules of a server, each with what is due next and how the last one went."""
    if not listed:
        return notice_card("Facts of the day", "There are none yet. `/daily add` sets one up.")
    pages = Pages(len(listed), SCHEDULES_PER_PAGE)
    page = min(question.page, pages.count - 1)
    on_it = listed[page * SCHEDULES_PER_PAGE :][:SCHEDULES_PER_PAGE]

    def render(limit: int) -> Iterator[Item]:
        yield heading("Facts of the day", pluralize(len(listed), "schedule"))
        yield text("\n".join(_schedule_line(each, limit) for each in on_it))
        options = [
            Option(schedule_label(each.schedule), PreviewQuery(each.schedule.id)) for each in on_it
        ]
        yield from menu_row("See what comes next…", Effect.ACT, audience, options)
        yield from row(*pager(ListDaily(page), pages, audience))

    return fit_card(render)


def preview_card(
    schedule: Schedule,
    forecasts: Sequence[Forecast],
    arranged: Sequence[DayOverride],
    audience: RenderContext,
) -> ui.LayoutView:
    """Return what comes next, with the menus to swap, skip and take back."""
    plan = schedule.plan
    paused = "Paused; this is what would come. " if schedule.paused else ""
    skipped = merge_days(each.day for each in arranged if each.is_skip)

    def render(limit: int) -> Iterator[Item]:
        place = f"{paused}In <#{plan.channel}> at {format_timing(plan)}"
        title = f"Next: {plan_title(plan, min(limit, NAME))}"
        yield heading(
            title, place, "Beside each day: when that is on your own clock", context=audience
        )
        lines = [_forecast_line(each, min(limit, _FACT)) for each in forecasts]
        yield text("\n".join(lines) or "Nothing is due.")
        if skipped:
            yield text(skipped_note(skipped))
        yield from _override_menus(schedule, forecasts, arranged, audience)

    return fit_card(render)


def removal_card(schedule: Schedule, audience: RenderContext) -> ui.LayoutView:
    """Return the question whether a schedule is to end."""
    plan = schedule.plan
    return card(
        heading("Remove this fact of the day?"),
        text(
            f"{plan_title(plan, NAME)} in <#{plan.channel}> at {format_timing(plan)}. What was "
            "arranged for it is forgotten; its posts stay, and their buttons go on working."
        ),
        *row(
            button("Remove it", (Effect.ACT, RemoveSchedule(schedule.id)), audience),
            button("Keep it", (Effect.ACT, PreviewQuery(schedule.id)), audience),
        ),
    )


def notice_card(title: str, words: str) -> ui.LayoutView:
    """Return a short message, both in Markdown."""
    return card(heading(title), text(words))


def _schedule_line(listed: ScheduleOverview, limit: int) -> str:
    schedule, plan, last = listed.schedule, listed.schedule.plan, listed.last
    due = f"next {format_instant(schedule.next, 'R')}" if schedule.next else "paused"
    went = (
        f"{format_day(last.day)}: {outcome_text(last, min(limit, _STATUS))}"
        if last
        else "no post yet"
    )
    return "\n".join(filter(None, (
        f"**{plan_title(plan, min(limit, NAME))}** in <#{plan.channel}> at {format_timing(plan)}",
        subtext(f"{schedule.id} · {due} · {went}"),
        skipped_note(listed.skipped_days),
    )))  # fmt: skip


def _next_times(listed: ScheduleOverview) -> str:
    if listed.schedule.paused:
        return "Paused; `/daily resume` goes on."
    times = "\n".join(f"- {format_instant(due)}" for due in listed.upcoming)
    return f"The next times, as your own clock shows them:\n{times}" if times else "Nothing is due."


def _forecast_line(forecast: Forecast, limit: int) -> str:
    due, fact = forecast.due, forecast.fact
    told = "no fact fits"
    if fact is not None:
        told = f"**{inline(fact.kind, min(limit, NAME))}** · {inline(fact.text, limit)}"
    chosen = ""
    if forecast.turn and forecast.turn.reason.why in (TurnReason.SWAPPED, TurnReason.FIXED):
        chosen = " · chosen by hand"
    return f"- **{format_day(due.day)}** · {format_instant(due, 'f')}{chosen}\n  {told}"


def _override_menus(
    schedule: Schedule,
    forecasts: Sequence[Forecast],
    arranged: Sequence[DayOverride],
    audience: RenderContext,
) -> Iterator[Item]:
    swaps, skips = [], []
    for each in forecasts:
        day, about = each.due.day, each.fact.text if each.fact else None
        swaps.append(Option(format_day(day), SwapDay(schedule.id, day), about))
        skips.append(Option(format_day(day), SkipDay(schedule.id, day), about))
    backs = list(_undo_options(schedule, arranged))
    yield from menu_row("Swap the fact of a day…", Effect.ACT, audience, swaps)
    yield from menu_row("Skip a day…", Effect.ACT, audience, skips)
    yield from menu_row("Take back…", Effect.ACT, audience, backs)


def _undo_options(schedule: Schedule, arranged: Sequence[DayOverride]) -> Iterator[Option]:
    """Yield what can be taken back: runs of days in one step first, then their days too."""
    skipped = merge_days(each.day for each in arranged if each.is_skip)
    for first, last in skipped:
        if first != last:
            back = ClearDays(schedule.id, (first, last))
            yield Option(f"{format_days((first, last))}: left out", back)
    for each in arranged:
        what = "left out" if each.is_skip else "a chosen fact"
        yield Option(
            f"{format_day(each.day)}: {what}", ClearDays(schedule.id, (each.day, each.day))
        )
