"""`/daily preview`, `skip` and `fix`, as managers use them."""

from itertools import pairwise
from typing import Any

import pytest
from simcord.results import InteractionResult

from storage.engine.sqlite.database import Database
from tests.support.daily_world import DAY, NINE, run_daily, set_up
from tests.support.world import World, choose, menus, message_of, options, press, text_of

MENU = "Swap, skip or undo a day…"


def read_days(preview: InteractionResult) -> dict[str, str]:
    """Return the facts of a preview by day."""
    return {
        line.split("**")[1]: fact
        for fact, line in pairwise(text_of(preview).split("\n"))
        if line.startswith("-# **")
    }


def list_choices(preview: InteractionResult, verb: str) -> list[str]:
    """Return the days that the menu of a preview offers for a verb."""
    return [each.removeprefix(verb) for each in options(preview, MENU) if each.startswith(verb)]


async def test_the_preview_is_posted(world: World) -> None:
    await set_up(world)
    previewed = list(read_days(await run_daily(world, "preview")).values())
    await world.pass_until(NINE + 4 * DAY)
    assert [
        text_of(post).split("\n")[0].removeprefix("### ") for post in world.posts()
    ] == previewed


async def test_a_day_of_the_preview_is_swapped_and_skipped_and_restored(world: World) -> None:
    await set_up(world)
    preview = await run_daily(world, "preview")
    before = read_days(preview)
    days = list(before)
    assert days[0] == "Thu 2026-01-01"
    assert list_choices(preview, "Swap ") == list_choices(preview, "Skip ") == days
    answer = await choose(world.manager, preview, MENU, f"Swap {days[1]}")
    assert text_of(answer).startswith(f"-# {days[1]} has another fact.\n")
    (chosen,) = [line for line in text_of(answer).split("\n") if line.endswith("· chosen by hand")]
    assert days[1] in chosen
    swapped = read_days(answer)
    assert swapped[days[1]] not in before.values()
    assert swapped[days[0]] == before[days[0]]
    skipped = await choose(world.manager, preview, MENU, f"Skip {days[0]}")
    assert text_of(skipped).startswith(f"-# {days[0]} is skipped.\n")
    assert days[0] not in read_days(skipped)
    assert "Skipped: Thu 2026-01-01" in text_of(skipped)
    assert list_choices(skipped, "Undo ") == [f"{days[0]}: skipped", f"{days[1]}: a chosen fact"]
    back = await choose(world.manager, preview, MENU, f"Undo {days[0]}")
    assert list(read_days(back)) == days
    await world.pass_until(NINE + DAY)
    answer = await press(world.reader, world.posts()[1], "Why this one?")
    assert f"<@{world.manager.id}> chose it for this day." in text_of(answer)


async def test_a_holiday_is_skipped_and_restored_in_one_step(world: World) -> None:
    await set_up(world, weekdays="weekdays")
    skipped = await run_daily(world, "skip", days="24 Dec to 12 Jan")
    assert "## Skipped: Thu 2026-01-01 to Mon 2026-01-12, 8 posts" in text_of(skipped)
    left_out = "-# Skipped: Thu 2026-01-01 to Mon 2026-01-12\n"
    assert left_out in text_of(await run_daily(world, "list")) + "\n"
    preview = await press(world.manager, skipped, "Preview")
    assert left_out in text_of(preview) + "\n"
    assert next(iter(read_days(preview))) == "Tue 2026-01-13"
    first, second, *_ = list_choices(preview, "Undo ")
    assert first == "Thu 2026-01-01 to Mon 2026-01-12: skipped"
    assert second == "Thu 2026-01-01: skipped"
    back = await choose(world.manager, preview, MENU, f"Undo {first}")
    undone = "Undone: no skip or chosen fact is left for Thu 2026-01-01 to Mon 2026-01-12."
    assert undone in text_of(back)
    assert next(iter(read_days(back))) == "Thu 2026-01-01"
    assert not list_choices(back, "Undo ")


async def test_a_skip_is_undone_on_its_own_card(world: World) -> None:
    await set_up(world)
    skipped = await run_daily(world, "skip", days="3–4 Jan")
    assert "## Skipped: Sat 2026-01-03 to Sun 2026-01-04, 2 posts" in text_of(skipped)
    back = await press(world.manager, skipped, "Undo")
    assert "Sat 2026-01-03" in read_days(back)
    skipped = await run_daily(world, "skip")
    assert "## Skipped: Thu 2026-01-01, 1 post" in text_of(skipped)
    assert "Thu 2026-01-01" in read_days(await press(world.manager, skipped, "Undo"))


async def test_a_skip_counts_the_chosen_facts_it_drops(world: World) -> None:
    await set_up(world)
    await run_daily(world, "fix", fact="9", day="3 Jan")
    skipped = await run_daily(world, "skip", days="2 Jan")
    assert "dropped" not in text_of(skipped)
    skipped = await run_daily(world, "skip", days="2-5 Jan")
    assert "\n-# 1 chosen fact dropped for these days.\n" in text_of(skipped)


