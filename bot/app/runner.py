"""Runs the bot on Discord until a signal stops it."""

import asyncio
import gc
import logging
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import discord

from bot.app.client import Footnote
from bot.app.errors import TokenRefused
from bot.discord_api.errors import OUTAGES, CloseCode, summarize_error
from bot.discord_api.permissions import invite_url

_log: Final = logging.getLogger(__name__)
_DISCONNECT_TIMEOUT: Final = 3.0
"""Seconds to disconnect from Discord."""
_SHUTDOWN_DEADLINE: Final = 4.5
"""Seconds from the signal to the end of the process. Container engines kill it after 10."""
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 60.0


class StopSignal:
    """A request to stop the program.

    `by` is the signal that made it, None before.
    """

    def __init__(self) -> None:
        self.by: signal.Signals | None = None
        self._requested = asyncio.Event()

    def request(self, by: signal.Signals) -> None:
        """Request the stop; the first signal counts."""
        self.by = self.by or by
        self._requested.set()

    async def wait(self) -> None:
        """Wait for the request."""
        await self._requested.wait()


@contextmanager
def watch_signals(deadline: float = _SHUTDOWN_DEADLINE) -> Iterator[StopSignal]:
    """Yield the stop that SIGTERM and SIGINT request.

    The process ends `deadline` seconds after the signal, even if something still runs.
    """
    stop, loop = StopSignal(), asyncio.get_running_loop()

    def request_stop(by: signal.Signals) -> None:
        if stop.by is None:
            _exit_at_deadline(by, deadline)
        stop.request(by)

    with suppress(NotImplementedError):  # on Windows, where Ctrl-C cancels the task instead
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(each, request_stop, each)
    try:
        yield stop
    finally:
        with suppress(NotImplementedError):
            for each in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(each)


async def run(
    new_bot: Callable[[], Footnote],
    token: str,
    stop: StopSignal,
    on_invite: Callable[[str], None],
    first_pause: float = _FIRST_PAUSE,
) -> None:
    """Run a bot until `stop`. Raises TokenRefused.

    `on_invite` gets the invite link after each login. While Discord cannot be reached at the start,
    a new bot tries again after pauses that grow from `first_pause` seconds.
    """
    running = asyncio.create_task(
        _run_with_retries(lambda: _connect(new_bot, token, on_invite), first_pause)
    )
    waiting = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        await _shut_down(running)
    if stop.by is None:
        await running


def retry_pauses(first: float = _FIRST_PAUSE) -> Iterator[float]:
    """Yield the seconds to wait before each new attempt."""
    pause = first
    while True:
        yield pause
        pause = min(pause * 2, _LONGEST_PAUSE)


async def _run_with_retries(connect: Callable[[], Awaitable[None]], first_pause: float) -> None:
    for pause in retry_pauses(first_pause):
        try:
            await connect()
        except OUTAGES as error:
            reason = summarize_error(error)
            _log.warning("Discord cannot be reached (%s); trying again in %.0f s", reason, pause)
        else:
            return
        await asyncio.sleep(pause)


async def _connect(
    new_bot: Callable[[], Footnote], token: str, on_invite: Callable[[str], None]
) -> None:
    async with new_bot() as bot:
        try:
            await _log_in(bot, token, on_invite)
            settling = asyncio.create_task(_settle(bot))
            try:
                await bot.connect()
            finally:
                settling.cancel()
        except discord.LoginFailure:
            raise TokenRefused from None
        except discord.ConnectionClosed as error:
            if error.code == CloseCode.AUTHENTICATION_FAILED:
                raise TokenRefused from None
            raise


async def _log_in(bot: Footnote, token: str, on_invite: Callable[[str], None]) -> None:
    await bot.login(token)
    _log.info("Logged in as %s.", bot.user)
    assert bot.application_id is not None  # noqa: S101 (known since login)
    on_invite(invite_url(bot.application_id))


async def _settle(bot: Footnote) -> None:
    """Log when the bot is ready, and exempt what is loaded then from garbage collection.

    It stays anyway, and each full collection would stop all answers while it is looked through.
    """
    await bot.wait_until_ready()
    _log.info("Ready, in %d servers.", len(bot.guilds))
    gc.collect()
    gc.freeze()


async def _shut_down(running: "asyncio.Task[None]") -> None:
    if running.done():
        return
    _log.info("Stopping.")
    running.cancel()
    await asyncio.wait({running}, timeout=_DISCONNECT_TIMEOUT)
    if not running.done():
        _log.warning("Discord did not close the connection in time.")


def _exit_at_deadline(by: signal.Signals, deadline: float) -> None:
    """End the process at the deadline, even if it still waits.

    For example, a name lookup can take minutes. The stored data is safe: SQLite keeps the file
    whole even if the process is killed.
    """
    code = 128 + by if by is signal.SIGINT else 0
    timer = threading.Timer(deadline, os._exit, (code,))
    timer.daemon = True
    timer.start()
