"""The cards that managers steer the fact of the day with."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot.daily.queries import ListDaily, Preview, Removal, SkipDay, SwapDay, TakeBack
from bot.daily.schedule_text import (
    NAME,
    Names,
    day_told,
    days_told,
    left_out,
    moment_told,
    plan_lines,
    schedule_label,
    title_of,
    when_told,
)
from bot.daily.trouble_messages import ended_as
from bot.queries.library_queries import Audience
from bot.ui.controls import Control, Option, Verb, button
from bot.ui.layout import Item, card, counted, fitted, head, menu_row, row, shown, small, text
from bot.ui.paging import SCHEDULES_A_PAGE, Pages, pager
from facts.clock.due_dates import runs
from facts.daily.schedule import Arrangement, Forecast, Listed, Schedule
from facts.daily.turn import Why

_FACT: Final = 220
_STATUS: Final = 120


def schedule_card(
    listed: Listed, names: Names, said: str, audience: Audience, *ways: Control
) -> ui.LayoutView:
    """Return a schedule after something was done to it, which is `said` in Markdown.

    `ways` are the buttons to go on from there, beside the one to the preview.
    """
    schedule = listed.schedule

    def render(limit: int) -> Iterator[Item]:
        yield head(said, audience=audience)
        yield text("\n".join(plan_lines(schedule.plan, names, limit)))
        yield text(_next_times(listed))
        next_ = button("What comes next", (Verb.STEER, Preview(schedule.id)), audience)
        yield from row(next_, *ways)

    return fitted(render)


def schedules_card(
    listed: Sequence[Listed], question: ListDaily, audience: Audience
) -> ui.LayoutView:
    """Return the schedules of a server, each with what is due next and how the last one went."""
    if not listed:
        return said_card("Facts of the day", "There are none yet. `/daily add` sets one up.")
    pages = Pages(len(listed), SCHEDULES_A_PAGE)
    page = min(question.page, pages.count - 1)
    on_it = listed[page * SCHEDULES_A_PAGE :][:SCHEDULES_A_PAGE]

    def render(limit: int) -> Iterator[Item]:
        yield head("Facts of the day", counted(len(listed), "schedule"))
        yield text("\n".join(_line(each, limit) for each in on_it))
        options = [
            Option(schedule_label(each.schedule), Preview(each.schedule.id)) for each in on_it
        ]
        yield from menu_row("See what comes next…", Verb.STEER, audience, options)
        yield from row(*pager(ListDaily(page), pages, audience))

    return fitted(render)


def preview_card(
    schedule: Schedule,
    forecasts: Sequence[Forecast],
    arranged: Sequence[Arrangement],
    audience: Audience,
) -> ui.LayoutView:
    """Return what comes next, with the menus to swap, skip and take back."""
    plan = schedule.plan
    paused = "Paused; this is what would come. " if schedule.paused else ""
    skipped = runs(each.day for each in arranged if each.skips)

    def render(limit: int) -> Iterator[Item]:
        place = f"{paused}In <#{plan.channel}> at {when_told(plan)}"
        title = f"Next: {title_of(plan, min(limit, NAME))}"
        yield head(
            title, place, "Beside each day: when that is on your own clock", audience=audience
        )
        lines = [_forecast(each, min(limit, _FACT)) for each in forecasts]
        yield text("\n".join(lines) or "Nothing is due.")
        if skipped:
            yield text(left_out(skipped))
        yield from _steering(schedule, forecasts, arranged, audience)

    return fitted(render)


def removal_card(schedule: Schedule, audience: Audience) -> ui.LayoutView:
    """Return the question whether a schedule is to end."""
    plan = schedule.plan
    return card(
        head("Remove this fact of the day?"),
        text(
            f"{title_of(plan, NAME)} in <#{plan.channel}> at {when_told(plan)}. What was arranged "
            "for it is forgotten; its posts stay, and their buttons go on working."
        ),
        *row(
            button("Remove it", (Verb.STEER, Removal(schedule.id)), audience),
            button("Keep it", (Verb.STEER, Preview(schedule.id)), audience),
        ),
    )


def said_card(title: str, words: str) -> ui.LayoutView:
    """Return a short message, both in Markdown."""
    return card(head(title), text(words))


def _line(listed: Listed, limit: int) -> str:
    schedule, plan, last = listed.schedule, listed.schedule.plan, listed.last
    due = f"next {moment_told(schedule.next, 'R')}" if schedule.next else "paused"
    went = f"{day_told(last.day)}: {ended_as(last, min(limit, _STATUS))}" if last else "no post yet"
    return "\n".join(filter(None, (
        f"**{title_of(plan, min(limit, NAME))}** in <#{plan.channel}> at {when_told(plan)}",
        small(f"{schedule.id} · {due} · {went}"),
        left_out(listed.skipped),
    )))  # fmt: skip


def _next_times(listed: Listed) -> str:
    if listed.schedule.paused:
        return "Paused; `/daily resume` goes on."
    times = "\n".join(f"- {moment_told(due)}" for due in listed.upcoming)
    return f"The next times, as your own clock shows them:\n{times}" if times else "Nothing is due."


def _forecast(forecast: Forecast, limit: int) -> str:
    due, fact = forecast.due, forecast.fact
    told = "no fact fits"
    if fact is not None:
        told = f"**{shown(fact.kind, min(limit, NAME))}** · {shown(fact.text, limit)}"
    chosen = ""
    if forecast.turn and forecast.turn.reason.why in (Why.SWAPPED, Why.FIXED):
        chosen = " · chosen by hand"
    return f"- **{day_told(due.day)}** · {moment_told(due, 'f')}{chosen}\n  {told}"


def _steering(
    schedule: Schedule,
    forecasts: Sequence[Forecast],
    arranged: Sequence[Arrangement],
    audience: Audience,
) -> Iterator[Item]:
    swaps, skips = [], []
    for each in forecasts:
        day, about = each.due.day, each.fact.text if each.fact else None
        swaps.append(Option(day_told(day), SwapDay(schedule.id, day), about))
        skips.append(Option(day_told(day), SkipDay(schedule.id, day), about))
    backs = list(_backs(schedule, arranged))
    yield from menu_row("Swap the fact of a day…", Verb.STEER, audience, swaps)
    yield from menu_row("Skip a day…", Verb.STEER, audience, skips)
    yield from menu_row("Take back…", Verb.STEER, audience, backs)


def _backs(schedule: Schedule, arranged: Sequence[Arrangement]) -> Iterator[Option]:
    """Yield what can be taken back: runs of days in one step first, then their days too."""
    skipped = runs(each.day for each in arranged if each.skips)
    for first, last in skipped:
        if first != last:
            back = TakeBack(schedule.id, (first, last))
            yield Option(f"{days_told((first, last))}: left out", back)
    for each in arranged:
        what = "left out" if each.skips else "a chosen fact"
        yield Option(f"{day_told(each.day)}: {what}", TakeBack(schedule.id, (each.day, each.day)))
