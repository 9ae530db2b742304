"""A workspace: what a change sees, and that it is kept as a whole or not at all."""

import pytest

from facts.curation.store import Workspace
from facts.model.entities import SHARED_LIBRARY, Kind, SourceId
from facts.model.records import CitationRecord, FactRecord, TopicRecord
from storage.store import SqliteStore
from tests.support.builders import NOTE, add, dump, fact_draft

CITED = (CitationRecord(SourceId(1)),)


def add_quote(workspace: Workspace) -> None:
    workspace.add_fact(FactRecord(SHARED_LIBRARY, Kind("quote"), "A quote.", CITED))
    workspace.describe("Added a quote")


async def kinds(store: SqliteStore) -> list[str]:
    counts = await store.read(SHARED_LIBRARY, lambda it: it.facts.count_kinds())
    return [count.name for count in counts]


async def test_a_failed_change_leaves_nothing(store: SqliteStore, path: str) -> None:
    await add(store, fact_draft("One."))
    before = dump(path)

    def work(workspace: Workspace) -> None:
        workspace.add_topic(TopicRecord(SHARED_LIBRARY, "rest"))
        add_quote(workspace)
        raise LookupError

    with pytest.raises(LookupError):
        await store.change(SHARED_LIBRARY, NOTE, work)
    assert dump(path) == before


async def test_counts_follow_an_open_change_and_forget_a_failed_one(store: SqliteStore) -> None:
    await add(store, fact_draft("One."))
    assert await kinds(store) == ["claim"]

    def work(workspace: Workspace) -> None:
        assert len(workspace.snapshot.facts.count_kinds()) == 1
        add_quote(workspace)
        assert len(workspace.snapshot.facts.count_kinds()) == 2
        raise LookupError

    with pytest.raises(LookupError):
        await store.change(SHARED_LIBRARY, NOTE, work)
    assert await kinds(store) == ["claim"]