async def test_more_than_a_year_is_not_skipped(world: World) -> None:
    await set_up(world)
    refused = await run_daily(world, "skip", days="2026-01-02..2027-01-03")
    assert "Nothing was skipped: 2026-01-02 to 2027-01-03 is more than 366 days." in text_of(
        refused
    )
    assert "Skipped" not in text_of(await run_daily(world, "list"))
    await run_daily(world, "skip", days="2026-01-02..2027-01-02")
    assert "Skipped: Fri 2026-01-02 to Sat 2027-01-02" in text_of(await run_daily(world, "list"))


async def test_the_list_shows_the_next_skipped_days_and_counts_the_rest(world: World) -> None:
    await set_up(world)
    for day in (1, 3, 5, 7, 9):
        await run_daily(world, "skip", days=f"{day} Jan")
    assert "-# Skipped: Thu 2026-01-01, Sat 2026-01-03, Mon 2026-01-05 and 2 more" in text_of(
        await run_daily(world, "list")
    )
    await world.pass_until(NINE + 4 * DAY)
    assert (
        "-# Skipped: Mon 2026-01-05, Wed 2026-01-07, Fri 2026-01-09\n"
        in text_of(await run_daily(world, "list")) + "\n"
    )


async def test_only_the_manager_who_asked_can_use_a_card(world: World) -> None:
    await set_up(world)
    preview = await run_daily(world, "preview")
    stored = world.env.backend.messages[world.channel.id][message_of(preview).id]
    stored.flags &= ~64  # as if everyone saw it
    refusal = await choose(world.reader, preview, MENU, "Skip Thu 2026-01-01")
    assert refusal.ephemeral
    assert "This card belongs to another user." in text_of(refusal)
    assert "Thu 2026-01-01" in read_days(await run_daily(world, "preview"))


async def test_a_former_manager_cannot_use_an_old_card(world: World) -> None:
    await set_up(world)
    preview = await run_daily(world, "preview")
    await revoke_right(world)
    refusal = await choose(world.manager, preview, MENU, "Skip Thu 2026-01-01")
    assert refusal.ephemeral
    assert "You may not use `/daily` in this server." in text_of(refusal)
    await world.pass_until(NINE)
    assert len(world.posts()) == 1


@pytest.mark.parametrize("by", ["role", "person", "role-and-not-person", "everyone"])
async def test_the_server_settings_decide_who_can_use_a_card(world: World, by: str) -> None:
    await set_up(world)
    preview = await run_daily(world, "preview")
    await revoke_right(world)
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
    skipped = await choose(world.manager, preview, MENU, "Skip Thu 2026-01-01")
    assert ("Skipped: Thu 2026-01-01" in text_of(skipped)) == (by != "role-and-not-person")


async def revoke_right(world: World) -> None:
    role = world.server.roles["manager"]
    world.env.backend.remove_member_role(world.server.id, world.manager.id, role.id)
    await world.pass_time(1)


async def test_a_fact_is_fixed_to_a_day(world: World) -> None:
    await set_up(world)
    answer = await run_daily(world, "fix", fact="9", day="3 Jan")
    assert text_of(answer).startswith("-# Fact 9 comes on Sat 2026-01-03.")
    assert read_days(answer)["Sat 2026-01-03"] == "Night shifts harm sleep."
    assert "filter" not in text_of(answer)
    missed = await run_daily(world, "fix", fact="99", day="3 Jan")
    assert "No fact has the number 99." in text_of(missed)
    past = await run_daily(world, "fix", fact="9", day="2025-01-03")
    assert "No post is due on 2025-01-03." in text_of(past)
    unclear = await run_daily(world, "fix", fact="9", day="soon")
    assert "“soon” is not a day." in text_of(unclear)


async def test_a_fact_outside_the_filter_can_be_fixed_with_a_notice(world: World) -> None:
    await set_up(world, kinds="quote")
    answer = await run_daily(world, "fix", fact="9", day="3 Jan")
    assert text_of(answer).startswith(
        "-# Fact 9 is outside the filter of this schedule. It is posted anyway, on Sat 2026-01-03."
    )
    await world.pass_until(NINE + 2 * DAY)
    assert "Night shifts harm sleep." in text_of(world.posts()[2])


async def test_a_preview_shows_each_day_once_with_its_distance(world: World) -> None:
    await set_up(world)
    (line, *_) = [
        each
        for each in text_of(await run_daily(world, "preview")).split("\n")
        if each.startswith("-# **")
    ]
    assert line.startswith(f"-# **Thu 2026-01-01** · <t:{int(NINE.timestamp())}:R> · #")


async def test_a_preview_is_one_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await set_up(world)
    reads = count_reads(monkeypatch)
    preview = await run_daily(world, "preview")
    named = len(reads)
    reads.clear()
    await choose(world.manager, preview, MENU, "Swap Thu 2026-01-01")
    assert named == 2  # the channel's setting, and the preview with its schedule
    assert len(reads) == 5  # the setting, the channel, the state before, the change, the preview


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows with every read of the database."""
    reads: list[object] = []
    read = Database.read

    async def count_read(database: Database, work: Any) -> Any:  # noqa: ANN401 (whatever is read)
        reads.append(work)
        return await read(database, work)

    monkeypatch.setattr(Database, "read", count_read)
    return reads


async def test_a_preview_of_a_paused_schedule_says_so(world: World) -> None:
    await set_up(world)
    await run_daily(world, "pause")
    preview = await run_daily(world, "preview")
    assert "Paused. This would come after `/daily resume`." in text_of(preview)
    assert MENU in menus(preview)
