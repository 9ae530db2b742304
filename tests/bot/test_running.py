"""The bot from its start to its end, against a Discord on loopback."""

import asyncio
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from itertools import islice
from pathlib import Path

import pytest
from aiohttp import web

from bot.client import Footnote
from bot.errors import TokenRefused
from bot.running import Stop, pauses, run
from storage.store import SqliteStore, open_store
from tests.bot.identity import APPLICATION, TOKEN
from tests.bot.standin import led_to, stand_in
from tests.builders import ROOT

PATIENCE = 60
"""Seconds until a test gives up; none waits for as long as that where all is well."""
WRONG = TOKEN[::-1]
INVITE = (
    f"https://discord.com/oauth2/authorize?client_id={APPLICATION}"
    "&scope=bot+applications.commands&permissions=274877975552"
)
PROGRAM = """
import sys
from bot.__main__ import main
from tests.bot.standin import led_to
with led_to(int(sys.argv.pop(1))):
    exec(sys.argv.pop(1))
    main()
"""
NOWHERE = 9
"""The port for what is thrown away (https://www.rfc-editor.org/rfc/rfc863)."""
FROZEN_LOOKUP = """
import bot.running, discord, socket, time
bot.running.DEADLINE = 0.5
discord.http.Route.BASE = "http://discord.invalid"
def frozen(*_, **__):
    print("looking up", file=sys.stderr, flush=True)
    time.sleep(600)
socket.getaddrinfo = frozen
"""


