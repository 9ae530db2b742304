"""Words of one library as they are in one snapshot: where it has them, and corrections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Final

from facts.model.entities import LibraryId
from facts.search.name_query import ClaimMatcher, Context
from facts.text.word_forms import has_forms, stem
from storage.engine.connection import SqlConnection
from storage.search import counts, postings
from storage.search.context_index import FIELDS
from storage.search.counts import FACTS, WORDS
from storage.search.heaviest import select_heaviest
from storage.search.known_words import can_be_misspelled
from storage.search.postings import PostingList
from storage.search.terms import Field, hash_words, sample_trigrams, visible_keys

_SIMILAR_LIMIT: Final = 60
"""Known words with similar trigrams that are compared with a misspelled word."""
_MAX_KEPT: Final = 1_000_000
"""Ids of posting lists that are kept for the next search: two bytes each."""
_RARE_LIMIT: Final = 1


@dataclass(frozen=True, slots=True)
class KnownWord:
    """Where a library has one word."""

    exact: PostingList
    forms: PostingList
    contexts: Mapping[Context, PostingList]

    @property
    def is_known(self) -> bool:
        """Whether the library has the word, in any form."""
        return bool(self.exact.segments or self.forms.segments or self.contexts)

    @property
    def is_rare(self) -> bool:
        """Whether the library may have the word only as a misspelling."""
        return self.forms.count <= _RARE_LIMIT and not self.contexts

    @property
    def facts(self) -> int:
        """Number of facts with the word, in any form."""
        return max(self.forms.count, self.exact.count)

    @property
    def size(self) -> int:
        """Number of ids that were read."""
        return self.exact.count + self.forms.count


class WordReader:
    """Reads words of a library; several searches in one snapshot share what was read."""

    def __init__(self, library: LibraryId, connection: SqlConnection) -> None:
        self.library = library
        self.connection = connection
        self.facts_of: dict[tuple[str, int], PostingList] = {}
        """By table and id of a context, its facts: kept for the next search."""
        self._kept: dict[tuple[str, Sequence[Context]], KnownWord] = {}
        self._kept_ids = 0
        self._corrected: dict[tuple[str, type[ClaimMatcher]], Sequence[str]] = {}

    @cached_property
    def size(self) -> int:
        """The library's number of facts."""
        return counts.count_entries(self.library, FACTS, self.connection)

    def read(self, words: Iterable[str], contexts: Sequence[Context] = ()) -> list[KnownWord]:
        """Return where the library has each word; one statement reads all that are new."""
        wanted = [(word, contexts) for word in words]
        new = [key for key in dict.fromkeys(wanted) if key not in self._kept]
        found = dict(self._kept)
        if new:
            lists = self._read_postings([word for word, _ in new], contexts)
            read = dict(zip(new, lists, strict=True))
            self._keep(read)
            found |= read
        return [found[key] for key in wanted]

    def correct(self, words: Sequence[str], query: ClaimMatcher) -> dict[str, Sequence[str]]:
        """Return the likely corrections of each word."""
        kind = type(query)
        new = [word for word in words if (word, kind) not in self._corrected]
        self._corrected |= {(word, kind): () for word in new}
        if misspelled := [word for word in new if can_be_misspelled(word)]:
            for word, similar in self._find_similar(misspelled).items():
                self._corrected[word, kind] = query.find_corrections(word, similar)
        return {word: self._corrected[word, kind] for word in words}

    def _keep(self, read: Mapping[tuple[str, Sequence[Context]], KnownWord]) -> None:
        self._kept_ids += sum(known.size for known in read.values())
        if self._kept_ids > _MAX_KEPT:  # only this search needs its words again
            self._kept.clear()
            self._kept_ids = sum(known.size for known in read.values())
        self._kept |= read

    def _read_postings(
        self, words: Sequence[str], contexts: Sequence[Context]
    ) -> Iterable[KnownWord]:
        keys = visible_keys(self.library, Field.FACT_WORD, hash_words(words))
        stems = hash_words(map(stem, words))
        for field in (Field.FACT_STEM, *map(FIELDS.__getitem__, contexts)):
            keys += visible_keys(self.library, field, stems)
        found = postings.read(keys, self.connection)
        for place, word in enumerate(words):
            exact, forms, *rest = found[place :: len(words)]
            known = {each: ids for each, ids in zip(contexts, rest, strict=True) if ids.segments}
            yield KnownWord(exact, forms if has_forms(word) else exact, known)

    def _find_similar(self, words: Sequence[str]) -> dict[str, dict[str, int]]:
        """Return known words that are like each word, with their numbers of facts."""
        size = counts.count_entries(self.library, WORDS, self.connection)
        keys = {
            word: visible_keys(self.library, Field.WORD_TRIGRAM, sample_trigrams(word))
            for word in words
        }
        lists = iter(
            postings.read([key for each in keys.values() for key in each], self.connection)
        )
        near: dict[str, list[int]] = {}
        for word in words:
            found = [next(lists) for _ in keys[word]]
            weighted = [(log(1 + size / each.count), each) for each in found if each.segments]
            near[word], _ = select_heaviest(weighted, _SIMILAR_LIMIT)
        texts = self._read_texts({id_ for ids in near.values() for id_ in ids})
        similar: dict[str, dict[str, int]] = {word: {} for word in words}
        for word in words:
            for text, facts in (texts[id_] for id_ in near[word] if id_ in texts):
                similar[word][text] = similar[word].get(text, 0) + facts
        return similar

    def _read_texts(self, ids: Iterable[int]) -> dict[int, tuple[str, int]]:
        # The unary plus keeps SQLite from reading all words of the library.
        ids = tuple(ids)
        rows = self.connection.execute(
            f"""
            SELECT id, text, facts FROM word
            WHERE id IN ({", ".join("?" * len(ids))}) AND +library IN (0, ?) AND facts > 0
            """,
            (*ids, self.library),
        )
        return {id_: (text, facts) for id_, text, facts in rows}
