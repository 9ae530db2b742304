"""The command that runs the bot."""

import asyncio
import signal
import sys
from contextlib import suppress
from typing import Final

import click

from bot.app.client import BotSetup, Footnote
from bot.app.logging_setup import log_to_stderr
from bot.app.memory import limit_memory
from bot.app.runner import run as run_bot
from bot.app.runner import watch_signals
from bot.app.settings import Settings
from bot.cli.main import (
    OpenStore,
    StorageEngine,
    database_option,
    database_path,
    open_database,
)
from bot.cli.output.safe_text import say

SWITCH_INTERVAL: Final = 0.0005
"""Seconds that a busy thread keeps others waiting. Python's own 5 milliseconds add up: during an
import, `/fact` took 13 milliseconds instead of 0.3."""


@click.command()
@database_option
@click.pass_obj
def run(engine: StorageEngine) -> None:
    """Run the bot on Discord.

    Set FOOTNOTE_TOKEN in the environment or in a file .env. Optional: FOOTNOTE_DATABASE,
    FOOTNOTE_LOG_LEVEL, FOOTNOTE_DEVELOPMENT_SERVER, FOOTNOTE_SERVERS,
    FOOTNOTE_DIRECT_MESSAGES and FOOTNOTE_USER_INSTALLS.
    """
    settings = Settings.read()
    sys.setswitchinterval(SWITCH_INTERVAL)
    limit_memory()
    log_to_stderr(settings.log_level, settings.token.get_secret_value())
    if (
        asyncio.run(_run_until_stopped(engine.open_store, database_path(), settings))
        is signal.SIGINT
    ):
        raise KeyboardInterrupt


async def _run_until_stopped(
    open_store: OpenStore, database: str, settings: Settings
) -> signal.Signals | None:
    """Run the bot; return the signal that stopped it, if any."""
    setup = BotSetup(settings.access, settings.development_server)
    with watch_signals() as stop:
        async with open_database(open_store, database) as store:

            def new_bot() -> Footnote:
                return Footnote(store, setup=setup)

            await run_bot(new_bot, settings.token.get_secret_value(), stop, _show_invite)
    return stop.by


def _show_invite(link: str) -> None:
    with suppress(OSError):  # the bot continues after its terminal is closed
        say(f"Invite: {link}")
