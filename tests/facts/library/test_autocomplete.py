"""Suggestions of facts and sources while they are typed."""

import pytest

from facts.model.entities import SHARED_LIBRARY
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary


@pytest.fixture
def library(naps: SqliteStore) -> AsyncLibrary:
    return AsyncLibrary(naps, SHARED_LIBRARY)


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("handbook", ["The Nap Handbook"]),
        ("example.org/trial", ["Sleep and Driving: A Trial"]),
        ("HTTPS://example.org/trial", ["Sleep and Driving: A Trial"]),
        ("sleep and dri", ["Sleep and Driving: A Trial"]),
        ("riving a tr", ["Sleep and Driving: A Trial"]),
        ("dr", ["Sleep and Driving: A Trial"]),
        ("Slep and Drivng", []),
        ("%", []),
    ],
)
async def test_sources_are_found_by_parts_of_titles_and_addresses(
    library: AsyncLibrary, typed: str, titles: list[str]
) -> None:
    found = await library.read(lambda it: it.autocomplete.titles(typed, 25))
    assert [each.title for each in found] == titles


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("Slep and Drivng", ["Sleep and Driving: A Trial"]),
        ("the nap handbok", ["The Nap Handbook"]),
        ("zzqx vlorb", []),
        ("%", []),
    ],
)
async def test_sources_are_found_by_misspelled_titles(
    library: AsyncLibrary, typed: str, titles: list[str]
) -> None:
    found = await library.read(lambda it: it.autocomplete.similar_titles(typed, 25))
    assert [each.title for each in found] == titles


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("5", 5),
        ("#5", 5),
        ("5 · Long naps", 5),
        ("drowsy", 5),
        ("drowzy", 5),
        ("dro", 5),
        ("naps dro", 5),
        ("77", None),
        ("xyz", None),
    ],
)
async def test_facts_are_found_by_number_label_and_words(
    library: AsyncLibrary, typed: str, number: int | None
) -> None:
    found = await library.read(lambda it: it.autocomplete.facts(typed, 25))
    assert [each.id for each in found][:1] == ([number] if number else [])
    assert len({each.id for each in found}) == len(found)
