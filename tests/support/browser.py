"""The demo's page in a real browser, and actions on it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect
from playwright.async_api import TimeoutError as PageTimeout

_CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
WITH_CHROMIUM: Final = pytest.mark.skipif(
    _CHROMIUM is None, reason="Debian's chromium is not installed"
)
_FLAGS: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
PAGE_TIMEOUT_MS: Final = 30_000
"""Milliseconds to wait for something to appear on the page."""


@asynccontextmanager
async def open_page(address: str, width: int = 1200) -> AsyncIterator[Page]:
    """Open an address in a new browser, and yield the page.

    `width` is in pixels.
    """
    async with async_playwright() as player:
        browser = await player.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        page = await browser.new_page(viewport={"width": width, "height": 1000})
        page.set_default_timeout(PAGE_TIMEOUT_MS)
        await page.goto(address)
        yield page
        await browser.close()


async def type_until_offered(page: Page, typed: str, expected: str) -> None:
    """Type a command until a text appears.

    It types again, because the page may still be loading.
    """
    box = page.locator("#channel-composer-input")
    for _ in range(10):
        await box.fill("")
        await box.press_sequentially(typed)
        with suppress(PageTimeout):
            await page.get_by_text(expected).first.wait_for(timeout=PAGE_TIMEOUT_MS / 10)
            return
    raise AssertionError(expected)


async def choose_command(page: Page, command: str, description: str) -> None:
    """Choose a command in the message box, by its description."""
    box = page.locator("#channel-composer-input")
    await box.click()
    await type_until_offered(page, command, description)
    await box.press("Enter")


async def fill_in(page: Page, option: str, typed: str, choice: str) -> None:
    """Type into an option, and pick a choice of the autocomplete."""
    box, offer = page.locator(f"input[data-option={option}]"), page.get_by_role("option")
    await box.press_sequentially(typed)
    await offer.filter(has_text=choice).first.wait_for()
    await box.press("Enter")
    await offer.filter(has_text=choice).first.wait_for(state="hidden")


async def say(page: Page, words: str) -> None:
    """Type a message and send it.

    A busy page ignores Enter, so Enter is repeated.
    """
    box = page.locator("#channel-composer-input")
    await box.press_sequentially(words)
    for _ in range(10):
        await box.press("Enter")
        with suppress(AssertionError):
            await expect(box).to_have_value("", timeout=PAGE_TIMEOUT_MS / 10)
            return
    raise AssertionError(words)


async def press(button: Locator, effect: Locator) -> None:
    """Press a button until its effect is visible.

    A click is lost if the page draws its messages anew at that moment.
    """
    for _ in range(10):
        with suppress(PageTimeout):
            await button.click(timeout=PAGE_TIMEOUT_MS / 10)
        with suppress(AssertionError):
            await expect(effect).to_be_visible(timeout=PAGE_TIMEOUT_MS / 3)
            return
    raise AssertionError(button)
