"""The demo in a real browser: look-ups."""

import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Page, expect

from tests.support.browser import (
    PAGE_TIMEOUT_MS,
    WITH_CHROMIUM,
    choose_command,
    fill_in,
    open_page,
    press,
    say,
)
from tests.support.builders import ROOT

pytestmark = [pytest.mark.slow, WITH_CHROMIUM]


@pytest.fixture
def address() -> Iterator[str]:
    """Start the demo as a process, and end it as Ctrl-C does."""
    command = [sys.executable, "-m", "bot", "demo", "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as demo:
        try:
            assert demo.stdout
            found = re.search(r"http://127\.0\.0\.1:\S+", demo.stdout.readline())
            assert found
            yield found[0]
        finally:
            demo.send_signal(signal.SIGINT)
            try:
                demo.wait(timeout=30)
            except subprocess.TimeoutExpired:
                demo.kill()
    assert demo.returncode == 0


@pytest.fixture(params=[1200, 400])
async def page(address: str, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    async with open_page(address, request.param) as page:
        yield page


async def test_a_user_opens_a_topic_turns_its_page_and_filters_it(page: Page) -> None:
    await expect(page.locator("#channel-timeline").get_by_text("Welcome.")).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )
    await choose_command(page, "/topic", "Show a topic and its facts")
    await fill_in(page, "name", "halucin", "hallucination")
    await page.locator("input[data-option=name]").press("Enter")

    card = page.locator("#channel-timeline")
    await expect(card).to_contain_text("9 facts · 9 sources", timeout=PAGE_TIMEOUT_MS)
    await expect(card.get_by_role("link").first).to_be_visible()
    second_page = card.get_by_role("button", name="2 / 2")
    await press(card.get_by_role("button", name="›"), second_page)

    filters = card.get_by_role("combobox", name="Only one kind or source…")
    await filters.click()
    await page.get_by_role("option", name=re.compile("measurement")).click()
    await expect(card).to_contain_text("Only facts of kind measurement", timeout=PAGE_TIMEOUT_MS)
    await expect(filters).to_contain_text("measurement", timeout=PAGE_TIMEOUT_MS)


async def test_a_user_asks_a_question_and_compares_two_topics(
    page: Page,
) -> None:
    await expect(page.locator("#channel-timeline").get_by_text("Welcome.")).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )
    box = page.locator("#channel-composer-input")
    await box.click()
    await say(page, "@Footnote what is semantic entropy?")
    card = page.locator("#channel-timeline")
    await expect(card).to_contain_text("Search: what is semantic entropy?", timeout=PAGE_TIMEOUT_MS)
    await expect(card.get_by_role("button", name="Cite all").last).to_be_visible()

    await say(page, "@Footnote RAG vs hallucination")
    title = "retrieval-augmented generation and hallucination"
    await expect(card).to_contain_text(title, timeout=PAGE_TIMEOUT_MS)
    part = card.get_by_text("Sources in common", exact=True)
    await press(card.get_by_role("button", name=re.compile("Shared sources")), part)


async def test_a_user_chooses_among_three_topics_and_small_talk_is_a_miss(
    page: Page,
) -> None:
    await expect(page.locator("#channel-timeline").get_by_text("Welcome.")).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )
    card = page.locator("#channel-timeline")
    await say(page, "@Footnote RLHF, RAG or calibration and uncertainty")
    await expect(card).to_contain_text("Your question names 3 topics", timeout=PAGE_TIMEOUT_MS)
    await card.get_by_role("button", name="preference optimization").click()
    await expect(card).to_contain_text("10 facts · 7 sources · newest", timeout=PAGE_TIMEOUT_MS)

    await say(page, "@Footnote who won the football match?")
    await expect(card).to_contain_text("The largest topics are", timeout=PAGE_TIMEOUT_MS)
    await expect(card.get_by_role("button", name="All topics")).to_be_visible()


async def test_a_user_finds_facts_about_a_message_and_shares_them(
    page: Page,
) -> None:
    await expect(page.locator("#channel-timeline").get_by_text("Welcome.")).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )
    box, card = page.locator("#channel-composer-input"), page.locator("#channel-timeline")
    await box.click()
    await say(page, "larger models are the least truthful on TruthfulQA")
    await card.get_by_text("larger models are the least truthful").last.click(button="right")
    await page.get_by_role("menuitem", name="Find facts").click()
    await expect(card).to_contain_text("Facts about this message", timeout=PAGE_TIMEOUT_MS)
    await expect(card).to_contain_text("817 questions of TruthfulQA")
    shared = card.get_by_text("Facts about this message").nth(1)
    await press(card.get_by_role("button", name="Share here"), shared)


async def test_a_mention_follows_the_focus_that_a_manager_sets(
    page: Page,
) -> None:
    await expect(page.locator("#channel-timeline").get_by_text("Welcome.")).to_be_visible(
        timeout=PAGE_TIMEOUT_MS
    )
    await page.get_by_label("Viewing as").select_option(label="manager")
    card = page.locator("#channel-timeline")
    await choose_command(page, "/channel focus", "Set the topics that")
    await fill_in(page, "topic", "calibration", "calibration")
    await page.locator("input[data-option=topic]").press("Enter")
    await expect(card).to_contain_text("about calibration and uncertainty", timeout=PAGE_TIMEOUT_MS)

    await say(page, "@Footnote what did GPT-4 get on MMLU?")
    await expect(card).to_contain_text("This channel is about calibration", timeout=PAGE_TIMEOUT_MS)
    await expect(card.get_by_role("button", name="Search everything")).to_be_visible()
