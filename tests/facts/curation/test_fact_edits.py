"""Curators add and edit facts; each refusal has its own error."""

import pytest

from facts.curation.errors import (
    CurationError,
    EditConflict,
    NameAmbiguous,
    NearDuplicateFound,
    NothingChanged,
    SameFactExists,
    SharedReadOnly,
    SourceNeeded,
    SourceNotCited,
)
from facts.curation.fact_edits import FactEdit
from facts.curation.form_input import SourceInput, TopicInput
from facts.model.entities import SHARED_LIBRARY, FactId, Kind, LibraryId, SourceId, Stance
from facts.model.errors import FactNotFound
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft, source_draft, topic_draft
from tests.support.curation import OTHER, SERVER, add_fact, curate, fact_input, get_fact

ONE = FactId(1)
PAPER, BLOG = SourceId(1), SourceId(2)


async def count_changes(store: SqliteStore, library: LibraryId = SHARED_LIBRARY) -> int:
    last = await store.read(library, lambda it: it.changes.last("fact", ONE))
    return int(last)


async def test_a_fact_is_added_with_new_topics_and_sources(store: SqliteStore) -> None:
    saved = await curate(store).add_fact(fact_input("One.", "naps", "rest"))
    assert [topic.name for topic in saved.result.new_topics] == ["naps", "rest"]
    fact = await get_fact(store, saved.result.fact)
    assert [link.name for link in fact.topic_links] == ["naps", "rest"]
    assert [each.source.title for each in fact.citations] == ["A Paper"]


async def test_a_near_duplicate_is_refused_and_nothing_is_kept(store: SqliteStore) -> None:
    await add_fact(store, "Short naps help night drivers.")
    with pytest.raises(NearDuplicateFound) as refused:
        await curate(store).add_fact(fact_input("Short naps help night drivers!", "new topic"))
    assert [each.fact.id for each in refused.value.duplicates] == [ONE]
    assert await store.read(SHARED_LIBRARY, lambda it: it.topics.count()) == 1
    assert await count_changes(store) == 1


async def test_a_near_duplicate_that_is_wanted_is_saved_and_named(store: SqliteStore) -> None:
    await add_fact(store, "Short naps help night drivers.")
    new = fact_input("Short naps help night driver.")
    saved = await curate(store).add_fact(new, allow_similar=True)
    assert [each.fact.id for each in saved.result.duplicates] == [ONE]


async def test_the_same_text_is_refused_even_if_similar_ones_are_allowed(
    store: SqliteStore,
) -> None:
    await add_fact(store, "Short naps help.")
    with pytest.raises(SameFactExists) as refused:
        await add_fact(store, "Short  naps\nhelp.")
    assert refused.value.fact == ONE


async def test_a_server_can_add_the_text_of_a_shared_fact(store: SqliteStore) -> None:
    await add_fact(store, "Short naps help.")
    _, fact = await add_fact(store, "Short naps help.", library=SERVER)
    assert (await get_fact(store, fact, SERVER)).library == SERVER


async def test_each_part_of_a_fact_can_be_edited_alone(store: SqliteStore) -> None:
    await add_fact(store, "One.")
    curator = curate(store)
    await curator.edit_fact(ONE, FactEdit("Two."))
    await curator.edit_fact(ONE, FactEdit(kind=Kind("quote")))
    topics = (TopicInput("rest", Stance.CHALLENGES),)
    saved = await curator.edit_fact(ONE, FactEdit(topics=topics))
    assert [topic.name for topic in saved.result.new_topics] == ["rest"]
    await curator.edit_fact(ONE, FactEdit(added_sources=(SourceInput("A Blog", author="Ann"),)))
    fact = await get_fact(store, ONE)
    assert (fact.text, fact.kind) == ("Two.", "quote")
    assert [(link.name, link.stance) for link in fact.topic_links] == [("rest", Stance.CHALLENGES)]
    assert [(each.source.title, each.author) for each in fact.citations] == [
        ("A Paper", None),
        ("A Blog", "Ann"),
    ]
    await curator.edit_fact(ONE, FactEdit(removed_sources=(PAPER,)))
    await curator.edit_fact(ONE, FactEdit(sources=(SourceInput("A Book"),)))
    assert [each.source.title for each in (await get_fact(store, ONE)).citations] == ["A Book"]


