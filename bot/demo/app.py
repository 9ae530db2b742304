"""The bot in a simulated Discord, shown in the browser: no token, no network."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
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
"""The simulation, and what its page is made with."""
_TICK: Final = 1.0
"""Seconds after which the simulation's clock is set to the wall's again."""
_MAX_STEP: Final = 60.0
"""Seconds that it is set forward by at most at once, after the computer slept."""
WELCOME: Final = """\
**Welcome.** This is a Discord that only exists on your computer, and Footnote is in it.
It knows 58 facts on seven topics: RLHF, RAG, instruction tuning, pre-training, hallucination,
calibration and evaluation. Of others it knows what pages of yours say: `footnote demo FILE`.
Type into the box below:
- `@Footnote rlhf`, or `@Footnote why do language models hallucinate?`
- `@Footnote rag vs hallucination`, and what two topics share comes up
- `/topic` and a few letters of a topic: `retr`, or `halucination`
- `/search` *how many training tokens for a model*
- `/random`, then press **Another** a few times
- `/sources`, `/topics`, `/fact`, `/compare`, `/help`
- a reply to a message of somebody, `Apps > Find facts`, in place of the menu that this page lacks
- as **manager**, `/channel focus` with the topic `rag`, then `/random`
- as **manager**, `/daily add` with a time a minute ahead and your zone; then `/daily preview`

The arrow beside the box sends a command; Enter in an option picks what is offered there.
At the top you choose who you are: **reader**, or **manager** of the server, with `/daily` and
`/channel` too."""
"""What is asked in it is answered from the starter pack."""


@dataclass(frozen=True, slots=True)
class DemoServer:
    """A server in a simulated Discord, with those who act in it."""

    world: "Env"
    channel: "ChannelHandle"
    reader: "MemberActor"
    manager: "MemberActor"


@asynccontextmanager
async def simulate_discord(bot: Footnote) -> AsyncIterator[DemoServer]:
    """Yield a Discord in which the bot goes by its name, at the present time.

    All in it comes before the clock is set, with the same ids each time: a database that is kept
    from one demonstration to the next knows server, channel and people by them.
    """
    from simcord import Env  # noqa: PLC0415 (an extra that need not be installed)

    world = Env(bot, check_errors=False)
    world.backend.bot_user.name = "Footnote"
    stage = _build_server(world)
    world.backend.advance_clock((datetime.now(UTC) - world.now()).total_seconds())
    await world.start()
    with world.time_context():
        try:
            yield stage
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
    world: "Env", channel: "ChannelHandle", page: "Preview", turns: PageLock
) -> Iterator[None]:
    """Let the simulation's clock follow the wall's meanwhile."""
    clock = asyncio.create_task(_tick(world, channel, page, turns))
    try:
        yield
    finally:
        clock.cancel()


async def _tick(world: "Env", channel: "ChannelHandle", page: "Preview", turns: PageLock) -> None:
    """Move the clock along, and show what the bot said of its own accord.

    While the bot is at work for long, the simulation gives up: the next tick makes up for it.
    """
    shown = 0
    while True:
        await asyncio.sleep(_TICK)
        page.capture_time = world.now()  # "in 2 minutes" counts from it, not from the last refresh
        behind = (datetime.now(UTC) - world.now()).total_seconds()
        async with turns:
            with suppress(TimeoutError):
                await world.advance_time(min(max(behind, 0.0), _MAX_STEP))
                said = _count_unprompted(world, channel)
                if said != shown:
                    await page.refresh()
                    shown = said


def _count_unprompted(world: "Env", channel: "ChannelHandle") -> int:
    """Return how many messages the bot sent that answer no interaction."""
    return sum(
        message.author_id == world.backend.bot_user.id and message.interaction_metadata is None
        for message in world.backend.messages.get(channel.id, {}).values()
    )


@dataclass(frozen=True, slots=True)
class Demo:
    """A demonstration; `opened` is called with its address once it can be visited.

    `port` is one of this machine's, 0 for any that is free.
    """

    port: int
    on_open: Callable[[str], None]

    async def show(self, store: DailyStore) -> None:
        """Show the bot over a store until the page is ended or the task cancelled.

        Raises DemoUnavailable or PortTaken.
        """
        if not all(map(find_spec, _REQUIRED_MODULES)):
            raise DemoUnavailable
        from simcord.backend.errors import SetupError  # noqa: PLC0415 (see simulated)

        async with simulate_discord(Footnote(store, shard_count=1)) as stage:
            world, channel, viewers = stage.world, stage.channel, [stage.reader, stage.manager]
            await stage.manager.send(channel, WELCOME)
            preview = world.preview(
                channel, viewers=viewers, layout="channel", port=self.port or None
            )
            turns = PageLock(preview)
            TypedInput(world, channel, preview, turns, viewers).listen()
            try:
                async with preview:
                    with _run_clock(world, channel, preview, turns):
                        self.on_open(preview.url)
                        await preview.wait_closed()
            except SetupError as error:
                raise PortTaken(self.port) from error
