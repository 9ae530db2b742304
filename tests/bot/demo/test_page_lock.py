"""Actions on the demo's page, one after another."""

import asyncio

import pytest

from storage.store import SqliteStore
from tests.support.demo_page import open_demo_page

WINDOW = 50
"""Messages that SimCord's page shows at once."""


@pytest.mark.slow
async def test_what_a_user_says_is_shown_also_to_one_who_reads_old_messages(
    naps: SqliteStore,
) -> None:
    async with open_demo_page(naps) as page:
        for n in range(WINDOW + 1):
            await page.act("send_message", content=f"message {n}")
        await page.act("history", direction="older")
        assert (await page.state())["history"]["hasAfter"]
        await page.act("send_message", content="the newest")
        state = await page.state()
        newest = state["messages"][state["timeline"][-1]]
        assert newest["content"] == "the newest"
        assert not state["history"]["hasAfter"]


async def test_two_users_can_act_at_the_same_time(naps: SqliteStore) -> None:
    async with open_demo_page(naps) as page:
        first = (await page.state())["timeline"][0]
        (one, _), (other, _) = await asyncio.gather(
            page.use_menu(command="Find facts", message=first),
            page.use_menu(command="Find facts", message=first),
        )
        assert (one, other) == (200, 200)
