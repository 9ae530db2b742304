"""Curators edit and merge sources."""

import pytest

from facts.curation.errors import EditConflict, NothingChanged, SameAddressExists, SharedReadOnly
from facts.curation.form_input import parse_date
from facts.curation.source_edits import SourceEdit
from facts.model.entities import SHARED_LIBRARY, LibraryId, Source, SourceId
from facts.model.errors import SourceNotFound
from facts.model.selection import EVERYTHING
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft, source_draft
from tests.support.curation import OTHER, SERVER, curate

ONE, TWO = SourceId(1), SourceId(2)
PAPER = source_draft("A Paper", "example.org", url="https://example.org/1")
BLOG = source_draft("A Blog", None)


async def get(
    store: SqliteStore, source: SourceId = ONE, library: LibraryId = SHARED_LIBRARY
) -> Source:
    found = await store.read(library, lambda it: it.sources.get(source))
    assert found
    return found


async def test_each_part_of_a_source_can_be_edited_alone(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", BLOG))
    curator = curate(store)
    await curator.edit_source(ONE, SourceEdit(title="Our  Blog"))
    await curator.edit_source(ONE, SourceEdit(url="https://www.blog.example/1"))
    await curator.edit_source(ONE, SourceEdit(published=parse_date("Mar 2026")))
    source = await get(store)
    assert (source.title, source.site, str(source.published)) == (
        "Our Blog",
        "blog.example",
        "2026-03",
    )
    await curator.edit_source(ONE, SourceEdit(url="", without_date=True))
    source = await get(store)
    assert (source.url, source.site, source.published) == (None, None, None)


async def test_an_address_that_another_source_has_is_refused(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", PAPER), fact_draft("Two.", BLOG))
    with pytest.raises(SameAddressExists) as refused:
        await curate(store).edit_source(TWO, SourceEdit(url="https://example.org/1"))
    assert (refused.value.source, refused.value.title) == (ONE, "A Paper")


async def test_an_edit_that_changes_nothing_is_refused(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", PAPER))
    for edit in (SourceEdit(), SourceEdit("A Paper", PAPER.url), SourceEdit(without_date=True)):
        with pytest.raises(NothingChanged):
            await curate(store).edit_source(ONE, edit)


async def test_the_second_of_two_editors_sees_what_the_first_changed(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", PAPER))
    base = await store.read(SHARED_LIBRARY, lambda it: it.changes.last("source", ONE))
    await curate(store).edit_source(ONE, SourceEdit("Our Paper", base=base))
    with pytest.raises(EditConflict):
        await curate(store).edit_source(ONE, SourceEdit("My Paper", base=base))


async def test_shared_sources_are_read_only_and_foreign_ones_missing(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", PAPER))
    await add(store, fact_draft("Two.", BLOG), library=OTHER)
    curator = curate(store, SERVER)
    for source, error in ((ONE, SharedReadOnly), (TWO, SourceNotFound)):
        for attempt in (
            curator.edit_source(source, SourceEdit("Ours")),
            curator.merge_sources(source, TWO if source == ONE else ONE),
        ):
            with pytest.raises(error):
                await attempt
    with pytest.raises(SourceNotFound):
        await curate(store).merge_sources(ONE, TWO)


async def test_a_merge_moves_citations_and_fills_gaps(store: SqliteStore) -> None:
    await add(
        store,
        fact_draft("One.", PAPER, author="Ann"),
        fact_draft("Two.", PAPER, BLOG),
        fact_draft("Three.", BLOG, author="Bo"),
    )
    merge = await curate(store).merge_sources(ONE, TWO)
    source = await get(store, TWO)
    assert (source.title, source.url, source.site) == ("A Blog", PAPER.url, "example.org")
    successor = await store.read(
        SHARED_LIBRARY, lambda it: it.changes.find_successor("source", ONE)
    )
    assert successor == TWO
    facts = await store.read(SHARED_LIBRARY, lambda it: it.facts.list(EVERYTHING))
    cited = [[(each.source.id, each.author) for each in fact.citations] for fact in facts]
    assert cited == [[(TWO, "Ann")], [(TWO, None)], [(TWO, "Bo")]]
    await curate(store).undo(merge.change)
    assert (await get(store, ONE)).url == PAPER.url
    assert (await get(store, TWO)).url is None


async def test_a_source_is_not_merged_into_itself(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", PAPER))
    with pytest.raises(NothingChanged):
        await curate(store).merge_sources(ONE, ONE)
