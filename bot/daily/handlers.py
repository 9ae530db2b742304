"""From a question about the fact of the day to a card: do or ask one thing, and render it."""

import datetime
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

import discord
from discord import ui

from bot.app.errors import ScheduleUnclear
from bot.daily.attempt import Undelivered
from bot.daily.loop import DailyPosts
from bot.daily.manage_cards import (
    preview_card,
    removal_card,
    said_card,
    schedule_card,
    schedules_card,
)
from bot.daily.plan_parser import Server, check_ping, planned
from bot.daily.queries import (
    AddDaily,
    DailyQuestion,
    EditDaily,
    FixDaily,
    ListDaily,
    PauseDaily,
    PostDaily,
    Preview,
    PreviewDaily,
    Removal,
    RemoveDaily,
    SkipDaily,
    SkipDay,
    SwapDay,
    TakeBack,
    Why,
)
from bot.daily.schedule_text import day_told, days_told, schedule_label
from bot.daily.trouble_messages import trouble_told
from bot.daily.why_card import why_card
from bot.queries.library_queries import Audience
from bot.ui.controls import Control, Verb, button
from bot.ui.layout import counted
from facts.clock.due_dates import zone_info
from facts.clock.parse_days import read_day, read_days
from facts.daily.management import Daily
from facts.daily.schedule import Listed, Schedule, ScheduleId
from facts.library.library import Library


@dataclass(frozen=True, slots=True)
class Visit:
    """One interaction about one server's fact of the day, at one moment."""

    interaction: discord.Interaction[Any]
    audience: Audience
    now: datetime.datetime
    daily: Daily
    library: Library
    posts: DailyPosts

    @property
    def person(self) -> int:
        """Who asks."""
        return self.interaction.user.id

    @property
    def server(self) -> Server:
        """Where it is asked."""
        return Server(self.interaction, self.now)


@singledispatch
async def answered(question: DailyQuestion, visit: Visit) -> ui.LayoutView:
    """Return the card that answers a question. Raises what the use cases raise."""
    raise NotImplementedError(type(question).__name__)


@answered.register
async def _(question: AddDaily, visit: Visit) -> ui.LayoutView:
    plan = await planned(question.wish, visit.library, None, visit.server)
    listed = await visit.daily.add(plan, visit.person, visit.now)
    visit.posts.wake()
    return await _shown(listed, "Set up", visit)


@answered.register
async def _(question: EditDaily, visit: Visit) -> ui.LayoutView:
    before = await _chosen(question.schedule, visit)
    plan = await planned(question.wish, visit.library, before.plan, visit.server)
    listed = await visit.daily.edit(before.id, plan, visit.now)
    visit.posts.wake()
    return await _shown(listed, "Changed", visit)


@answered.register
async def _(question: ListDaily, visit: Visit) -> ui.LayoutView:
    return schedules_card(await visit.daily.listed(visit.now), question, visit.audience)


@answered.register
async def _(question: PreviewDaily, visit: Visit) -> ui.LayoutView:
    return await _preview((await _chosen(question.schedule, visit)).id, visit)


@answered.register
async def _(question: Preview, visit: Visit) -> ui.LayoutView:
    return await _preview(question.schedule, visit)


@answered.register
async def _(question: SkipDaily, visit: Visit) -> ui.LayoutView:
    schedule = await _chosen(question.schedule, visit)
    if question.days is None:
        skipped = await visit.daily.skip_next(schedule.id, visit.person, visit.now)
    else:
        days = read_days(question.days, _today(schedule, visit))
        skipped = await visit.daily.skip(schedule.id, days, visit.person, visit.now)
    said = f"Left out: {days_told(skipped.days)}, {counted(skipped.posts, 'post')}"
    if skipped.given_up:
        said += f"\n-# With {counted(skipped.given_up, 'fact')} chosen for these days, given up."
    back = button("Take it back", (Verb.STEER, TakeBack(schedule.id, skipped.days)), visit.audience)
    return await _shown(skipped.listed, said, visit, back)


