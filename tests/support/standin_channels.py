"""Channels of the stand-in, which store one message for each nonce."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Final

import discord
from aiohttp import web

from tests.support.identity import USER, Json
from tests.support.standin import Handler, json_answer

_PAGE: Final = 100
_MESSAGES: Final = "/channels/{channel}/messages"
_EVERYTHING: Final = discord.Permissions.all().value


async def _ignore_message(_: Json) -> None:
    """Do nothing with a message."""


@dataclass
class StandInChannels:
    """Messages by channel, oldest first.

    `clock` dates them. A nonce prevents a duplicate only within `window`, which is shorter than
    Discord's few minutes. `on_arrival` is called for each stored message, before the response.
    """

    clock: Callable[[], datetime]
    window: timedelta = timedelta(minutes=1)
    on_arrival: Callable[[Json], Awaitable[None]] = _ignore_message
    messages: dict[int, list[Json]] = field(default_factory=lambda: defaultdict(list))
    _numbers: "count[int]" = field(default_factory=count)

    def routes(self) -> dict[tuple[str, str], Handler]:
        """Return the routes that a stand-in needs for channels."""
        return {("POST", _MESSAGES): self._send, ("GET", _MESSAGES): self._history}

    def server(self, server: int, channels: Iterable[int]) -> Json:
        """Return a server with channels, in which the bot has every permission."""
        everyone = {"id": str(server), "name": "@everyone", "permissions": str(_EVERYTHING)}
        defaults = {
            "color": 0,
            "hoist": False,
            "position": 0,
            "managed": False,
            "mentionable": False,
        }
        me: Json = {"user": USER, "roles": [], "joined_at": None, "deaf": False, "mute": False}
        return {
            "id": str(server),
            "name": "team",
            "owner_id": "1",
            "member_count": 1,
            "roles": [everyone | defaults],
            "members": [me | {"flags": 0}],
            "channels": [self._channel(channel) for channel in channels],
        }

    def _channel(self, channel: int) -> Json:
        stored = self.messages[channel]
        return {
            "id": str(channel),
            "type": 0,
            "name": f"channel-{channel}",
            "position": channel,
            "permission_overwrites": [],
            "last_message_id": stored[-1]["id"] if stored else None,
        }

    async def _send(self, request: web.Request) -> web.StreamResponse:
        channel, body = int(request.match_info["channel"]), await request.json()
        known = self._find_by_nonce(channel, body)
        if known is not None:
            return json_answer(known)
        message = self._message(channel, body)
        self.messages[channel].append(message)
        await self.on_arrival(message)
        return json_answer(message)

    def _find_by_nonce(self, channel: int, body: Json) -> Json | None:
        """Return the message already stored for a nonce."""
        since = (self.clock() - self.window).isoformat()
        for message in reversed(self.messages[channel]):
            if message["timestamp"] < since:
                return None
            if body.get("enforce_nonce") and message["nonce"] == body["nonce"]:
                return message
        return None

    def _message(self, channel: int, body: Json) -> Json:
        now = self.clock()
        return {
            "id": str(discord.utils.time_snowflake(now) + next(self._numbers) % (1 << 22)),
            "channel_id": str(channel),
            "author": USER,
            "content": "",
            "timestamp": now.isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
            "type": 0,
            "components": body["components"],
            "flags": body["flags"],
            "nonce": body.get("nonce"),
        }

    async def _history(self, request: web.Request) -> web.StreamResponse:
        """Return the messages that follow an id, newest first, as Discord does."""
        after = int(request.query.get("after", 0))
        limit = min(int(request.query.get("limit", 50)), _PAGE)
        channel = self.messages[int(request.match_info["channel"])]
        later = [message for message in channel if int(message["id"]) > after]
        return json_answer(later[:limit][::-1])
