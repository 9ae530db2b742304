"""Undo: what it restores, and which later changes stop it."""

from collections.abc import Callable

import pytest

from facts.curation.errors import AlreadyUndone, ChangeNotFound, UndoConflict, UndoImpossible
from facts.curation.fact_edits import FactEdit
from facts.curation.source_edits import SourceEdit
from facts.curation.topic_edits import TopicEdit
from facts.library.channels import ChannelEditor
from facts.model.changes import Change, ChangeId
from facts.model.entities import (
    SHARED_LIBRARY,
    ChannelId,
    ChannelSetting,
    FactId,
    Kind,
    LibraryId,
    SourceId,
    TopicId,
)
from facts.model.selection import EVERYTHING
from facts.store.library_store import Snapshot
from storage.store import SqliteStore
from tests.support.builders import NOTE, add, fact_draft, topic_draft
from tests.support.curation import OTHER, SERVER, add_fact, conflicts, curate, fact_input, undo

ONE, TWO = TopicId(1), TopicId(2)


async def edit_text(store: SqliteStore, fact: FactId, text: str) -> ChangeId:
    return (await curate(store).edit_fact(fact, FactEdit(text))).change


async def edit_kind(store: SqliteStore, fact: FactId, kind: str) -> ChangeId:
    return (await curate(store).edit_fact(fact, FactEdit(kind=Kind(kind)))).change


async def load_change(store: SqliteStore, change: ChangeId) -> Change:
    found = await store.read(SHARED_LIBRARY, lambda it: it.changes.get(change))
    assert found
    return found


async def texts(store: SqliteStore, library: LibraryId = SHARED_LIBRARY) -> list[str]:
    facts = await store.read(library, lambda it: it.facts.list(EVERYTHING))
    return sorted(fact.text for fact in facts)


async def test_an_undone_addition_leaves_nothing_and_can_return(store: SqliteStore) -> None:
    change, fact = await add_fact(store, "One.", "naps", "rest")
    undone = await undo(store, change)
    assert await texts(store) == []
    assert await store.read(SHARED_LIBRARY, lambda it: it.topics.count()) == 0
    await undo(store, undone)
    found = await store.read(SHARED_LIBRARY, lambda it: it.facts.get(fact))
    assert found
    assert [link.name for link in found.topic_links] == ["naps", "rest"]


async def test_an_undo_names_all_later_edits_latest_first(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "One.")
    first = await edit_text(store, fact, "Two.")
    second = await edit_kind(store, fact, "quote")
    third = await edit_text(store, fact, "Three.")
    assert await conflicts(store, first) == [third, second]


async def test_undoing_the_named_changes_makes_the_undo_possible(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "One.")
    first = await edit_text(store, fact, "Two.")
    second = await edit_kind(store, fact, "quote")
    third = await edit_text(store, fact, "Three.")
    await undo(store, third)
    assert await conflicts(store, first) == [second]
    await undo(store, second)
    await undo(store, first)
    assert await texts(store) == ["One."]


async def test_a_fact_that_was_removed_since_does_not_stop_the_undo_of_its_import(
    store: SqliteStore,
) -> None:
    await add(store, fact_draft("One."), fact_draft("Two."))
    await curate(store).remove_facts([FactId(1)])
    await undo(store, ChangeId(1))
    assert await texts(store) == []


async def test_a_removal_before_the_undo_of_an_import_returns_only_after_it(
    store: SqliteStore,
) -> None:
    await add(store, fact_draft("One."), fact_draft("Two."))
    removal = (await curate(store).remove_facts([FactId(1)])).change
    undone = await undo(store, ChangeId(1))
    assert await conflicts(store, removal) == [undone]
    await undo(store, undone)
    await undo(store, removal)
    assert await texts(store) == ["One.", "Two."]


async def test_an_edit_back_by_hand_does_not_stop_an_undo(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "One.")
    first = await edit_text(store, fact, "Two.")
    await edit_kind(store, fact, "quote")
    await edit_kind(store, fact, "claim")
    await undo(store, first)
    assert await texts(store) == ["One."]


async def test_history_says_what_is_in_force_after_any_chain_of_undos(store: SqliteStore) -> None:
    change, _ = await add_fact(store, "One.")
    undone = await undo(store, change)
    redone = await undo(store, undone)
    assert [(await load_change(store, each)).undone_by for each in (change, undone)] == [
        None,
        redone,
    ]
    again = await undo(store, redone)
    assert [(await load_change(store, each)).undone_by for each in (change, undone, redone)] == [
        undone,
        None,
        again,
    ]
    with pytest.raises(AlreadyUndone):
        await undo(store, change)


async def test_a_change_of_another_library_is_not_found(store: SqliteStore) -> None:
    change, _ = await add_fact(store, "One.", library=SERVER)
    for library in (SHARED_LIBRARY, OTHER):
        with pytest.raises(ChangeNotFound):
            await undo(store, change, library)


