"""What is asked of the index: names and words in the forms that it compares.

The library hands in the scorer, so that storage knows nothing of how answers are scored.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from facts.model.entities import TopicId
from facts.text.normalize import name_key, replace_surrogates, search_form
from facts.text.stop_words import (
    NAME_CLOSING_WORD,
    NAME_QUESTION_CLOSING,
    NAME_QUESTION_OPENING,
)

_MAX_LENGTH: Final = 300
"""Characters of a query that count: no name or question of a person is longer."""


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A name as somebody typed it: its words, and the same without those of a question.

    `key` is what a name typed to the letter is stored under. What is still being typed may lead on
    from a name that it already is.
    """

    words: str
    core: str
    key: str
    half_typed: bool = False

    @property
    def letters(self) -> str:
        """The words without spaces."""
        return self.words.replace(" ", "")

    @property
    def core_letters(self) -> str:
        """The core without spaces."""
        return self.core.replace(" ", "")


def parse_name_query(text: str, *, half_typed: bool = False) -> NameQuery:
    """Read what somebody typed for a name, or is still typing."""
    text = replace_surrogates(text[:_MAX_LENGTH])
    words = search_form(text)
    core = NAME_CLOSING_WORD.sub("", words)
    if opening := NAME_QUESTION_OPENING.match(core):
        core = NAME_QUESTION_CLOSING.sub("", core[opening.end() :])
    return NameQuery(words, core or words, name_key(text), half_typed)


class NameCandidate(NamedTuple):
    """One of the names that may be meant; `facts` is the size of its topic.

    `as_typed` tells that its punctuation is right too, which sets R&D apart from RD. A tuple, since
    a hundred are made for every look-up, and a frozen dataclass takes five times as long.
    """

    id: int
    topic: TopicId
    words: str
    letters: str
    facts: int
    is_alias: bool
    as_typed: bool = False


ScoredName = tuple[NameCandidate, float]
NameRanker = Callable[[Sequence[NameCandidate]], Sequence[ScoredName]]
"""Puts candidates in order, one for each topic, with scores."""


class ClaimMatcher(Protocol):
    """Words to find facts by, and how near texts come to them."""

    @property
    def words(self) -> Sequence[str]:
        """The words that facts should have, each once."""

    @property
    def required_words(self) -> Sequence[str]:
        """The words that facts must have."""

    @property
    def excluded_words(self) -> Sequence[str]:
        """The words that facts must not have."""

    @property
    def excluded_phrases(self) -> Sequence[Sequence[str]]:
        """The words, of each phrase, that facts must not have one after another."""

    def find_corrections(self, word: str, known: Mapping[str, int]) -> Sequence[str]:
        """Return which of the known words, given with their numbers of facts, may be meant."""

    def build_scorer(
        self, weights: Mapping[str, float], meant: Mapping[str, Iterable[str]]
    ) -> Callable[[str], float]:
        """Return what scores a text, above 0 for a hit, by what each word weighs and may mean."""
