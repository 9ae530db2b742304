"""Running the bot on Discord until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import aiohttp
import discord

from bot.client import Footnote
from bot.errors import TokenRefused
from bot.inviting import invite_url

_log: Final = logging.getLogger(__name__)
_FAREWELL: Final = 4.0
"""Seconds for the goodbye to Discord: container engines wait 10 for the whole program."""
_LONGEST_PAUSE: Final = 60.0


async def run(bot: Footnote, token: str) -> None:
    """Run the bot until SIGTERM or SIGINT. Raises TokenRefused.

    While Discord cannot be reached at the start, it is tried again after growing pauses.
    """
    stopped = asyncio.Event()
    with _stopping(stopped):
        running = asyncio.create_task(_connected(bot, token))
        waiting = asyncio.create_task(stopped.wait())
        try:
            await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                await running
        finally:
            await _leave(bot, running, waiting)


async def _connected(bot: Footnote, token: str) -> None:
    await _log_in(bot, token)
    assert bot.application_id is not None  # noqa: S101 (known since login)
    _log.info("Logged in as %s. Invite: %s", bot.user, invite_url(bot.application_id))
    await bot.connect()


async def _log_in(bot: Footnote, token: str) -> None:
    pause = 1.0
    while True:
        try:
            return await bot.login(token)
        except discord.LoginFailure:
            raise TokenRefused from None
        except (OSError, aiohttp.ClientError, discord.DiscordServerError) as error:
            _log.warning("Discord cannot be reached (%s); trying again in %.0f s", error, pause)
        await bot.http.close()
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


async def _leave(bot: Footnote, *tasks: "asyncio.Task[object]") -> None:
    _log.info("Stopping.")
    try:
        await asyncio.wait_for(bot.close(), _FAREWELL)
    except TimeoutError:
        _log.warning("Discord did not take leave in time.")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def _stopping(stopped: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stopped.set)
    try:
        yield
    finally:
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(each)
