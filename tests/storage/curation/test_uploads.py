"""Uploads wait a day for their user, and for nobody else."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from facts.curation.curator import Curator
from facts.curation.uploads import MAX_UPLOADS, UPLOAD_KEPT, Upload, UploadedFile, UploadId
from facts.model.entities import FactId
from facts.store.errors import InteractionRepeated
from storage.store import SqliteStore
from tests.support.builders import NOTE, add, fact_draft
from tests.support.curation import OTHER, SERVER

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
FILES = (UploadedFile("b.csv", b"\x00\xff"), UploadedFile("a.md", b""))
UPLOAD = Upload(SERVER, 5, NOW, {"source": "Team “handbook”"}, FILES)


def count_files(path: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM upload_file").fetchone()
        assert isinstance(count, int)
        return count


async def test_an_upload_comes_back_as_it_was(store: SqliteStore) -> None:
    number = await store.save_upload(UPLOAD)
    assert await store.get_upload(SERVER, 5, number, NOW) == replace(UPLOAD, id=number)


async def test_only_its_user_on_its_server_gets_or_deletes_it(store: SqliteStore) -> None:
    number = await store.save_upload(UPLOAD)
    for library, person in ((OTHER, 5), (SERVER, 6)):
        assert await store.get_upload(library, person, number, NOW) is None
        await store.delete_upload(library, person, number)
    assert await store.get_upload(SERVER, 5, number, NOW)
    await store.delete_upload(SERVER, 5, number)
    assert await store.get_upload(SERVER, 5, number, NOW) is None


async def test_a_deleted_upload_leaves_no_file(store: SqliteStore, path: str) -> None:
    number = await store.save_upload(UPLOAD)
    assert count_files(path) == 2
    await store.delete_upload(SERVER, 5, number)
    assert count_files(path) == 0


async def test_a_number_is_never_used_again(store: SqliteStore) -> None:
    number = await store.save_upload(UPLOAD)
    await store.delete_upload(SERVER, 5, number)
    assert await store.save_upload(UPLOAD) == UploadId(number + 1)


async def test_an_upload_is_kept_for_a_day(store: SqliteStore, path: str) -> None:
    number = await store.save_upload(UPLOAD)
    late = NOW + UPLOAD_KEPT
    assert await store.get_upload(SERVER, 5, number, late)
    later = late + timedelta(seconds=1)
    assert await store.get_upload(SERVER, 5, number, later) is None
    await store.save_upload(replace(UPLOAD, library=OTHER, made_at=later))
    assert count_files(path) == 2


async def test_a_user_keeps_only_the_newest_uploads(store: SqliteStore) -> None:
    others = await store.save_upload(replace(UPLOAD, person=6))
    numbers = [await store.save_upload(UPLOAD) for _ in range(MAX_UPLOADS + 2)]
    kept = [each for each in numbers if await store.get_upload(SERVER, 5, each, NOW)]
    assert kept == numbers[2:]
    assert await store.get_upload(SERVER, 6, others, NOW)


async def test_a_second_delivery_saves_no_second_upload(store: SqliteStore, path: str) -> None:
    await store.once(1 << 60).save_upload(UPLOAD)
    with pytest.raises(InteractionRepeated):
        await store.once(1 << 60).save_upload(UPLOAD)
    assert count_files(path) == 2


async def test_old_uploads_of_all_users_are_deleted(store: SqliteStore, path: str) -> None:
    await store.save_upload(UPLOAD)
    await store.delete_old_uploads(NOW + UPLOAD_KEPT)
    assert count_files(path) == 2
    await store.save_upload(replace(UPLOAD, library=OTHER, person=6))
    await store.delete_old_uploads(NOW + UPLOAD_KEPT + timedelta(seconds=1))
    assert count_files(path) == 0


async def test_a_purge_deletes_the_uploads_of_its_library(store: SqliteStore, path: str) -> None:
    await add(store, fact_draft("The password is Xyzzy."), library=SERVER)
    await store.save_upload(UPLOAD)
    await store.save_upload(replace(UPLOAD, library=OTHER))
    await Curator(store, SERVER, NOTE).remove_facts((FactId(1),))
    assert count_files(path) == 4
    await Curator(store, SERVER, NOTE).purge_facts((FactId(1),))
    assert count_files(path) == 2
