"""Posting lists of two libraries, and what several lists have in common."""

import numpy as np

from facts.model.entities import LibraryId
from storage.search.heaviest import select_heaviest
from storage.search.postings import PostingList, intersect
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft

OURS = LibraryId(7)


def build(*ids: int) -> PostingList:
    return PostingList.of(np.array(ids, np.int64))


def test_lists_have_their_common_ids_in_common() -> None:
    lists = [build(1, 5, 70_000, 70_001, 200_000), build(5, 70_001, 200_001), build(70_001, 5, 9)]
    assert sorted(intersect(lists).ids().tolist()) == [5, 70_001]
    assert intersect(lists[:1]).ids().tolist() == [1, 5, 70_000, 70_001, 200_000]
    assert intersect([*lists, build()]).count == 0


def test_the_heaviest_ids_are_the_newest_of_equal_ones() -> None:
    weighted = [(1.0, build(3, 70_000, 4)), (0.5, build(4, 9, 200_000)), (0.5, build(70_000))]
    assert select_heaviest(weighted, 9)[0] == [70_000, 4, 3, 200_000, 9]
    assert select_heaviest(weighted, 4, build(3, 9, 200_000))[0] == [3, 200_000, 9]


async def test_a_phrase_is_found_in_a_server_s_facts_and_in_shared_ones(
    store: SqliteStore,
) -> None:
    await add(store, fact_draft("Short naps help."), fact_draft("Naps are short."))
    await add(store, fact_draft("Our short naps help."), library=OURS)
    library = AsyncLibrary(store, OURS)
    assert (await library.search('"short naps"')).count == 2
    assert (await library.search('"short naps" -our')).count == 1
