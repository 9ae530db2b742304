"""Words of a search: their corrections, weights and posting lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from facts.model.entities import LibraryId
from facts.search.name_query import (
    CONTEXT_WEIGHTS,
    CORRECTION_WEIGHT,
    FORM_WEIGHT,
    SYNONYM_WEIGHT,
    ClaimMatcher,
    Context,
)
from facts.text.normalize import is_unspaced
from facts.text.synonyms import is_common_word
from facts.text.word_forms import has_forms, stem
from storage.engine.connection import SqlConnection
from storage.search import counts, postings
from storage.search.context_index import FIELDS
from storage.search.counts import FACTS, WORDS
from storage.search.known_words import can_be_misspelled
from storage.search.postings import PostingList
from storage.search.terms import LAST_CHARACTER, Field, hash_words, sample_trigrams, visible_keys

_SIMILAR_LIMIT: Final = 60
"""Known words with similar trigrams that are compared with a misspelled word."""
_COMPLETION_LIMIT: Final = 2_000
"""Words with the same beginning that are looked through."""
_RARE_LIMIT: Final = 1
_LARGE_LIBRARY: Final = 5_000
"""Facts of a library in which a word of a single fact may itself be a misspelling.

A large library knows the everyday words; a smaller one would correct them to others.
"""
_UNKNOWN_WEIGHT: Final = 0.95
"""Weight of a word that the library does not know, where 1 is that of a word of one fact."""
_UNKNOWN_PAIR_WEIGHT: Final = 0.4
"""The same for two letters of a script without spaces: they may be the ends of two words."""
_EXCLUDED_WEIGHT: Final = -1e6
"""Weight of an excluded word."""
ContextLists = Mapping[Context, Sequence[tuple[int, float, PostingList]]]
"""For each word that contexts have: its place in the query, its weight, and the contexts' ids.

The weight is from 0 to 1.
"""


@dataclass(frozen=True, slots=True)
class WordLookup:
    """The words of a search, looked up in a library."""

    weights: Mapping[str, float]
    corrections: Mapping[str, Sequence[str]]
    weighted_lists: Sequence[tuple[float, PostingList]]
    contexts: ContextLists


@dataclass(frozen=True, slots=True)
class _KnownWord:
    """Where a library has one word."""

    exact: PostingList
    forms: PostingList
    contexts: Mapping[Context, PostingList]

    @property
    def is_known(self) -> bool:
        return bool(self.exact.segments or self.forms.segments or self.contexts)

    @property
    def is_rare(self) -> bool:
        """Whether the library may have the word only as a misspelling."""
        return self.forms.count <= _RARE_LIMIT and not self.contexts


def look_up_words(library: LibraryId, query: ClaimMatcher, connection: SqlConnection) -> WordLookup:
    """Look up the words of a search, and correct unknown ones."""
    size = counts.count_entries(library, FACTS, connection)
    weights: dict[str, float] = {}
    corrections: dict[str, Sequence[str]] = {}
    weighted: list[tuple[float, PostingList]] = []
    contexts: dict[Context, list[tuple[int, float, PostingList]]] = {}
    contexts_of = query.contexts
    for place, (word, known) in enumerate(
        _read_words(library, query.words, contexts_of, connection)
    ):
        is_small = size < _LARGE_LIBRARY
        is_doubtful = not (known.is_known or is_common_word(word)) if is_small else known.is_rare
        can_correct = is_doubtful and word not in query.required_words
        corrections[word] = (
            _find_corrections(library, word, query, connection) if can_correct else ()
        )
        corrected = list(_read_words(library, corrections[word], contexts_of, connection))
        similar = _read_words(library, query.synonyms.get(word, ()), contexts_of, connection)
        weights[word] = weight = _weigh(word, [known, *(each for _, each in corrected)], size)
        meant = [
            (1.0, known),
            *((CORRECTION_WEIGHT, each) for _, each in corrected),
            *((SYNONYM_WEIGHT, each) for _, each in similar),
        ]
        for share, each in meant:
            weighted.append((share * weight * (1 - FORM_WEIGHT), each.exact))
            weighted.append((share * weight * FORM_WEIGHT, each.forms))
            for context, ids in each.contexts.items():
                found = (place, share * CONTEXT_WEIGHTS[context], ids)
                contexts.setdefault(context, []).append(found)
    weighted += [
        (_EXCLUDED_WEIGHT, posting)
        for posting in read_word_postings(library, query.excluded_words, connection)
    ]
    corrections = {word: others for word, others in corrections.items() if others}
    return WordLookup(weights, corrections, weighted, contexts)


def read_word_postings(
    library: LibraryId, words: Sequence[str], connection: SqlConnection
) -> list[PostingList]:
    """Return the posting list of each word."""
    return postings.read(visible_keys(library, Field.FACT_WORD, hash_words(words)), connection)


def count_known_words(
    library: LibraryId, words: Sequence[str], connection: SqlConnection
) -> dict[str, int]:
    """Return the words that occur in facts, in any form, with their numbers of facts."""
    return {
        word: _count([known])
        for word, known in _read_words(library, words, (), connection)
        if known.is_known
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


def _count(known: Sequence[_KnownWord]) -> int:
    """Return the number of facts with one of some words, or else that of contexts."""
    facts = sum(max(each.forms.count, each.exact.count) for each in known)
    return facts or sum(ids.count for each in known for ids in each.contexts.values())


def _weigh(word: str, known: Sequence[_KnownWord], size: int) -> float:
    """Return the weight of a word: 1 for a word of one fact, less for more frequent words."""
    texts = _count(known)
    if texts and size:
        return log(1 + size / texts) / log(1 + size)
    return _UNKNOWN_PAIR_WEIGHT if is_unspaced(word) else _UNKNOWN_WEIGHT


def _read_words(
    library: LibraryId,
    words: Sequence[str],
    contexts: Sequence[Context],
    connection: SqlConnection,
) -> Iterator[tuple[str, _KnownWord]]:
    """Yield each word with where the library has it; one statement reads all."""
    if not words:
        return
    keys = visible_keys(library, Field.FACT_WORD, hash_words(words))
    stems = hash_words(map(stem, words))
    for field in (Field.FACT_STEM, *map(FIELDS.__getitem__, contexts)):
        keys += visible_keys(library, field, stems)
    found = postings.read(keys, connection)
    for place, word in enumerate(words):
        exact, forms, *rest = found[place :: len(words)]
        known = {each: ids for each, ids in zip(contexts, rest, strict=True) if ids.segments}
        yield word, _KnownWord(exact, forms if has_forms(word) else exact, known)


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
