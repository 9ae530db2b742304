"""From a question about the fact of the day to a card: do or ask one thing, and render it."""

import datetime
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

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
from bot.queries.custom_id import Effect
from bot.queries.render_context import RenderContext
from bot.ui.controls import Control, button
from bot.ui.layout import pluralize
from facts.clock.due_dates import load_zone
from facts.clock.parse_days import parse_day, parse_days
from facts.daily.management import DailyFacts
from facts.daily.preview import SchedulePreview
from facts.daily.results import ScheduleOverview
from facts.daily.schedule import Schedule, ScheduleId
from facts.daily.store import DailyStore
from facts.library.library import Library
from facts.model.entities import LibraryId

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class DailyContext:
    """One interaction about one server's fact of the day, at one moment."""

    interaction: discord.Interaction[Any]
    audience: RenderContext
    now: datetime.datetime
    library: LibraryId
    store: DailyStore
    posts: PostingLoop

    @property
    def daily(self) -> DailyFacts:
        """The server's fact of the day."""
        return DailyFacts(self.store, self.library)

    async def read(self, work: Callable[[Library], Result]) -> Result:
        """Return what `work` reads from the server's library, in another thread."""
        return await self.store.read(self.library, lambda snapshot: work(Library(snapshot)))

    @property
    def person(self) -> int:
        """Who asks."""
        return self.interaction.user.id

    @property
    def server(self) -> ServerContext:
        """Where it is asked."""
        return ServerContext(self.interaction, self.now)


async def _add_schedule(question: AddDaily, visit: DailyContext) -> ui.LayoutView:
    plan = await build_plan(question.plan_input, visit.read, None, visit.server)
    listed = await visit.daily.add(plan, visit.person, visit.now)
    visit.posts.wake()
    return await _render_schedule(listed, "Set up", visit)


async def _edit_schedule(question: EditDaily, visit: DailyContext) -> ui.LayoutView:
    before = await _find_schedule(question.schedule, visit)
    plan = await build_plan(question.plan_input, visit.read, before.plan, visit.server)
    listed = await visit.daily.edit(before.id, plan, visit.now)
    visit.posts.wake()
    return await _render_schedule(listed, "Changed", visit)


async def _list_schedules(question: ListDaily, visit: DailyContext) -> ui.LayoutView:
    return schedules_card(await visit.daily.list_schedules(visit.now), question, visit.audience)


async def _preview_named(question: PreviewDaily, visit: DailyContext) -> ui.LayoutView:
    preview = await visit.daily.load_preview(
        lambda schedules: _pick_schedule(question.schedule, schedules).id, visit.now
    )
    return _preview_card(preview, visit)


async def _preview_schedule(question: PreviewQuery, visit: DailyContext) -> ui.LayoutView:
    return await _render_preview(question.schedule, visit)


