"""Curators with dull defaults, and changes that tests make through them."""

import pytest

from facts.curation.curator import Curator
from facts.curation.errors import UndoConflict
from facts.curation.fact_edits import FactInput
from facts.curation.form_input import SourceInput, TopicInput
from facts.model.changes import ChangeId
from facts.model.entities import (
    CLAIM,
    SHARED_LIBRARY,
    ChannelId,
    ChannelSetting,
    Fact,
    FactId,
    LibraryId,
    TopicId,
)
from storage.store import SqliteStore
from tests.support.builders import NOTE

SERVER, OTHER = LibraryId(7), LibraryId(8)


def fact_input(
    text: str = "Short naps help.", *topics: str, sources: tuple[str, ...] = ("A Paper",)
) -> FactInput:
    typed = tuple(map(TopicInput, topics or ("naps",)))
    return FactInput(text, CLAIM, typed, tuple(map(SourceInput, sources)))


def curate(store: SqliteStore, library: LibraryId = SHARED_LIBRARY) -> Curator:
    return Curator(store, library, NOTE)


async def add_fact(
    store: SqliteStore, text: str, *topics: str, library: LibraryId = SHARED_LIBRARY
) -> tuple[ChangeId, FactId]:
    """Add a fact, and return its change and number."""
    new = fact_input(text, *topics)
    saved = await curate(store, library).add_fact(new, allow_similar=True)
    return saved.change, saved.result.fact


async def get_fact(store: SqliteStore, fact: FactId, library: LibraryId = SHARED_LIBRARY) -> Fact:
    """Return a fact as a library shows it."""
    found = await store.read(library, lambda it: it.facts.get(fact))
    assert found
    return found


async def undo(
    store: SqliteStore, change: ChangeId, library: LibraryId = SHARED_LIBRARY
) -> ChangeId:
    """Undo a change, and return the number of the undo."""
    return (await curate(store, library).undo(change)).change


async def conflicts(
    store: SqliteStore, change: ChangeId, library: LibraryId = SHARED_LIBRARY
) -> list[ChangeId]:
    """Return the later changes that stop an undo."""
    with pytest.raises(UndoConflict) as refused:
        await undo(store, change, library)
    return [each.id for each in refused.value.later]


async def set_focus(
    store: SqliteStore, channel: int, *topics: int, library: LibraryId = SERVER
) -> None:
    """Let a channel be about topics."""
    setting = ChannelSetting(ChannelId(channel), tuple((TopicId(each), "") for each in topics))
    await store.set_channel(library, setting.channel, lambda _: setting, NOTE)
