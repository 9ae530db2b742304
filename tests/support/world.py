"""The real bot in a simulated Discord, with one server."""

import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.enums import OverwriteType
from simcord.env import Env
from simcord.results import InteractionResult, ResponseMessage

from bot.answers.responder import DEFER_AFTER
from bot.app.client import DEFAULT_SETUP, BotSetup, Footnote
from bot.app.features import FEATURES, Feature
from bot.daily.attempt import DEFAULT_LIMITS, PostingLimits
from bot.daily.extension import build_extension
from bot.discord_api.access_policy import EVERYWHERE, AccessPolicy
from facts.curation.store import CurationStore

Component = dict[str, Any]
_STRIDE = 300.0
"""Most seconds that the simulated clock moves at once."""


MANAGES = discord.Permissions(
    manage_guild=True,
    mention_everyone=True,
    manage_messages=True,
    pin_messages=True,
    create_public_threads=True,
)


class PromptEnv(Env):
    """A simulated Discord that checks every 2 ms whether the bot is done.

    SimCord checks every 50 ms, which is most of the time of a test.
    """

    async def _settle_internal(self, **options: Any) -> None:  # noqa: ANN401 (those of Env)
        await super()._settle_internal(**{"idle": 0.002, **options})


@dataclass
class MachineClock:
    """The clock of the bot's machine.

    `error` is how far it is ahead of Discord's.
    """

    error: timedelta = timedelta()

    def now(self) -> datetime:
        return discord.utils.utcnow() + self.error


@dataclass
class World:
    """One server with the bot.

    `reader` and `other` read and write, `manager` manages.
    """

    env: Env
    store: CurationStore
    server: GuildHandle
    channel: ChannelHandle
    reader: MemberActor
    other: MemberActor
    manager: MemberActor
    new_bot: Callable[[BotSetup], Footnote]
    clock: MachineClock

    async def restart(self, access: AccessPolicy = EVERYWHERE) -> None:
        """Stop the bot and start a new one on the same store."""
        await self.env.restart_bot(self.new_bot(BotSetup(access)))

    async def pass_time(self, seconds: float) -> None:
        """Move the simulated clock, and run the bot's timers."""
        while seconds > 0:
            await self.env.advance_time(min(seconds, _STRIDE))
            seconds -= _STRIDE

    async def pass_until(self, moment: datetime) -> None:
        """Move the simulated clock to an instant."""
        await self.pass_time((moment - self.env.now()).total_seconds())

    def forbid(self, *permissions: str, channel: ChannelHandle | None = None) -> None:
        """Deny the bot some permissions in a channel."""
        self._forbid(self.env.backend.bot_user.id, channel or self.channel, *permissions)

    def forbid_manager(self, *permissions: str, channel: ChannelHandle | None = None) -> None:
        """Deny the manager some permissions in a channel."""
        self._forbid(self.manager.id, channel or self.channel, *permissions)

    def _forbid(self, member: int, channel: ChannelHandle, *permissions: str) -> None:
        denied = discord.Permissions(**dict.fromkeys(permissions, True)).value
        overwrite = Overwrite(member, OverwriteType.MEMBER, deny=denied)
        self.env.backend.set_overwrite(channel.id, overwrite)

    def manager_dms(self) -> ChannelHandle:
        """Return the direct messages between the bot and the manager."""
        return self.manager.user.dm_channel

    def posts(self, channel: ChannelHandle | None = None) -> "list[ResponseMessage]":
        """Return the bot's messages that answer no interaction, oldest first."""
        stored = self.env.backend.messages.get((channel or self.channel).id, {}).values()
        return [
            ResponseMessage(self.env, each)
            for each in sorted(stored, key=lambda each: each.id)
            if each.author_id == self.env.backend.bot_user.id and not each.interaction_metadata
        ]


@asynccontextmanager
async def open_world(
    store: CurationStore,
    *,
    check_errors: bool = True,
    features: Sequence[Feature] = FEATURES,
    limits: PostingLimits = DEFAULT_LIMITS,
    defer_after: float = DEFER_AFTER,
) -> AsyncIterator[World]:
    """Start the bot on a store, in a new server."""
    clock = MachineClock()
    features = [_with_limits(each, limits) for each in features]

    def new_bot(setup: BotSetup) -> Footnote:
        return Footnote(
            store,
            features=features,
            setup=setup,
            clock=clock.now,
            defer_after=defer_after,
            shard_count=1,
        )

    env = PromptEnv(new_bot(DEFAULT_SETUP), check_errors=check_errors)
    await env.start()
    try:
        server = env.create_guild("team")
        manager_role = server.create_role("manager", permissions=MANAGES)
        yield World(
            env,
            store,
            server,
            server.create_text_channel("facts"),
            server.add_member(env.create_user("reader")),
            server.add_member(env.create_user("other")),
            server.add_member(env.create_user("manager"), roles=[manager_role]),
            new_bot,
            clock,
        )
    finally:
        await env.shutdown()
    if check_errors:
        env.raise_errors()


def _with_limits(feature: Feature, limits: PostingLimits) -> Feature:
    if feature.name != "daily":
        return feature
    return replace(feature, extension=partial(build_extension, limits=limits))


Answer = InteractionResult | ResponseMessage


def message_of(answer: Answer) -> ResponseMessage:
    """Return the message that carries an answer."""
    message = answer.response if isinstance(answer, InteractionResult) else answer
    assert message is not None, "there was no answer"
    return message


def parts(answer: Answer) -> Iterator[Component]:
    """Yield every component of an answer, nested ones included."""
    waiting = message_of(answer).components
    while waiting:
        part = waiting.pop(0)
        yield part
        waiting = [*part.get("components", []), *waiting]


def markdown_of(answer: Answer) -> str:
    """Return all text of a card, in Discord's Markdown."""
    return "\n".join(part["content"] for part in parts(answer) if "content" in part)


def text_of(answer: Answer) -> str:
    """Return all text of a card, without the backslashes of escapes."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown_of(answer))


def buttons(answer: Answer) -> dict[str, Component]:
    """Return the buttons by label."""
    return {part["label"]: part for part in parts(answer) if part["type"] == 2}


def menus(answer: Answer) -> dict[str, Component]:
    """Return the menus by placeholder."""
    return {part["placeholder"]: part for part in parts(answer) if part["type"] == 3}


def options(answer: Answer, placeholder: str) -> dict[str, str]:
    """Return the values of a menu's options by label."""
    return {each["label"]: each["value"] for each in menus(answer)[placeholder]["options"]}


async def press(actor: MemberActor | UserHandle, answer: Answer, label: str) -> InteractionResult:
    """Press a button."""
    control = buttons(answer)[label]["custom_id"]
    result: InteractionResult = await actor.click(message_of(answer), custom_id=control)
    return result


async def choose(
    actor: MemberActor, answer: Answer, placeholder: str, label: str
) -> InteractionResult:
    """Choose the option of a menu whose label starts with a text."""
    offered = options(answer, placeholder)
    (value,) = [value for name, value in offered.items() if name.startswith(label)]
    custom_id = menus(answer)[placeholder]["custom_id"]
    return await actor.select(message_of(answer), [value], custom_id=custom_id)
