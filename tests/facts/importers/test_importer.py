import pytest

from facts.importers.errors import InputWithoutFacts
from facts.importers.importer import MAX_WARNINGS, Page, PageWarning, import_pages
from facts.model.drafts import LineWarning, PageEntry
from facts.model.entities import SHARED_LIBRARY
from facts.model.selection import EVERYTHING
from storage.store import SqliteStore
from tests.support.builders import NOTE, fact_draft, topic_draft

DOUBT = LineWarning(3, "doubtful")


async def test_warnings_name_their_page(store: SqliteStore) -> None:
    pages = [
        Page("first", [topic_draft(), fact_draft("One."), DOUBT]),
        Page("second", [DOUBT, fact_draft("Two.")]),
    ]
    report = await import_pages(store, pages, NOTE)
    assert report.figures.new == 2
    assert report.warnings == (PageWarning("first", DOUBT), PageWarning("second", DOUBT))


@pytest.mark.parametrize("entries", [[], [DOUBT], [topic_draft()]])
async def test_a_page_without_facts_stops_the_whole_import(
    store: SqliteStore, entries: list[PageEntry]
) -> None:
    with pytest.raises(InputWithoutFacts) as refused:
        await import_pages(store, [Page("good", [fact_draft()]), Page("bad", entries)], NOTE)
    assert refused.value.name == "bad"
    assert list(refused.value.doubts) == [each for each in entries if each == DOUBT]
    assert (await store.read(SHARED_LIBRARY, lambda it: it.facts.count(EVERYTHING))).facts == 0
    assert await store.read(SHARED_LIBRARY, lambda it: it.topics.list()) == ()


async def test_a_dry_run_reports_and_stores_nothing(store: SqliteStore) -> None:
    report = await import_pages(store, [Page("page", [fact_draft()])], NOTE, keep=False)
    assert report.figures.new == 1
    assert (await store.read(SHARED_LIBRARY, lambda it: it.facts.count(EVERYTHING))).facts == 0


async def test_the_last_of_too_many_warnings_counts_the_others(store: SqliteStore) -> None:
    doubts = [LineWarning(line, "doubtful") for line in range(MAX_WARNINGS + 5)]
    report = await import_pages(store, [Page("page", [fact_draft(), *doubts])], NOTE)
    assert len(report.warnings) == MAX_WARNINGS
    assert report.warnings[-1].warning.message.startswith("6 more warnings")


async def test_a_topic_that_is_an_alias_of_another_gets_a_warning(store: SqliteStore) -> None:
    known: list[PageEntry] = [
        topic_draft("power naps", "PN"),
        fact_draft("One.", topics=("power naps",)),
    ]
    page: list[PageEntry] = [topic_draft("pn"), fact_draft("Two.", topics=("pn",))]
    assert (await import_pages(store, [Page("known", known)], NOTE)).warnings == ()
    (warning,) = (await import_pages(store, [Page("page", page)], NOTE)).warnings
    assert warning.page == "page"
    assert warning.warning.message == "“pn” is an alias of “power naps”; its facts were added there"
