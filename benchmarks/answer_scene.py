"""Two bots in processes of their own, each with a simulated Discord on loopback, and who asks them.

The program is the real one, started as `footnote run`. The other is benchmarks/bare_bot.py.
"""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Final

import discord
from aiohttp import web

from tests.support.builders import ROOT
from tests.support.identity import APPLICATION, TOKEN, USER, Json
from tests.support.standin import StandIn, json_answer
from tests.support.standin_channels import StandInChannels

PRIVATE: Final = 1 << 6
"""The flag of a message that only one user sees."""
CHANNELS: Final = range(10_000, 10_400)
"""The channels of each server; a question to the bot is new in each."""
PATIENCE: Final = 120.0
"""Seconds until an answer counts as lost."""
START_PATIENCE: Final = 1_800.0
"""Seconds for a start, which may have to migrate a large database."""
_COMPONENTS_V2: Final = 1 << 15
_ALL_RIGHTS: Final = str(discord.Permissions.all().value)
_DEFERRED: Final = (5, 6)
"""Types of a first response that only announces an answer."""
_REDIRECTED: Final = """
import sys, discord, yarl
from discord.gateway import DiscordWebSocket
port = sys.argv.pop(1)
discord.http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}")
"""
PROGRAM: Final = _REDIRECTED + "from bot.__main__ import main\nmain()"
BARE_BOT: Final = _REDIRECTED + "from benchmarks.bare_bot import main\nmain()"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user asks: the body of an event, and what tells it from others.

    `data` is the data of an interaction of a `type`, and `message` the message it concerns. A
    question in a message has type 0 and its text in `key`. `user` is 0 for any user.
    """

    type: int
    key: str
    data: Json = field(default_factory=dict)
    message: Json | None = None
    user: int = 0
    is_private: bool = False
    """Whether the user asks for a private answer."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and the seconds until it came.

    `type` is that of the first response: a deferral, if the answer was announced.
    """

    seconds: float
    type: int
    is_private: bool
    raw: bytes

    def read(self) -> Json:
        """Return the message or the choices of the answer."""
        body: Json = json.loads(self.raw)
        data: Json = body.get("data", body)
        return data


class AnswersLost(Exception):
    """A bot did not answer in time."""


class SimulatedDiscord(StandIn):
    """A Discord of two servers whose users ask one bot."""

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[float, asyncio.Future[Answered]]] = {}
        self._deferred: dict[str, tuple[int, bool]] = {}
        self._places = count()
        self._numbers = count(discord.utils.time_snowflake(datetime.now(UTC)))
        self._channels = StandInChannels(lambda: datetime.now(UTC))
        super().__init__(
            routes={
                ("POST", "/interactions/{id}/{token}/callback"): self._take_callback,
                ("PATCH", "/webhooks/{application}/{token}/messages/{message}"): self._take_late,
                ("POST", "/webhooks/{application}/{token}"): self._take_late,
                ("DELETE", "/webhooks/{application}/{token}/messages/{message}"): self._ignore,
                ("POST", "/channels/{channel}/messages"): self._take_reply,
                ("POST", "/channels/{channel}/typing"): self._ignore,
            }
        )
        self.servers = lambda: [self._channels.server(server, CHANNELS) for server in (1, 2)]

    def app(self) -> web.Application:
        """Return the web application, which keeps no requests."""
        app = web.Application(client_max_size=1 << 26)
        for (method, path), handler in self.routes.items():
            app.router.add_route(method, f"/api/v10{path}", handler)
        app.router.add_get("/", self._gateway)
        return app

    async def ask(self, asked: Asked, server: int = 1) -> Answered:
        """Ask in a server and wait for the answer. Raises AnswersLost."""
        number = next(self._numbers)
        user = asked.user or 1_000 + number % 1_000
        channel = CHANNELS[next(self._places) % len(CHANNELS)]
        if asked.type:
            event, body = "INTERACTION_CREATE", _interaction(asked, number, (server, channel, user))
        else:
            event, body = "MESSAGE_CREATE", _message(asked, number, (server, channel, user))
        waiting: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        self._waiting[str(number)] = time.perf_counter(), waiting
        await self.send(event, body)
        try:
            return await asyncio.wait_for(waiting, PATIENCE)
        except TimeoutError:
            raise AnswersLost(f"no answer to {asked.key}") from None
        finally:
            del self._waiting[str(number)]

    def _settle(self, number: str, type_: int, raw: bytes, *, is_private: bool) -> None:
        if number in self._waiting:
            begun, waiting = self._waiting[number]
            if not waiting.done():
                waiting.set_result(Answered(time.perf_counter() - begun, type_, is_private, raw))

    async def _take_callback(self, request: web.Request) -> web.StreamResponse:
        number, raw = request.match_info["id"], await _read_payload(request)
        type_, is_private = _read_head(raw)
        if type_ in _DEFERRED:
            self._deferred[number] = type_, is_private
        else:
            self._settle(number, type_, raw, is_private=is_private)
        return json_answer({"interaction": {"id": number, "type": 2}})

    async def _take_late(self, request: web.Request) -> web.StreamResponse:
        """Take an answer that was announced."""
        number, raw = request.match_info["token"].partition(".")[2], await _read_payload(request)
        type_, is_private = self._deferred.pop(number, (0, False))
        self._settle(number, type_, raw, is_private=is_private)
        return json_answer(self._stored(request.match_info.get("channel", "10000"), {}))

    async def _take_reply(self, request: web.Request) -> web.StreamResponse:
        raw = await _read_payload(request)
        body = json.loads(raw)
        number = str(body.get("message_reference", {}).get("message_id"))
        self._settle(number, 0, raw, is_private=False)
        return json_answer(self._stored(request.match_info["channel"], body))

    async def _ignore(self, _: web.Request) -> web.StreamResponse:
        return web.Response(status=204)

    def _stored(self, channel: str, body: Json) -> Json:
        return stored_message(body, next(self._numbers), int(channel))


def _read_head(raw: bytes) -> tuple[int, bool]:
    """Return the type of a response, and whether it is private."""
    body = json.loads(raw)
    return body["type"], bool(((body.get("data") or {}).get("flags") or 0) & PRIVATE)


async def _read_payload(request: web.Request) -> bytes:
    """Return the JSON of a request, also of one with files."""
    if request.content_type != "multipart/form-data":
        return await request.read()
    parts = await request.post()
    return str(parts["payload_json"]).encode()


def stored_message(body: Json, number: int, channel: int) -> Json:
    """Return a message of the bot as Discord describes it."""
    return {
        "id": str(number),
        "channel_id": str(channel),
        "author": USER,
        "content": "",
        "timestamp": datetime.now(UTC).isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "components": body.get("components", []),
        "flags": body.get("flags", _COMPONENTS_V2),
    }


def _person(user: int) -> Json:
    return {
        "id": str(user),
        "username": f"reader{user}",
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
    }


def _member() -> Json:
    return {"roles": [], "joined_at": None, "flags": 0, "deaf": False, "mute": False}


def _interaction(asked: Asked, number: int, place: tuple[int, int, int]) -> Json:
    server, channel, user = place
    event = {
        "id": str(number),
        "application_id": str(APPLICATION),
        "type": asked.type,
        "token": f"{asked.key}.{number}",
        "version": 1,
        "guild_id": str(server),
        "channel_id": str(channel),
        "channel": {"id": str(channel), "type": 0, "name": "facts", "position": 0},
        "member": _member() | {"user": _person(user), "permissions": _ALL_RIGHTS},
        "app_permissions": _ALL_RIGHTS,
        "locale": "en-US",
        "authorizing_integration_owners": {"0": str(server)},
        "context": 0,
        "entitlements": [],
        "attachment_size_limit": 10_000_000,
        "data": asked.data,
    }
    return event | ({"message": asked.message} if asked.message else {})


def _message(asked: Asked, number: int, place: tuple[int, int, int]) -> Json:
    server, channel, user = place
    return stored_message({"flags": 0}, number, channel) | {
        "guild_id": str(server),
        "author": _person(user),
        "member": _member(),
        "content": asked.key,
        "mentions": [USER | {"member": _member()}],
    }


@dataclass(slots=True)
class RunningBot:
    """A bot's process and its Discord."""

    discord: SimulatedDiscord
    process: asyncio.subprocess.Process
    start_seconds: float

    def cpu_seconds(self) -> float:
        """Return the processor time of the process: other work on the machine adds little."""
        clock = (~self.process.pid << 3) | 2  # as clock_getcpuclockid(3) makes it on Linux
        return time.clock_gettime(clock)

    def memory(self) -> tuple[float, float]:
        """Return the memory of the process in MiB: now, and at most."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text("utf-8").splitlines()
        sizes = {name: int(size.split()[0]) for name, _, size in map(_split, lines) if name in _RSS}
        now, peak = (sizes[name] / 1_024 for name in _RSS)
        return now, peak


_RSS: Final = ("VmRSS", "VmHWM")


def _split(line: str) -> tuple[str, str, str]:
    return line.partition(":")


@asynccontextmanager
async def run_bot(
    program: str, arguments: Sequence[str], database: Path
) -> AsyncIterator[RunningBot]:
    """Run a bot until the end of the `async with` block."""
    simulated = SimulatedDiscord()
    runner = web.AppRunner(simulated.app(), shutdown_timeout=0.01)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    simulated.port = runner.addresses[0][1]
    begun = time.perf_counter()
    log = database.with_suffix(".log").open("ab")
    with log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, str(simulated.port), *arguments,
            cwd=ROOT, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
            env={**os.environ, "PYTHONPATH": str(ROOT), "FOOTNOTE_TOKEN": TOKEN,
                 "FOOTNOTE_DATABASE": str(database), "FOOTNOTE_LOG_LEVEL": "WARNING"},
        )  # fmt: skip
    try:
        await _await_identification(simulated, process)
        seconds = time.perf_counter() - begun
        await asyncio.sleep(1)  # the bot reads its servers
        yield RunningBot(simulated, process, seconds)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()
        await runner.cleanup()


async def _await_identification(
    simulated: SimulatedDiscord, process: asyncio.subprocess.Process
) -> None:
    identified = asyncio.create_task(simulated.identifications.get())
    ended = asyncio.create_task(process.wait())
    await asyncio.wait(
        {identified, ended}, timeout=START_PATIENCE, return_when=asyncio.FIRST_COMPLETED
    )
    ended.cancel()
    if not identified.done():
        identified.cancel()
        raise SystemExit("the bot did not start; its log is beside the database")


def read_controls(message: Json) -> list[Json]:
    """Return the buttons and menus of a message."""
    found: list[Json] = []

    def walk(part: Any) -> None:  # noqa: ANN401 (any JSON)
        if isinstance(part, dict):
            if part.get("custom_id"):
                found.append(part)
            for each in part.values():
                walk(each)
        elif isinstance(part, list):
            for each in part:
                walk(each)

    walk(message.get("components", []))
    return found