async def test_a_topic_that_is_in_use_names_the_changes_that_use_it(store: SqliteStore) -> None:
    change, _ = await add_fact(store, "One.")
    later, _ = await add_fact(store, "Two.", library=SERVER)
    assert await conflicts(store, change) == [later]


async def test_only_the_change_that_took_a_name_and_later_ones_are_named(
    store: SqliteStore,
) -> None:
    await add(store, topic_draft("naps"), fact_draft("One."), topic_draft("rest"))
    rename = await curate(store).edit_topic(ONE, TopicEdit("dozes", aliases=()))
    await curate(store).remove_alias(ONE, "naps")
    await curate(store).edit_topic(TWO, TopicEdit(definition="Sleep."))
    taken = await curate(store).edit_topic(TWO, TopicEdit("naps"))
    await curate(store).add_alias(TWO, "idleness")
    with pytest.raises(UndoConflict) as refused:
        await curate(store).undo(rename.change)
    assert [each.id for each in refused.value.later][:1] == [ChangeId(3)]
    await undo(store, ChangeId(3))
    assert await conflicts(store, rename.change) == [ChangeId(6), taken.change]


async def test_an_address_that_is_taken_names_the_change_that_took_it(store: SqliteStore) -> None:
    await curate(store).add_fact(fact_input("One.", sources=("A Paper",)), allow_similar=True)
    await curate(store).add_fact(fact_input("Two.", sources=("A Blog",)), allow_similar=True)
    url = "https://example.org/1"
    await curate(store).edit_source(SourceId(1), SourceEdit(url=url))
    removal = (await curate(store).edit_source(SourceId(1), SourceEdit(url=""))).change
    taken = (await curate(store).edit_source(SourceId(2), SourceEdit(url=url))).change
    assert await conflicts(store, removal) == [taken]


async def test_a_removed_fact_names_the_change_that_took_its_text(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "One.")
    removal = (await curate(store).remove_facts([fact])).change
    later, other = await add_fact(store, "One.")
    edit = await edit_kind(store, other, "quote")
    assert await conflicts(store, removal) == [edit, later]


async def test_an_imported_fact_with_the_same_text_is_named_too(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "One.")
    removal = (await curate(store).remove_facts([fact])).change
    await add(store, fact_draft("One."))
    assert await conflicts(store, removal) == [removal + 1]


async def test_a_removed_fact_names_the_merge_of_its_topic(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two.", topics=("rest",)))
    removal = (await curate(store).remove_facts([FactId(1)])).change
    merge = (await curate(store).merge_topics(ONE, TWO)).change
    assert await conflicts(store, removal) == [merge]
    await undo(store, merge)
    await undo(store, removal)
    assert await texts(store) == ["One.", "Two."]


async def test_a_fact_hidden_twice_names_the_second_hiding(store: SqliteStore) -> None:
    _, fact = await add_fact(store, "One.")
    first = (await curate(store, SERVER).remove_facts([fact])).change
    undone = await undo(store, first, SERVER)
    second = (await curate(store, SERVER).remove_facts([fact])).change
    assert await conflicts(store, undone, SERVER) == [second]
    await undo(store, second, SERVER)
    await undo(store, undone, SERVER)
    assert await texts(store, SERVER) == []


@pytest.mark.parametrize(
    "read", [lambda it: it.topics.list(), lambda it: it.facts.list(EVERYTHING)]
)
async def test_an_undone_import_leaves_what_was_there_before(
    store: SqliteStore, read: Callable[[Snapshot], object]
) -> None:
    await add(store, topic_draft("naps", "siesta"), fact_draft("One."))
    before = await store.read(SHARED_LIBRARY, read)
    await add(
        store,
        topic_draft("naps", "doze", definition="Sleep by day."),
        fact_draft("One.", topics=("naps", "rest")),
        fact_draft("Two."),
    )
    undone = await undo(store, ChangeId(2))
    assert await store.read(SHARED_LIBRARY, read) == before
    await undo(store, undone)
    assert await texts(store) == ["One.", "Two."]


async def test_a_purged_fact_cannot_come_back(store: SqliteStore) -> None:
    change, fact = await add_fact(store, "One.")
    edit = await edit_text(store, fact, "Two.")
    purge = (await curate(store).purge_facts([fact])).change
    for each in (edit, purge):
        with pytest.raises(UndoImpossible) as refused:
            await undo(store, each)
        assert refused.value.purged
    await undo(store, change)
    assert await texts(store) == []


async def test_an_undo_brings_back_whether_posts_are_answered(store: SqliteStore) -> None:
    channel, editor = ChannelId(7), ChannelEditor(store, SERVER)
    await editor.set_answer_posts(channel, True, NOTE)
    await editor.clear(channel, NOTE)
    await undo(store, ChangeId(2), SERVER)
    (setting,) = await store.read(SERVER, lambda it: it.channels.list((channel,)))
    assert setting == ChannelSetting(channel, answer_posts=True)