async def test_a_source_added_again_brings_its_author(store: SqliteStore) -> None:
    await add_fact(store, "One.")
    author = FactEdit(added_sources=(SourceInput("A Paper", author="Ann"),))
    await curate(store).edit_fact(ONE, author)
    assert [each.author for each in (await get_fact(store, ONE)).citations] == ["Ann"]


@pytest.mark.parametrize(
    "edit",
    [
        FactEdit(),
        FactEdit("One.", Kind("claim")),
        FactEdit(topics=(TopicInput("Naps"),)),
        FactEdit(added_sources=(SourceInput("A Paper"),)),
    ],
)
async def test_an_edit_that_changes_nothing_is_refused(store: SqliteStore, edit: FactEdit) -> None:
    await add_fact(store, "One.")
    with pytest.raises(NothingChanged):
        await curate(store).edit_fact(ONE, edit)


async def test_an_edit_to_the_text_of_another_fact_is_refused(store: SqliteStore) -> None:
    await add_fact(store, "One.")
    await add_fact(store, "Two.")
    with pytest.raises(SameFactExists) as refused:
        await curate(store).edit_fact(ONE, FactEdit("Two."))
    assert refused.value.fact == 2


@pytest.mark.parametrize(("source", "error"), [(PAPER, SourceNeeded), (BLOG, SourceNotCited)])
async def test_the_last_source_and_a_foreign_one_cannot_be_removed(
    store: SqliteStore, source: SourceId, error: type[CurationError]
) -> None:
    await add_fact(store, "One.")
    with pytest.raises(error):
        await curate(store).edit_fact(ONE, FactEdit(removed_sources=(source,)))


async def test_a_fact_needs_a_source(store: SqliteStore) -> None:
    await add_fact(store, "One.")
    with pytest.raises(SourceNeeded):
        await curate(store).edit_fact(ONE, FactEdit(sources=()))


async def test_the_second_of_two_editors_sees_what_the_first_changed(store: SqliteStore) -> None:
    base, _ = await add_fact(store, "One.")
    first = await curate(store).edit_fact(ONE, FactEdit("Two.", base=base))
    with pytest.raises(EditConflict) as refused:
        await curate(store).edit_fact(ONE, FactEdit("Three.", base=base))
    assert [change.id for change in refused.value.changes] == [first.change]
    await curate(store).edit_fact(ONE, FactEdit("Three.", base=first.change))


async def test_an_editor_of_an_imported_fact_needs_no_change_to_start_from(
    store: SqliteStore,
) -> None:
    await add(store, fact_draft("One."))
    base = await store.read(SHARED_LIBRARY, lambda it: it.changes.last("fact", ONE))
    assert base == 0
    await curate(store).edit_fact(ONE, FactEdit("Two.", base=base))
    with pytest.raises(EditConflict):
        await curate(store).edit_fact(ONE, FactEdit("Three.", base=base))


async def test_shared_facts_are_read_only_to_servers(store: SqliteStore) -> None:
    await add_fact(store, "One.")
    for attempt in (
        curate(store, SERVER).edit_fact(ONE, FactEdit("Two.")),
        curate(store, SERVER).purge_facts([ONE]),
    ):
        with pytest.raises(SharedReadOnly):
            await attempt


async def test_facts_of_another_server_do_not_exist(store: SqliteStore) -> None:
    await add_fact(store, "One.", library=OTHER)
    for attempt in (
        curate(store, SERVER).edit_fact(ONE, FactEdit("Two.")),
        curate(store, SERVER).remove_facts([ONE]),
        curate(store, SERVER).purge_facts([ONE]),
    ):
        with pytest.raises(FactNotFound):
            await attempt


async def test_an_alias_of_two_topics_names_neither(store: SqliteStore) -> None:
    await add(store, topic_draft("naps", "PN"), topic_draft("notes", "PN"), fact_draft("One."))
    with pytest.raises(NameAmbiguous) as refused:
        await add_fact(store, "Two.", "pn")
    assert refused.value.ids == (1, 2)


async def test_an_import_is_found_by_a_source_with_the_same_date(store: SqliteStore) -> None:
    paper = source_draft("A Paper", None, published="Mar 2026")
    await add(store, fact_draft("One.", paper))
    await add_fact(store, "Two.")
    assert [each.source.id for each in (await get_fact(store, FactId(2))).citations] == [PAPER]
