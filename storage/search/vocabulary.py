"""Words of a search: their corrections, weights and posting lists."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from facts.model.entities import LibraryId
from facts.search.name_query import CORRECTION_WEIGHT, FORM_WEIGHT, ClaimMatcher
from facts.text.word_forms import STEM_LENGTH
from storage.engine.connection import SqlConnection
from storage.search import counts, postings
from storage.search.counts import FACTS, WORDS
from storage.search.postings import PostingList
from storage.search.terms import LAST_CHARACTER, Field, hash_words, sample_trigrams, visible_keys
from storage.search.word_index import can_be_misspelled

_SIMILAR_LIMIT: Final = 60
"""Known words with similar trigrams that are compared with a misspelled word."""
_COMPLETION_LIMIT: Final = 2_000
"""Words with the same beginning that are looked through."""
_RARE_LIMIT: Final = 1
"""A word in at most this many facts may itself be a misspelling."""
_EXCLUDED_WEIGHT: Final = -1e6
"""Weight of an excluded word."""


@dataclass(frozen=True, slots=True)
class WordLookup:
    """The words of a search, looked up in a library."""

    weights: Mapping[str, float]
    corrections: Mapping[str, Sequence[str]]
    weighted_lists: Sequence[tuple[float, PostingList]]


def look_up_words(library: LibraryId, query: ClaimMatcher, connection: SqlConnection) -> WordLookup:
    """Look up the words of a search, and correct unknown ones."""
    size = counts.count_entries(library, FACTS, connection)
    weights, corrections, weighted = {}, {}, []
    for word, exact in zip(
        query.words, read_word_postings(library, query.words, connection), strict=True
    ):
        unsure = exact.count <= _RARE_LIMIT and word not in query.required_words
        corrections[word] = _find_corrections(library, word, query, connection) if unsure else ()
        corrected = read_word_postings(library, corrections[word], connection)
        facts = exact.count + sum(posting.count for posting in corrected)
        weights[word] = weight = log(1 + size / (facts or max(1.0, size**0.5)))
        forms = _read_forms(library, word, connection)  # including the word itself
        weighted.append((weight * (1 - FORM_WEIGHT) if forms else weight, exact))
        weighted += [(CORRECTION_WEIGHT * weight, posting) for posting in corrected]
        weighted += [(FORM_WEIGHT * weight, posting) for posting in forms]
    weighted += [
        (_EXCLUDED_WEIGHT, posting)
        for posting in read_word_postings(library, query.excluded_words, connection)
    ]
    return WordLookup(weights, corrections, weighted)


def read_word_postings(
    library: LibraryId, words: Sequence[str], connection: SqlConnection
) -> list[PostingList]:
    """Return the posting list of each word."""
    return postings.read(visible_keys(library, Field.FACT_WORD, hash_words(words)), connection)


def count_known_words(
    library: LibraryId, words: Sequence[str], connection: SqlConnection
) -> dict[str, int]:
    """Return the words that occur in facts, in any form.

    They map to upper bounds of their numbers of facts.
    """
    ranges = [(word, *_form_range(word)) for word in words if can_be_misspelled(word)]
    rows = connection.execute(
        """
        SELECT value ->> 0, total(facts)
        FROM json_each(:ranges) CROSS JOIN word
            ON word.library IN (0, :library) AND word.text BETWEEN value ->> 1 AND value ->> 2
        GROUP BY 1 HAVING total(facts) > 0
        """,
        {"library": library, "ranges": json.dumps(ranges)},
    )
    numbers = [word for word in words if not can_be_misspelled(word)]
    counted = zip(numbers, read_word_postings(library, numbers, connection), strict=True)
    return {word: int(facts) for word, facts in rows} | {
        word: posting.count for word, posting in counted if posting.count
    }


def complete_word(
    library: LibraryId, beginning: str, limit: int, connection: SqlConnection
) -> list[str]:
    """Return words of facts that begin with some letters, the most frequent first."""
    rows = connection.execute(
        """
        SELECT text FROM (
            SELECT text, facts FROM word
            WHERE library IN (0, :library) AND text BETWEEN :first AND :last AND facts > 0
            LIMIT :read
        ) AS chosen GROUP BY text ORDER BY sum(facts) DESC, text LIMIT :limit
        """,
        {
            "library": library,
            "first": beginning,
            "last": beginning + LAST_CHARACTER,
            "read": _COMPLETION_LIMIT,
            "limit": limit,
        },
    )
    return [text for (text,) in rows]


def _form_range(word: str) -> tuple[str, str]:
    """Return the range of strings that may be forms of a word."""
    if len(word) < STEM_LENGTH:
        return word, word
    return word[:STEM_LENGTH], word[:STEM_LENGTH] + LAST_CHARACTER


def _read_forms(library: LibraryId, word: str, connection: SqlConnection) -> list[PostingList]:
    if len(word) < STEM_LENGTH:
        return []
    keys = visible_keys(library, Field.FACT_BEGINNING, hash_words([word[:STEM_LENGTH]]))
    return postings.read(keys, connection)


def _find_corrections(
    library: LibraryId, word: str, query: ClaimMatcher, connection: SqlConnection
) -> Sequence[str]:
    if not can_be_misspelled(word):
        return ()
    size = counts.count_entries(library, WORDS, connection)
    keys = visible_keys(library, Field.WORD_TRIGRAM, sample_trigrams(word))
    found = postings.read(keys, connection)
    weighted = [(log(1 + size / posting.count), posting) for posting in found if posting.segments]
    ids, _ = postings.select_heaviest(weighted, _SIMILAR_LIMIT)
    # The unary plus keeps SQLite from reading all words of the library.
    rows = connection.execute(
        f"""
        SELECT text, sum(facts) FROM word
        WHERE id IN ({", ".join("?" * len(ids))}) AND +library IN (0, ?) AND facts > 0
        GROUP BY text
        """,
        (*ids, library),
    )
    return query.find_corrections(word, dict(rows.fetchall()))
