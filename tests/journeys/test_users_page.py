"""The user's own page and the starter pack, on cards."""

import re
from datetime import UTC, datetime

import pytest

from facts.importers.wiki.page_reader import read_page
from facts.model.changes import ChangeNote
from storage.store import SqliteStore
from tests.support.builders import SEED
from tests.support.packs import starter_page
from tests.support.page_imports import Page, import_pages
from tests.support.world import open_world, press, text_of


@pytest.mark.skipif(not SEED.exists(), reason="the user's page is not on this machine")
async def test_the_users_twenty_facts_come_under_their_nine_sources(store: SqliteStore) -> None:
    page = Page("page", read_page(SEED.read_text("utf-8").splitlines()))
    await import_pages(store, [starter_page(), page], ChangeNote(datetime.now(UTC), "test"))
    async with open_world(store) as world:
        answer = await world.reader.slash(world.channel, "topic", name="sft")
        lines = text_of(answer).splitlines()
        for _ in range(3):
            await press(world.reader, answer, "›")
            lines += text_of(answer).splitlines()
    assert "-# 20 facts · 9 sources · newest 2026-03-15" in lines
    entries = {line for line in lines if line.startswith("-# #")}
    assert len(entries) == 20
    named = {line.split(" · ", 2)[2] for line in entries} - {"same source"}
    assert len({re.sub(r" · also in .*", "", each) for each in named}) == 9
