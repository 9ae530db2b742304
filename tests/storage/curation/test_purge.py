"""A purged text is in no byte of the database's files."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from facts.curation.curator import Curator
from facts.curation.errors import AlreadyPurged
from facts.curation.fact_edits import FactEdit, FactInput
from facts.curation.form_input import SourceInput, TopicInput
from facts.curation.forms import SavedForm
from facts.model.entities import CLAIM, SHARED_LIBRARY, FactId, LibraryId
from facts.store.errors import ErasureIncomplete
from storage.store import SqliteStore, open_store
from tests.support.builders import NOTE


def stored_bytes(path: str) -> bytes:
    """Return all that the database's files hold, in lower case."""
    files = (Path(path + ending) for ending in ("", "-wal"))
    return b"".join(file.read_bytes() for file in files if file.exists()).lower()


def curator(store: SqliteStore) -> Curator:
    return Curator(store, SHARED_LIBRARY, NOTE)


async def add(store: SqliteStore, text: str) -> FactId:
    new = FactInput(text, CLAIM, (TopicInput("naps"),), (SourceInput("A Paper"),))
    return (await curator(store).add_fact(new, allow_similar=True)).result.fact


async def test_a_purged_text_is_gone_from_the_files(store: SqliteStore, path: str) -> None:
    fact = await add(store, "Zyxomma sleeps at dawn.")
    await curator(store).edit_fact(fact, FactEdit(text="Wolframite sleeps at noon."))
    assert b"zyxomma" in stored_bytes(path)
    assert b"wolframite" in stored_bytes(path)
    await curator(store).purge_facts([fact])
    assert b"zyxomma" not in stored_bytes(path)
    assert b"wolframite" not in stored_bytes(path)


async def test_phrasings_of_a_purged_fact_are_purged_too(store: SqliteStore, path: str) -> None:
    fact = await add(store, "Dragonflies sleep.")
    await curator(store).set_phrasings(fact, ["Does a zyxomma sleep?"])
    await curator(store).set_phrasings(fact, ["Does a wolframite sleep?"])
    await curator(store).purge_facts([fact])
    assert b"zyxomma" not in stored_bytes(path)
    assert b"wolframite" not in stored_bytes(path)


async def test_a_removed_fact_can_be_purged_later(store: SqliteStore, path: str) -> None:
    fact = await add(store, "Zyxomma sleeps at dawn.")
    await curator(store).remove_facts([fact])
    assert b"zyxomma" in stored_bytes(path)
    await curator(store).purge_facts([fact])
    assert b"zyxomma" not in stored_bytes(path)


async def test_a_saved_form_with_the_text_is_purged_too(store: SqliteStore, path: str) -> None:
    fact = await add(store, "Zyxomma “sleeps” at dawn.")
    for text in ("Zyxomma “sleeps” at dawn.", "Naps help."):
        values = {"fact": text}
        await store.save_form(SavedForm(LibraryId(7), 5, NOTE.made_at, "h|||", values))
    await curator(store).purge_facts([fact])
    assert b"zyxomma" not in stored_bytes(path)
    assert b"naps help." in stored_bytes(path)


@pytest.mark.slow
async def test_copies_of_a_text_in_split_pages_are_purged_too(
    store: SqliteStore, path: str
) -> None:
    chance = random.Random(2)
    facts = {}
    for number in range(150):
        filling = " ".join(f"w{chance.randrange(10**6)}" for _ in range(chance.randrange(1, 60)))
        facts[await add(store, f"Secret{number}q {filling}")] = f"secret{number}q".encode()
    for fact in chance.sample(sorted(facts), 80):
        await curator(store).edit_fact(fact, FactEdit(text=f"{facts[fact].decode()} was long"))
    purged = chance.sample(sorted(facts), 40)
    await curator(store).purge_facts(purged)
    kept = stored_bytes(path)
    assert [facts[fact] for fact in purged if facts[fact] in kept] == []
    assert [facts[fact] for fact in facts if fact not in purged and facts[fact] not in kept] == []


async def test_a_purge_beside_a_reader_says_that_texts_may_remain(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.sqlite.connection.BUSY_SECONDS", 0)
    async with open_store(path) as store:
        fact = await add(store, "Zyxomma sleeps at dawn.")
        with closing(sqlite3.connect(path)) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM fact").fetchall()
            with pytest.raises(ErasureIncomplete):
                await curator(store).purge_facts([fact])
        with pytest.raises(AlreadyPurged):
            await curator(store).purge_facts([fact])
        assert b"zyxomma" not in stored_bytes(path)


async def test_a_second_purge_is_no_change(store: SqliteStore) -> None:
    fact, other = await add(store, "Zyxomma sleeps at dawn."), await add(store, "Naps help.")
    first = await curator(store).purge_facts([fact])
    with pytest.raises(AlreadyPurged) as refused:
        await curator(store).purge_facts([fact])
    assert refused.value.facts == (fact,)
    later = await curator(store).purge_facts([fact, other])
    assert later.change == first.change + 1
