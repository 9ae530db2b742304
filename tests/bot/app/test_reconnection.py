"""The bot while Discord is unreachable, silent or failing."""

import asyncio
import gc
import logging
import signal
from itertools import islice

import pytest
from aiohttp import web

from bot.app.client import Footnote
from bot.app.errors import TokenRefused
from bot.app.runner import StopSignal, retry_pauses, run
from storage.store import SqliteStore
from tests.support.identity import INVITE, PATIENCE, TOKEN
from tests.support.standin import redirect_discord, stand_in


def test_the_pauses_grow_up_to_a_minute() -> None:
    assert list(islice(retry_pauses(), 8)) == [1, 2, 4, 8, 16, 32, 60, 60]


class Runs:
    """The bot in this process; `invites` are those it showed."""

    def __init__(self, store: SqliteStore) -> None:
        self.stop = StopSignal()
        self.invites: list[str] = []
        self._store = store

    def start(self, token: str = TOKEN) -> "asyncio.Task[None]":
        return asyncio.create_task(run(self._bot, token, self.stop, self.invites.append, 0.001))

    def _bot(self) -> Footnote:
        return Footnote(self._store, guild_ready_timeout=0)


@pytest.fixture
def runs(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> Runs:
    async def at_once(*_: object, **__: object) -> None:
        """Do not wait for five seconds before another identification."""

    monkeypatch.setattr(Footnote, "before_identify_hook", at_once)
    return Runs(store)


async def wait_for(caplog: pytest.LogCaptureFixture, words: str, times: int = 1) -> None:
    async with asyncio.timeout(PATIENCE):
        while caplog.text.count(words) < times:
            await asyncio.sleep(0.001)


async def test_the_bot_tries_until_discord_is_reachable(
    runs: Runs, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with stand_in() as gone:
        port = gone.port
    with redirect_discord(port):
        running = runs.start()
        await wait_for(caplog, "Discord cannot be reached", times=3)
        assert runs.invites == []
        async with stand_in(port=port) as discord_:
            await discord_.identifications.get()
            runs.stop.request(signal.SIGTERM)
            await running
    assert runs.invites == [INVITE]
    assert not [each for each in caplog.records if each.exc_info]


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/users/@me", 503),
        ("/users/@me", 429),
        ("/oauth2/applications/@me", 403),
        ("/gateway/bot", 503),
    ],
)
async def test_the_bot_tries_again_after_an_error_of_discord(
    runs: Runs, caplog: pytest.LogCaptureFixture, place: str, status: int
) -> None:
    async with stand_in() as discord_:
        discord_.failures["GET", place] = status
        with redirect_discord(discord_.port):
            running = runs.start()
            await wait_for(caplog, "Discord cannot be reached", times=2)
            discord_.failures.clear()
            await discord_.identifications.get()
            runs.stop.request(signal.SIGTERM)
            await running
    assert not [each for each in caplog.records if each.exc_info]


async def test_a_silent_discord_does_not_delay_the_shutdown(runs: Runs) -> None:
    asked = asyncio.Event()

    async def never(_: web.Request) -> web.StreamResponse:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with stand_in({("GET", "/users/@me"): never}) as discord_:
        with redirect_discord(discord_.port):
            running = runs.start()
            await asked.wait()
            runs.stop.request(signal.SIGTERM)
            await running
    assert runs.invites == []


async def test_a_revoked_token_ends_the_program_with_a_message(runs: Runs) -> None:
    async with stand_in() as discord_:
        with redirect_discord(discord_.port):
            running = runs.start()
            await discord_.identifications.get()
            await discord_.close(4004)
            with pytest.raises(TokenRefused):
                await running


async def test_ready_is_logged_once_despite_reconnections(
    runs: Runs, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with stand_in() as discord_:
        with redirect_discord(discord_.port):
            running = runs.start()
            await wait_for(caplog, "Ready, in 0 servers.")
            await discord_.invalidate()
            await wait_for(caplog, "has connected to Gateway", times=2)
            runs.stop.request(signal.SIGTERM)
            await running
    assert caplog.text.count("Ready, in") == 1
    assert runs.invites == [INVITE]


async def test_full_collections_pass_over_what_a_start_loads(
    runs: Runs, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with stand_in() as discord_:
        with redirect_discord(discord_.port):
            running = runs.start()
            await wait_for(caplog, "Ready, in 0 servers.")
            runs.stop.request(signal.SIGTERM)
            await running
    try:
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


async def test_an_unexpected_error_ends_the_program(runs: Runs) -> None:
    async with stand_in() as discord_:
        with redirect_discord(discord_.port):
            running = runs.start()
            await discord_.identifications.get()
            await discord_.close(4013)
            with pytest.raises(Exception, match="4013"):
                await running
