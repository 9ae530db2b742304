"""Authors of the facts: completion, names in full, and misses."""

from collections.abc import Iterator, Sequence
from math import log
from typing import Final

from facts.citations.author_names import parse_author_query
from facts.model.results import NamedAuthor
from facts.search.name_ranking import COMPLETION_SCORE, SUGGESTION_SCORE
from facts.search.name_score import score_texts
from facts.store.library_store import Snapshot
from facts.text.normalize import search_form

_PART_FACTOR: Final = 0.97
"""Weight of a typed text that is like one word of a name, such as the family name."""
_CITATIONS_WORTH: Final = 0.3
"""Points for each factor e in the number of citations."""
_MAX_NEAREST: Final = 3


class AuthorLookup:
    """Authors of one library's facts."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._citations = snapshot.citations

    def complete(self, text: str, limit: int) -> tuple[NamedAuthor, ...]:
        """Return authors that a half-typed name may mean, best first.

        An empty text suggests those with the most citations.
        """
        if not text.strip():
            return self._citations.find_largest_authors(limit)
        return self._rank(text, SUGGESTION_SCORE)[:limit]

    def find_named(self, author: str, limit: int = 2) -> tuple[NamedAuthor, ...]:
        """Return the authors with all words of a typed name, the most cited first."""
        return self._citations.find_named_authors(author, limit)

    def find_nearest(self, author: str) -> tuple[str, ...]:
        """Return names that are like one that the library does not have."""
        return tuple(each.name for each in self._rank(author, COMPLETION_SCORE)[:_MAX_NEAREST])

    def iterate_words(self) -> Iterator[str]:
        """Yield the search forms of all names, the most cited of a library first."""
        return self._citations.iterate_author_words()

    def name_in_full(self, author: str) -> str:
        """Return the one name that a typed author means, or the author as typed."""
        found = self.find_named(author)
        is_single = len({each.place for each in parse_author_query(author)}) == 1
        return found[0].name if len(found) == 1 and is_single else author

    def _rank(self, text: str, cut: float) -> tuple[NamedAuthor, ...]:
        words = search_form(text)
        found = self._citations.find_similar_authors(words)
        scored = list(zip(_score_names(text, found), found, strict=True))
        near = [
            (score + _CITATIONS_WORTH * log(each.citations + 1), each)
            for score, each in scored
            if score >= cut
        ]
        near.sort(key=lambda pair: (-pair[0], pair[1].words))
        return tuple(each for _, each in near)


def _score_names(text: str, authors: Sequence[NamedAuthor]) -> list[float]:
    """Return the similarity of each name, or of the word in it that is most alike."""
    parts = [(each.words, *each.words.split()) for each in authors]
    scores = iter(score_texts(text, [part for name in parts for part in name]))
    return [max(next(scores), *(_PART_FACTOR * next(scores) for _ in name[1:])) for name in parts]
