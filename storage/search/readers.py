"""Readers of a SQLite snapshot's search index.

Modules that need numpy are imported on first use: numpy takes as long to load as all else, and a
topic with an exact name is answered without it.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from facts.model.entities import LibraryId, Source, SourceId, TopicId
from facts.model.results import Hits, Match, Matches, NamedAuthor
from facts.model.selection import WHOLE, Selection, Slice
from facts.search.name_query import ClaimMatcher, NameQuery, NameRanker
from storage.engine.connection import SqlConnection
from storage.library import authors, sources
from storage.search import exact_match, names

if TYPE_CHECKING:
    from storage.search.word_reader import WordReader


class SqliteNameIndex:
    """Implements facts.store.search_index.NameIndex."""

    def __init__(self, library: LibraryId, connection: SqlConnection) -> None:
        self._library = library
        self._connection = connection

    def match(self, query: NameQuery, rank: NameRanker, limit: int) -> Matches:
        return names.match_names(self._library, query, rank, limit, self._connection)

    def find_largest(self, limit: int) -> tuple[Match, ...]:
        return names.find_largest(self._library, limit, self._connection)

    def resolve(self, keys: Iterable[str]) -> dict[str, TopicId]:
        return exact_match.resolve_names(self._library, keys, self._connection)


class SqliteClaimIndex:
    """Implements facts.store.search_index.ClaimIndex."""

    def __init__(self, library: LibraryId, connection: SqlConnection) -> None:
        self._library = library
        self._connection = connection

    @cached_property
    def _words(self) -> "WordReader":
        from storage.search.word_reader import WordReader  # noqa: PLC0415 (see above)

        return WordReader(self._library, self._connection)

    def find_nearest(self, selection: Selection, query: ClaimMatcher, part: Slice = WHOLE) -> Hits:
        from storage.search import claims  # noqa: PLC0415 (see above)

        return claims.find_nearest(self._words, selection, query, part)

    def count_known_words(self, words: Iterable[str]) -> dict[str, int]:
        from storage.search import vocabulary  # noqa: PLC0415 (see above)

        return vocabulary.count_known_words(self._words, tuple(words))

    def complete_word(self, beginning: str, limit: int) -> list[str]:
        from storage.search import vocabulary  # noqa: PLC0415 (see above)

        return vocabulary.complete_word(self._library, beginning, limit, self._connection)


class SqliteCitationIndex:
    """Implements facts.store.citation_index.CitationIndex."""

    def __init__(self, library: LibraryId, connection: SqlConnection) -> None:
        self._library = library
        self._connection = connection

    def find_largest_authors(self, limit: int) -> tuple[NamedAuthor, ...]:
        return authors.find_largest(self._library, limit, self._connection)

    def find_named_authors(self, author: str, limit: int) -> tuple[NamedAuthor, ...]:
        return authors.find_named(self._library, author, limit, self._connection)

    def find_similar_authors(self, words: str) -> tuple[NamedAuthor, ...]:
        from storage.search import label_candidates  # noqa: PLC0415 (see above)

        return label_candidates.find_similar_authors(self._library, words, self._connection)

    def iterate_author_words(self) -> Iterator[str]:
        return authors.iterate_words(self._library, self._connection)

    def find_titled(self, text: str, limit: int) -> tuple[Source, ...]:
        from storage.search import title_candidates  # noqa: PLC0415 (see above)

        return title_candidates.find_titled(self._library, text, limit, self._connection)

    def find_similar_titles(self, words: str) -> list[tuple[SourceId, str]]:
        from storage.search import label_candidates  # noqa: PLC0415 (see above)

        return label_candidates.find_similar_titles(self._library, words, self._connection)

    def find_by_keys(self, keys: Iterable[str]) -> tuple[SourceId, ...]:
        return sources.find_by_keys(self._library, keys, self._connection)
