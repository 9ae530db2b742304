"""Curators rename topics, give them aliases, and merge them."""

import pytest

from facts.curation.errors import (
    EditConflict,
    NameNotFound,
    NameTaken,
    NothingChanged,
    SharedReadOnly,
)
from facts.curation.topic_edits import TopicEdit
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId, Topic, TopicId
from facts.model.errors import TopicGone
from facts.model.selection import Selection
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft, topic_draft
from tests.support.curation import OTHER, SERVER, add_fact, curate

ONE, TWO = TopicId(1), TopicId(2)


async def get(
    store: SqliteStore, topic: TopicId = ONE, library: LibraryId = SHARED_LIBRARY
) -> Topic:
    found = await store.read(library, lambda it: it.topics.get(topic))
    assert found
    return found


async def add_topics(store: SqliteStore, *names: str, library: LibraryId = SHARED_LIBRARY) -> None:
    """Add topics with one fact each."""
    facts = (fact_draft(f"On {name}.", topics=(name,)) for name in names)
    await add(store, *map(topic_draft, names), *facts, library=library)


async def test_the_old_name_of_a_topic_becomes_an_alias(store: SqliteStore) -> None:
    await add_topics(store, "naps")
    await curate(store).edit_topic(ONE, TopicEdit("dozes"))
    topic = await get(store)
    assert (topic.name, topic.aliases) == ("dozes", ("naps",))


async def test_another_spelling_of_the_name_leaves_no_alias(store: SqliteStore) -> None:
    await add_topics(store, "power naps")
    await curate(store).edit_topic(ONE, TopicEdit("Power-Naps"))
    topic = await get(store)
    assert (topic.name, topic.aliases) == ("Power-Naps", ())


async def test_a_topic_can_take_one_of_its_aliases_as_its_name(store: SqliteStore) -> None:
    await add(store, topic_draft("naps", "dozes"), fact_draft("One."))
    await curate(store).edit_topic(ONE, TopicEdit("dozes"))
    topic = await get(store)
    assert (topic.name, topic.aliases) == ("dozes", ("naps",))


async def test_a_definition_is_set_and_removed(store: SqliteStore) -> None:
    await add_topics(store, "naps")
    await curate(store).edit_topic(ONE, TopicEdit(definition="Sleep."))
    assert (await get(store)).definition == "Sleep."
    await curate(store).edit_topic(ONE, TopicEdit(definition=""))
    assert (await get(store)).definition is None


@pytest.mark.parametrize("name", ["rest", "Rest", "pause"])
async def test_a_name_or_alias_of_another_topic_is_taken(store: SqliteStore, name: str) -> None:
    await add(store, topic_draft("naps"), topic_draft("rest", "pause"), fact_draft("One."))
    for attempt in (
        curate(store).edit_topic(ONE, TopicEdit(name)),
        curate(store).edit_topic(ONE, TopicEdit(aliases=(name,))),
        curate(store).add_alias(ONE, name),
    ):
        with pytest.raises(NameTaken) as refused:
            await attempt
        assert (refused.value.topic, refused.value.topic_name) == (TWO, "rest")


async def test_an_alias_that_an_import_gave_to_two_topics_stops_no_edit(
    store: SqliteStore,
) -> None:
    await add(store, topic_draft("naps", "PN"), topic_draft("notes", "PN"), fact_draft("One."))
    await curate(store).edit_topic(ONE, TopicEdit(definition="Sleep."))
    with pytest.raises(NameTaken):
        await curate(store).edit_topic(ONE, TopicEdit("PN"))


async def test_aliases_are_added_and_removed_whatever_their_case(store: SqliteStore) -> None:
    await add_topics(store, "naps")
    curator = curate(store)
    await curator.add_alias(ONE, "Siesta")
    with pytest.raises(NothingChanged):
        await curator.add_alias(ONE, "siesta")
    await curator.remove_alias(ONE, "SIESTA")
    assert (await get(store)).aliases == ()
    with pytest.raises(NameNotFound):
        await curator.remove_alias(ONE, "siesta")


async def test_an_edit_that_changes_nothing_is_refused(store: SqliteStore) -> None:
    await add_topics(store, "naps")
    for edit in (TopicEdit(), TopicEdit("naps"), TopicEdit(definition="")):
        with pytest.raises(NothingChanged):
            await curate(store).edit_topic(ONE, edit)


