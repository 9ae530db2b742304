"""Bounded lists of selected facts, and the test of one fact, agree with plain counting."""

import sqlite3
from contextlib import closing
from random import Random

import pytest

from facts.model.entities import LibraryId
from facts.model.selection import EVERYTHING, Selection
from storage.library.matching import iter_matching, list_matching
from storage.library.selection import fits
from storage.library.starts import STARTS
from storage.store import SqliteStore
from tests.support.plain_library import LIBRARIES, PlainLibrary, choose_selection, fill

MANY = 1_000


def list_fitting(
    library: LibraryId, selection: Selection, connection: sqlite3.Connection
) -> list[int]:
    """Return the facts that pass the test of one fact."""
    condition, values = fits(selection)
    sql = f"SELECT id FROM fact WHERE {condition} ORDER BY id"  # noqa: S608 (of constants)
    rows = connection.execute(sql, values | {"library": library})
    return [fact for (fact,) in rows]


@pytest.mark.parametrize("number", range(3))
async def test_matching_facts_are_those_that_plain_counting_finds(
    store: SqliteStore, path: str, number: int
) -> None:
    random = Random(number)
    await fill(store, random)
    for library in LIBRARIES:
        plain = PlainLibrary(path, library)
        with closing(sqlite3.connect(path)) as connection:
            for _ in range(150):
                selection = choose_selection(random)
                expected = [fact.id for fact in plain.select(selection)]
                assert list_matching(library, selection, MANY, connection) == expected, selection
                assert list_fitting(library, selection, connection) == expected, selection


@pytest.mark.parametrize("number", range(3))
async def test_every_filter_to_start_from_leads_to_the_same_facts(
    store: SqliteStore, path: str, number: int
) -> None:
    random = Random(number)
    await fill(store, random)
    for library in LIBRARIES:
        plain = PlainLibrary(path, library)
        with closing(sqlite3.connect(path)) as connection:
            for _ in range(60):
                selection = choose_selection(random)
                expected = {
                    (fact.id, citation.source)
                    for fact in plain.select(selection)
                    for citation in plain.citations(fact, selection)
                }
                for start in list_starts(selection):
                    rows = iter_matching(library, selection, connection, start)
                    found = {(fact, source) for fact, _, source, _ in rows}
                    assert found == expected, (start, selection)


def list_starts(selection: Selection) -> list[str]:
    """Return the filters that a look-up can start from."""
    besides = {"kind", "focus"} if selection.topic else set()
    return [part for part in STARTS if getattr(selection, part) is not None and part not in besides]


async def test_more_matching_facts_than_the_limit_are_not_listed(
    store: SqliteStore, path: str
) -> None:
    await fill(store, Random(1))
    plain = PlainLibrary(path, LIBRARIES[0])
    number = len(plain.select(EVERYTHING))
    with closing(sqlite3.connect(path)) as connection:
        assert list_matching(LIBRARIES[0], EVERYTHING, number - 1, connection) is None
        assert list_matching(LIBRARIES[0], EVERYTHING, number, connection) == list(plain.facts)
