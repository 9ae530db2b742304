"""A stand-in for Discord on loopback: REST API and gateway.

Tests add routes by method and path, and send events with `StandIn.send`.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import discord
import pytest
import yarl
from aiohttp import WSMsgType, web
from discord.gateway import DiscordWebSocket

from tests.support.identity import ABOUT, APPLICATION, TOKEN, USER, Json

Answer = web.StreamResponse
Handler = Callable[[web.Request], Awaitable[Answer]]

_DISPATCH, _HEARTBEAT, _IDENTIFY, _INVALID_SESSION, _HELLO, _ACKNOWLEDGED = 0, 1, 2, 9, 10, 11
_COMMANDS = "/applications/{application}/commands"
_SERVER_COMMANDS = "/applications/{application}/guilds/{server}/commands"


@dataclass
class Request:
    """A request that arrived; `body` is its JSON."""

    method: str
    path: str
    body: Any


def json_answer(data: object, status: int = 200) -> Answer:
    """Return JSON as Discord sends it.

    discord.py refuses a content type with a charset.
    """
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, content_type="application/json")


def _failure(status: int, message: str) -> Answer:
    return json_answer({"message": message, "code": 0}, status)


@dataclass
class StandIn:
    """A Discord that accepts one token.

    `commands` are the registered commands by server, or None for global ones. `failures` are HTTP
    statuses by method and path, sent instead of a normal response. `servers` returns the servers
    of the bot, as Discord describes them; an `unavailable` one has only an id.
    """

    token: str = TOKEN
    requests: list[Request] = field(default_factory=list)
    commands: dict[str | None, list[Json]] = field(default_factory=dict)
    failures: dict[tuple[str, str], int] = field(default_factory=dict)
    identifications: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    port: int = 0
    servers: Callable[[], list[Json]] = list
    ids: Iterator[int] = field(default_factory=lambda: count(10**17))

    routes: dict[tuple[str, str], Handler] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.routes = {
            ("GET", "/users/@me"): self._me,
            ("GET", "/oauth2/applications/@me"): self._application,
            ("GET", "/gateway/bot"): self._gateway_address,
            ("GET", _COMMANDS): self._list_commands,
            ("PUT", _COMMANDS): self._replace_commands,
            ("GET", _SERVER_COMMANDS): self._list_commands,
            ("PUT", _SERVER_COMMANDS): self._replace_commands,
        } | self.routes

    def count(self, method: str, ending: str) -> int:
        """Return the number of requests to paths with an ending."""
        return sum(r.method == method and r.path.endswith(ending) for r in self.requests)

    async def send(self, event: str, data: Json) -> None:
        """Send an event to the bot that connected last."""
        await self.sockets[-1].send_json({"op": _DISPATCH, "t": event, "s": 1, "d": data})

    async def invalidate(self) -> None:
        """Make the bot that connected last start a new session."""
        await self.sockets[-1].send_json({"op": _INVALID_SESSION, "d": False})

    async def close(self, code: int) -> None:
        """Close the newest connection of the bot with a close code."""
        await self.sockets[-1].close(code=code)

    def app(self) -> web.Application:
        """Return the web application."""
        app = web.Application(middlewares=[self._check_request])
        for (method, path), handler in self.routes.items():
            app.router.add_route(method, f"/api/v10{path}", handler)
        app.router.add_get("/", self._gateway)
        return app

    @web.middleware
    async def _check_request(self, request: web.Request, handler: Handler) -> Answer:
        if request.path == "/":
            return await handler(request)
        path = request.path.removeprefix("/api/v10")
        body = await request.json() if request.can_read_body else None
        self.requests.append(Request(request.method, path, body))
        if status := self.failures.get((request.method, path)):
            return _failure(status, "a failure for the test")
        by_token = path.startswith("/interactions/")  # their token is in the path
        if not by_token and request.headers.get("Authorization") != f"Bot {self.token}":
            return _failure(401, "401: Unauthorized")
        return await handler(request)

    async def _me(self, _: web.Request) -> Answer:
        return json_answer(USER)

    async def _application(self, _: web.Request) -> Answer:
        return json_answer(ABOUT)

    async def _gateway_address(self, _: web.Request) -> Answer:
        limits = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        url = f"ws://127.0.0.1:{self.port}"
        return json_answer({"url": url, "shards": 1, "session_start_limit": limits})

    async def _list_commands(self, request: web.Request) -> Answer:
        return json_answer(self.commands.get(request.match_info.get("server"), []))

    async def _replace_commands(self, request: web.Request) -> Answer:
        server = request.match_info.get("server")
        stored = [self._stored_command(command, server) for command in await request.json()]
        self.commands[server] = stored
        return json_answer(stored)

    def _stored_command(self, command: Json, server: str | None) -> Json:
        """Return a command as Discord stores it, without default values."""
        stored = {key: value for key, value in command.items() if value not in (None, [], False)}
        stored = {"description": ""} | stored  # context menus have none
        added = {"id": str(next(self.ids)), "application_id": str(APPLICATION), "version": "1"}
        if server is None:
            return stored | added
        scopes = {"contexts": None, "integration_types": None, "guild_id": server}
        return stored | added | scopes

    async def _gateway(self, request: web.Request) -> Answer:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"op": _HELLO, "d": {"heartbeat_interval": 41_250}})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._handle_message(socket, json.loads(message.data))
        return socket

    async def _handle_message(self, socket: web.WebSocketResponse, message: Json) -> None:
        if message["op"] == _HEARTBEAT:
            await socket.send_json({"op": _ACKNOWLEDGED})
        if message["op"] == _IDENTIFY:
            await self._send_ready(socket)
            self.identifications.put_nowait(message["d"])

    async def _send_ready(self, socket: web.WebSocketResponse) -> None:
        servers = self.servers()
        ready = self._ready_payload([{"id": each["id"], "unavailable": True} for each in servers])
        await socket.send_json({"op": _DISPATCH, "t": "READY", "s": 1, "d": ready})
        for number, server in enumerate(servers, 2):
            if not server.get("unavailable"):
                event = {"op": _DISPATCH, "t": "GUILD_CREATE", "s": number, "d": server}
                await socket.send_json(event)

    def _ready_payload(self, servers: list[Json]) -> Json:
        return {
            "v": 10,
            "user": USER,
            "guilds": servers,
            "session_id": "a session",
            "resume_gateway_url": f"ws://127.0.0.1:{self.port}",
            "shard": [0, 1],
            "application": {"id": str(APPLICATION), "flags": 0},
        }


@asynccontextmanager
async def stand_in(
    routes: dict[tuple[str, str], Handler] | None = None, port: int = 0
) -> AsyncIterator[StandIn]:
    """Start a stand-in for Discord on a free or given port."""
    discord_ = StandIn(routes=routes or {})
    runner = web.AppRunner(discord_.app(), shutdown_timeout=0.01)  # 0 would wait without limit
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    discord_.port = runner.addresses[0][1]
    try:
        yield discord_
    finally:
        await runner.cleanup()


@contextmanager
def redirect_discord(port: int) -> Iterator[None]:
    """Point discord.py at loopback instead of the real Discord."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{port}/api/v10")
        patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(f"ws://127.0.0.1:{port}"))
        yield
