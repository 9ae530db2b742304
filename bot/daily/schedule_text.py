"""A schedule in words: its plan, its days and its label."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.ui.layout import inline, subtext
from bot.ui.markdown import escape
from facts.clock.due_dates import EVERY_DAY, Days, DueDate
from facts.clock.utc_offsets import zone_label
from facts.daily.schedule import DEFAULT_CATCH_UP, Plan, Schedule
from facts.model.dates import WEEKDAY_ABBREVIATIONS
from facts.model.entities import TopicId

TopicNames = Mapping[TopicId, str]
DEFAULT_TITLE: Final = "Fact of the day"
NAME: Final = 40
_WORKDAYS: Final = (1, 2, 3, 4, 5)
_MAX_LISTED: Final = 8
_MAX_RUNS: Final = 3
"""Runs of skipped days that a list shows."""
_HOUR: Final = datetime.timedelta(hours=1)


def schedule_label(schedule: Schedule) -> str:
    """Return the label of a schedule: its number, title and time.

    It is plain text.
    """
    timing = schedule.plan.timing
    when = f"{timing.at:%H:%M} {zone_label(timing.zone)}", format_weekdays(timing.weekdays)
    paused = ["paused"] if schedule.paused else []
    return " · ".join((str(schedule.id), schedule.plan.title or DEFAULT_TITLE, *when, *paused))


def plan_title(plan: Plan, limit: int) -> str:
    """Return the heading of a schedule's posts, in Markdown."""
    return inline(plan.title or DEFAULT_TITLE, limit)


def format_timing(plan: Plan) -> str:
    """Return time, zone and weekdays of a plan, in Markdown."""
    timing = plan.timing
    zone = escape(zone_label(timing.zone))
    return f"**{timing.at:%H:%M}** {zone}, {format_weekdays(timing.weekdays)}"


def plan_lines(plan: Plan, names: TopicNames, limit: int) -> Iterator[str]:
    """Yield a plan line by line, in Markdown."""
    yield f"**{plan_title(plan, limit)}** in <#{plan.channel}>"
    yield f"At {format_timing(plan)}"
    topics = [names.get(each, "a deleted topic") for each in plan.fact_filter.topics]
    for what, which in (
        ("topics", topics), ("kinds", plan.fact_filter.kinds), ("sites", plan.fact_filter.sites)
    ):  # fmt: skip
        if which:
            names_shown = [inline(each, min(limit, NAME)) for each in which]
            yield f"Only {what}: {abbreviate_list(names_shown)}"
    if extras := ", ".join(_extras(plan)):
        yield subtext(f"With {extras}")


def abbreviate_list(items: Sequence[str], limit: int = _MAX_LISTED) -> str:
    """Return the first items of a list, and the number of others."""
    more = f" and {len(items) - limit} more" if len(items) > limit else ""
    return ", ".join(items[:limit]) + more


def format_weekdays(days: tuple[int, ...]) -> str:
    """Return weekdays as a short text."""
    if days == EVERY_DAY:
        return "every day"
    if days == _WORKDAYS:
        return "weekdays"
    return ", ".join(WEEKDAY_ABBREVIATIONS[day - 1] for day in days)


def format_day(day: datetime.date) -> str:
    """Return a day with its weekday."""
    return f"{WEEKDAY_ABBREVIATIONS[day.weekday()]} {day.isoformat()}"


def format_days(days: Days) -> str:
    """Return a day, or the first and last day of a period."""
    first, last = days
    return format_day(first) if first == last else f"{format_day(first)} to {format_day(last)}"


def skipped_note(skipped: Sequence[Days]) -> str:
    """Return the next skipped days as small print, "" for none."""
    runs = abbreviate_list([format_days(each) for each in skipped], _MAX_RUNS)
    return subtext(f"Skipped: {runs}") if runs else ""


def format_instant(due: DueDate, style: str = "F") -> str:
    """Return an instant, which Discord shows in each user's own zone.

    The styles are Discord's: F is the full date and time, R the time from now.
    """
    return f"<t:{int(due.moment.timestamp())}:{style}>"


def _extras(plan: Plan) -> Iterator[str]:
    if plan.role:
        yield f"a ping of <@&{plan.role}>"
    if plan.thread:
        yield "a thread"
    if plan.pin:
        yield "a pin"
    if plan.publish:
        yield "publication"
    if plan.catch_up != DEFAULT_CATCH_UP:
        yield f"up to {plan.catch_up / _HOUR:.3g} h of delay"
