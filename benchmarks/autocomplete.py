"""Measure the time from a keystroke in an option to its suggestions.

    python benchmarks/autocomplete.py CORPUS [--names N] [--servers N] [--keystrokes N]

The bot runs discord.py against a simulated Discord on loopback (tests/support/standin.py) in the
same process. Each keystroke is a gateway event, and the bot answers with a request. Libraries are
measured in turn: an empty one, which shows the cost of discord.py and loopback; one with all names;
and one server of many, between which the names are divided.
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
"""Seconds until an answer counts as lost."""
MAX_LENGTH = 100
"""Characters of a half-typed option value, a limit of Discord."""


class Typist:
    """A user who types into `/topic` and waits for suggestions."""

    def __init__(self) -> None:
        self.discord = StandIn()
        self._answers: asyncio.Queue[Json] = asyncio.Queue()

    async def take_answer(self, request: web.Request) -> web.StreamResponse:
        """Accept an answer from the bot."""
        self._answers.put_nowait(await request.json())
        return web.json_response(status=204)

    async def time_keystroke(self, server: int, typed: str) -> float:
        """Return the seconds until the suggestions arrive."""
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
    """Start the bot with a library and its own simulated Discord."""
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
    """Return `count` half-typed names.

    Some are misspelled; about every tenth is empty.
    """
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
    print(f"{len(keystrokes):,} keystrokes, each to its suggestions: p50 / p99")
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
