"""A search with filters finds the facts that a search without them finds and the filters select."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from random import Random

import pytest

from facts.model.entities import LibraryId
from facts.model.selection import EVERYTHING, WHOLE, Selection
from facts.search.claim_parser import parse_claim_query
from facts.search.claim_query import ClaimQuery
from storage.search import claims
from storage.search.word_reader import WordReader
from storage.store import SqliteStore
from tests.support.plain_library import LIBRARIES, PlainLibrary, choose_selection, fill

QUERIES = ("own", "0", "naps 7", "book 1 12", '"0 3" tea', '0 -"0 4"', "1 -5 atlas", "trial paper")


@dataclass(frozen=True, slots=True)
class PlainQuery(ClaimQuery):
    """A query whose hits do not depend on the best one."""

    def widen(self, best: float, *, has_rare: bool) -> None:
        """Take no synonyms."""

    def least_score(self, best: float) -> float:
        """Keep all hits."""
        return 0.0 * best


def search(
    library: LibraryId, selection: Selection, text: str, connection: sqlite3.Connection
) -> list[tuple[float, int]]:
    """Return scores and ids of all hits, the best first."""
    parsed = parse_claim_query(text)
    query = PlainQuery(parsed.words, parsed.phrases, parsed.excluded_words, parsed.excluded_phrases)
    reader = WordReader(library, connection)
    hits = claims.find_nearest(reader, selection, query, WHOLE).part
    return [(hit.score, hit.fact.id) for hit in hits]


@pytest.mark.parametrize("listed", [0, 12, 1_000])
async def test_filters_hide_no_hit_however_candidates_are_found(
    store: SqliteStore, path: str, listed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "_FIRST_CANDIDATES", 3)
    monkeypatch.setattr(claims, "_MORE_CANDIDATES", 2)
    monkeypatch.setattr(claims, "_CHECKED", 2)
    monkeypatch.setattr(claims, "FEW", listed)
    monkeypatch.setattr(claims, "MANY", 4 * listed)
    random = Random(listed)
    await fill(store, random)
    found = 0
    with closing(sqlite3.connect(path)) as connection:
        for library in LIBRARIES:
            plain = PlainLibrary(path, library)
            every = {text: search(library, EVERYTHING, text, connection) for text in QUERIES}
            for selection in (choose_selection(random) for _ in range(25)):
                selected = {fact.id for fact in plain.select(selection)}
                for text, hits in every.items():
                    expected = [hit for hit in hits if hit[1] in selected]
                    assert search(library, selection, text, connection) == expected, selection
                    found += len(expected)
    assert found > 200
