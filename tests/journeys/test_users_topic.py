"""The topic of the user's page is found however it is typed."""

import pytest

from facts.importers.wiki.page_reader import read_page
from facts.model.errors import TopicNotFound
from facts.model.selection import Selection
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import NOTE, ROOT, SEED
from tests.support.page_imports import Page, import_pages

STARTER = ROOT / "facts" / "importers" / "starter" / "training-and-trust.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is not on this machine")
@pytest.mark.parametrize("starter", [False, True], ids=["alone", "with the starter pack"])
async def test_the_seed_topic_is_found_however_it_is_typed(
    store: SqliteStore, *, starter: bool
) -> None:
    library = await seeded(store, starter=starter)
    for query in (
        "sft", "SFT ", "superviced fine tuning", "fine-tuning supervised",
        "what is supervised finetuning?",
    ):  # fmt: skip
        topic = await library.topic(Selection((await library.find(query)).topic))
        assert topic.topic.name == "supervised fine-tuning"
    assert (await library.complete_topics("sup", 25))[0].name == "supervised fine-tuning"
    with pytest.raises(TopicNotFound) as missed:
        await library.find("superb mint tuning")
    assert "supervised fine-tuning" in [match.name for match in missed.value.nearest]


async def seeded(store: SqliteStore, *, starter: bool) -> AsyncLibrary:
    files = [SEED, STARTER] if starter else [SEED]
    pages = [Page(file.name, read_page(file.read_text("utf-8").splitlines())) for file in files]
    await import_pages(store, pages, NOTE)
    return AsyncLibrary(store)
