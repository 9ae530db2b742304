"""The context of a request about the fact of the day."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import discord

from bot.daily.errors import ScheduleUnclear
from bot.daily.loop import PostingLoop
from bot.daily.plan_rights import ServerContext, visible_schedules
from bot.daily.schedule_text import schedule_label
from bot.discord_api.user_permissions import hidden_channels
from bot.queries.query import RenderContext
from facts.clock.due_dates import load_zone
from facts.daily.errors import ScheduleGone
from facts.daily.management import DailyFacts
from facts.daily.results import SchedulePreview
from facts.daily.schedule import Schedule, ScheduleId
from facts.daily.store import DailyStore
from facts.library.library import Library
from facts.model.entities import LibraryId

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class DailyContext:
    """One request about a server's fact of the day, at one moment."""

    interaction: discord.Interaction[Any]
    render_context: RenderContext
    now: datetime.datetime
    library: LibraryId
    store: DailyStore
    loop: PostingLoop

    @property
    def daily(self) -> DailyFacts:
        """The use cases for the server's fact of the day."""
        return DailyFacts(self.store, self.library)

    async def read(self, work: Callable[[Library], Result]) -> Result:
        """Run `work` on one snapshot of the server's library.

        It runs in the store's thread.
        """
        return await self.store.read(self.library, lambda snapshot: work(Library(snapshot)))

    @property
    def user(self) -> int:
        """The id of the user."""
        return self.interaction.user.id

    @property
    def server(self) -> ServerContext:
        """The server and the time."""
        return ServerContext(self.interaction, self.now)

    @property
    def hidden(self) -> frozenset[int]:
        """The ids of the channels that the user may not view."""
        return hidden_channels(self.interaction)

    async def find_schedule(self, words: str | None) -> Schedule:
        """Return the schedule a user means. Raises ScheduleUnclear."""
        return pick_schedule(words, visible_schedules(await self.daily.schedules(), self.hidden))

    async def get_schedule(self, schedule: ScheduleId) -> Schedule:
        """Return a schedule that the user may see. Raises ScheduleGone."""
        found = await self.store.schedules.schedule(self.library, schedule)
        if found is None or found.plan.channel in self.hidden:
            raise ScheduleGone
        return found

    async def load_preview(
        self, choose: Callable[[Sequence[Schedule]], Schedule]
    ) -> SchedulePreview:
        """Return the preview of the schedule that `choose` picks from those the user may see.

        `choose` is called in another thread; what it raises passes.
        """
        hidden = self.hidden  # looked up here, since only this thread reads Discord's cache
        return await self.daily.load_preview(
            lambda schedules: choose(visible_schedules(schedules, hidden)).id, self.now
        )

    def today(self, schedule: Schedule) -> datetime.date:
        """Return the current date in a schedule's zone."""
        return self.now.astimezone(load_zone(schedule.plan.timing.zone)).date()


def pick_by_id(schedule: ScheduleId, schedules: Sequence[Schedule]) -> Schedule:
    """Return one of some schedules. Raises ScheduleGone."""
    for each in schedules:
        if each.id == schedule:
            return each
    raise ScheduleGone


def pick_schedule(words: str | None, schedules: Sequence[Schedule]) -> Schedule:
    """Return the schedule that a user means.

    The words are its number or a part of its label; digits alone are a number. No words mean the
    only schedule. Raises ScheduleUnclear.
    """
    matches = list(schedules)
    if words is not None:
        number, typed = words.split("·")[0].strip(), words.strip().casefold()
        matches = [each for each in schedules if str(each.id) == number]
        if not matches and not typed.isdecimal():
            matches = [each for each in schedules if typed in schedule_label(each).casefold()]
    if len(matches) != 1:
        raise ScheduleUnclear(len(schedules))
    return matches[0]
