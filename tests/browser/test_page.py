"""What the demo adds to the page: its end, names, menus, forms."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from bot.app.features import FEATURES
from bot.demo.app import Demo
from bot.demo.server import QUESTION, SERVER
from storage.store import SqliteStore
from tests.support.browser import (
    PAGE_TIMEOUT_MS,
    WITH_CHROMIUM,
    choose_command,
    fill_in,
    open_page,
    say,
)
from tests.support.builders import NOTE
from tests.support.made_up_form import NOTES
from tests.support.packs import starter_page
from tests.support.page_imports import import_pages

pytestmark = [pytest.mark.slow, WITH_CHROMIUM]
AT_END = "it => it.scrollTop + it.clientHeight >= it.scrollHeight - 1"


@pytest.fixture(params=[1200, 400])
async def page(store: SqliteStore, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    await import_pages(store, [starter_page()], NOTE)
    await import_pages(store, [starter_page(pack="team")], NOTE, library=SERVER)
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    demo = Demo(0, address.set_result, features=(*FEATURES, NOTES))
    showing = asyncio.create_task(demo.show(store))
    async with open_page(await address, request.param) as page:
        await expect(card_of(page).get_by_text("Welcome.")).to_be_attached(timeout=PAGE_TIMEOUT_MS)
        yield page
    showing.cancel()
    await asyncio.wait({showing})


def card_of(page: Page) -> Locator:
    return page.locator("#channel-timeline")


async def expect_end(page: Page) -> None:
    """Wait until the page shows its end."""
    await page.wait_for_function(
        f"() => ({AT_END})(document.querySelector('#channel-timeline'))", timeout=PAGE_TIMEOUT_MS
    )


async def scroll_up(page: Page) -> None:
    await card_of(page).hover()
    await page.mouse.wheel(0, -10_000)
    await page.wait_for_function(
        "() => document.querySelector('#channel-timeline').scrollTop === 0"
    )


async def test_the_page_opens_at_an_answered_question(page: Page) -> None:
    await expect(card_of(page).get_by_text("1 fact, best first")).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )
    await expect(card_of(page).get_by_text(QUESTION).first).to_be_in_viewport()
    await expect(card_of(page).get_by_role("button", name="Cite all")).to_be_in_viewport()
    await expect_end(page)


async def test_the_page_goes_to_each_new_answer(page: Page) -> None:
    await say(page, "@Footnote rag vs hallucination")
    title = card_of(page).get_by_text("retrieval-augmented generation and hallucination")
    await expect(title.first).to_be_visible(timeout=PAGE_TIMEOUT_MS)
    await expect_end(page)
    await scroll_up(page)
    await say(page, "@Footnote rlhf")
    await expect(card_of(page).get_by_text("10 facts · 7 sources").last).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )
    await expect_end(page)


async def test_a_user_who_scrolls_up_stays_there(page: Page) -> None:
    await say(page, "@Footnote rag vs hallucination")
    title = card_of(page).get_by_text("retrieval-augmented generation and hallucination")
    await expect(title.first).to_be_visible(timeout=PAGE_TIMEOUT_MS)
    await expect_end(page)
    await scroll_up(page)
    await page.set_viewport_size({"width": 500, "height": 900})
    await page.wait_for_function("() => window.simcordPreview.ready")
    assert not await card_of(page).evaluate(AT_END)


async def test_another_user_sees_the_end_too(page: Page) -> None:
    await say(page, "@Footnote rag vs hallucination")
    await expect_end(page)
    await page.get_by_label("Viewing as").select_option(label="curator")
    await expect(card_of(page).get_by_text("Welcome.")).to_be_visible(timeout=PAGE_TIMEOUT_MS)
    await expect_end(page)


async def test_a_choice_is_shown_by_its_name_and_sent_by_its_number(page: Page) -> None:
    await choose_command(page, "/topic", "Show a topic and its facts")
    await fill_in(page, "name", "retr", "retrieval")
    name = page.locator("input[data-option=name]")
    await expect(name).to_have_value("retrieval augmentation (retrieval-augmented generation)")
    await expect(page.get_by_text("No options match")).to_be_hidden()
    await expect(page.get_by_role("button", name="Send")).to_be_in_viewport()
    await name.press("Enter")
    await expect(card_of(page).get_by_text("9 facts · 6 sources")).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )


async def test_the_menu_of_a_message_opens_by_button_and_by_keys(page: Page) -> None:
    message = page.locator(".channel-message").filter(has_text=QUESTION).first
    await message.hover()
    await message.get_by_role("button", name="Apps").click()
    first = page.get_by_role("menuitem", name="Find facts")
    await expect(first).to_be_focused(timeout=PAGE_TIMEOUT_MS)
    await first.press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Note this")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(first).to_be_hidden()
    await message.get_by_role("button", name="Apps").click()
    await first.press("Enter")
    await expect(card_of(page).get_by_text("Facts about this message")).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )
    await expect_end(page)
    private = page.locator(".channel-message").filter(has_text="Only you can see this")
    await private.hover()
    await expect(private.get_by_role("button", name="Apps")).to_have_count(0)


async def test_a_curator_saves_a_message_as_a_fact_and_a_reader_is_refused(page: Page) -> None:
    await say(page, "Deploys to the gate need two approvals.")
    said = card_of(page).get_by_text("Deploys to the gate").first
    await said.click(button="right")
    await page.get_by_role("menuitem", name="Save as fact").click()
    refused = card_of(page).get_by_text("Only curators change this library")
    await expect(refused).to_be_in_viewport(timeout=PAGE_TIMEOUT_MS)
    await page.get_by_label("Viewing as").select_option(label="curator")
    await expect(refused).to_be_hidden(timeout=PAGE_TIMEOUT_MS)
    await said.click(button="right")
    await page.get_by_role("menuitem", name="Save as fact").click()
    form = page.get_by_role("dialog")
    await expect(form.get_by_role("textbox").first).to_have_value(
        "Deploys to the gate need two approvals."
    )
    await form.get_by_role("textbox").nth(1).fill("deploys")
    await form.get_by_role("button", name="Submit").click()
    await expect(card_of(page).get_by_role("button", name="Undo")).to_be_in_viewport(
        timeout=PAGE_TIMEOUT_MS
    )
    await say(page, "@Footnote how many approvals for the gate?")
    await expect(card_of(page)).to_contain_text("Message by reader", timeout=PAGE_TIMEOUT_MS)


@pytest.mark.parametrize("height", [1000, 500])
async def test_a_form_with_five_fields_is_filled_and_sent(page: Page, height: int) -> None:
    width = (page.viewport_size or {"width": 0})["width"]
    await page.set_viewport_size({"width": width, "height": height})
    await card_of(page).get_by_text(QUESTION).first.click(button="right")
    await page.get_by_role("menuitem", name="Note this").click()
    form = page.get_by_role("dialog")
    text, topics, source, author = (form.get_by_role("textbox").nth(n) for n in range(4))
    await expect(text).to_have_value(re.compile("^Line 1 of"))
    await text.press("Control+End")
    await text.press_sequentially(" Indeed.")
    await topics.fill("one, two")
    await source.fill("A title\nhttps://a.example")
    await author.fill("Weaver, 2026")
    await form.get_by_role("combobox").click()
    await page.get_by_role("option", name="procedure").click()
    await form.get_by_role("button", name="Submit").click()
    sent = card_of(page).get_by_text("Weaver, 2026 / procedure")
    await expect(sent).to_contain_text("Indeed. / one, two / A title", timeout=PAGE_TIMEOUT_MS)
    await expect_end(page)
