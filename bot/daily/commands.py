"""`/daily`: set up and manage the fact of the day."""

import discord
from discord import app_commands

from bot.answers.autocomplete import complete_fact
from bot.answers.client_protocol import Interaction
from bot.daily import autocomplete
from bot.daily.plan_options import ShortText, with_plan_options
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
from bot.discord_api.location import SERVER_CONTEXT, SERVER_INSTALL
from bot.queries.query import Request

daily = app_commands.Group(
    name="daily",
    description="Set up and manage the fact of the day",
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
    allowed_contexts=SERVER_CONTEXT,
    allowed_installs=SERVER_INSTALL,
)
_describe_schedule = app_commands.describe(schedule="Which schedule, if there are several")
_complete_schedule = app_commands.autocomplete(schedule=autocomplete.complete_schedule)


@daily.command()
@with_plan_options(required=("time", "zone"))
async def add(interaction: Interaction, plan_input: PlanInput) -> None:
    """Post a fact every day at a fixed time."""
    await _answer(interaction, AddDaily(plan_input))


@daily.command()
@_describe_schedule
@_complete_schedule
@with_plan_options()
async def edit(
    interaction: Interaction, schedule: ShortText | None = None, *, plan_input: PlanInput
) -> None:
    """Change only the options you give; `any` removes a limit."""
    await _answer(interaction, EditDaily(schedule, plan_input))


@daily.command(name="list")
async def list_(interaction: Interaction) -> None:
    """Show all schedules of this server, when they post next, and how the last post went."""
    await _answer(interaction, ListDaily())


@daily.command()
@_describe_schedule
@_complete_schedule
async def preview(interaction: Interaction, schedule: ShortText | None = None) -> None:
    """Show the next five posts with their facts; swap or skip one."""
    await _answer(interaction, PreviewDaily(schedule))


@daily.command()
@_describe_schedule
@app_commands.describe(days="24 Dec, 3-4 Jan, 24 Dec to 2 Jan, 2026-12-24 (default: the next post)")
@app_commands.autocomplete(days=autocomplete.complete_days, schedule=autocomplete.complete_schedule)
async def skip(
    interaction: Interaction, days: ShortText | None = None, schedule: ShortText | None = None
) -> None:
    """Skip the next post, a day, or all days of a holiday."""
    await _answer(interaction, SkipDaily(schedule, days))


@daily.command()
@_describe_schedule
@app_commands.describe(
    fact="The fact: its number or words of it", day="The day: 2026-12-24, 24 Dec, Friday"
)
@app_commands.autocomplete(
    fact=complete_fact, day=autocomplete.complete_day, schedule=autocomplete.complete_schedule
)
async def fix(
    interaction: Interaction,
    fact: ShortText,
    day: ShortText,
    schedule: ShortText | None = None,
) -> None:
    """Choose the fact of a future day."""
    await _answer(interaction, FixDaily(schedule, day, fact))


@daily.command()
@_describe_schedule
@_complete_schedule
async def pause(interaction: Interaction, schedule: ShortText | None = None) -> None:
    """Stop posting until you resume."""
    await _answer(interaction, PauseDaily(schedule))


@daily.command()
@_describe_schedule
@_complete_schedule
async def resume(interaction: Interaction, schedule: ShortText | None = None) -> None:
    """Start posting again."""
    await _answer(interaction, PauseDaily(schedule, resume=True))


@daily.command()
@_describe_schedule
@_complete_schedule
async def post(interaction: Interaction, schedule: ShortText | None = None) -> None:
    """Post an extra fact now."""
    await _answer(interaction, PostDaily(schedule))


@daily.command()
@_describe_schedule
@_complete_schedule
async def remove(interaction: Interaction, schedule: ShortText | None = None) -> None:
    """Remove a schedule for good, after a confirmation."""
    await _answer(interaction, RemoveDaily(schedule))


async def _answer(interaction: Interaction, request: Request) -> None:
    await interaction.client.dispatcher.answer(interaction, request, private=True)