async def _skip_days(question: SkipDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await _find_schedule(question.schedule, visit)
    if question.days is None:
        skipped = await visit.daily.skip_next(schedule.id, visit.person, visit.now)
    else:
        days = parse_days(question.days, _today(schedule, visit))
        skipped = await visit.daily.skip(schedule.id, days, visit.person, visit.now)
    said = f"Left out: {format_days(skipped.days)}, {pluralize(skipped.posts, 'post')}"
    if skipped.dropped_facts:
        said += (
            f"\n-# With {pluralize(skipped.dropped_facts, 'fact')} chosen for these days, given up."
        )
    back = button(
        "Take it back", (Effect.ACT, ClearDays(schedule.id, skipped.days)), visit.audience
    )
    return await _render_schedule(skipped.overview, said, visit, back)


async def _skip_day(question: SkipDay, visit: DailyContext) -> ui.LayoutView:
    days = question.day, question.day
    await visit.daily.skip(question.schedule, days, visit.person, visit.now)
    visit.posts.wake()
    return await _render_preview(
        question.schedule, visit, f"{format_day(question.day)} is left out."
    )


async def _clear_days(question: ClearDays, visit: DailyContext) -> ui.LayoutView:
    await visit.daily.clear(question.schedule, question.days, visit.now)
    visit.posts.wake()
    said = f"Taken back: what was arranged for {format_days(question.days)}."
    return await _render_preview(question.schedule, visit, said)


async def _swap_day(question: SwapDay, visit: DailyContext) -> ui.LayoutView:
    await visit.daily.swap(question.schedule, question.day, visit.person, visit.now)
    said = f"{format_day(question.day)} has another fact."
    return await _render_preview(question.schedule, visit, said)


async def _fix_fact(question: FixDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await _find_schedule(question.schedule, visit)
    day = parse_day(question.day, _today(schedule, visit))
    await visit.daily.fix(schedule.id, day, question.fact, visit.person, visit.now)
    return await _render_preview(
        schedule.id, visit, f"Fact {question.fact} comes on {format_day(day)}."
    )


async def _pause_or_resume(question: PauseDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await _find_schedule(question.schedule, visit)
    if not question.resume:
        return await _render_schedule(
            await visit.daily.pause(schedule.id, visit.now), "Paused", visit
        )
    listed = await visit.daily.resume(schedule.id, visit.now)
    visit.posts.wake()
    return await _render_schedule(listed, "Resumed", visit)


async def _post_extra(question: PostDaily, visit: DailyContext) -> ui.LayoutView:
    schedule = await _find_schedule(question.schedule, visit)
    check_ping(schedule.plan, visit.server)
    assignment = await visit.daily.post_extra(schedule.id, visit.person, visit.now)
    try:
        message = await visit.posts.make(assignment)
    except DeliveryFailed as undelivered:
        trouble = trouble_text(undelivered.trouble, undelivered.detail)
        return notice_card("Not posted yet", f"The reason: {trouble}. I go on trying for a while.")
    return notice_card("Posted", f"{message.jump_url}\nThe post of the day comes beside it.")


async def _confirm_removal(question: RemoveDaily, visit: DailyContext) -> ui.LayoutView:
    return removal_card(await _find_schedule(question.schedule, visit), visit.audience)


async def _remove_schedule(question: RemoveSchedule, visit: DailyContext) -> ui.LayoutView:
    await visit.daily.remove(question.schedule)
    return notice_card(
        "Removed", "There are no more posts of it. `/daily list` shows what is left."
    )


async def _explain_post(question: ExplainPost, visit: DailyContext) -> ui.LayoutView:
    return explanation_card(await visit.daily.explain(question.post), visit.audience)


async def _render_schedule(
    listed: ScheduleOverview, said: str, visit: DailyContext, *ways: Control
) -> ui.LayoutView:
    topics = listed.schedule.plan.fact_filter.topics
    names = await visit.read(lambda library: library.topic_names(topics))
    return schedule_card(listed, names, said, visit.audience, *ways)


async def _render_preview(
    schedule: ScheduleId, visit: DailyContext, preface: str = ""
) -> ui.LayoutView:
    return _preview_card(
        await visit.daily.load_preview(lambda _: schedule, visit.now), visit, preface
    )


def _preview_card(
    preview: SchedulePreview, visit: DailyContext, preface: str = ""
) -> ui.LayoutView:
    audience = RenderContext(visit.audience.asker, visit.audience.private, preface)
    return preview_card(preview.schedule, preview.forecasts, preview.overrides, audience)


async def _find_schedule(words: str | None, visit: DailyContext) -> Schedule:
    """Return the schedule that a person means. Raises ScheduleUnclear."""
    listed = await visit.daily.list_schedules(visit.now)
    return _pick_schedule(words, [each.schedule for each in listed])


def _pick_schedule(words: str | None, schedules: Sequence[Schedule]) -> Schedule:
    """Return the schedule that a person means: by its number, its name, or as the only one."""
    if words is None:
        found = list(schedules)
    else:
        number, typed = words.split("·")[0].strip(), words.strip().casefold()
        found = [each for each in schedules if str(each.id) == number] or [
            each for each in schedules if typed in schedule_label(each).casefold()
        ]
    if len(found) != 1:
        raise ScheduleUnclear(len(schedules))
    return found[0]


def _today(schedule: Schedule, visit: DailyContext) -> datetime.date:
    return visit.now.astimezone(load_zone(schedule.plan.timing.zone)).date()


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
