"""The demo: the bot in a simulated Discord, in a browser."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import discord

from bot.answers.extension import Clock
from bot.app.client import Footnote
from bot.app.errors import DemoUnavailable, PortTaken
from bot.demo.page_lock import PageLock
from bot.demo.typed_input import TypedInput
from facts.curation.store import CurationStore

if TYPE_CHECKING:
    from simcord import Env
    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle
    from simcord.preview import Preview

_REQUIRED_MODULES: Final = ("simcord", "aiohttp", "markdown_it", "linkify_it", "regex", "PIL")
"""The modules that the simulation and its page need."""
_TICK: Final = 1.0
"""Seconds between two updates of the simulated clock."""
_MAX_STEP: Final = 60.0
"""Seconds that one tick advances the simulated clock at most, for example after a suspend."""
WELCOME: Final = """\
**Welcome.** This Discord exists only on your computer, and Footnote is in it. \
It knows 58 facts on seven topics: RLHF, RAG, instruction tuning, pre-training, hallucination, \
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

The arrow beside the box sends a command. Enter picks the suggestion for an option. \
At the top you choose your role: **reader**, or **manager** of the server, who can also use \
`/daily` and `/channel`."""
"""The first message in the demo; the starter pack answers each question in it."""


@dataclass(frozen=True, slots=True)
class DemoServer:
    """A server in a simulated Discord, with its members."""

    world: "Env"
    channel: "ChannelHandle"
    reader: "MemberActor"
    manager: "MemberActor"


def _wall_time() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def simulate_discord(bot: Footnote) -> AsyncIterator[DemoServer]:
    """Yield a Discord at the present time with the bot in it.

    Its server, channel and members are created before the clock is set. So their ids are always the
    same, and a database from an earlier demo still fits.
    """
    from simcord import Env  # noqa: PLC0415 (an extra that may not be installed)

    world = Env(bot, check_errors=False)
    world.backend.bot_user.name = "Footnote"
    demo_server = _build_server(world)
    world.backend.advance_clock((_wall_time() - world.now()).total_seconds())
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


@dataclass(frozen=True, slots=True)
class _PageClock:
    """Keeps the simulated clock at wall time, and refreshes the page."""

    world: "Env"
    channel: "ChannelHandle"
    page: "Preview"
    page_lock: PageLock
    wall_time: Clock

    @contextmanager
    def run(self) -> Iterator[None]:
        """Run the clock inside a `with` block."""
        ticks = asyncio.create_task(self._tick())
        try:
            yield
        finally:
            ticks.cancel()

    async def _tick(self) -> None:
        """Advance the clock, and show messages that the bot posts by itself.

        The simulation raises TimeoutError if the bot works for long; the next tick catches up.
        """
        shown = 0
        while True:
            await asyncio.sleep(_TICK)
            self.page.capture_time = self.world.now()  # the page counts "in 2 minutes" from it
            behind = (self.wall_time() - self.world.now()).total_seconds()
            async with self.page_lock:
                with suppress(TimeoutError):
                    await self.world.advance_time(min(max(behind, 0.0), _MAX_STEP))
                    posts = self._count_posts()
                    if posts != shown:
                        await self.page.refresh()
                        shown = posts

    def _count_posts(self) -> int:
        """Return how many messages the bot sent without an interaction."""
        bot = self.world.backend.bot_user.id
        return sum(
            message.author_id == bot and message.interaction_metadata is None
            for message in self.world.backend.messages.get(self.channel.id, {}).values()
        )


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo on a `port` of this machine, 0 for any.

    `on_open` gets the address of the page once it is open. The simulated clock follows `wall_time`.
    """

    port: int
    on_open: Callable[[str], None]
    required_modules: Sequence[str] = _REQUIRED_MODULES
    wall_time: Clock = _wall_time

    async def show(self, store: CurationStore) -> None:
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
                    with _PageClock(world, channel, preview, lock, self.wall_time).run():
                        self.on_open(preview.url)
                        await preview.wait_closed()
            except SetupError as error:
                raise PortTaken(self.port) from error
