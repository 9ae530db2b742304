"""A snapshot belongs to one moment, even if another process writes."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from facts.library.comparison import Side, TopicPair
from facts.library.library import Library
from facts.model.entities import SHARED_LIBRARY, TopicId
from facts.model.selection import WHOLE, Selection
from facts.store.library_store import Snapshot
from storage.library.lists.candidates import Candidates
from storage.library.lists.selected import TopicFacts
from storage.store import SqliteStore, open_store
from tests.support.builders import add, fact_draft

NAPS, TEA = TopicId(1), TopicId(2)


def write_meanwhile(path: str, text: str) -> None:
    """Add a fact on both topics, as another process would.

    Call it in the reader's thread.
    """

    async def write() -> None:
        async with open_store(path) as other:
            await add(other, fact_draft(text, kind="quote", topics=("naps", "tea")))

    asyncio.run(write())


@pytest.fixture
async def filled(store: SqliteStore) -> SqliteStore:
    await add(store, fact_draft("One."), fact_draft("Two.", topics=("naps", "tea")))
    return store


async def test_a_snapshot_does_not_see_later_writes(filled: SqliteStore, path: str) -> None:
    def read_twice(snapshot: Snapshot) -> tuple[object, object]:
        library = Library(snapshot)
        first = read_all(library)
        write_meanwhile(path, "Three.")
        return first, read_all(library)

    first, second = await filled.read(SHARED_LIBRARY, read_twice)
    assert first == second
    assert first != await filled.read(SHARED_LIBRARY, lambda it: read_all(Library(it)))


def read_all(library: Library) -> object:
    pair = TopicPair(NAPS, TEA)
    return (
        library.topic(Selection(NAPS)),
        library.compare(pair),
        library.size(),
        library.sources(),
        library.autocomplete.kinds(),
    )


@pytest.mark.parametrize("step", ["sum_up", "list_facts", "count_kinds"])
async def test_the_figures_of_a_topic_agree_while_another_process_writes(
    filled: SqliteStore, path: str, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    interrupt(monkeypatch, step, lambda: write_meanwhile(path, "Three."))
    page = await filled.read(
        SHARED_LIBRARY, lambda it: it.topics.load_page(Selection(NAPS), WHOLE, 9, 9)
    )
    assert page
    assert page.totals.facts == len(page.facts) == sum(kind.facts for kind in page.kinds)


async def test_the_sides_of_a_comparison_agree_while_another_process_writes(
    filled: SqliteStore, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt(monkeypatch, "list_facts", lambda: write_meanwhile(path, "Three."))
    pair = TopicPair(NAPS, TEA)
    answer = await filled.read(SHARED_LIBRARY, lambda it: Library(it).compare(pair))
    assert answer.sizes[Side.BOTH] == len(answer.facts)


def interrupt(monkeypatch: pytest.MonkeyPatch, step: str, write: Callable[[], None]) -> None:
    """Call `write` just before one step of a read."""
    for facts in (Candidates, TopicFacts):
        take = getattr(facts, step)

        def interrupted(*arguments: Any, take: Any = take) -> object:  # noqa: ANN401
            monkeypatch.undo()
            write()
            return take(*arguments)

        monkeypatch.setattr(facts, step, interrupted)
