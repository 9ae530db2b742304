"""Protocol for finding authors and sources by what users type."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from facts.model.entities import Source, SourceId
from facts.model.results import NamedAuthor


class CitationIndex(Protocol):
    """Authors and sources of the visible facts, as they are in one snapshot."""

    def find_largest_authors(self, limit: int) -> tuple[NamedAuthor, ...]:
        """Return the authors with the most citations, the largest first."""

    def find_named_authors(self, author: str, limit: int) -> tuple[NamedAuthor, ...]:
        """Return the authors with a typed name, the most cited first.

        They have all words of one of the names (`author_names.parse_author_query`).
        """

    def find_similar_authors(self, words: str) -> tuple[NamedAuthor, ...]:
        """Return the authors that half-typed words may mean, in no order.

        `words` is a search form (`normalize.search_form`).
        """

    def iterate_author_words(self) -> Iterator[str]:
        """Yield the search forms of all authors' names, the most cited of a library first."""

    def find_titled(self, text: str, limit: int) -> tuple[Source, ...]:
        """Return sources whose titles contain a text, the newest first.

        Sources whose addresses begin with it follow. All titles contain an empty text.
        """

    def find_similar_titles(self, words: str) -> Iterable[tuple[SourceId, str]]:
        """Return sources with titles like a search form, and the titles, in no order."""

    def find_by_keys(self, keys: Iterable[str]) -> tuple[SourceId, ...]:
        """Return the sources with any of some keys (`source_keys.read_source_key`)."""
