"""The demo: the bot in a simulated Discord, in a browser."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from bot.answers.extension import Clock
from bot.app.client import Footnote
from bot.app.errors import DemoUnavailable, PortTaken
from bot.app.features import FEATURES, Feature
from bot.demo.message_menu import MessageMenu
from bot.demo.page_files import change_page_files
from bot.demo.page_lock import PageLock
from bot.demo.server import DemoServer, simulate_discord, wall_time
from bot.demo.typed_input import accept_typed_mentions
from facts.curation.store import CurationStore

if TYPE_CHECKING:
    from simcord import Env
    from simcord.builders import ChannelHandle
    from simcord.preview import Preview

_REQUIRED_MODULES: Final = ("simcord", "aiohttp", "markdown_it", "linkify_it", "regex", "PIL")
"""The modules that the simulation and its page need."""
_TICK: Final = 1.0
"""Seconds between two updates of the simulated clock."""
_MAX_STEP: Final = 60.0
"""Seconds that one tick advances the simulated clock at most, for example after a suspend."""


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
    A test may name other features.
    """

    port: int
    on_open: Callable[[str], None]
    required_modules: Sequence[str] = _REQUIRED_MODULES
    wall_time: Clock = wall_time
    features: Sequence[Feature] = FEATURES

    async def show(self, store: CurationStore) -> None:
        """Show the bot with a store until the page is closed.

        Cancelling the task ends it too. Raises DemoUnavailable or PortTaken.
        """
        if not all(map(find_spec, self.required_modules)):
            raise DemoUnavailable
        bot = Footnote(store, shard_count=1, features=self.features)
        async with simulate_discord(bot) as server:
            await server.set_curators(store)
            await server.start_conversation()
            await self._show_page(server)

    async def _show_page(self, server: DemoServer) -> None:
        from simcord.backend.errors import SetupError  # noqa: PLC0415 (see simulate_discord)

        world, channel = server.world, server.channel
        preview = world.preview(
            channel,
            viewers=[server.reader, server.curator, server.manager],
            layout="channel",
            port=self.port or None,
        )
        lock = PageLock(preview)
        accept_typed_mentions(world)
        MessageMenu(world, channel, preview, lock).listen()
        change_page_files(preview)
        try:
            async with preview:
                with _PageClock(world, channel, preview, lock, self.wall_time).run():
                    self.on_open(preview.url)
                    await preview.wait_closed()
        except SetupError as error:
            raise PortTaken(self.port) from error
