"""An import over a real socket: form, download from the CDN, preview, apply, undo."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import count
from typing import Any

import discord
import pytest
from aiohttp import web

from bot.app.client import Footnote
from bot.curation.files.queries import ImportForm
from bot.queries.codec import encode_query
from bot.queries.custom_id import Effect, build_custom_id
from bot.queries.query import UserId
from facts.model.entities import LibraryId
from storage.store import SqliteStore
from tests.support.identity import APPLICATION, PATIENCE, TOKEN, Json
from tests.support.standin import StandIn, json_answer, redirect_discord, stand_in
from tests.support.standin_channels import StandInChannels
from tests.support.uploads import CSV

SERVER, CHANNEL, USER = 8 * 10**17, 81 * 10**16, 82 * 10**16
_MEMBER: Json = {
    "user": {"id": str(USER), "username": "ann", "discriminator": "0", "avatar": None},
    "roles": [],
    "joined_at": "2026-01-01T00:00:00+00:00",
    "deaf": False,
    "mute": False,
    "flags": 0,
    "permissions": str(discord.Permissions.all().value),
}


class Person:
    """A manager who sends interactions over the socket, and sees their answers."""

    def __init__(self) -> None:
        self.stand_in = StandIn()
        self.answers: asyncio.Queue[Json] = asyncio.Queue()
        self.cdn_status = 200
        self._ids: Iterator[int] = count(discord.utils.time_snowflake(discord.utils.utcnow()))

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Take the callback of an interaction."""
        body = await request.json()
        self.answers.put_nowait(body)
        number = request.match_info["id"]
        return json_answer({"interaction": {"id": number, "type": 3, "response_message_id": "9"}})

    async def hand_out(self, _: web.Request) -> web.StreamResponse:
        """Send the uploaded file as Discord's CDN does."""
        return web.Response(body=CSV, status=self.cdn_status)

    async def act(self, kind: int, data: Json, **rest: object) -> Json:
        """Send an interaction, and return the data of its answer."""
        payload: Json = {
            "id": str(next(self._ids)), "application_id": str(APPLICATION), "type": kind,
            "token": "an interaction's token", "version": 1, "data": data,
            "guild_id": str(SERVER), "channel_id": str(CHANNEL),
            "channel": {"id": str(CHANNEL), "type": 0, "name": "facts", "position": 0},
            "member": _MEMBER, "locale": "en-US", "entitlements": [],
            "authorizing_integration_owners": {}, "context": 0,
            "attachment_size_limit": 10**7, "app_permissions": "0",
        }  # fmt: skip
        await self.stand_in.send("INTERACTION_CREATE", payload | rest)
        async with asyncio.timeout(PATIENCE):
            answer: Json = (await self.answers.get())["data"]
        return answer

    async def upload(self) -> Json:
        url = f"http://127.0.0.1:{self.stand_in.port}/api/v10/interactions/cdn/owls.csv"
        file = {"id": "5", "filename": "owls.csv", "size": len(CSV), "url": url, "proxy_url": url}
        field = {"type": 19, "custom_id": "files", "values": ["5"]}
        data = {
            "custom_id": build_custom_id(Effect.SUBMIT, UserId(USER), encode_query(ImportForm())),
            "components": [{"type": 18, "component": field}],
            "resolved": {"attachments": {"5": file}},
        }
        return await self.act(5, data)

    async def press(self, shown: Json, label: str) -> Json:
        (custom_id,) = [
            each["custom_id"] for each in iter_parts(shown) if each.get("label") == label
        ]
        message = {
            "id": "9", "channel_id": str(CHANNEL), "author": _MEMBER["user"], "content": "",
            "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None, "tts": False,
            "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [],
            "embeds": [], "pinned": False, "type": 0, "flags": (1 << 15) | (1 << 6),
            "components": shown["components"],
        }  # fmt: skip
        return await self.act(3, {"custom_id": custom_id, "component_type": 2}, message=message)


def iter_parts(shown: Json) -> Iterator[Json]:
    waiting = list(shown["components"])
    while waiting:
        part: Json = waiting.pop(0)
        yield part
        waiting = [*part.get("components", []), *waiting]


def text_of(shown: Json) -> str:
    return "\n".join(each["content"] for each in iter_parts(shown) if "content" in each)


@pytest.fixture
async def person(store: SqliteStore) -> AsyncIterator[Person]:
    person, channels = Person(), StandInChannels(discord.utils.utcnow)
    routes = channels.routes() | {
        ("POST", "/interactions/{id}/{token}/callback"): person.answer,
        ("GET", "/interactions/cdn/owls.csv"): person.hand_out,
    }
    async with stand_in(routes) as person.stand_in:
        person.stand_in.servers = lambda: [channels.server(SERVER, [CHANNEL])]
        with redirect_discord(person.stand_in.port):
            async with Footnote(store, guild_ready_timeout=0.1, defer_after=PATIENCE) as bot:
                running = asyncio.create_task(bot.start(TOKEN))
                await _wait_until_ready(bot)
                yield person
                await bot.close()
                await running


async def _wait_until_ready(bot: Footnote) -> None:
    async with asyncio.timeout(PATIENCE):
        while not bot.is_ready():
            await asyncio.sleep(0.01)


async def count_facts(store: SqliteStore) -> int:
    def read(snapshot: Any) -> int:  # noqa: ANN401 (a snapshot)
        return len(list(snapshot.contents.iter_facts()))

    return await store.read(LibraryId(SERVER), read)


async def test_files_come_from_the_cdn_and_are_imported_and_undone(
    person: Person, store: SqliteStore
) -> None:
    preview = await person.upload()
    assert "2 facts" in text_of(preview)
    assert await count_facts(store) == 0
    done = await person.press(preview, "Apply")
    assert await count_facts(store) == 2
    await person.press(done, "Undo")
    assert await count_facts(store) == 0


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_a_failure_of_the_cdn_is_named_and_nothing_is_kept(
    person: Person, store: SqliteStore, status: int
) -> None:
    person.cdn_status = status
    assert "Discord did not hand out" in text_of(await person.upload())
    person.cdn_status = 200
    assert "2 facts" in text_of(await person.upload())
    assert await count_facts(store) == 0
