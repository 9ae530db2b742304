"""Minimum shares of names and claims found in a generated corpus."""

import random
from collections import Counter

import pytest

from facts.model.errors import NotFoundError
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, topic_draft
from tests.support.generated_names import CLAIMS, NAMES, misspell, typed_variants

pytestmark = pytest.mark.slow

NONSENSE = 100


async def first_topic(library: AsyncLibrary, typed: str) -> int:
    matches = await library.complete_topics(typed, 5)
    return matches[0].topic if matches else 0


async def test_names_are_found_first_in_any_spelling(store: SqliteStore) -> None:
    await add(store, *map(topic_draft, NAMES), fact_draft())
    library, chance = AsyncLibrary(store), random.Random(1)
    right: Counter[str] = Counter()
    for number, name in list(enumerate(NAMES, start=1))[::3]:
        for way, typed in typed_variants(name, chance):
            right[way] += await first_topic(library, typed) == number
    assert dict(right) == {
        "unchanged": 100,
        "misspelled": 100,
        "twice misspelled": 100,
        "reordered": 100,
        "run together": 100,
        "asked for": 100,
        "asked for, misspelled": 100,
        "half typed": 100,
        "accented": 100,
    }


async def test_the_first_name_answers_and_nonsense_does_not(
    store: SqliteStore,
) -> None:
    await add(store, *map(topic_draft, NAMES), fact_draft())
    library, chance = AsyncLibrary(store), random.Random(2)
    assert await count_answers(library, [misspell(name, chance) for name in NAMES[::3]]) == 100
    letters = "abcdefghijklmnopqrstuvwxyz "
    random_keys = ["".join(chance.choices(letters, k=12)) for _ in range(NONSENSE)]
    assert await count_answers(library, random_keys) == 0


async def count_answers(library: AsyncLibrary, queries: list[str]) -> int:
    count = 0
    for query in queries:
        try:
            await library.find(query)
        except NotFoundError:
            continue
        count += 1
    return count


async def test_claims_are_found_first_by_some_of_their_words(store: SqliteStore) -> None:
    await add(store, *(fact_draft(text) for text in CLAIMS))
    library, chance = AsyncLibrary(store), random.Random(3)
    right: Counter[str] = Counter()
    for number, text in list(enumerate(CLAIMS, start=1))[::6]:
        words = text.rstrip(".").split()
        chosen = [*words[1:5], words[6]]
        for way, typed in (
            ("key words", " ".join(chance.sample(chosen, len(chosen)))),
            ("misspelled", " ".join([*chosen[:-1], misspell(chosen[-1], chance)])),
            ("a question", f"What did the {words[1]} {words[2]} {words[3]} do with {words[6]}?"),
        ):
            right[way] += (await library.search(typed)).hits[0].fact.id == number
    assert dict(right) == {"key words": 100, "misspelled": 100, "a question": 100}
