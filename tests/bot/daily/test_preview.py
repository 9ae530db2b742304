"""What comes next, and steering it, as those who manage a server use it."""

from itertools import pairwise
from typing import Any

import pytest
from simcord.results import InteractionResult

from tests.support.daily_world import DAY, NINE, run_daily, set_up
from tests.support.world import World, choose, menus, message_of, options, press, text_of

pytestmark = pytest.mark.usefixtures("sound_sleep")

SWAP, SKIP, BACK = "Swap the fact of a day…", "Skip a day…", "Take back…"


def days_of(preview: InteractionResult) -> dict[str, str]:
    """Return the facts of a preview by their days."""
    return {
        line.split("**")[1]: fact.strip()
        for line, fact in pairwise(text_of(preview).split("\n"))
        if line.startswith("- **")
    }


async def test_the_preview_is_what_comes(world: World) -> None:
    await set_up(world)
    foretold = list(days_of(await run_daily(world, "preview")).values())
    await world.pass_until(NINE + 4 * DAY)
    assert [text_of(post).split("\n")[1] for post in world.posts()] == foretold


async def test_a_preview_is_swapped_and_skipped_and_that_is_taken_back(world: World) -> None:
    await set_up(world)
    preview = await run_daily(world, "preview")
    before = days_of(preview)
    days = list(before)
    assert days[0] == "Thu 2026-01-01"
    assert list(options(preview, SWAP)) == list(options(preview, SKIP)) == days
    answer = await choose(world.manager, preview, SWAP, days[1])
    assert text_of(answer).startswith(f"-# {days[1]} has another fact.\n")
    (chosen,) = [line for line in text_of(answer).split("\n") if line.endswith("· chosen by hand")]
    assert days[1] in chosen
    swapped = days_of(answer)
    assert swapped[days[1]] not in before.values()
    assert swapped[days[0]] == before[days[0]]
    skipped = await choose(world.manager, preview, SKIP, days[0])
    assert text_of(skipped).startswith(f"-# {days[0]} is left out.\n")
    assert days[0] not in days_of(skipped)
    assert "Left out: Thu 2026-01-01" in text_of(skipped)
    assert list(options(skipped, BACK)) == [f"{days[0]}: left out", f"{days[1]}: a chosen fact"]
    back = await choose(world.manager, preview, BACK, days[0])
    assert list(days_of(back)) == days
    await world.pass_until(NINE + DAY)
    answer = await press(world.reader, world.posts()[1], "Why this one?")
    assert f"<@{world.manager.id}> put it in the place of another fact." in text_of(answer)


async def test_a_holiday_is_left_out_and_taken_back_in_one_step(world: World) -> None:
    await set_up(world, weekdays="weekdays")
    skipped = await run_daily(world, "skip", days="24 Dec to 12 Jan")
    assert "## Left out: Thu 2026-01-01 to Mon 2026-01-12, 8 posts" in text_of(skipped)
    left_out = "-# Left out: Thu 2026-01-01 to Mon 2026-01-12\n"
    assert left_out in text_of(await run_daily(world, "list")) + "\n"
    preview = await press(world.manager, skipped, "What comes next")
    assert left_out in text_of(preview) + "\n"
    assert next(iter(days_of(preview))) == "Tue 2026-01-13"
    first, second, *_ = options(preview, BACK)
    assert first == "Thu 2026-01-01 to Mon 2026-01-12: left out"
    assert second == "Thu 2026-01-01: left out"
    back = await choose(world.manager, preview, BACK, first)
    assert "Taken back: what was arranged for Thu 2026-01-01 to Mon 2026-01-12." in text_of(back)
    assert next(iter(days_of(back))) == "Thu 2026-01-01"
    assert BACK not in menus(back)


async def test_what_was_just_left_out_is_taken_back_where_it_is_said(world: World) -> None:
    await set_up(world)
    skipped = await run_daily(world, "skip", days="3–4 Jan")
    assert "## Left out: Sat 2026-01-03 to Sun 2026-01-04, 2 posts" in text_of(skipped)
    back = await press(world.manager, skipped, "Take it back")
    assert "Sat 2026-01-03" in days_of(back)
    skipped = await run_daily(world, "skip")
    assert "## Left out: Thu 2026-01-01, 1 post" in text_of(skipped)
    assert "Thu 2026-01-01" in days_of(await press(world.manager, skipped, "Take it back"))


