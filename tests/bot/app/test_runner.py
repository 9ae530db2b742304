"""The bot from start to end, against a stand-in for Discord."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from storage.store import open_store
from tests.support.builders import ROOT
from tests.support.identity import INVITE, NOWHERE, PATIENCE, TOKEN
from tests.support.standin import stand_in

pytestmark = pytest.mark.slow

WRONG = TOKEN[::-1]
PROGRAM = """
import sys
from bot.__main__ import main
from tests.support.standin import redirect_discord
with redirect_discord(int(sys.argv.pop(1))):
    main()
"""
FROZEN_LOOKUP = """
import asyncio, discord, socket, sys, time
from bot.app.client import Footnote
from bot.app.runner import run, watch_signals
from storage.store import open_store

discord.http.Route.BASE = "http://discord.invalid"
def hang(*_, **__):
    print("looking up", file=sys.stderr, flush=True)
    time.sleep(600)
socket.getaddrinfo = hang
async def main():
    with watch_signals(deadline=0.5) as stop:
        async with open_store("footnote.db") as store:
            await run(lambda: Footnote(store), sys.argv[1], stop, print)
asyncio.run(main())
"""


@asynccontextmanager
async def start_bot(
    folder: Path, port: int, *, token: str | None = TOKEN
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start `footnote run` in a folder, with Discord at a port."""
    async with python(folder, PROGRAM, str(port), "run", token=token) as process:
        yield process


@asynccontextmanager
async def python(
    folder: Path, program: str, *arguments: str, token: str | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start a program in a folder."""
    settings = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    if token is not None:
        settings["FOOTNOTE_TOKEN"] = token
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", program, *arguments),
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


async def read_until(process: asyncio.subprocess.Process, words: str) -> str:
    """Return what the program logs up to some words."""
    assert process.stderr is not None
    log = ""
    async with asyncio.timeout(PATIENCE):
        while words not in log:
            line = await process.stderr.readline()
            assert line, log
            log += line.decode()
    return log


async def end_process(process: asyncio.subprocess.Process) -> str:
    """Return the rest of what the program logs."""
    async with asyncio.timeout(PATIENCE):
        printed, log = await process.communicate()
    assert printed == b""
    return log.decode()


def is_whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.execute("PRAGMA integrity_check")) == [("ok",)]


async def test_a_missing_token_is_reported_with_a_remedy(tmp_path: Path) -> None:
    async with start_bot(tmp_path, NOWHERE, token=None) as process:
        (line,) = (await end_process(process)).splitlines()
    assert process.returncode == 3
    assert "https://discord.com/developers" in line
    assert "FOOTNOTE_TOKEN" in line
    assert "footnote demo" in line
    assert list(tmp_path.iterdir()) == []


async def test_a_wrong_token_is_reported_but_not_printed(tmp_path: Path) -> None:
    async with stand_in() as discord_, start_bot(tmp_path, discord_.port, token=WRONG) as process:
        log = await end_process(process)
    assert process.returncode == 3
    assert WRONG not in log
    assert "Traceback" not in log
    assert "Discord does not accept this token" in log.splitlines()[-1]
    assert [request.path for request in discord_.requests] == ["/users/@me"]


@pytest.mark.parametrize(("by", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
async def test_the_bot_starts_shows_the_invite_and_stops_cleanly(
    tmp_path: Path, by: signal.Signals, code: int
) -> None:
    async with stand_in() as discord_, start_bot(tmp_path, discord_.port) as process:
        log = await read_until(process, "has connected to Gateway")
        identity = await discord_.identifications.get()
        process.send_signal(by)
        log += await end_process(process)
    assert process.returncode == code
    assert f"Made a new database at {tmp_path / 'footnote.db'}.\n" in log
    assert f"Invite: {INVITE}\n" in log
    assert "Traceback" not in log
    assert "Unclosed" not in log
    assert TOKEN not in log
    assert identity["token"] == TOKEN
    assert identity["intents"] == 1 | 1 << 9 | 1 << 12  # servers, their messages, direct messages
    assert [socket.close_code for socket in discord_.sockets] == [1000]
    assert is_whole(tmp_path / "footnote.db")
    async with open_store(str(tmp_path / "footnote.db")):
        pass


async def test_the_second_start_registers_no_commands(tmp_path: Path) -> None:
    async with stand_in() as discord_:
        for _ in range(2):
            async with start_bot(tmp_path, discord_.port) as process:
                await read_until(process, "has connected to Gateway")
                process.terminate()
                await end_process(process)
    assert discord_.count("GET", "/commands") == 2
    assert discord_.count("PUT", "/commands") == 1


async def test_a_hanging_process_ends_at_the_deadline(tmp_path: Path) -> None:
    async with python(tmp_path, FROZEN_LOOKUP, TOKEN) as process:
        await read_until(process, "looking up")
        process.terminate()
        log = await end_process(process)
    assert process.returncode == 0
    assert "Traceback" not in log
    assert is_whole(tmp_path / "footnote.db")


async def test_a_bot_that_waits_for_discord_can_be_stopped(tmp_path: Path) -> None:
    async with start_bot(tmp_path, NOWHERE) as process:
        log = await read_until(process, "trying again in 1 s")
        process.terminate()
        log += await end_process(process)
    assert process.returncode == 0
    assert "Discord cannot be reached" in log
    assert "Traceback" not in log
