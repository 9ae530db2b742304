"""A schedule in words: its plan, its days, what it is called."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.daily.post_card import TITLE
from bot.ui.layout import shown, small
from bot.ui.markdown import escaped
from facts.clock.due_dates import EVERY_DAY, Days, Due
from facts.clock.utc_offsets import zone_told
from facts.daily.schedule import CATCH_UP, Plan, Schedule
from facts.model.entities import TopicId

Names = Mapping[TopicId, str]
NAME: Final = 40
_WEEKDAYS: Final = "Mon Tue Wed Thu Fri Sat Sun".split()
_WORKING: Final = (1, 2, 3, 4, 5)
_LISTED: Final = 8
_RUNS: Final = 3
"""How many runs of days are told at once."""
_HOUR: Final = datetime.timedelta(hours=1)


def schedule_label(schedule: Schedule) -> str:
    """Return what a schedule is called where Markdown means nothing."""
    timing = schedule.plan.timing
    when = f"{timing.at:%H:%M} {zone_told(timing.zone)}", weekdays_told(timing.weekdays)
    paused = ["paused"] if schedule.paused else []
    return " · ".join((str(schedule.id), schedule.plan.title or TITLE, *when, *paused))


def title_of(plan: Plan, limit: int) -> str:
    """Return what a schedule's posts are headed with, in Markdown."""
    return shown(plan.title or TITLE, limit)


def when_told(plan: Plan) -> str:
    """Return the time, the zone and the weekdays of a plan, in Markdown."""
    timing = plan.timing
    zone = escaped(zone_told(timing.zone))
    return f"**{timing.at:%H:%M}** {zone}, {weekdays_told(timing.weekdays)}"


def plan_lines(plan: Plan, names: Names, limit: int) -> Iterator[str]:
    """Yield a plan line by line, in Markdown."""
    yield f"**{title_of(plan, limit)}** in <#{plan.channel}>"
    yield f"At {when_told(plan)}"
    topics = [names.get(each, "a topic that is gone") for each in plan.choice.topics]
    for what, which in (
        ("topics", topics), ("kinds", plan.choice.kinds), ("sites", plan.choice.sites)
    ):  # fmt: skip
        if which:
            yield f"Only {what}: {some([shown(each, min(limit, NAME)) for each in which])}"
    if dressing := ", ".join(_dressing(plan)):
        yield small(f"With {dressing}")


def some(things: Sequence[str], most: int = _LISTED) -> str:
    """Return the first of some things, and how many more there are."""
    more = f" and {len(things) - most} more" if len(things) > most else ""
    return ", ".join(things[:most]) + more


def weekdays_told(days: tuple[int, ...]) -> str:
    """Return weekdays in few words."""
    if days == EVERY_DAY:
        return "every day"
    if days == _WORKING:
        return "weekdays"
    return ", ".join(_WEEKDAYS[day - 1] for day in days)


def day_told(day: datetime.date) -> str:
    """Return a day with its weekday."""
    return f"{_WEEKDAYS[day.weekday()]} {day.isoformat()}"


def days_told(days: Days) -> str:
    """Return a day, or the first and the last of some."""
    first, last = days
    return day_told(first) if first == last else f"{day_told(first)} to {day_told(last)}"


def left_out(skipped: Sequence[Days]) -> str:
    """Return the next days that are left out as small print, nothing where there are none."""
    told = some([days_told(each) for each in skipped], _RUNS)
    return small(f"Left out: {told}") if told else ""


def moment_told(due: Due, style: str = "F") -> str:
    """Return an instant as everybody reads it in their own zone; styles are Discord's."""
    return f"<t:{int(due.moment.timestamp())}:{style}>"


def _dressing(plan: Plan) -> Iterator[str]:
    if plan.role:
        yield f"a ping of <@&{plan.role}>"
    if plan.thread:
        yield "a thread under it"
    if plan.pin:
        yield "a pin"
    if plan.publish:
        yield "publication to followers"
    if plan.catch_up != CATCH_UP:
        yield f"up to {plan.catch_up / _HOUR:.3g} h of delay where need be"
