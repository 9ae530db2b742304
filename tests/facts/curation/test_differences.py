"""Differences between what a thing was before a change and after it, in words."""

from facts.curation.differences import Difference, ThingDifferences, list_differences
from facts.curation.fact_edits import FactEdit
from facts.curation.form_input import TopicInput
from facts.curation.source_edits import SourceEdit
from facts.curation.topic_edits import TopicEdit
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId, SourceId, Stance, TopicId
from facts.model.selection import WHOLE
from facts.store.change_reader import HistoryFilter
from facts.store.library_store import Snapshot
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.curation import OTHER, SERVER, add_fact, curate, set_focus

ONE = FactId(1)


async def differences(
    store: SqliteStore, change: int, library: LibraryId = SHARED_LIBRARY
) -> list[ThingDifferences]:
    def read(snapshot: Snapshot) -> list[ThingDifferences]:
        page = snapshot.changes.load_page(HistoryFilter(), WHOLE, 100)
        (details,) = (each for each in page.changes if each.change.id == change)
        return list(list_differences(details.revisions, snapshot.changes))

    return await store.read(library, read)


async def test_a_new_fact_has_all_its_parts(store: SqliteStore) -> None:
    change, _ = await add_fact(store, "One.", "naps")
    fact, source, topic = await differences(store, change)
    assert (fact.entity, fact.is_new, fact.is_gone) == ("fact", True, False)
    assert fact.parts == (
        Difference("text", None, "One."),
        Difference("kind", None, "claim"),
        Difference("topics", None, "naps"),
        Difference("sources", None, "A Paper"),
    )
    assert Difference("title", None, "A Paper") in source.parts
    assert Difference("name", None, "naps") in topic.parts


async def test_an_edit_shows_only_what_changed_even_after_later_edits(store: SqliteStore) -> None:
    await add_fact(store, "One.", "naps")
    topics = (TopicInput("naps", Stance.SUPPORTS), TopicInput("rest"))
    edit = await curate(store).edit_fact(ONE, FactEdit("Two.", topics=topics))
    await curate(store).edit_fact(ONE, FactEdit("Three."))
    fact, _ = await differences(store, edit.change)
    assert fact.parts == (
        Difference("text", "One.", "Two."),
        Difference("topics", "naps", "naps (supports); rest"),
    )


async def test_topics_and_sources_show_their_edits(store: SqliteStore) -> None:
    await add_fact(store, "One.")
    rename = await curate(store).edit_topic(TopicId(1), TopicEdit("dozes", "Sleep."))
    edit = await curate(store).edit_source(SourceId(1), SourceEdit(url="https://example.org/1"))
    (topic,) = await differences(store, rename.change)
    assert topic.parts == (
        Difference("name", "naps", "dozes"),
        Difference("aliases", "", "naps"),
        Difference("definition", "", "Sleep."),
    )
    (source,) = await differences(store, edit.change)
    assert source.parts == (Difference("address", "", "https://example.org/1"),)


async def test_a_removed_fact_is_gone_and_an_undo_shows_it_again(store: SqliteStore) -> None:
    await add_fact(store, "One.")
    removal = await curate(store).remove_facts([ONE])
    undo = await curate(store).undo(removal.change)
    (gone,) = await differences(store, removal.change)
    (new,) = await differences(store, undo.change)
    assert (gone.is_gone, new.is_new) == (True, True)
    assert gone.parts[0] == Difference("text", "One.", None)
    assert new.parts[0] == Difference("text", None, "One.")


async def test_what_a_merge_removed_keeps_its_name_in_the_history(store: SqliteStore) -> None:
    await add_fact(store, "One.", "naps")
    await add_fact(store, "Two.", "rest")
    merge = await curate(store).merge_topics(TopicId(1), TopicId(2))
    things = await differences(store, merge.change)
    fact = next(each for each in things if each.entity == "fact")
    assert fact.parts == (Difference("topics", "naps", "rest"),)
    assert {each.entity for each in things} == {"fact", "topic"}


async def test_channels_schedules_and_curators_are_shown(store: SqliteStore) -> None:
    await add(store, fact_draft("One."))
    await set_focus(store, 5, 1)
    await curate(store, SERVER).set_curators([77])
    (channel,) = await differences(store, 2, SERVER)
    assert channel.parts == (Difference("topics", None, "naps"),)
    (setting,) = await differences(store, 3, SERVER)
    assert setting.parts == (Difference("curator roles", None, "77"),)


async def test_a_purged_text_is_not_shown(store: SqliteStore) -> None:
    change, _ = await add_fact(store, "A secret.")
    await curate(store).purge_facts([ONE])
    (fact,) = (each for each in await differences(store, change) if each.entity == "fact")
    assert fact.parts == ()


async def test_nothing_of_another_server_is_shown(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two.", topics=("rest",)))
    await add_fact(store, "Ours.", "naps", library=OTHER)
    await set_focus(store, 5, 1, library=OTHER)
    merge = await curate(store).merge_topics(TopicId(1), TopicId(2))

    def read(snapshot: Snapshot) -> tuple[int, str]:
        history = HistoryFilter(topic=TopicId(2))
        page = snapshot.changes.load_page(history, WHOLE, 100)
        (details,) = (each for each in page.changes if each.change.id == merge.change)
        shown = list_differences(details.revisions, snapshot.changes)
        return details.count, repr((details.revisions, shown))

    counts = {}
    for library in (SHARED_LIBRARY, SERVER, OTHER):
        counts[library], shown = await store.read(library, read)
        assert ("Ours." in shown) == (library == OTHER)
    assert counts[OTHER] == counts[SERVER] + 2
    assert counts[SERVER] == counts[SHARED_LIBRARY]
