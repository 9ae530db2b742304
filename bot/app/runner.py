"""Running the bot on Discord until it is told to stop."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import discord

from bot.app.client import Footnote
from bot.app.errors import TokenRefused
from bot.discord_api.errors import OUTAGES, CloseCode, summarize_error
from bot.discord_api.invite import invite_url

_log: Final = logging.getLogger(__name__)
_SHUTDOWN_TIMEOUT: Final = 3.0
"""Seconds for the goodbye to Discord."""
DEADLINE: Final = 4.5
"""Seconds for all of the end. Container engines wait 10 before they kill."""
FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 60.0


class StopSignal:
    """Whether the program was told to stop, and by which signal."""

    def __init__(self) -> None:
        self.by: signal.Signals | None = None
        self._requested = asyncio.Event()

    def tell(self, by: signal.Signals) -> None:
        """Tell the program to stop; the first signal counts."""
        self.by = self.by or by
        self._requested.set()

    async def wait(self) -> None:
        """Wait until it is told."""
        await self._requested.wait()


@contextmanager
def watch_signals() -> Iterator[StopSignal]:
    """Take SIGTERM and SIGINT as a wish to stop, which is granted at the deadline at the latest."""
    stop, loop = StopSignal(), asyncio.get_running_loop()

    def told(by: signal.Signals) -> None:
        if stop.by is None:
            _exit_at_deadline(by)
        stop.tell(by)

    with suppress(NotImplementedError):  # on Windows, where Ctrl-C cancels the task instead
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(each, told, each)
    try:
        yield stop
    finally:
        with suppress(NotImplementedError):
            for each in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(each)


async def run(
    new_bot: Callable[[], Footnote], token: str, stop: StopSignal, invited: Callable[[str], None]
) -> None:
    """Run a bot until it is told to stop. Raises TokenRefused.

    `invited` is called with the invite link after each login. While Discord cannot be reached at
    the start, another bot tries it again after growing pauses.
    """
    running = asyncio.create_task(_run_with_retries(new_bot, token, invited))
    waiting = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        await _shut_down(running)
    if stop.by is None:
        await running


def retry_pauses() -> Iterator[float]:
    """Yield the seconds to wait before each new attempt."""
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(pause * 2, _LONGEST_PAUSE)


async def _run_with_retries(
    new_bot: Callable[[], Footnote], token: str, invited: Callable[[str], None]
) -> None:
    for pause in retry_pauses():
        try:
            async with new_bot() as bot:
                await _connect(bot, token, invited)
        except OUTAGES as error:
            reason = summarize_error(error)
            _log.warning("Discord cannot be reached (%s); trying again in %.0f s", reason, pause)
        else:
            return
        await asyncio.sleep(pause)


async def _connect(bot: Footnote, token: str, invited: Callable[[str], None]) -> None:
    try:
        await bot.login(token)
        _log.info("Logged in as %s.", bot.user)
        assert bot.application_id is not None  # noqa: S101 (known since login)
        invited(invite_url(bot.application_id))
        greeting = asyncio.create_task(_log_ready(bot))
        try:
            await bot.connect()
        finally:
            greeting.cancel()
    except discord.LoginFailure:
        raise TokenRefused from None
    except discord.ConnectionClosed as error:
        if error.code == CloseCode.AUTHENTICATION_FAILED:
            raise TokenRefused from None
        raise


async def _log_ready(bot: Footnote) -> None:
    await bot.wait_until_ready()
    _log.info("Ready, in %d servers.", len(bot.guilds))


async def _shut_down(running: "asyncio.Task[None]") -> None:
    if running.done():
        return
    _log.info("Stopping.")
    running.cancel()
    await asyncio.wait({running}, timeout=_SHUTDOWN_TIMEOUT)
    if not running.done():
        _log.warning("Discord did not take leave in time.")


def _exit_at_deadline(by: signal.Signals) -> None:
    """End the program then, whatever it still waits for: looking up a name can take minutes.

    What is stored is safe: the file is kept whole, even where a program is killed.
    """
    code = 128 + by if by is signal.SIGINT else 0
    timer = threading.Timer(DEADLINE, os._exit, (code,))
    timer.daemon = True
    timer.start()
