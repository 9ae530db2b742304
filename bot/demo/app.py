"""The demo: the bot in a simulated Discord, in a browser."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import discord

from bot.app.client import Footnote
from bot.app.errors import DemoUnavailable, PortTaken
from bot.demo.page_lock import PageLock
from bot.demo.typed_input import TypedInput
from facts.daily.store import DailyStore

if TYPE_CHECKING:
    from simcord import Env
    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle
    from simcord.preview import Preview

_REQUIRED_MODULES: Final = ("simcord", "aiohttp", "markdown_it", "linkify_it", "regex", "PIL")
"""Of the simulation and its page."""
_TICK: Final = 1.0
"""Seconds between two settings of the simulated clock to the wall clock."""
_MAX_STEP: Final = 60.0
"""Seconds that one tick advances the simulated clock at most, after the computer slept."""
WELCOME: Final = """\
**Welcome.** This Discord exists only on your computer, and Footnote is in it.
It knows 58 facts on seven topics: RLHF, RAG, instruction tuning, pre-training, hallucination,
calibration and evaluation. To add your own pages, start it with `footnote demo FILE`.
Type into the box below:
- `@Footnote rlhf`, or `@Footnote why do language models hallucinate?`
- `@Footnote rag vs hallucination` to compare two topics
- `/topic` and a few letters of a topic: `retr`, or `halucination`
- `/search` *how many training tokens for a model*
- `/random`, then press **Another** a few times
- `/sources`, `/topics`, `/fact`, `/compare`, `/help`
- `Apps > Find facts` as a reply to a message: this page has no message menus
- as **manager**, `/channel focus` with the topic `rag`, then `/random`
- as **manager**, `/daily add` with a time one minute from now and your zone; then `/daily preview`

The arrow beside the box sends a command. Enter picks the suggestion for an option.
At the top you choose your role: **reader**, or **manager** of the server, who can also use
`/daily` and `/channel`."""
"""The first message in the demo; the starter pack answers each question in it."""


@dataclass(frozen=True, slots=True)
class DemoServer:
    """A server in a simulated Discord, with its members."""

    world: "Env"
    channel: "ChannelHandle"
    reader: "MemberActor"
    manager: "MemberActor"


@asynccontextmanager
async def simulate_discord(bot: Footnote) -> AsyncIterator[DemoServer]:
    """Yield a Discord at the present time with the bot in it.

    Everything in it is made before the clock is set, so that all ids are the same each time. A
    database that a user keeps for the next demo knows the server, channel and members by them.
    """
    from simcord import Env  # noqa: PLC0415 (an extra that may not be installed)

    world = Env(bot, check_errors=False)
    world.backend.bot_user.name = "Footnote"
    demo_server = _build_server(world)
    world.backend.advance_clock((datetime.now(UTC) - world.now()).total_seconds())
    await world.start()
    with world.time_context():
        try:
            yield demo_server
        finally:
            await world.shutdown()


def _build_server(world: "Env") -> DemoServer:
    server = world.create_guild("Footnote's demonstration")
    channel = server.create_text_channel("facts")
    allowed = discord.Permissions(manage_guild=True, manage_channels=True, mention_everyone=True)
    manages = server.create_role("manager", permissions=allowed)
    reader = server.add_member(world.create_user("reader"))
    manager = server.add_member(world.create_user("manager"), roles=[manages])
    return DemoServer(world, channel, reader, manager)


@contextmanager
def _run_clock(
    world: "Env", channel: "ChannelHandle", page: "Preview", lock: PageLock
) -> Iterator[None]:
    """Keep the simulated clock at wall time."""
    clock = asyncio.create_task(_tick(world, channel, page, lock))
    try:
        yield
    finally:
        clock.cancel()


async def _tick(world: "Env", channel: "ChannelHandle", page: "Preview", lock: PageLock) -> None:
    """Advance the clock, and show messages that the bot posts by itself.

    The simulation raises TimeoutError while the bot works for long; the next tick catches up.
    """
    shown = 0
    while True:
        await asyncio.sleep(_TICK)
        page.capture_time = world.now()  # "in 2 minutes" counts from it, not from the last refresh
        behind = (datetime.now(UTC) - world.now()).total_seconds()
        async with lock:
            with suppress(TimeoutError):
                await world.advance_time(min(max(behind, 0.0), _MAX_STEP))
                posted = _count_posts(world, channel)
                if posted != shown:
                    await page.refresh()
                    shown = posted


def _count_posts(world: "Env", channel: "ChannelHandle") -> int:
    """Return how many messages the bot sent without an interaction."""
    return sum(
        message.author_id == world.backend.bot_user.id and message.interaction_metadata is None
        for message in world.backend.messages.get(channel.id, {}).values()
    )


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo on a `port` of this machine, 0 for any.

    `on_open` gets the page's address once it can be visited.
    """

    port: int
    on_open: Callable[[str], None]
    required_modules: Sequence[str] = _REQUIRED_MODULES

    async def show(self, store: DailyStore) -> None:
        """Show the bot with a store until the page is closed.

        Cancelling the task ends it too. Raises DemoUnavailable or PortTaken.
        """
        if not all(map(find_spec, self.required_modules)):
            raise DemoUnavailable
        from simcord.backend.errors import SetupError  # noqa: PLC0415 (see simulate_discord)

        async with simulate_discord(Footnote(store, shard_count=1)) as server:
            world, channel, viewers = server.world, server.channel, [server.reader, server.manager]
            await server.manager.send(channel, WELCOME)
            preview = world.preview(
                channel, viewers=viewers, layout="channel", port=self.port or None
            )
            lock = PageLock(preview)
            TypedInput(world, channel, preview, lock, viewers).listen()
            try:
                async with preview:
                    with _run_clock(world, channel, preview, lock):
                        self.on_open(preview.url)
                        await preview.wait_closed()
            except SetupError as error:
                raise PortTaken(self.port) from error
