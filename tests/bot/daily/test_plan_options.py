"""`/daily add` and `/daily edit` have the same options, from one table."""

from dataclasses import fields
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.daily.commands import daily
from bot.daily.plan_options import PLAN_OPTIONS
from bot.daily.queries import PlanInput
from tests.support.daily_world import run_daily, set_up
from tests.support.world import World, text_of


@pytest.fixture
def commands() -> dict[str, dict[str, Any]]:
    client = discord.Client(intents=discord.Intents.none())
    group = daily.to_dict(app_commands.CommandTree(client))
    return {each["name"]: each for each in group["options"]}


def drop_required(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in each.items() if k != "required"} for each in options]


def test_both_commands_have_every_option_of_a_plan(commands: dict[str, dict[str, Any]]) -> None:
    added, edited = commands["add"]["options"], commands["edit"]["options"]
    assert [each["name"] for each in added] == list(PLAN_OPTIONS)
    assert drop_required(edited)[1:] == drop_required(added)
    assert edited[0]["name"] == "schedule"
    assert set(PLAN_OPTIONS) == {each.name for each in fields(PlanInput)}


def test_only_a_new_schedule_requires_a_time_and_a_zone(
    commands: dict[str, dict[str, Any]],
) -> None:
    required = {
        name: [each["name"] for each in commands[name]["options"] if each.get("required")]
        for name in ("add", "edit")
    }
    assert required == {"add": ["time", "zone"], "edit": []}


def test_discord_is_sent_the_types_and_limits_of_the_options(
    commands: dict[str, dict[str, Any]],
) -> None:
    options = {each["name"]: each for each in commands["add"]["options"]}
    kinds = {name: discord.AppCommandOptionType(each["type"]) for name, each in options.items()}
    assert {name for name, kind in kinds.items() if kind.name == "boolean"} == {
        "thread", "pin", "publish",
    }  # fmt: skip
    assert (kinds["channel"].name, kinds["role"].name) == ("channel", "role")
    assert options["channel"]["channel_types"] == [0, 5]
    assert (options["late"]["min_value"], options["late"]["max_value"]) == (1, 24)
    assert (options["title"]["min_length"], options["title"]["max_length"]) == (1, 100)
    completed = {name for name, each in options.items() if each.get("autocomplete")}
    assert completed == {name for name, kind in kinds.items() if kind.name in ("string", "integer")}


async def test_an_edit_that_changes_nothing_says_so(world: World) -> None:
    await set_up(world)
    assert text_of(await run_daily(world, "edit")).startswith("## Nothing changed\n")
    assert text_of(await run_daily(world, "edit", time="9am")).startswith("## Nothing changed\n")
    assert text_of(await run_daily(world, "edit", late=2)).startswith("## Changed\n")


async def test_an_option_left_out_of_an_edit_stays_as_it_was(world: World) -> None:
    await set_up(world, title="Nap of the day", kinds="quote")
    answer = text_of(await run_daily(world, "edit", time="10:00"))
    assert "**Nap of the day**" in answer
    assert "Only kinds: quote" in answer
    assert "At **10:00** UTC, every day" in answer


@pytest.mark.parametrize("name", ["add", "edit"])
async def test_a_corrected_zone_is_named(world: World, name: str) -> None:
    await set_up(world)
    answer = await run_daily(world, name, time="9:00", zone="Atlantis")
    assert text_of(answer).startswith("-# “Atlantis” is read as America/Halifax.\n## ")
    exact = await run_daily(world, "add", time="9:00", zone="atlantic")
    assert text_of(exact).startswith("## Set up\n")
