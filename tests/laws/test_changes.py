"""Any changes and undos leave what a plain model of the libraries says.

The model keeps three libraries in dictionaries: a shared one and those of two servers.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from facts.curation.errors import AlreadyUndone, CurationError, UndoConflict
from facts.model.entities import LibraryId
from facts.model.errors import NotFoundError
from storage.store import SqliteStore, open_store
from tests.support.curation import OTHER, SERVER
from tests.support.library_model import LibraryModel, Refused, UndoRefused
from tests.support.library_reads import check_history_pages, check_index, check_reads
from tests.support.library_tables import copy_database, load_things
from tests.support.model_steps import (
    AnyStep,
    ScheduleStep,
    Step,
    UndoStep,
    undo,
)
from tests.support.recounts import assert_counts_match
from tests.support.step_chooser import LIBRARIES, StepChooser

MAX_DEPTH = 1_000


@pytest.mark.parametrize("number", range(4))
async def test_some_changes_and_undos_leave_what_the_model_says(path: str, number: int) -> None:
    await check_history(path, Random(number), 30)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(10))
async def test_many_changes_and_undos_leave_what_the_model_says(
    tmp_path: Path, seed: int, number: int
) -> None:
    await check_history(str(tmp_path / "footnote.db"), Random(f"{seed} {number}"), 150)


async def check_history(path: str, random: Random, length: int) -> None:
    """Make random changes through the program and the model, and compare after each."""
    model, made = LibraryModel(), list[AnyStep]()
    async with open_store(path) as store:
        add_schedules(path, model)
        for _ in range(length):
            step = StepChooser(random, model).choose()
            made.append(step)
            if isinstance(step, ScheduleStep):
                set_schedule(path, model, step)
            elif isinstance(step, UndoStep):
                await check_undo(path, store, model, step)
            else:
                await check_step(store, model, step)
            check_tables(path, model)
        for library in LIBRARIES:
            await check_reads(store, model, library)
            await check_history_pages(store, model, library)
    await check_index(path)


def add_schedules(path: str, model: LibraryModel) -> None:
    """Add a schedule to each server: only its topics matter here."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for server in (SERVER, OTHER):
            connection.execute(
                "INSERT INTO schedule (server, channel, at, zone, weekdays, topics, kinds, sites, "
                "thread, pin, publish, catch_up, made_by) "
                "VALUES (?, 1, '09:00', 'UTC', '1', '[1]', '[]', '[]', 0, 0, 0, 600, 5)",
                (server,),
            )
    for number in (1, 2):
        model.things["schedule", number] = {"topics": [1]}


def set_schedule(path: str, model: LibraryModel, step: ScheduleStep) -> None:
    topics = list(dict.fromkeys(step.topics))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE schedule SET topics = ? WHERE id = ?", (json.dumps(topics), step.schedule)
        )
    model.things["schedule", step.schedule] = {"topics": topics}


async def check_step(store: SqliteStore, model: LibraryModel, step: Step) -> None:
    try:
        model.make(step.library, step.write)
    except Refused:
        with pytest.raises((CurationError, NotFoundError)):
            await step.run(store)
    else:
        await step.run(store)


async def check_undo(path: str, store: SqliteStore, model: LibraryModel, step: UndoStep) -> None:
    wanted = max(model.changes, default=0) - step.back
    past = model.changes.get(wanted)
    library = LibraryId(past.library if past else 0)
    try:
        model.make(library, lambda edit: edit.undo(wanted))
    except UndoRefused:
        with pytest.raises(UndoConflict) as refused:
            await undo(store, library, wanted)
        numbers = [change.id for change in refused.value.later]
        assert numbers == sorted(numbers, reverse=True)
        with TemporaryDirectory() as folder:
            copy = str(Path(folder, "copy.db"))
            copy_database(path, copy)
            async with open_store(copy) as other:
                await undo_with_later(other, copy, wanted)
    except Refused:
        with pytest.raises((CurationError, NotFoundError)):
            await undo(store, library, wanted)
    else:
        await undo(store, library, wanted)


async def undo_with_later(store: SqliteStore, path: str, wanted: int, depth: int = 0) -> None:
    """Undo a change, and first those that the refusal names, the latest first."""
    assert depth < MAX_DEPTH
    try:
        await undo(store, library_of(path, wanted), wanted)
    except AlreadyUndone:
        return
    except UndoConflict as refused:
        later = refused.later
    else:
        return
    assert later
    for change in later:
        await undo_with_later(store, path, change.id, depth + 1)
    await undo_with_later(store, path, wanted, depth + 1)


def library_of(path: str, change: int) -> LibraryId:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT library FROM change WHERE id = ?"
        return LibraryId(connection.execute(query, (change,)).fetchone()[0])


def check_tables(path: str, model: LibraryModel) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert load_things(connection) == model.things
        assert_counts_match(connection)
        rows = connection.execute("SELECT id, library, summary, undone_by FROM change").fetchall()
    assert [row[0] for row in rows] == list(model.changes)
    for change, library, summary, undone_by in rows:
        assert summary
        assert library == model.changes[change].library
        assert undone_by == model.undone_by(change)