@answered.register
async def _(question: SkipDay, visit: Visit) -> ui.LayoutView:
    days = question.day, question.day
    await visit.daily.skip(question.schedule, days, visit.person, visit.now)
    visit.posts.wake()
    return await _preview(question.schedule, visit, f"{day_told(question.day)} is left out.")


@answered.register
async def _(question: TakeBack, visit: Visit) -> ui.LayoutView:
    await visit.daily.clear(question.schedule, question.days, visit.now)
    visit.posts.wake()
    said = f"Taken back: what was arranged for {days_told(question.days)}."
    return await _preview(question.schedule, visit, said)


@answered.register
async def _(question: SwapDay, visit: Visit) -> ui.LayoutView:
    await visit.daily.swap(question.schedule, question.day, visit.person, visit.now)
    said = f"{day_told(question.day)} has another fact."
    return await _preview(question.schedule, visit, said)


@answered.register
async def _(question: FixDaily, visit: Visit) -> ui.LayoutView:
    schedule = await _chosen(question.schedule, visit)
    day = read_day(question.day, _today(schedule, visit))
    await visit.daily.fix(schedule.id, day, question.fact, visit.person, visit.now)
    return await _preview(schedule.id, visit, f"Fact {question.fact} comes on {day_told(day)}.")


@answered.register
async def _(question: PauseDaily, visit: Visit) -> ui.LayoutView:
    schedule = await _chosen(question.schedule, visit)
    if not question.resume:
        return await _shown(await visit.daily.pause(schedule.id, visit.now), "Paused", visit)
    listed = await visit.daily.resume(schedule.id, visit.now)
    visit.posts.wake()
    return await _shown(listed, "Resumed", visit)


@answered.register
async def _(question: PostDaily, visit: Visit) -> ui.LayoutView:
    schedule = await _chosen(question.schedule, visit)
    check_ping(schedule.plan, visit.server)
    assignment = await visit.daily.post_extra(schedule.id, visit.person, visit.now)
    try:
        message = await visit.posts.make(assignment)
    except Undelivered as undelivered:
        trouble = trouble_told(undelivered.trouble, undelivered.detail)
        return said_card("Not posted yet", f"The reason: {trouble}. I go on trying for a while.")
    return said_card("Posted", f"{message.jump_url}\nThe post of the day comes beside it.")


@answered.register
async def _(question: RemoveDaily, visit: Visit) -> ui.LayoutView:
    return removal_card(await _chosen(question.schedule, visit), visit.audience)


@answered.register
async def _(question: Removal, visit: Visit) -> ui.LayoutView:
    await visit.daily.remove(question.schedule)
    return said_card("Removed", "There are no more posts of it. `/daily list` shows what is left.")


@answered.register
async def _(question: Why, visit: Visit) -> ui.LayoutView:
    return why_card(await visit.daily.why(question.post), visit.audience)


async def _shown(listed: Listed, said: str, visit: Visit, *ways: Control) -> ui.LayoutView:
    names = await visit.library.names(listed.schedule.plan.choice.topics)
    return schedule_card(listed, names, said, visit.audience, *ways)


async def _preview(schedule: ScheduleId, visit: Visit, preface: str = "") -> ui.LayoutView:
    forecasts = await visit.daily.preview(schedule, visit.now)
    arranged = await visit.daily.arranged(schedule, visit.now)
    audience = Audience(visit.audience.asker, visit.audience.private, preface)
    return preview_card(await visit.daily.schedule(schedule), forecasts, arranged, audience)


async def _chosen(words: str | None, visit: Visit) -> Schedule:
    """Return the schedule that a person means: by its number, its name, or as the only one."""
    schedules = [each.schedule for each in await visit.daily.listed(visit.now)]
    if words is None:
        found = schedules
    else:
        number, typed = words.split("·")[0].strip(), words.strip().casefold()
        found = [each for each in schedules if str(each.id) == number] or [
            each for each in schedules if typed in schedule_label(each).casefold()
        ]
    if len(found) != 1:
        raise ScheduleUnclear(len(schedules))
    return found[0]


def _today(schedule: Schedule, visit: Visit) -> datetime.date:
    return visit.now.astimezone(zone_info(schedule.plan.timing.zone)).date()
