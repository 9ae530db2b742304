"""The bot in a simulated Discord, shown in the browser: no token, no network."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import discord

from bot.client import Footnote
from bot.demo_typing import Typing
from bot.errors import DemoUnavailable, PortTaken
from facts.store import Store

if TYPE_CHECKING:
    from simcord import Env

_NEEDED: Final = ("simcord", "aiohttp", "markdown_it", "linkify_it", "regex", "PIL")
"""The simulation, and what its page is made with."""
_WELCOME: Final = """\
**Welcome.** This is a Discord that only exists on your computer, and Footnote is in it.
Type into the box below:
- `/topic` and a few letters of a topic: `retr`, or `halucination`
- `/search` *how many training tokens for a model*
- `/random`, then press **Another** a few times
- `@Footnote why do language models hallucinate?`
- `/sources`, `/topics`, `/fact`, `/compare`, `/help`
- a reply to a message of somebody, `Apps > Find facts`, in place of the menu that this page lacks

At the top you choose who you are: **reader**, or **manager** of the server, with `/channel` too."""


@asynccontextmanager
async def _simulated(bot: Footnote) -> AsyncIterator["Env"]:
    """Yield a Discord in which the bot goes by its name, at the present time."""
    from simcord import Env  # noqa: PLC0415 (an extra that need not be installed)

    world = Env(bot, check_errors=False)
    world.backend.bot_user.name = "Footnote"
    await world.start()
    with world.time_context():
        try:
            await world.advance_time((datetime.now(UTC) - world.now()).total_seconds())
            yield world
        finally:
            await world.shutdown()


@dataclass(frozen=True, slots=True)
class Demo:
    """A demonstration; `opened` is called with its address once it can be visited.

    `port` is one of this machine's, 0 for any that is free.
    """

    port: int
    opened: Callable[[str], None]

    async def show(self, store: Store) -> None:
        """Show the bot over a store until the page is ended or the task cancelled.

        Raises DemoUnavailable or PortTaken.
        """
        if not all(map(find_spec, _NEEDED)):
            raise DemoUnavailable
        from simcord.backend.errors import SetupError  # noqa: PLC0415 (see _simulated)

        async with _simulated(Footnote(store, shard_count=1)) as world:
            server = world.create_guild("Footnote's demonstration")
            channel = server.create_text_channel("facts")
            manages = server.create_role(
                "manager", permissions=discord.Permissions(manage_guild=True, manage_channels=True)
            )
            reader = server.add_member(world.create_user("reader"))
            manager = server.add_member(world.create_user("manager"), roles=[manages])
            await manager.send(channel, _WELCOME)
            preview = world.preview(
                channel, viewers=[reader, manager], layout="channel", port=self.port or None
            )
            Typing(world, channel, preview, [reader, manager]).listen()
            try:
                async with preview:
                    self.opened(preview.url)
                    await preview.wait_closed()
            except SetupError as error:
                raise PortTaken(self.port) from error
