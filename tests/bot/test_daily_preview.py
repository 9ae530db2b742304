"""What comes next, and steering it, as those who manage a server use it."""

from itertools import pairwise
from typing import Any

import pytest
from simcord.results import InteractionResult

from tests.bot.daily_worlds import DAY, NINE, daily, set_up
from tests.bot.worlds import World, choose, menus, message_of, options, press, read

pytestmark = pytest.mark.usefixtures("sound_sleep")

SWAP, SKIP, BACK = "Swap the fact of a day…", "Skip a day…", "Take back what was arranged…"


def days_of(preview: InteractionResult) -> dict[str, str]:
    """Return the facts of a preview by their days."""
    return {
        line.split("**")[1]: fact.strip()
        for line, fact in pairwise(read(preview).split("\n"))
        if line.startswith("- **")
    }


async def test_the_preview_is_what_comes(world: World) -> None:
    await set_up(world)
    foretold = list(days_of(await daily(world, "preview")).values())
    await world.pass_until(NINE + 4 * DAY)
    assert [read(post).split("\n")[1] for post in world.posts()] == foretold


async def test_a_preview_is_swapped_and_skipped_and_that_is_taken_back(world: World) -> None:
    await set_up(world)
    preview = await daily(world, "preview")
    before = days_of(preview)
    days = list(before)
    assert days[0] == "Thu 2026-01-01"
    assert list(options(preview, SWAP)) == list(options(preview, SKIP)) == days
    swapped = days_of(await choose(world.manager, preview, SWAP, days[1]))
    assert swapped[days[1]] not in before.values()
    assert swapped[days[0]] == before[days[0]]
    skipped = await choose(world.manager, preview, SKIP, days[0])
    assert days[0] not in days_of(skipped)
    assert "Left out: Thu 2026-01-01" in read(skipped)
    assert list(options(skipped, BACK)) == [f"{days[0]}: left out", f"{days[1]}: a chosen fact"]
    back = await choose(world.manager, preview, BACK, days[0])
    assert list(days_of(back)) == days
    await world.pass_until(NINE + DAY)
    answer = await press(world.reader, world.posts()[1], "Why this one?")
    assert f"<@{world.manager.id}> put it in the place of another fact." in read(answer)


async def test_nobody_else_steers_by_a_managers_card(world: World) -> None:
    await set_up(world)
    preview = await daily(world, "preview")
    stored = world.env.backend.messages[world.channel.id][message_of(preview).id]
    stored.flags &= ~64  # as if it were seen by all
    told = await choose(world.reader, preview, SKIP, "Thu 2026-01-01")
    assert told.ephemeral
    assert "This card is another person's." in read(told)
    assert "Thu 2026-01-01" in days_of(await daily(world, "preview"))


async def test_who_manages_no_more_steers_no_more_by_an_old_card(world: World) -> None:
    await set_up(world)
    preview = await daily(world, "preview")
    await loses_right(world)
    told = await choose(world.manager, preview, SKIP, "Thu 2026-01-01")
    assert told.ephemeral
    assert "That is for those who may manage this server (Manage Server)." in read(told)
    await world.pass_until(NINE)
    assert len(world.posts()) == 1


@pytest.mark.parametrize("by", ["role", "person", "role-and-not-person", "everyone"])
async def test_whom_the_settings_of_a_server_let_in_steers(world: World, by: str) -> None:
    await set_up(world)
    preview = await daily(world, "preview")
    await loses_right(world)
    deputy = world.server.create_role("deputy")
    world.env.backend.add_member_role(world.server.id, world.manager.id, deputy.id)
    bot: Any = world.env.bot
    (command,) = [each for each in await bot.tree.fetch_commands() if each.name == "daily"]
    rules: dict[str, dict[Any, bool]] = {
        "role": {deputy: True, world.server.default_role: False},
        "person": {world.manager: True, deputy: False},
        "role-and-not-person": {deputy: True, world.manager: False},
        "everyone": {world.server.default_role: True},
    }
    world.server.set_command_permissions(command, rules[by])
    skipped = await choose(world.manager, preview, SKIP, "Thu 2026-01-01")
    assert ("Left out: Thu 2026-01-01" in read(skipped)) == (by != "role-and-not-person")


async def loses_right(world: World) -> None:
    role = world.server.roles["manager"]
    world.env.backend.remove_member_role(world.server.id, world.manager.id, role.id)
    await world.pass_time(1)


async def test_a_fact_is_fixed_to_a_day(world: World) -> None:
    await set_up(world)
    answer = await daily(world, "fix", fact=9, day="3 Jan")
    assert read(answer).startswith("-# Fact 9 comes on Sat 2026-01-03.")
    assert days_of(answer)["Sat 2026-01-03"] == "claim · Night shifts harm sleep.".replace(
        "claim", "**claim**"
    )
    missed = await daily(world, "fix", fact=99, day="3 Jan")
    assert "No fact has the number 99." in read(missed)
    past = await daily(world, "fix", fact=9, day="2025-01-03")
    assert "Nothing is due on 2025-01-03 any more, or at all." in read(past)
    unclear = await daily(world, "fix", fact=9, day="soon")
    assert "“soon” is no day." in read(unclear)


async def test_a_preview_of_a_paused_schedule_says_so(world: World) -> None:
    await set_up(world)
    await daily(world, "pause")
    preview = await daily(world, "preview")
    assert "Paused; this is what would come." in read(preview)
    assert SWAP in menus(preview)