async def test_facts_that_were_chosen_for_days_left_out_are_told_of(world: World) -> None:
    await set_up(world)
    await run_daily(world, "fix", fact=9, day="3 Jan")
    skipped = await run_daily(world, "skip", days="2 Jan")
    assert "given up" not in text_of(skipped)
    skipped = await run_daily(world, "skip", days="2-5 Jan")
    assert "\n-# With 1 fact chosen for these days, given up.\n" in text_of(skipped)


async def test_more_than_a_year_is_not_left_out(world: World) -> None:
    await set_up(world)
    refused = await run_daily(world, "skip", days="2026-01-02..2027-01-03")
    assert "Nothing was skipped: 2026-01-02 to 2027-01-03 is more than 366 days." in text_of(
        refused
    )
    assert "Left out" not in text_of(await run_daily(world, "list"))
    await run_daily(world, "skip", days="2026-01-02..2027-01-02")
    assert "Left out: Fri 2026-01-02 to Sat 2027-01-02" in text_of(await run_daily(world, "list"))


async def test_the_list_tells_the_next_days_left_out_and_how_many_runs_more(world: World) -> None:
    await set_up(world)
    for day in (1, 3, 5, 7, 9):
        await run_daily(world, "skip", days=f"{day} Jan")
    assert "-# Left out: Thu 2026-01-01, Sat 2026-01-03, Mon 2026-01-05 and 2 more" in text_of(
        await run_daily(world, "list")
    )
    await world.pass_until(NINE + 4 * DAY)
    assert (
        "-# Left out: Mon 2026-01-05, Wed 2026-01-07, Fri 2026-01-09\n"
        in text_of(await run_daily(world, "list")) + "\n"
    )


async def test_nobody_else_steers_by_a_managers_card(world: World) -> None:
    await set_up(world)
    preview = await run_daily(world, "preview")
    stored = world.env.backend.messages[world.channel.id][message_of(preview).id]
    stored.flags &= ~64  # as if it were seen by all
    told = await choose(world.reader, preview, SKIP, "Thu 2026-01-01")
    assert told.ephemeral
    assert "This card belongs to another user." in text_of(told)
    assert "Thu 2026-01-01" in days_of(await run_daily(world, "preview"))


async def test_who_manages_no_more_steers_no_more_by_an_old_card(world: World) -> None:
    await set_up(world)
    preview = await run_daily(world, "preview")
    await loses_right(world)
    told = await choose(world.manager, preview, SKIP, "Thu 2026-01-01")
    assert told.ephemeral
    assert "You may not use `/daily` in this server." in text_of(told)
    await world.pass_until(NINE)
    assert len(world.posts()) == 1


@pytest.mark.parametrize("by", ["role", "person", "role-and-not-person", "everyone"])
async def test_whom_the_settings_of_a_server_let_in_steers(world: World, by: str) -> None:
    await set_up(world)
    preview = await run_daily(world, "preview")
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
    assert ("Left out: Thu 2026-01-01" in text_of(skipped)) == (by != "role-and-not-person")


async def loses_right(world: World) -> None:
    role = world.server.roles["manager"]
    world.env.backend.remove_member_role(world.server.id, world.manager.id, role.id)
    await world.pass_time(1)


async def test_a_fact_is_fixed_to_a_day(world: World) -> None:
    await set_up(world)
    answer = await run_daily(world, "fix", fact=9, day="3 Jan")
    assert text_of(answer).startswith("-# Fact 9 comes on Sat 2026-01-03.")
    assert days_of(answer)["Sat 2026-01-03"] == "claim · Night shifts harm sleep.".replace(
        "claim", "**claim**"
    )
    missed = await run_daily(world, "fix", fact=99, day="3 Jan")
    assert "No fact has the number 99." in text_of(missed)
    past = await run_daily(world, "fix", fact=9, day="2025-01-03")
    assert "No post is due on 2025-01-03." in text_of(past)
    unclear = await run_daily(world, "fix", fact=9, day="soon")
    assert "“soon” is no day." in text_of(unclear)


async def test_a_preview_of_a_paused_schedule_says_so(world: World) -> None:
    await set_up(world)
    await run_daily(world, "pause")
    preview = await run_daily(world, "preview")
    assert "Paused; this is what would come." in text_of(preview)
    assert SWAP in menus(preview)
