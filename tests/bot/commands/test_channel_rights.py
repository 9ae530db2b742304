"""Only users who manage a channel may set it, from any channel."""

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from tests.support.channel_settings import set_channel, thread_in
from tests.support.world import World, text_of

_MANAGES = discord.Permissions(manage_channels=True).value
_REFUSED = "You need the permission Manage Channels"


@pytest.fixture
def other(world: World) -> ChannelHandle:
    return world.server.create_text_channel("other")


@pytest.fixture
async def open_command_to_everyone(world: World) -> None:
    """Let the server offer the command to everyone."""
    commands = await world.env.bot.tree.fetch_commands()  # type: ignore[attr-defined]
    (command,) = [each for each in commands if each.name == "channel"]
    world.server.set_command_permissions(command, {world.server.default_role: True})


def allow_managing(
    world: World, member: MemberActor, channel: ChannelHandle, *, manage: bool
) -> None:
    """Allow or forbid a member to manage one channel."""
    allowed, denied = (_MANAGES, 0) if manage else (0, _MANAGES)
    overwrite = Overwrite(member.id, OverwriteType.MEMBER, allow=allowed, deny=denied)
    world.env.backend.set_overwrite(channel.id, overwrite)


async def is_quiet(world: World, channel: ChannelHandle) -> bool:
    return (await world.reader.slash(channel, "topic", name="pn")).ephemeral


async def test_a_channel_cannot_be_set_from_another_without_its_permission(
    world: World, moderator: MemberActor, other: ChannelHandle
) -> None:
    allow_managing(world, moderator, other, manage=False)
    for name in ("quiet", "clear", "show", "focus"):
        to: dict[str, object] = {"topic": "pn"} if name == "focus" else {}
        refused = await set_channel(moderator, world, name, None, channel=other, **to)
        assert refused.ephemeral
        assert _REFUSED in text_of(refused)
    assert not await is_quiet(world, other)
    assert "Answers are private" in text_of(await set_channel(moderator, world, "quiet"))


@pytest.mark.usefixtures("open_command_to_everyone")
async def test_a_channel_can_be_set_from_another_with_its_permission(
    world: World, other: ChannelHandle
) -> None:
    allow_managing(world, world.other, other, manage=True)
    assert "Answers are private" in text_of(
        await set_channel(world.other, world, "quiet", channel=other)
    )
    assert await is_quiet(world, other)
    assert _REFUSED in text_of(await set_channel(world.other, world, "quiet"))
    assert not await is_quiet(world, world.channel)


@pytest.mark.usefixtures("open_command_to_everyone")
async def test_a_thread_needs_the_permission_of_its_channel(
    world: World, moderator: MemberActor, other: ChannelHandle
) -> None:
    await set_channel(moderator, world, "quiet")
    thread = await thread_in(world)
    allow_managing(world, world.other, other, manage=True)
    for at, to in ((thread, {}), (other, {"channel": thread})):
        assert _REFUSED in text_of(
            await set_channel(world.other, world, "quiet", at, on=False, **to)
        )
    assert await is_quiet(world, thread)
    allow_managing(world, world.other, world.channel, manage=True)
    await set_channel(world.other, world, "quiet", other, on=False, channel=thread)
    assert not await is_quiet(world, thread)
