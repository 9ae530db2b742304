"""The files that the demo changes in SimCord's page, and its own."""

from importlib.resources import files

import pytest

from bot.demo.page_files import CHANGES
from storage.store import SqliteStore
from tests.support.demo_page import open_demo_page

STATIC = files("simcord.preview").joinpath("static")


@pytest.mark.parametrize(
    ("address", "old"), [(address, old) for address in CHANGES for old, _ in CHANGES[address]]
)
def test_each_text_to_change_is_in_simcords_file_once(address: str, old: str) -> None:
    text = STATIC.joinpath(address[1:] or "index.html").read_text("utf-8")
    assert text.count(old) == 1


async def test_the_page_loads_its_own_script_and_style(naps: SqliteStore) -> None:
    async with open_demo_page(naps) as page:
        first = await page.read("/")
        assert "<title>Footnote demo</title>" in first
        for name in ("/footnote.css", "/footnote.js"):
            assert name in first
            assert "menu of a message" in await page.read(name)
        assert "value?.label" in await page.read("/commands.js")
