"""What the words of a search may mean, what they weigh, and where they occur."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from facts.model.entities import LibraryId
from facts.search.name_query import TextSought
from facts.text.normalize import BEGINNING
from storage.search import counts, postings
from storage.search.counts import FACTS, WORDS
from storage.search.postings import Posting
from storage.search.terms import Field, keys_in, numbered, telling_trigrams
from storage.search.word_index import is_spelt

_SIMILAR: Final = 60
"""Known words that a misspelt one is compared with, by their trigrams."""
_HARDLY_KNOWN: Final = 1
"""Number of facts up to which a word may itself be a mistake that came into the library."""
_CORRECTED: Final = 0.9
_FORM: Final = 0.75
"""What corrections, and other forms, of a word weigh in a fact, of the word's own weight.

As they count for the score (search.claim_query), so that the best facts are compared.
"""
_LAST: Final = "\U0010ffff"
"""A character that comes after all others."""
_FORBIDDEN: Final = -1e6
"""The weight of a word that must not occur."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of the words of a search."""

    weights: Mapping[str, float]
    meant: Mapping[str, Sequence[str]]
    weighed: Sequence[tuple[float, Posting]]


def found_words(library: LibraryId, sought: TextSought, connection: sqlite3.Connection) -> Found:
    """Look the words of a search up, and correct those that the library does not know."""
    size = counts.size(library, FACTS, connection)
    weights, meant, weighed = {}, {}, []
    for word, exact in zip(sought.words, posted(library, sought.words, connection), strict=True):
        unsure = exact.count <= _HARDLY_KNOWN and word not in sought.required
        meant[word] = _corrections(library, word, sought, connection) if unsure else ()
        corrected = posted(library, meant[word], connection)
        facts = exact.count + sum(posting.count for posting in corrected)
        weights[word] = weight = log(1 + size / (facts or max(1.0, size**0.5)))
        forms = _forms(library, word, connection)  # among which it is itself
        weighed.append((weight * (1 - _FORM) if forms else weight, exact))
        weighed += [(_CORRECTED * weight, posting) for posting in corrected]
        weighed += [(_FORM * weight, posting) for posting in forms]
    weighed += [(_FORBIDDEN, posting) for posting in posted(library, sought.excluded, connection)]
    return Found(weights, meant, weighed)


def posted(
    library: LibraryId, words: Sequence[str], connection: sqlite3.Connection
) -> list[Posting]:
    """Return where each of the words occurs."""
    return postings.read(keys_in(library, Field.FACT_WORD, numbered(words)), connection)


def known(
    library: LibraryId, asked: Sequence[str], connection: sqlite3.Connection
) -> dict[str, int]:
    """Return those of some words that facts have in some form, with how many at the most do."""
    spelt = [(word, *_range(word)) for word in asked if is_spelt(word)]
    rows = connection.execute(
        """
        SELECT value ->> 0, total(facts)
        FROM json_each(:asked) CROSS JOIN word
            ON word.library IN (0, :library) AND word.text BETWEEN value ->> 1 AND value ->> 2
        GROUP BY 1 HAVING total(facts) > 0
        """,
        {"library": library, "asked": json.dumps(spelt)},
    )
    numbers = [word for word in asked if not is_spelt(word)]
    counted = zip(numbers, posted(library, numbers, connection), strict=True)
    return {word: int(facts) for word, facts in rows} | {
        word: posting.count for word, posting in counted if posting.count
    }


def _range(word: str) -> tuple[str, str]:
    """Return the first and the last word that may be a form of one."""
    if len(word) < BEGINNING:
        return word, word
    return word[:BEGINNING], word[:BEGINNING] + _LAST


def _forms(library: LibraryId, word: str, connection: sqlite3.Connection) -> list[Posting]:
    if len(word) < BEGINNING:
        return []
    keys = keys_in(library, Field.FACT_BEGINNING, numbered([word[:BEGINNING]]))
    return postings.read(keys, connection)


def _corrections(
    library: LibraryId, word: str, sought: TextSought, connection: sqlite3.Connection
) -> Sequence[str]:
    if not is_spelt(word):
        return ()
    size = counts.size(library, WORDS, connection)
    keys = keys_in(library, Field.WORD_TRIGRAM, telling_trigrams(word))
    found = postings.read(keys, connection)
    weighed = [(log(1 + size / posting.count), posting) for posting in found if posting.segments]
    ids, _ = postings.heaviest(weighed, _SIMILAR)
    rows = connection.execute(
        f"""
        SELECT text, sum(facts) FROM word
        WHERE id IN ({", ".join("?" * len(ids))}) AND +library IN (0, ?) AND facts > 0
        GROUP BY text
        """,
        (*ids, library),
    )
    return sought.corrected(word, dict(rows.fetchall()))
