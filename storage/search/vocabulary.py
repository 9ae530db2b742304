"""What the words of a search may mean, what they weigh, and where they occur."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from facts.model.entities import LibraryId
from facts.search.name_query import ClaimMatcher
from facts.text.word_forms import STEM_LENGTH
from storage.engine.connection import SqlConnection
from storage.search import counts, postings
from storage.search.counts import FACTS, WORDS
from storage.search.postings import PostingList
from storage.search.terms import Field, hash_words, sample_trigrams, visible_keys
from storage.search.word_index import can_be_misspelt

_SIMILAR_LIMIT: Final = 60
"""Known words that a misspelt one is compared with, by their trigrams."""
_RARE_LIMIT: Final = 1
"""Number of facts up to which a word may itself be a mistake that came into the library."""
_CORRECTION_WEIGHT: Final = 0.9
_FORM_WEIGHT: Final = 0.75
"""What corrections, and other forms, of a word weigh in a fact, of the word's own weight.

As they count for the score (search.claim_query), so that the best facts are compared.
"""
_LAST_CHARACTER: Final = "\U0010ffff"
"""A character that comes after all others."""
_EXCLUDED_WEIGHT: Final = -1e6
"""The weight of a word that must not occur."""


@dataclass(frozen=True, slots=True)
class WordLookup:
    """What is known of the words of a search."""

    weights: Mapping[str, float]
    corrections: Mapping[str, Sequence[str]]
    weighted_lists: Sequence[tuple[float, PostingList]]


def look_up_words(
    library: LibraryId, sought: ClaimMatcher, connection: SqlConnection
) -> WordLookup:
    """Look the words of a search up, and correct those that the library does not know."""
    size = counts.count_entries(library, FACTS, connection)
    weights, meant, weighed = {}, {}, []
    for word, exact in zip(
        sought.words, read_word_postings(library, sought.words, connection), strict=True
    ):
        unsure = exact.count <= _RARE_LIMIT and word not in sought.required_words
        meant[word] = _find_corrections(library, word, sought, connection) if unsure else ()
        corrected = read_word_postings(library, meant[word], connection)
        facts = exact.count + sum(posting.count for posting in corrected)
        weights[word] = weight = log(1 + size / (facts or max(1.0, size**0.5)))
        forms = _read_forms(library, word, connection)  # among which it is itself
        weighed.append((weight * (1 - _FORM_WEIGHT) if forms else weight, exact))
        weighed += [(_CORRECTION_WEIGHT * weight, posting) for posting in corrected]
        weighed += [(_FORM_WEIGHT * weight, posting) for posting in forms]
    weighed += [
        (_EXCLUDED_WEIGHT, posting)
        for posting in read_word_postings(library, sought.excluded_words, connection)
    ]
    return WordLookup(weights, meant, weighed)


def read_word_postings(
    library: LibraryId, words: Sequence[str], connection: SqlConnection
) -> list[PostingList]:
    """Return where each of the words occurs."""
    return postings.read(visible_keys(library, Field.FACT_WORD, hash_words(words)), connection)


def count_known_words(
    library: LibraryId, asked: Sequence[str], connection: SqlConnection
) -> dict[str, int]:
    """Return those of some words that facts have in some form, with how many at the most do."""
    spelt = [(word, *_form_range(word)) for word in asked if can_be_misspelt(word)]
    rows = connection.execute(
        """
        SELECT value ->> 0, total(facts)
        FROM json_each(:asked) CROSS JOIN word
            ON word.library IN (0, :library) AND word.text BETWEEN value ->> 1 AND value ->> 2
        GROUP BY 1 HAVING total(facts) > 0
        """,
        {"library": library, "asked": json.dumps(spelt)},
    )
    numbers = [word for word in asked if not can_be_misspelt(word)]
    counted = zip(numbers, read_word_postings(library, numbers, connection), strict=True)
    return {word: int(facts) for word, facts in rows} | {
        word: posting.count for word, posting in counted if posting.count
    }


def _form_range(word: str) -> tuple[str, str]:
    """Return the first and the last word that may be a form of one."""
    if len(word) < STEM_LENGTH:
        return word, word
    return word[:STEM_LENGTH], word[:STEM_LENGTH] + _LAST_CHARACTER


def _read_forms(library: LibraryId, word: str, connection: SqlConnection) -> list[PostingList]:
    if len(word) < STEM_LENGTH:
        return []
    keys = visible_keys(library, Field.FACT_BEGINNING, hash_words([word[:STEM_LENGTH]]))
    return postings.read(keys, connection)


def _find_corrections(
    library: LibraryId, word: str, sought: ClaimMatcher, connection: SqlConnection
) -> Sequence[str]:
    if not can_be_misspelt(word):
        return ()
    size = counts.count_entries(library, WORDS, connection)
    keys = visible_keys(library, Field.WORD_TRIGRAM, sample_trigrams(word))
    found = postings.read(keys, connection)
    weighed = [(log(1 + size / posting.count), posting) for posting in found if posting.segments]
    ids, _ = postings.select_heaviest(weighed, _SIMILAR_LIMIT)
    rows = connection.execute(
        f"""
        SELECT text, sum(facts) FROM word
        WHERE id IN ({", ".join("?" * len(ids))}) AND +library IN (0, ?) AND facts > 0
        GROUP BY text
        """,
        (*ids, library),
    )
    return sought.find_corrections(word, dict(rows.fetchall()))
