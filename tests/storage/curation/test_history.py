"""The history: its filters and pages, and whose changes a library sees."""

from dataclasses import replace

import pytest

from facts.curation.curator import Curator
from facts.curation.fact_edits import FactEdit
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId, TopicId
from facts.model.selection import Slice
from facts.store.change_reader import HistoryFilter, HistoryPage
from storage.store import SqliteStore
from tests.support.builders import NOTE, add, fact_draft, topic_draft
from tests.support.curation import OTHER, SERVER, add_fact, curate, fact_input

ANN, BO = 5, 6
NAPS, REST = TopicId(1), TopicId(2)
ALL = Slice(0, 100)
WHOLE = HistoryFilter()
ON_NAPS = HistoryFilter(NAPS)


def by(store: SqliteStore, user: int | None, library: LibraryId = SHARED_LIBRARY) -> Curator:
    return Curator(store, library, replace(NOTE, made_by=user))


async def load(
    store: SqliteStore,
    library: LibraryId = SHARED_LIBRARY,
    history: HistoryFilter = WHOLE,
    part: Slice = ALL,
) -> HistoryPage:
    return await store.read(library, lambda it: it.changes.load_page(history, part, 5))


def numbers(page: HistoryPage) -> list[int]:
    assert page.count == len(page.changes)
    return [each.change.id for each in page.changes]


@pytest.fixture
async def edited(store: SqliteStore) -> SqliteStore:
    """Facts on two topics, by two users, in the shared library and a server's."""
    await by(store, ANN).add_fact(fact_input("One.", "naps"), allow_similar=True)
    await by(store, BO).add_fact(fact_input("Two.", "rest"), allow_similar=True)
    await by(store, BO, SERVER).add_fact(fact_input("Ours.", "naps"), allow_similar=True)
    await by(store, ANN).edit_fact(FactId(1), FactEdit("One!"))
    await by(store, BO, OTHER).remove_facts([FactId(1)])
    await by(store, BO).merge_topics(REST, NAPS)
    return store


@pytest.mark.parametrize(
    ("library", "history", "found"),
    [
        (SHARED_LIBRARY, HistoryFilter(), [6, 4, 2, 1]),
        (SERVER, HistoryFilter(), [3]),
        (OTHER, HistoryFilter(), [5]),
        (SHARED_LIBRARY, HistoryFilter(user=ANN), [4, 1]),
        (SERVER, HistoryFilter(user=BO), [3]),
        (SHARED_LIBRARY, HistoryFilter(topic=NAPS), [6, 4, 1]),
        (SERVER, HistoryFilter(topic=NAPS), [6, 4, 3, 1]),
        (SERVER, HistoryFilter(topic=NAPS, user=BO), [6, 3]),
        (OTHER, HistoryFilter(topic=NAPS, user=BO), [6]),
        (SERVER, HistoryFilter(topic=REST), [6, 2]),
        (OTHER, HistoryFilter(fact=FactId(1)), [4, 1]),
        (SERVER, HistoryFilter(fact=FactId(1), user=ANN), [4, 1]),
        (SERVER, HistoryFilter(fact=FactId(2), topic=NAPS), [6]),
        (SERVER, HistoryFilter(fact=FactId(2), topic=NAPS, user=BO), [6]),
        (SERVER, HistoryFilter(fact=FactId(3)), [3]),
        (OTHER, HistoryFilter(fact=FactId(3)), []),
        (SHARED_LIBRARY, HistoryFilter(fact=FactId(3)), []),
        (SHARED_LIBRARY, HistoryFilter(fact=FactId(99)), []),
        (SHARED_LIBRARY, HistoryFilter(topic=TopicId(99)), []),
    ],
)
async def test_filters(
    edited: SqliteStore, library: LibraryId, history: HistoryFilter, found: list[int]
) -> None:
    assert numbers(await load(edited, library, history)) == found


async def test_a_page_after_the_last_means_the_last(edited: SqliteStore) -> None:
    for start, found in ((0, [6, 4, 2]), (3, [1]), (99, [1])):
        page = await load(edited, part=Slice(start, 3))
        assert page.count == 4
        assert [each.change.id for each in page.changes] == found


async def test_an_import_counts_what_it_added_even_with_gaps_between(store: SqliteStore) -> None:
    known = [fact_draft(f"Fact {number}.") for number in range(5)]
    await add(store, *known)
    await add(store, fact_draft("First."), *known, fact_draft("Last."))
    second, first = (await load(store)).changes
    assert first.count == 5 + 2  # a topic and a source
    assert second.count == 2
    assert second.change.summary == "Imported 2 new facts"


async def test_an_import_that_only_completes_has_a_summary_and_an_undo(
    store: SqliteStore,
) -> None:
    await add(store, topic_draft("naps"), topic_draft("rest"), fact_draft("One."))
    await add(store, topic_draft("rest", definition="No work."))
    await add(store, fact_draft("One.", topics=("rest",)))
    third, second, _ = (await load(store)).changes
    assert second.change.summary
    await curate(store).undo(third.change.id)
    await curate(store).undo(second.change.id)
    fact = await store.read(SHARED_LIBRARY, lambda it: it.facts.get(FactId(1)))
    assert fact
    assert [link.name for link in fact.topic_links] == ["naps"]
    topic = await store.read(SHARED_LIBRARY, lambda it: it.topics.get(REST))
    assert topic
    assert topic.definition is None


async def test_an_import_of_known_things_leaves_no_change(store: SqliteStore) -> None:
    await add(store, fact_draft("One."))
    await add(store, fact_draft("One."))
    assert numbers(await load(store)) == [1]


async def test_an_import_on_a_known_topic_is_in_its_history(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", topics=("naps",)))
    await add(store, fact_draft("Two.", topics=("naps", "rest")))
    assert numbers(await load(store, history=ON_NAPS)) == [2, 1]
    assert numbers(await load(store, history=HistoryFilter(REST))) == [2]


async def test_a_removed_topic_keeps_its_history(store: SqliteStore) -> None:
    change, _ = await add_fact(store, "One.", "naps")
    await curate(store).undo(change)
    assert numbers(await load(store, history=ON_NAPS)) == [2, 1]