@asynccontextmanager
async def started(
    folder: Path, port: int, *, token: str | None = TOKEN, before: str = ""
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start `footnote run` in a folder, led to a port."""
    settings = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    if token is not None:
        settings["FOOTNOTE_TOKEN"] = token
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", PROGRAM, str(port), before, "run"),
        cwd=folder,
        env=settings,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def until(process: asyncio.subprocess.Process, words: str) -> str:
    """Return what the program tells up to some words."""
    assert process.stderr is not None
    told = ""
    async with asyncio.timeout(PATIENCE):
        while words not in told:
            line = await process.stderr.readline()
            assert line, told
            told += line.decode()
    return told


async def ended(process: asyncio.subprocess.Process) -> str:
    """Return what else the program tells until its end."""
    async with asyncio.timeout(PATIENCE):
        printed, told = await process.communicate()
    assert printed == b""
    return told.decode()


def is_whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.execute("PRAGMA integrity_check")) == [("ok",)]


async def test_without_a_token_it_says_what_to_do(tmp_path: Path) -> None:
    async with started(tmp_path, NOWHERE, token=None) as process:
        (line,) = (await ended(process)).splitlines()
    assert process.returncode == 3
    assert "https://discord.com/developers" in line
    assert "FOOTNOTE_TOKEN" in line
    assert "footnote demo" in line
    assert list(tmp_path.iterdir()) == []


async def test_with_a_wrong_token_it_says_so_and_not_which(tmp_path: Path) -> None:
    async with stand_in() as discord_, started(tmp_path, discord_.port, token=WRONG) as process:
        told = await ended(process)
    assert process.returncode == 3
    assert WRONG not in told
    assert "Traceback" not in told
    assert "Discord does not know this token" in told.splitlines()[-1]
    assert [request.path for request in discord_.requests] == ["/users/@me"]


@pytest.mark.parametrize(("by", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
async def test_it_starts_shows_the_invite_and_ends_in_order(
    tmp_path: Path, by: signal.Signals, code: int
) -> None:
    async with stand_in() as discord_, started(tmp_path, discord_.port) as process:
        told = await until(process, "has connected to Gateway")
        identity = await discord_.identified.get()
        process.send_signal(by)
        told += await ended(process)
    assert process.returncode == code
    assert f"Invite: {INVITE}\n" in told
    assert "Traceback" not in told
    assert "Unclosed" not in told
    assert TOKEN not in told
    assert identity["token"] == TOKEN
    assert identity["intents"] == 1 | 1 << 9 | 1 << 12  # servers, their messages, direct messages
    assert [socket.close_code for socket in discord_.sockets] == [1000]
    assert is_whole(tmp_path / "footnote.db")
    async with open_store(str(tmp_path / "footnote.db")):
        pass


async def test_the_second_start_registers_no_commands(tmp_path: Path) -> None:
    async with stand_in() as discord_:
        for _ in range(2):
            async with started(tmp_path, discord_.port) as process:
                await until(process, "has connected to Gateway")
                process.terminate()
                await ended(process)
    assert discord_.count("GET", "/commands") == 2
    assert discord_.count("PUT", "/commands") == 1


async def test_what_does_not_end_by_itself_is_ended(tmp_path: Path) -> None:
    async with started(tmp_path, NOWHERE, before=FROZEN_LOOKUP) as process:
        await until(process, "looking up")
        process.terminate()
        told = await ended(process)
    assert process.returncode == 0
    assert "Traceback" not in told
    assert is_whole(tmp_path / "footnote.db")


async def test_while_it_waits_for_discord_it_can_be_ended(tmp_path: Path) -> None:
    async with started(tmp_path, NOWHERE) as process:
        told = await until(process, "trying again in 1 s")
        process.terminate()
        told += await ended(process)
    assert process.returncode == 0
    assert "Discord cannot be reached" in told
    assert "Traceback" not in told


def test_the_pauses_grow_up_to_a_minute() -> None:
    assert list(islice(pauses(), 8)) == [1, 2, 4, 8, 16, 32, 60, 60]


class Runs:
    """The bot in this process; `invites` are those it showed."""

    def __init__(self, store: SqliteStore) -> None:
        self.stop = Stop()
        self.invites: list[str] = []
        self._store = store

    def start(self, token: str = TOKEN) -> "asyncio.Task[None]":
        return asyncio.create_task(run(self._bot, token, self.stop, self.invites.append))

    def _bot(self) -> Footnote:
        return Footnote(self._store, guild_ready_timeout=0)


@pytest.fixture
def runs(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> Runs:
    async def at_once(*_: object, **__: object) -> None:
        """Do not wait for five seconds before another identification."""

    monkeypatch.setattr("bot.running.FIRST_PAUSE", 0.001)
    monkeypatch.setattr(Footnote, "before_identify_hook", at_once)
    return Runs(store)


async def wait_for(caplog: pytest.LogCaptureFixture, words: str, times: int = 1) -> None:
    async with asyncio.timeout(PATIENCE):
        while caplog.text.count(words) < times:
            await asyncio.sleep(0.001)


async def test_discord_is_tried_again_until_it_is_there(
    runs: Runs, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with stand_in() as gone:
        port = gone.port
    with led_to(port):
        running = runs.start()
        await wait_for(caplog, "Discord cannot be reached", times=3)
        assert runs.invites == []
        async with stand_in(port=port) as discord_:
            await discord_.identified.get()
            runs.stop.tell(signal.SIGTERM)
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
async def test_a_failing_discord_is_tried_again(
    runs: Runs, caplog: pytest.LogCaptureFixture, place: str, status: int
) -> None:
    async with stand_in() as discord_:
        discord_.failing["GET", place] = status
        with led_to(discord_.port):
            running = runs.start()
            await wait_for(caplog, "Discord cannot be reached", times=2)
            discord_.failing.clear()
            await discord_.identified.get()
            runs.stop.tell(signal.SIGTERM)
            await running
    assert not [each for each in caplog.records if each.exc_info]


async def test_a_silent_discord_does_not_hold_up_the_end(runs: Runs) -> None:
    asked = asyncio.Event()

    async def never(_: web.Request) -> web.StreamResponse:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with stand_in({("GET", "/users/@me"): never}) as discord_:
        with led_to(discord_.port):
            running = runs.start()
            await asked.wait()
            runs.stop.tell(signal.SIGTERM)
            await running
    assert runs.invites == []


async def test_a_token_that_is_withdrawn_is_told(runs: Runs) -> None:
    async with stand_in() as discord_:
        with led_to(discord_.port):
            running = runs.start()
            await discord_.identified.get()
            await discord_.close(4004)
            with pytest.raises(TokenRefused):
                await running


async def test_ready_is_logged_once_though_discord_lets_the_bot_in_again(
    runs: Runs, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with stand_in() as discord_:
        with led_to(discord_.port):
            running = runs.start()
            await wait_for(caplog, "Ready, in 0 servers.")
            await discord_.invalidate()
            await wait_for(caplog, "has connected to Gateway", times=2)
            runs.stop.tell(signal.SIGTERM)
            await running
    assert caplog.text.count("Ready, in") == 1
    assert runs.invites == [INVITE]


async def test_what_fails_otherwise_is_a_fault(runs: Runs) -> None:
    async with stand_in() as discord_:
        with led_to(discord_.port):
            running = runs.start()
            await discord_.identified.get()
            await discord_.close(4013)
            with pytest.raises(Exception, match="4013"):
                await running
