"""A control refuses whoever may not use its command, as Discord itself decides."""

import random
from itertools import product
from typing import Any

import pytest
from simcord.backend.command_access import command_access
from simcord.results import InteractionResult

from bot.daily.attempt import PostingLimits
from bot.daily.queries import PreviewQuery
from bot.queries.custom_id import Effect
from facts.daily.schedule import ScheduleId
from tests.support.channel_settings import thread_in
from tests.support.daily_world import run_daily, set_up
from tests.support.forged_controls import press_query
from tests.support.rights import add_administrator, deny, entry, set_integration
from tests.support.world import World, text_of

ROLE, MEMBER, CHANNEL = 1, 2, 3
REFUSED = "You may not use `/daily` in this server."


@pytest.fixture
def posting_limits() -> PostingLimits:
    return PostingLimits(longest_nap=86_400.0)


def targets(world: World) -> dict[str, tuple[int, int]]:
    """Return what the Integrations page can name, by a word: its id and its kind."""
    return {
        "member": (world.manager.id, MEMBER),
        "role": (world.server.roles["manager"].id, ROLE),
        "everyone": (world.server.id, ROLE),
        "channel": (world.channel.id, CHANNEL),
        "all channels": (world.server.id - 1, CHANNEL),
        "another channel": (world.server.create_text_channel("another").id, CHANNEL),
    }


async def set_rules(world: World, command: str, rules: dict[str, bool]) -> None:
    known = targets(world)
    entries = [entry(*known[word], allowed=allowed) for word, allowed in rules.items()]
    await set_integration(world, command, *entries)


async def is_refused(world: World, card: InteractionResult) -> bool:
    link = Effect.ACT, PreviewQuery(ScheduleId(1))
    return REFUSED in text_of(await press_query(world, world.manager, card, link))


@pytest.mark.parametrize("command", ["daily", ""], ids=["command", "bot"])
@pytest.mark.parametrize(
    "rules",
    [
        {"member": False},
        {"role": False},
        {"everyone": False},
        {"channel": False},
        {"all channels": False},
        {"member": False, "role": True},
        {"channel": False, "all channels": True, "member": True},
    ],
    ids=str,
)
async def test_a_denial_counts_more_than_the_permission_manage_server(
    world: World, command: str, rules: dict[str, bool]
) -> None:
    await set_up(world)
    card = await run_daily(world, "list")
    await set_rules(world, command, rules)
    assert await is_refused(world, card)


@pytest.mark.parametrize(
    ("command", "rules"),
    [
        ("daily", {"everyone": False, "role": True}),
        ("daily", {"role": False, "member": True}),
        ("daily", {"all channels": False, "channel": True}),
        ("daily", {"another channel": False}),
        ("", {"all channels": False, "channel": True}),
    ],
    ids=str,
)
async def test_the_nearest_setting_decides(
    world: World, command: str, rules: dict[str, bool]
) -> None:
    await set_up(world)
    card = await run_daily(world, "list")
    await set_rules(world, command, rules)
    assert not await is_refused(world, card)


async def test_no_setting_stops_an_administrator(world: World) -> None:
    await set_up(world)
    administrator = add_administrator(world)
    card = await administrator.slash(world.channel, "daily list")
    await set_rules(world, "daily", {"everyone": False, "all channels": False})
    link = Effect.ACT, PreviewQuery(ScheduleId(1))
    assert "Next:" in text_of(await press_query(world, administrator, card, link))


async def test_the_setting_of_a_channel_counts_in_its_threads(world: World) -> None:
    await set_up(world)
    thread = await thread_in(world)
    card = await world.manager.slash(thread, "daily list")
    assert not await is_refused(world, card)
    await set_rules(world, "daily", {"channel": False})
    assert await is_refused(world, card)


async def test_a_user_who_may_use_no_commands_may_use_no_controls_of_commands(
    world: World,
) -> None:
    await set_up(world)
    card = await run_daily(world, "list")
    deny(world, world.manager, "use_application_commands")
    assert await is_refused(world, card)


@pytest.mark.slow
async def test_a_control_is_refused_exactly_when_discord_refuses_the_command(
    world: World, seed: int
) -> None:
    await set_up(world)
    card = await run_daily(world, "list")
    bot: Any = world.env.bot
    (number,) = [each.id for each in await bot.tree.fetch_commands() if each.name == "daily"]
    command = world.env.backend.find_command("daily", world.server.id, type=1)
    assert command
    draw = random.Random(seed)
    words = ["member", "role", "everyone", "channel", "all channels"]
    settings = list(product((True, False, None), repeat=len(words)))
    known = targets(world)
    for _ in range(40):
        for target in (number, world.env.backend.application_id):
            chosen = zip(words, draw.choice(settings), strict=True)
            entries = [
                entry(*known[word], allowed=allowed)
                for word, allowed in chosen
                if allowed is not None
            ]
            world.env.backend.set_command_permissions(world.server.id, target, entries)
        allowed = command_access(
            world.env.backend, command, user_id=world.manager.id, channel_id=world.channel.id
        ).allowed
        assert await is_refused(world, card) != allowed
