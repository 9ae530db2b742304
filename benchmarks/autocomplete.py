"""Measure how long a person waits for what an option offers, from a keystroke to the bot's answer.

    python benchmarks/autocomplete.py CORPUS [--names N] [--servers N] [--keystrokes N]

The bot runs discord.py against a Discord on loopback (tests/bot/standin.py) in the same process.
Each keystroke is an event over the gateway, and is answered by a request to it. Asked in turn: an
empty library, which shows what discord.py and loopback take; one of all names; and, with the names
dealt to so many servers, one of the servers.
"""

import argparse
import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

from benchmarks.corpus import load_names, load_queries
from benchmarks.footnote import fill
from bot.app.client import Footnote
from storage.store import open_store
from tests.support.identity import APPLICATION, TOKEN, Json
from tests.support.standin import Handler, StandIn, redirect_discord, stand_in

ANSWER_TIMEOUT = 10
"""Seconds after which an answer is taken to be lost."""
MAX_LENGTH = 100
"""Characters of a value that an option of Discord's has while it is typed."""


class Typist:
    """Somebody who types into an option of `/topic` and waits for what it offers."""

    def __init__(self) -> None:
        self.discord = StandIn()
        self._answers: asyncio.Queue[Json] = asyncio.Queue()

    async def take_answer(self, request: web.Request) -> web.StreamResponse:
        """Take an answer of the bot's."""
        self._answers.put_nowait(await request.json())
        return web.json_response(status=204)

    async def time_keystroke(self, server: int, typed: str) -> float:
        """Return the seconds until the options were offered."""
        begun = time.perf_counter()
        await self.discord.send("INTERACTION_CREATE", keystroke_event(server, typed))
        await asyncio.wait_for(self._answers.get(), ANSWER_TIMEOUT)
        return time.perf_counter() - begun


def keystroke_event(server: int, typed: str) -> Json:
    """Return the event of a keystroke in the option `name` of `/topic`."""
    user: Json = {"id": "7", "username": "reader", "discriminator": "0", "global_name": None}
    member: Json = {
        "user": user | {"avatar": None},
        "roles": [],
        "permissions": "0",
        "joined_at": None,
    }
    return {
        "id": str(time.time_ns()),
        "application_id": str(APPLICATION),
        "type": 4,
        "token": "x",
        "version": 1,
        "guild_id": str(server),
        "channel_id": "8",
        "channel": {"id": "8", "type": 0, "name": "facts", "position": 0},
        "member": member | {"flags": 0, "deaf": False, "mute": False},
        "locale": "en-US",
        "authorizing_integration_owners": {"0": str(server)},
        "context": 0,
        "entitlements": [],
        "attachment_size_limit": 0,
        "data": {
            "id": "9",
            "name": "topic",
            "type": 1,
            "options": [{"name": "name", "type": 3, "value": typed, "focused": True}],
        },
    }


@asynccontextmanager
async def open_typist(path: Path) -> AsyncIterator[Typist]:
    """Start the bot over a library, in a Discord of its own."""
    one = Typist()
    routes: dict[tuple[str, str], Handler] = {
        ("POST", "/interactions/{id}/{token}/callback"): one.take_answer
    }
    async with open_store(str(path)) as store, stand_in(routes) as one.discord:
        with redirect_discord(one.discord.port):
            async with Footnote(store, shard_count=1) as bot:
                running = asyncio.create_task(bot.start(TOKEN))
                await one.discord.identifications.get()
                await bot.wait_until_ready()
                yield one
                await bot.close()
                await running


async def print_latency(title: str, path: Path, server: int, keystrokes: Sequence[str]) -> None:
    """Print a line of the table."""
    async with open_typist(path) as one:
        for typed in ("", "warming up"):
            await one.time_keystroke(server, typed)
        seconds = sorted([await one.time_keystroke(server, typed) for typed in keystrokes])
    middle, slow = (seconds[int(share * (len(seconds) - 1))] * 1000 for share in (0.5, 0.99))
    print(f"{title:44} {middle:6.1f} / {slow:6.1f} ms")


def pick_keystrokes(folder: Path, count: int) -> list[str]:
    """Return so many half-typed names, misspelt ones too, about every tenth empty."""
    chance = random.Random(5)
    texts = [query.text[:MAX_LENGTH] for query in load_queries(folder, "q_topics-dev.tsv")]
    picked = (chance.choice(texts) for _ in range(count))
    return [text[: max(0, chance.randint(-len(text) // 10, len(text)))] for text in picked]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--servers", type=int, default=1_000)
    parser.add_argument("--keystrokes", type=int, default=1_000)
    chosen = parser.parse_args()
    keystrokes = pick_keystrokes(chosen.corpus, chosen.keystrokes)
    known = load_names(chosen.corpus, chosen.names)
    print(f"{len(keystrokes):,} keystrokes, each to its offer: p50 / p99")
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        fill(scratch / "one.db", known)
        fill(scratch / "dealt.db", known, servers=chosen.servers)
        topics = 1 + max(name.topic for name in known)
        fill(
            scratch / "alone.db", [n for n in known if n.topic * chosen.servers < topics], servers=1
        )
        for title, file, server in (
            ("an empty library", "empty.db", 1),
            (f"one of {chosen.names:,} names", "one.db", 1),
            (f"one of {chosen.servers:,} servers that share as many", "dealt.db", 1),
            ("that server alone", "alone.db", 1),
        ):
            asyncio.run(print_latency(title, scratch / file, server, keystrokes))


if __name__ == "__main__":
    main()