async def test_the_second_of_two_editors_sees_what_the_first_changed(store: SqliteStore) -> None:
    await add_topics(store, "naps")
    base = await store.read(SHARED_LIBRARY, lambda it: it.changes.last("topic", ONE))
    await curate(store).edit_topic(ONE, TopicEdit("dozes", base=base))
    with pytest.raises(EditConflict):
        await curate(store).edit_topic(ONE, TopicEdit("siesta", base=base))


async def test_shared_topics_are_read_only_and_foreign_ones_missing(store: SqliteStore) -> None:
    await add_topics(store, "naps")
    await add_topics(store, "rest", library=OTHER)
    curator = curate(store, SERVER)
    for topic, error in ((ONE, SharedReadOnly), (TWO, TopicGone), (TopicId(9), TopicGone)):
        for attempt in (
            curator.edit_topic(topic, TopicEdit("dozes")),
            curator.add_alias(topic, "dozes"),
            curator.remove_alias(topic, "dozes"),
            curator.merge_topics(topic, ONE if topic != ONE else TWO),
        ):
            with pytest.raises(error):
                await attempt


async def test_a_merge_moves_names_and_facts(store: SqliteStore) -> None:
    await add(
        store,
        topic_draft("naps", "PN", definition="Sleep."),
        topic_draft("rest", "pause"),
        fact_draft("One.", topics=("naps",)),
        fact_draft("Two.", topics=("naps", "rest")),
    )
    await curate(store).merge_topics(ONE, TWO)
    topic = await get(store, TWO)
    assert topic.aliases == ("pause", "naps", "PN")
    assert topic.definition == "Sleep."
    facts = await store.read(SHARED_LIBRARY, lambda it: it.facts.list(Selection(TWO)))
    assert [[link.topic for link in fact.topic_links] for fact in facts] == [[TWO], [TWO]]
    assert await store.read(SHARED_LIBRARY, lambda it: it.topics.get(ONE)) is None
    assert (
        await store.read(SHARED_LIBRARY, lambda it: it.changes.find_successor("topic", ONE)) == TWO
    )


async def test_merges_lead_on_to_the_last_topic(store: SqliteStore) -> None:
    await add_topics(store, "a", "b", "c")
    await curate(store).merge_topics(ONE, TWO)
    second = await curate(store).merge_topics(TWO, TopicId(3))

    async def successor() -> int | None:
        return await store.read(SHARED_LIBRARY, lambda it: it.changes.find_successor("topic", ONE))

    assert await successor() == 3
    await curate(store).undo(second.change)
    assert await successor() == 2


async def test_a_servers_topic_can_be_merged_into_a_shared_one(store: SqliteStore) -> None:
    await add_topics(store, "naps")
    await add_topics(store, "rest", library=SERVER)
    await curate(store, SERVER).merge_topics(TWO, ONE)
    assert (await get(store)).aliases == ()
    facts = await store.read(SERVER, lambda it: it.facts.list(Selection(ONE)))
    assert len(facts) == 2
    assert len(await store.read(SHARED_LIBRARY, lambda it: it.facts.list(Selection(ONE)))) == 1


async def test_a_shared_topic_cannot_be_merged_into_a_servers(store: SqliteStore) -> None:
    await add_topics(store, "naps")
    await add_topics(store, "rest", library=SERVER)
    with pytest.raises(SharedReadOnly):
        await curate(store, SERVER).merge_topics(ONE, TWO)
    with pytest.raises(TopicGone):
        await curate(store).merge_topics(ONE, TWO)


async def test_a_merge_of_shared_topics_takes_the_facts_of_servers_along(
    store: SqliteStore,
) -> None:
    await add_topics(store, "naps", "rest")
    _, fact = await add_fact(store, "Ours.", "naps", library=SERVER)
    merge = await curate(store).merge_topics(ONE, TWO)

    async def topics() -> list[TopicId]:
        found = await store.read(SERVER, lambda it: it.facts.get(FactId(fact)))
        assert found
        return [link.topic for link in found.topic_links]

    assert await topics() == [TWO]
    await curate(store).undo(merge.change)
    assert await topics() == [ONE]


async def test_a_topic_is_not_merged_into_itself(store: SqliteStore) -> None:
    await add_topics(store, "naps")
    with pytest.raises(NothingChanged):
        await curate(store).merge_topics(ONE, ONE)
