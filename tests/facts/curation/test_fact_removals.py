"""Curators remove and purge facts; servers hide shared ones."""

import pytest

from facts.curation.errors import NothingChanged, SharedReadOnly, SourceWithoutFacts
from facts.curation.fact_edits import FactEdit
from facts.curation.fact_removals import RemovedFacts, name_facts
from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY, FactId, SourceId
from facts.model.errors import FactNotFound, FactRemoved
from facts.model.selection import EVERYTHING
from storage.store import SqliteStore
from tests.support.curation import OTHER, SERVER, add_fact, curate, fact_input, get_fact

ONE = FactId(1)
PAPER, BLOG = SourceId(1), SourceId(2)


async def test_a_removed_fact_says_which_change_removed_it(store: SqliteStore) -> None:
    await add_fact(store, "One.")
    removal = await curate(store).remove_facts([ONE])
    for attempt in (
        curate(store).edit_fact(ONE, FactEdit("Two.")),
        curate(store).remove_facts([ONE]),
    ):
        with pytest.raises(FactRemoved) as refused:
            await attempt
        assert refused.value.change.id == removal.change


async def test_a_removed_fact_of_another_server_never_existed(store: SqliteStore) -> None:
    await add_fact(store, "One.", library=OTHER)
    await curate(store, OTHER).remove_facts([ONE])
    with pytest.raises(FactNotFound):
        await curate(store, SERVER).remove_facts([ONE])


async def test_a_server_removes_its_own_facts_and_hides_shared_ones(store: SqliteStore) -> None:
    _, shared = await add_fact(store, "One.")
    _, own = await add_fact(store, "Two.", library=SERVER)
    saved = await curate(store, SERVER).remove_facts([shared, own])
    assert saved.result == RemovedFacts((own,), (shared,))
    seen = {
        library: [
            fact.id for fact in await store.read(library, lambda it: it.facts.list(EVERYTHING))
        ]
        for library in (SHARED_LIBRARY, SERVER, OTHER)
    }
    assert seen == {SHARED_LIBRARY: [shared], SERVER: [], OTHER: [shared]}
    with pytest.raises(FactRemoved):
        await curate(store, SERVER).remove_facts([shared])


async def test_removing_no_facts_changes_nothing(store: SqliteStore) -> None:
    with pytest.raises(NothingChanged):
        await curate(store).remove_facts([])


async def test_a_source_goes_from_facts_that_have_others(store: SqliteStore) -> None:
    await curate(store).add_fact(fact_input("One.", sources=("A Paper",)), allow_similar=True)
    await curate(store).add_fact(
        fact_input("Two.", sources=("A Paper", "A Blog")), allow_similar=True
    )
    saved = await curate(store).remove_source_facts(PAPER)
    assert saved.result == RemovedFacts((ONE,), (), (FactId(2),))
    assert [each.source.id for each in (await get_fact(store, FactId(2))).citations] == [BLOG]
    with pytest.raises(SourceWithoutFacts):
        await curate(store).remove_source_facts(PAPER)


async def test_a_server_hides_the_facts_of_a_shared_source(store: SqliteStore) -> None:
    await add_fact(store, "One.")
    _, own = await add_fact(store, "Two.", library=SERVER)
    saved = await curate(store, SERVER).remove_source_facts(PAPER)
    assert saved.result == RemovedFacts((own,), (ONE,))


async def test_a_server_cannot_take_a_source_from_shared_facts(store: SqliteStore) -> None:
    await curate(store).add_fact(fact_input("One.", sources=("A Paper", "A Blog")))
    with pytest.raises(NothingChanged):
        await curate(store, SERVER).remove_source_facts(PAPER)
    assert await store.read(SERVER, lambda it: it.changes.get(ChangeId(2))) is None


async def test_a_purged_fact_leaves_no_text_in_the_history(store: SqliteStore) -> None:
    await add_fact(store, "A secret.")
    await curate(store).edit_fact(ONE, FactEdit("A second secret."))
    purge = await curate(store).purge_facts([ONE])
    removal = await store.read(SHARED_LIBRARY, lambda it: it.changes.find_removal(ONE))
    assert removal
    assert removal.id == purge.change
    with pytest.raises(FactRemoved):
        await curate(store).edit_fact(ONE, FactEdit("Two."))


async def test_a_removed_fact_can_still_be_purged(store: SqliteStore) -> None:
    await add_fact(store, "A secret.")
    await curate(store).remove_facts([ONE])
    await curate(store).purge_facts([ONE])


async def test_a_server_cannot_purge_a_removed_shared_fact(store: SqliteStore) -> None:
    await add_fact(store, "One.")
    removal = await curate(store).remove_facts([ONE])
    with pytest.raises(SharedReadOnly):
        await curate(store, SERVER).purge_facts([ONE])
    await curate(store).undo(removal.change)
    assert (await get_fact(store, ONE)).text == "One."


async def test_what_never_was_cannot_be_purged(store: SqliteStore) -> None:
    with pytest.raises(FactNotFound):
        await curate(store).purge_facts([FactId(9)])


@pytest.mark.parametrize(
    ("facts", "named"),
    [([3], "fact 3"), ([3, 4], "facts 3, 4"), (range(1, 2_001), "2,000 facts")],
)
def test_few_facts_are_listed_and_many_counted(facts: list[int], named: str) -> None:
    assert name_facts([FactId(fact) for fact in facts]) == named
