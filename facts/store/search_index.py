"""Protocols for the search index of names and texts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from facts.model.entities import TopicId
from facts.model.results import Hits, Match, Matches
from facts.model.selection import WHOLE, Selection, Slice
from facts.search.name_query import ClaimMatcher, NameQuery, NameRanker


class NameIndex(Protocol):
    """Names and aliases of topics, as they are in one snapshot."""

    def match(self, query: NameQuery, rank: NameRanker, limit: int) -> Matches:
        """Return the topics that a query may mean, ordered by `rank`.

        If a name matches exactly and is fully typed, no other name is considered.
        """

    def find_largest(self, limit: int) -> tuple[Match, ...]:
        """Return the topics with the most facts, the largest first."""

    def resolve(self, keys: Iterable[str]) -> Mapping[str, TopicId]:
        """Return the topics with a name or alias among these keys (`normalize.name_key`)."""


class ClaimIndex(Protocol):
    """Words of facts, as they are in one snapshot."""

    def find_nearest(self, selection: Selection, query: ClaimMatcher, part: Slice = WHOLE) -> Hits:
        """Return a slice of the selected facts that match best.

        The best come first. Equal hits come in order of arrival. Hits have no highlights. A slice
        that starts after the last hit means the last page.
        """

    def count_known_words(self, words: Iterable[str]) -> Mapping[str, int]:
        """Return the words that occur in facts.

        Words are those of `normalize.words`. They map to upper bounds of their numbers of facts.
        Another form of a word counts as the word.
        """

    def complete_word(self, beginning: str, limit: int) -> Sequence[str]:
        """Return words of facts that begin with some letters, the most frequent first."""
