"""The menu of a message on the demo's page."""

from collections.abc import AsyncIterator

import pytest

from storage.store import SqliteStore
from tests.support.demo_page import DemoPage, open_demo_page

pytestmark = pytest.mark.slow


@pytest.fixture
async def page(naps: SqliteStore) -> AsyncIterator[DemoPage]:
    async with open_demo_page(naps) as page:
        yield page


async def test_the_menu_has_the_commands_for_messages(page: DemoPage) -> None:
    assert await page.use_menu() == (200, {"commands": ["Find facts", "Note this", "Save as fact"]})


async def test_a_choice_in_the_menu_is_answered(page: DemoPage) -> None:
    before = (await page.state())["timeline"]
    await page.use_menu(command="Find facts", message=before[0])
    after = await page.state()
    (new,) = [each for each in after["timeline"] if each not in before]
    assert after["messages"][new]["interaction_header"]["name"] == "Find facts"


async def test_a_choice_in_the_menu_can_open_a_modal(page: DemoPage) -> None:
    before = await page.state()
    await page.use_menu(command="Note this", message=before["timeline"][0])
    after = await page.state()
    assert (before["modal"], after["modal"]["payload"]["title"]) == (None, "Write a note")


async def test_a_choice_for_a_missing_message_or_command_is_refused(page: DemoPage) -> None:
    (first, *_) = (await page.state())["timeline"]
    assert (await page.use_menu(command="Find facts", message="7"))[0] == 400
    assert (await page.use_menu(command="No such command", message=first))[0] == 400
    assert await page.use_menu() == (200, {"commands": ["Find facts", "Note this", "Save as fact"]})


async def test_the_menu_is_only_for_those_who_have_the_pages_address(page: DemoPage) -> None:
    page.headers["X-Simcord-Capability"] = "guessed"
    assert (await page.use_menu())[0] == 401
