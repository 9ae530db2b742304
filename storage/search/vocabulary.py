"""Words of a search: their corrections, weights and posting lists."""

from collections.abc import Mapping, Sequence
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
from storage.engine.connection import SqlConnection
from storage.search import postings
from storage.search.postings import PostingList
from storage.search.terms import LAST_CHARACTER
from storage.search.word_reader import KnownWord, WordReader

_COMPLETION_LIMIT: Final = 2_000
"""Words with the same beginning that are looked through."""
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
    required: PostingList | None
    """The facts with all required words; None if no word is required."""
    has_rare: bool
    """Whether a word was taken as typed that only one fact has."""


def look_up_words(reader: WordReader, query: ClaimMatcher) -> WordLookup:
    """Look up the words of a search, and correct unknown ones."""
    contexts_of, required, excluded = query.contexts, query.required_words, query.excluded_words
    others = [each for word in query.words for each in query.synonyms.get(word, ())]
    reader.read((*query.words, *required, *excluded, *others), contexts_of)
    known = dict(zip(query.words, reader.read(query.words, contexts_of), strict=True))
    free = {word: each for word, each in known.items() if word not in required}
    unknown = [word for word, each in free.items() if _is_unknown(word, each, reader)]
    rare = [word for word, each in free.items() if _is_rare(each, reader) and word not in unknown]
    corrections = reader.correct((*unknown, *(rare if query.corrects_rare else ())), query)
    reader.read([other for some in corrections.values() for other in some], contexts_of)
    weights: dict[str, float] = {}
    weighted: list[tuple[float, PostingList]] = []
    contexts: dict[Context, list[tuple[int, float, PostingList]]] = {}
    for place, word in enumerate(query.words):
        corrected = reader.read(corrections.get(word, ()), contexts_of)
        similar = reader.read(query.synonyms.get(word, ()), contexts_of)
        weights[word] = weight = _weigh(word, [known[word], *corrected], reader.size)
        meant = [
            (1.0, known[word]),
            *((CORRECTION_WEIGHT, each) for each in corrected),
            *((SYNONYM_WEIGHT, each) for each in similar),
        ]
        for share, each in meant:
            weighted.append((share * weight * (1 - FORM_WEIGHT), each.exact))
            weighted.append((share * weight * FORM_WEIGHT, each.forms))
            for context, ids in each.contexts.items():
                found = (place, share * CONTEXT_WEIGHTS[context], ids)
                contexts.setdefault(context, []).append(found)
    weighted += [(_EXCLUDED_WEIGHT, each.exact) for each in reader.read(excluded, contexts_of)]
    lists = [each.exact for each in reader.read(required, contexts_of)]
    return WordLookup(
        weights,
        {word: some for word, some in corrections.items() if some},
        weighted,
        contexts,
        postings.intersect(lists) if lists else None,
        has_rare=bool(rare) and not query.corrects_rare,
    )


def _is_unknown(word: str, known: KnownWord, reader: WordReader) -> bool:
    """Return whether a word may be misspelled because no fact has it."""
    is_everyday = reader.size < _LARGE_LIBRARY and is_common_word(word)
    return not (known.is_known or is_everyday)


def _is_rare(known: KnownWord, reader: WordReader) -> bool:
    """Return whether a word may be misspelled although a fact has it."""
    return reader.size >= _LARGE_LIBRARY and known.is_rare


def count_known_words(reader: WordReader, words: Sequence[str]) -> dict[str, int]:
    """Return the words that occur in facts, in any form, with their numbers of facts."""
    found = zip(words, reader.read(words), strict=True)
    return {word: known.facts for word, known in found if known.is_known}


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


def _count(known: Sequence[KnownWord]) -> int:
    """Return the number of facts with one of some words, or else that of contexts."""
    facts = sum(each.facts for each in known)
    return facts or sum(ids.count for each in known for ids in each.contexts.values())


def _weigh(word: str, known: Sequence[KnownWord], size: int) -> float:
    """Return the weight of a word: 1 for a word of one fact, less for more frequent words."""
    texts = _count(known)
    if texts and size:
        return log(1 + size / texts) / log(1 + size)
    return _UNKNOWN_PAIR_WEIGHT if is_unspaced(word) else _UNKNOWN_WEIGHT
