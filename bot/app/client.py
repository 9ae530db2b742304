"""The bot as Discord sees it: one client, for the real Discord and for a simulated one."""

import asyncio
import logging
from typing import Any, Final

import aiohttp
import discord
from discord import app_commands

from bot.answers.client_protocol import AnsweringClient, Interaction
from bot.answers.dispatcher import Dispatcher
from bot.commands import COMMANDS
from bot.daily.attempt import DEFAULT_LIMITS, PostingLimits
from bot.daily.loop import PostingLoop
from bot.daily.sender import Clock
from bot.daily.service import DailyHandlers
from bot.discord_api.command_sync import sync_commands
from bot.mentions.listener import MentionListener
from bot.ui.controls import Control
from facts.daily.store import DailyStore

_log: Final = logging.getLogger(__name__)
_EVERYWHERE: Final = app_commands.AppCommandContext(
    guild=True, dm_channel=True, private_channel=True
)
_BY_ANYONE: Final = app_commands.AppInstallationType(guild=True, user=True)


class FootnoteTree(app_commands.CommandTree[AnsweringClient]):
    """The commands. What goes wrong in one is told at the desk."""

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person and the log."""
        cause = error.__cause__ if isinstance(error, app_commands.CommandInvokeError) else error
        await interaction.client.dispatcher.report_failure(interaction, cause or error)


class Footnote(AnsweringClient):
    """Answers with cited facts out of a store.

    `development_server` is where commands are registered at once, for trying them out; `connector`
    leads to another Discord than the real one, `clock` tells the time.
    """

    def __init__(
        self,
        store: DailyStore,
        *,
        development_server: int | None = None,
        connector: aiohttp.BaseConnector | None = None,
        clock: Clock = lambda: discord.utils.utcnow(),  # noqa: PLW0108 (simulations put in another)
        posting_limits: PostingLimits = DEFAULT_LIMITS,
        **options: Any,  # noqa: ANN401 (as discord.py declares them)
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            max_messages=None,  # nothing that is written is kept
            allowed_mentions=discord.AllowedMentions.none(),
            connector=connector,
            **options,
        )
        self.daily = PostingLoop(self, store, clock, posting_limits)
        self.dispatcher = Dispatcher(store, DailyHandlers(store, self.daily, clock))
        self._mentions = MentionListener(self.dispatcher)
        self._development_server = development_server
        self.tree = FootnoteTree(self, allowed_contexts=_EVERYWHERE, allowed_installs=_BY_ANYONE)
        for command in COMMANDS:
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        """Make old controls work, tell Discord of commands that changed, and begin to post."""
        self.add_dynamic_items(Control)
        await sync_commands(self.tree, self._development_server)
        self.daily.start()

    async def close(self) -> None:
        """Leave Discord, once the answers and posts under way are brought to their end."""
        await asyncio.gather(self.daily.stop(), self.dispatcher.drain())
        await super().close()

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is asked of the bot."""
        await self._mentions.handle_message(message, self._bot_user())

    async def on_raw_message_edit(self, change: discord.RawMessageUpdateEvent) -> None:
        """Keep the answer in step with its question."""
        await self._mentions.handle_edit(change.message, self._bot_user())

    async def on_raw_message_delete(self, gone: discord.RawMessageDeleteEvent) -> None:
        """Take the answer back."""
        await self._mentions.handle_delete(gone.message_id, self._bot_user())

    async def on_raw_bulk_message_delete(self, gone: discord.RawBulkMessageDeleteEvent) -> None:
        """Take the answers back."""
        for message in gone.message_ids:
            await self._mentions.handle_delete(message, self._bot_user())

    def _bot_user(self) -> discord.ClientUser:
        assert self.user is not None  # noqa: S101 (known since login)
        return self.user
