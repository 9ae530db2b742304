"""/daily: the fact of the day, for those who manage the server."""

from typing import Final

import discord
from discord import app_commands

from bot.answers.client_protocol import Interaction
from bot.daily import autocomplete
from bot.daily.queries import (
    AddDaily,
    EditDaily,
    FixDaily,
    ListDaily,
    PauseDaily,
    PlanInput,
    PostDaily,
    PreviewDaily,
    RemoveDaily,
    SkipDaily,
)
from bot.discord_api import limits
from bot.queries.query import Request
from facts.daily.schedule import MAX_TITLE
from facts.model.entities import FactId

_MAX_HOURS_LATE: Final = 24
ShortText = app_commands.Range[str, 1, 200]
Title = app_commands.Range[str, 1, MAX_TITLE]
Hours = app_commands.Range[int, 1, _MAX_HOURS_LATE]

daily = app_commands.Group(
    name="daily",
    description="Set up and steer the fact of the day",
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
    allowed_contexts=app_commands.AppCommandContext(guild=True),
    allowed_installs=app_commands.AppInstallationType(guild=True),
)
_describe_schedule = app_commands.describe(schedule="Which one; not needed where there is but one")
_complete_schedule = app_commands.autocomplete(schedule=autocomplete.complete_schedule)
_describe_plan = app_commands.describe(
    time="The time of day: 9:00, 9am, 21:30",
    zone="Whose clock: a city, a country, a zone's name, UTC+2",
    channel="Where to post; here, if left out",
    weekdays="The days: weekdays, Mon-Fri, or Mon, Wed; every day, if left out",
    topics="Only facts on these topics, parted by commas",
    kinds="Only facts of these kinds, parted by commas",
    sites="Only facts from these sites, parted by commas",
    title="What the post is headed with",
    role="A role to ping; @everyone stands for none",
    thread="Open a thread under each post",
    pin="Pin each post, in the place of the one before",
    publish="Publish each post to those who follow the announcement channel",
    late="For how many hours a post is still made that is late; 6, if left out",
)
_complete_plan = app_commands.autocomplete(
    zone=autocomplete.complete_zone,
    weekdays=autocomplete.complete_weekdays,
    topics=autocomplete.complete_topics,
    kinds=autocomplete.complete_kinds,
    sites=autocomplete.complete_sites,
)


@daily.command()
@_describe_plan
@_complete_plan
async def add(
    interaction: Interaction,
    time: ShortText,
    zone: ShortText,
    channel: discord.TextChannel | None = None,
    weekdays: ShortText | None = None,
    topics: ShortText | None = None,
    kinds: ShortText | None = None,
    sites: ShortText | None = None,
    title: Title | None = None,
    role: discord.Role | None = None,
    thread: bool | None = None,
    pin: bool | None = None,
    publish: bool | None = None,
    late: Hours | None = None,
) -> None:
    """Post a fact at a time of day, on the clock of a place."""
    wish = PlanInput(
        channel, time, zone, weekdays, topics, kinds, sites, title, role, thread, pin, publish, late
    )
    await _answer(interaction, AddDaily(wish))


@daily.command()
@_describe_schedule
@_describe_plan
@_complete_schedule
@_complete_plan
async def edit(
    interaction: Interaction,
    schedule: ShortText | None = None,
    time: ShortText | None = None,
    zone: ShortText | None = None,
    channel: discord.TextChannel | None = None,
    weekdays: ShortText | None = None,
    topics: ShortText | None = None,
    kinds: ShortText | None = None,
    sites: ShortText | None = None,
    title: Title | None = None,
    role: discord.Role | None = None,
    thread: bool | None = None,
    pin: bool | None = None,
    publish: bool | None = None,
    late: Hours | None = None,
) -> None:
    """Change what you give; the rest stays. `any` takes a limit away."""
    wish = PlanInput(
        channel, time, zone, weekdays, topics, kinds, sites, title, role, thread, pin, publish, late
    )
    await _answer(interaction, EditDaily(schedule, wish))


@daily.command(name="list")
async def list_(interaction: Interaction) -> None:
    """Show all facts of the day here, what is due, and how the last one went."""
    await _answer(interaction, ListDaily())


@daily.command()
@_describe_schedule
@_complete_schedule
async def preview(interaction: Interaction, schedule: ShortText | None = None) -> None:
    """Show the next five posts with their facts; swap one, or skip one."""
    await _answer(interaction, PreviewDaily(schedule))


@daily.command()
@_describe_schedule
@app_commands.describe(
    days="24 Dec, 3-4 Jan, 24 Dec to 2 Jan, 2026-12-24; the next post, if left out"
)
@_complete_schedule
async def skip(
    interaction: Interaction, days: ShortText | None = None, schedule: ShortText | None = None
) -> None:
    """Leave out the next post, a day, or all days of a holiday."""
    await _answer(interaction, SkipDaily(schedule, days))


@daily.command()
@_describe_schedule
@app_commands.rename(number="fact")
@app_commands.describe(
    number="The fact's number, as the answers show it", day="The day: 2026-12-24, 24 Dec, Friday"
)
@_complete_schedule
async def fix(
    interaction: Interaction,
    number: app_commands.Range[int, 1, limits.WHOLE_NUMBER],
    day: ShortText,
    schedule: ShortText | None = None,
) -> None:
    """Fix a fact to a day to come."""
    await _answer(interaction, FixDaily(schedule, day, FactId(number)))


@daily.command()
@_describe_schedule
@_complete_schedule
async def pause(interaction: Interaction, schedule: ShortText | None = None) -> None:
    """Stop posting until you resume it."""
    await _answer(interaction, PauseDaily(schedule))


@daily.command()
@_describe_schedule
@_complete_schedule
async def resume(interaction: Interaction, schedule: ShortText | None = None) -> None:
    """Go on posting."""
    await _answer(interaction, PauseDaily(schedule, resume=True))


@daily.command()
@_describe_schedule
@_complete_schedule
async def post(interaction: Interaction, schedule: ShortText | None = None) -> None:
    """Post one now, beside the one of the day."""
    await _answer(interaction, PostDaily(schedule))


@daily.command()
@_describe_schedule
@_complete_schedule
async def remove(interaction: Interaction, schedule: ShortText | None = None) -> None:
    """End a fact of the day for good; you are asked first."""
    await _answer(interaction, RemoveDaily(schedule))


async def _answer(interaction: Interaction, request: Request) -> None:
    await interaction.client.dispatcher.answer(interaction, request, private=True)
