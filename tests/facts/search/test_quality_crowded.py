"""Minimum shares of first results among similar names and claims."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import permutations, product

import pytest

from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, topic_draft
from tests.support.generated_names import misspell

pytestmark = pytest.mark.slow

NAMES = tuple(
    "".join(parts)
    for parts in product(
        ("bra", "cle", "dri", "fo", "gru", "ha", "je", "ki", "lo", "mu"),
        ("ban", "del", "fin", "gor", "hus", "kat"),
        ("", "a", "ith", "or", "um"),
    )
)
STEMS = ("wander", "gather", "borrow", "season", "market", "winter")
CLAIMS = tuple(
    f"{filler}The {first}ing {second}s {third} the valley{end}."
    for first, second, third in permutations(STEMS, 3)
    for filler, end in (("", ""), ("After a long and quiet year of rain, ", " and its old bridges"))
)
FIRST_NAMES = {
    "misspelled": 296,
    "twice misspelled": 272,
    "vowels confused": 213,
    "letters stirred": 249,
    "begun, misspelled": 64,
    "cut and misspelled": 210,
}
FIRST_CLAIMS = {
    "as they stand": 120,
    "in other forms": 120,
    "misspelled": 120,
    "with what follows": 120,
}
"""First results among 300 names and 120 claims, at least."""


def find_shortfalls(right: Mapping[str, int], least: Mapping[str, int]) -> dict[str, int]:
    """Return the kinds of queries with too few first results."""
    return {way: right[way] for way, count in least.items() if right[way] < count}


def short_name_variants(name: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield spellings of a short name, each with its description."""
    vowels = "aeiou"
    yield "misspelled", misspell(name, chance)
    yield "twice misspelled", misspell(misspell(name, chance), chance)
    yield "vowels confused", "".join(chance.choice(vowels) if x in vowels else x for x in name)
    yield "letters stirred", name[0] + "".join(chance.sample(name[1:5], 4)) + name[5:]
    yield "begun, misspelled", misspell(name, chance)[:5]
    yield "cut and misspelled", misspell(name[1:], chance)


async def test_short_names_are_found_first_in_any_spelling(store: SqliteStore) -> None:
    await add(store, *map(topic_draft, NAMES), fact_draft())
    library, chance = AsyncLibrary(store), random.Random(4)
    right: Counter[str] = Counter()
    for number, name in enumerate(NAMES, start=1):
        for way, typed in short_name_variants(name, chance):
            matches = await library.complete_topics(typed, 1)
            right[way] += bool(matches) and matches[0].topic == number
    assert find_shortfalls(right, FIRST_NAMES) == {}


async def test_word_order_decides_between_claims_with_the_same_words(
    store: SqliteStore,
) -> None:
    await add(store, *(fact_draft(text) for text in CLAIMS))
    library, chance = AsyncLibrary(store), random.Random(5)
    right: Counter[str] = Counter()
    for number, stems in enumerate(permutations(STEMS, 3)):
        first, second, third = stems
        for way, typed in (
            ("as they stand", f"{first}ing {second}s {third}"),
            ("in other forms", f"{first}ers {second}ed {third}ed"),
            ("misspelled", f"{misspell(first, chance)}ing {misspell(second, chance)}s {third}"),
            ("with what follows", f"{first} {second} {third} old bridges"),
        ):
            found = (await library.search(typed)).hits[0].fact.id
            right[way] += found == 2 * number + 1 + (way == "with what follows")
    assert find_shortfalls(right, FIRST_CLAIMS) == {}
