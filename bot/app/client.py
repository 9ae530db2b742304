"""The bot's client, for the real Discord and for a simulated one."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import app_commands

from bot.answers.client_protocol import AnsweringClient, Interaction
from bot.answers.dispatcher import Dispatcher
from bot.answers.extension import BotContext, Clock, Extension
from bot.answers.registry import Registry
from bot.answers.responder import DEFER_AFTER
from bot.app.features import FEATURES, Feature, load_path
from bot.cards.help import HelpSections
from bot.discord_api.access_policy import EVERYWHERE, AccessPolicy
from bot.discord_api.command_sync import sync_commands
from bot.discord_api.errors import OUTAGES, summarize_error
from bot.discord_api.modal_values import read_modal
from bot.mentions.forum_posts import PostListener
from bot.mentions.listener import MentionListener
from bot.ui.controls import Control
from facts.curation.store import CurationStore

_log: Final = logging.getLogger(__name__)
_EVERYWHERE: Final = app_commands.AppCommandContext(
    guild=True, dm_channel=True, private_channel=True
)
_BY_ANYONE: Final = app_commands.AppInstallationType(guild=True, user=True)


@dataclass(frozen=True, slots=True)
class BotSetup:
    """What the operator decides: where the bot may be used, and where it is developed.

    With a `development_server`, commands are registered there, where changes apply at once.
    """

    access: AccessPolicy = EVERYWHERE
    development_server: int | None = None


DEFAULT_SETUP: Final = BotSetup()


class FootnoteTree(app_commands.CommandTree[AnsweringClient]):
    """The command tree. The dispatcher reports failed commands."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Return whether the bot may be used here."""
        return await interaction.client.dispatcher.gate.admit_interaction(interaction)

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the user that a command failed, and log the error."""
        cause = error.__cause__ if isinstance(error, app_commands.CommandInvokeError) else error
        await interaction.client.dispatcher.report_failure(interaction, cause or error)


class Footnote(AnsweringClient):
    """Answers with cited facts from a store.

    An answer that takes longer than `defer_after` seconds is announced. `options` are discord.py's.
    """

    def __init__(
        self,
        store: CurationStore,
        *,
        features: Sequence[Feature] = FEATURES,
        setup: BotSetup = DEFAULT_SETUP,
        clock: Clock = lambda: discord.utils.utcnow(),  # noqa: PLW0108 (simulations replace it)
        defer_after: float = DEFER_AFTER,
        **options: Any,  # noqa: ANN401 (as discord.py declares them)
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            max_messages=None,  # no message is kept
            allowed_mentions=discord.AllowedMentions.none(),
            **options,
        )
        self._extensions = _load_extensions(
            features, BotContext(self, store, clock, collect_help(features), setup.access)
        )
        messages = [
            load_path(each.messages) for each in features if each.extension and each.messages
        ]
        registry = Registry(self._extensions, messages)
        self.dispatcher = Dispatcher(store, registry, access=setup.access, defer_after=defer_after)
        self._mentions = MentionListener(self.dispatcher)
        self._posts = PostListener(self.dispatcher)
        self._access = setup.access
        self._development_server = setup.development_server
        self.tree = FootnoteTree(self, allowed_contexts=_EVERYWHERE, allowed_installs=_BY_ANYONE)
        for extension in self._extensions:
            for command in extension.commands:
                self.tree.add_command(command)

    async def setup_hook(self) -> None:
        """Make controls of old messages work, register commands, start background work."""
        self.add_dynamic_items(Control)
        await sync_commands(self.tree, self._development_server)
        for extension in self._extensions:
            for work in extension.background:
                work.start()

    async def close(self) -> None:
        """Leave Discord once the answers and posts under way have ended."""
        work = [each.stop() for extension in self._extensions for each in extension.background]
        await asyncio.gather(*work, self.dispatcher.drain())
        await super().close()

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a modal that any process opened; discord.py handles all other interactions."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        if await self.dispatcher.gate.admit_interaction(interaction):
            await self.dispatcher.submit(interaction, *read_modal(interaction))

    async def on_guild_join(self, server: discord.Guild) -> None:
        """Let the features greet a server that the bot has joined, if it may use the bot."""
        if not self._access.allows_server(server.id):
            return
        for extension in self._extensions:
            for greet in extension.joins:
                try:
                    await greet(server)
                except OUTAGES as error:
                    _log.warning("A new server could not be greeted: %s", summarize_error(error))

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that asks the bot something."""
        await self._mentions.handle_message(message, self._bot_user())

    async def on_thread_create(self, thread: discord.Thread) -> None:
        """Answer a new post by its title, in a forum that is set so."""
        await self._posts.handle_post(thread, self._bot_user())

    async def on_raw_message_edit(self, change: discord.RawMessageUpdateEvent) -> None:
        """Update the answer to an edited question."""
        await self._mentions.handle_edit(change.message, self._bot_user())

    async def on_raw_message_delete(self, gone: discord.RawMessageDeleteEvent) -> None:
        """Delete the answer to a deleted question."""
        await self._mentions.handle_delete(gone.message_id)

    async def on_raw_bulk_message_delete(self, gone: discord.RawBulkMessageDeleteEvent) -> None:
        """Delete the answers to deleted questions."""
        for message in gone.message_ids:
            await self._mentions.handle_delete(message)

    def _bot_user(self) -> discord.ClientUser:
        assert self.user is not None  # noqa: S101 (known since login)
        return self.user


def collect_help(features: Iterable[Feature]) -> HelpSections:
    """Return the lines of all features on the help card, by section."""
    sections: dict[str, list[str]] = {}
    for feature in features:
        for title, lines in (load_path(feature.help) if feature.help else {}).items():
            sections.setdefault(title, []).extend(lines)
    return sections


def _load_extensions(features: Sequence[Feature], bot: BotContext) -> tuple[Extension, ...]:
    return tuple(load_path(each.extension)(bot) for each in features if each.extension)
