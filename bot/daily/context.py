"""The context of a request about the fact of the day."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import discord

from bot.daily.errors import ScheduleUnclear
from bot.daily.loop import PostingLoop
from bot.daily.plan_parser import ServerContext
from bot.daily.schedule_text import schedule_label
from bot.queries.query import RenderContext
from facts.clock.due_dates import load_zone
from facts.daily.management import DailyFacts
from facts.daily.schedule import Schedule
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

    async def find_schedule(self, words: str | None) -> Schedule:
        """Return the schedule a user means. Raises ScheduleUnclear."""
        return pick_schedule(words, await self.daily.schedules())

    def today(self, schedule: Schedule) -> datetime.date:
        """Return the current date in a schedule's zone."""
        return self.now.astimezone(load_zone(schedule.plan.timing.zone)).date()


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
