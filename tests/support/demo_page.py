"""The demo's page over HTTP, as its scripts use it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.app.features import FEATURES
from bot.demo.app import Demo
from facts.curation.store import CurationStore
from tests.support.made_up_form import NOTES

Json = dict[str, Any]


@dataclass
class DemoPage:
    """An open page of the demo."""

    session: aiohttp.ClientSession
    origin: str
    headers: dict[str, str] = field(default_factory=dict)
    actions: int = 0

    async def read(self, path: str) -> str:
        async with self.session.get(f"{self.origin}{path}", headers=self.headers) as response:
            assert response.status == 200
            return await response.text()

    async def state(self) -> Json:
        async with self.session.get(f"{self.origin}/api/state", headers=self.headers) as response:
            found: Json = await response.json()
            return found

    async def post(self, path: str, body: Json) -> tuple[int, Json]:
        """Return the status, and the answer if it is 200."""
        async with self.session.post(
            f"{self.origin}{path}", headers=self.headers, json=body
        ) as response:
            return response.status, await response.json() if response.status == 200 else {}

    async def use_menu(self, **choice: str) -> tuple[int, Json]:
        return await self.post("/api/action", {"kind": "message_menu", **choice})

    async def act(self, kind: str, **details: str) -> Json:
        """Act as SimCord's own script does."""
        state = await self.state()
        self.actions += 1
        envelope = {
            "protocol_version": state["protocolVersion"],
            "sequence": self.actions,
            "request_id": f"r{self.actions}",
            "generation": state["context"]["generation"],
            "bot_generation": state["botGeneration"],
            "published_revision": state["publishedRevision"],
        }
        _, receipt = await self.post("/api/action", {**envelope, "kind": kind, **details})
        assert receipt["settlement"] == "settled", receipt
        return receipt


@asynccontextmanager
async def open_demo_page(store: CurationStore) -> AsyncIterator[DemoPage]:
    """Show the demo with the made-up notes, and yield its page."""
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    demo = Demo(0, address.set_result, features=(*FEATURES, NOTES))
    showing = asyncio.create_task(demo.show(store))
    origin, _, capability = (await address).partition("/#")
    async with aiohttp.ClientSession() as session:
        page = DemoPage(session, origin, {"X-Simcord-Capability": capability})
        _, opened = await page.post("/api/pages", {})
        page.headers["X-Simcord-Context"] = opened["context"]["id"]
        yield page
    showing.cancel()
    await asyncio.wait({showing})
