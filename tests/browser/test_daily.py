"""The fact of the day on the demo's page."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from bot.demo.app import Demo
from storage.store import SqliteStore
from tests.support.browser import PAGE_TIMEOUT_MS, WITH_CHROMIUM, choose_command, fill_in, open_page
from tests.support.builders import NOTE
from tests.support.packs import starter_page
from tests.support.page_imports import import_pages

pytestmark = [pytest.mark.slow, WITH_CHROMIUM]


class WallClock:
    """A wall clock that a test can set ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def wall() -> WallClock:
    return WallClock()


@pytest.fixture
async def page(store: SqliteStore, wall: WallClock) -> AsyncIterator[Page]:
    await import_pages(store, [starter_page()], NOTE)
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    demo = Demo(0, address.set_result, wall_time=wall.now)
    showing = asyncio.create_task(demo.show(store))
    async with open_page(await address) as page:
        yield page
    showing.cancel()
    await asyncio.wait({showing})


async def choose_option(page: Page, menu: str, option: str) -> None:
    await page.locator("#channel-timeline").get_by_role("combobox", name=menu).last.click()
    await page.get_by_role("option", name=option).click()


async def test_the_list_counts_the_minutes_to_a_post_from_now(page: Page, wall: WallClock) -> None:
    await expect(page.locator("#channel-timeline").get_by_text("Welcome.")).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )
    await page.get_by_label("Viewing as").select_option(label="manager")
    card = page.locator("#channel-timeline")
    await choose_command(page, "/daily add", "Post a fact every day")
    due = datetime.now(UTC).replace(second=30, microsecond=0) + timedelta(minutes=30)
    await page.locator("input[data-option=time]").fill(f"{due:%H:%M}")
    await fill_in(page, "zone", "utc", "UTC")
    await page.locator("input[data-option=zone]").press("Enter")
    await expect(card).to_contain_text("Set up", timeout=PAGE_TIMEOUT_MS)

    wall.ahead = timedelta(minutes=4)
    async with asyncio.timeout(PAGE_TIMEOUT_MS / 1_000):
        while True:  # until the simulation, a minute a second, has caught up
            minutes = round((due.replace(second=0) - wall.now()).total_seconds() / 60)
            shown = await list_next_post(page)
            if any(f"in {minutes - n} minutes" in shown for n in (0, 1)):
                break


async def list_next_post(page: Page) -> str:
    """List the schedules again, and return what the list says of the next post."""
    listed = page.locator("#channel-timeline").get_by_text("· next in")
    before = await listed.count()
    await choose_command(page, "/daily list", "Show all schedules")
    await page.get_by_role("button", name="Send", exact=False).first.click()
    await expect(listed).to_have_count(before + 1, timeout=PAGE_TIMEOUT_MS)
    return await listed.last.inner_text()


async def test_a_manager_sets_up_changes_and_sees_a_post(page: Page, wall: WallClock) -> None:
    await expect(page.locator("#channel-timeline").get_by_text("Welcome.")).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )
    await page.get_by_label("Viewing as").select_option(label="manager")
    card = page.locator("#channel-timeline")
    await choose_command(page, "/daily add", "Post a fact every day")
    due = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=2)
    await page.locator("input[data-option=time]").fill(f"{due:%H:%M}")
    await fill_in(page, "zone", "utc", "UTC")
    await page.locator("input[data-option=zone]").press("Enter")
    await expect(card).to_contain_text("The next posts, in your own", timeout=PAGE_TIMEOUT_MS)

    await card.get_by_role("button", name="Preview").click()
    await expect(card).to_contain_text("Next: Fact of the day", timeout=PAGE_TIMEOUT_MS)
    days = [f"{due + timedelta(days=n):%a %Y-%m-%d}" for n in range(6)]
    for day in days[:5]:
        await expect(card).to_contain_text(day)
    await choose_option(page, "Swap, skip or undo a day…", f"Swap {days[1]}")
    await expect(card).to_contain_text(f"{days[1]} has another fact.", timeout=PAGE_TIMEOUT_MS)
    await choose_option(page, "Swap, skip or undo a day…", f"Skip {days[2]}")
    await expect(card).to_contain_text(f"{days[2]} is skipped.", timeout=PAGE_TIMEOUT_MS)
    await expect(card).to_contain_text(days[5])

    wall.ahead = due - datetime.now(UTC)
    why = card.get_by_role("button", name="Why this one?")
    await expect(why).to_be_visible(timeout=PAGE_TIMEOUT_MS)
    await expect(card).to_contain_text("1 of 58")
    await why.click()
    await expect(card).to_contain_text("It is number 1 of 58 in round 1", timeout=PAGE_TIMEOUT_MS)
    await card.get_by_role("button", name=re.compile("👍")).click()
    await expect(card.get_by_role("button", name="👍 1")).to_be_visible(timeout=PAGE_TIMEOUT_MS)
