"""What is asked of the index: names and words in the forms that it compares.

The library hands in the scorer, so that storage knows nothing of how answers are scored.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from facts.model.entities import TopicId
from facts.text.normalize import plain, squeezed, storable

_LONGEST: Final = 300
"""Characters of a query that count: no name or question of a person is longer."""
_OPENING: Final = re.compile(
    r"(?:please )?(?:"
    r"what (?:do|does) (?:we|you) know about"
    r"|(?:what|who|where|when|why|how)(?: (?:is|are|was|were|do|does|did|s|about|can|would))?"
    r"|whats|define|explain|describe|definition of|(?:the )?meaning of|tell (?:me|us) about"
    r"|(?:show|give) (?:me|us)|(?:facts?|info|information|anything|something) (?:about|on)"
    r"|(?:do|does) (?:we|you) (?:have|know)(?: (?:anything|something))?(?: about)?"
    r")(?: (?:a|an|the))? "
)
_CLOSING: Final = re.compile(r" (?:please|definition|meaning|explained)$")
_CLOSING_OF_QUESTION: Final = re.compile(r" (?:please|works?|means?|stands? for)$")


@dataclass(frozen=True, slots=True)
class NameSought:
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


def name_sought(text: str, *, half_typed: bool = False) -> NameSought:
    """Read what somebody typed for a name, or is still typing."""
    text = storable(text[:_LONGEST])
    words = plain(text)
    core = _CLOSING.sub("", words)
    if opening := _OPENING.match(core):
        core = _CLOSING_OF_QUESTION.sub("", core[opening.end() :])
    return NameSought(words, core or words, squeezed(text), half_typed)


class Candidate(NamedTuple):
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


Scored = tuple[Candidate, float]
Rank = Callable[[Sequence[Candidate]], Sequence[Scored]]
"""Puts candidates in order, one for each topic, with scores."""


class TextSought(Protocol):
    """Words to find facts by, and how near texts come to them."""

    @property
    def words(self) -> Sequence[str]:
        """The words that facts should have, each once."""

    @property
    def required(self) -> Sequence[str]:
        """The words that facts must have."""

    @property
    def excluded(self) -> Sequence[str]:
        """The words that facts must not have."""

    @property
    def unwanted(self) -> Sequence[Sequence[str]]:
        """The words, of each phrase, that facts must not have one after another."""

    def corrected(self, word: str, known: Mapping[str, int]) -> Sequence[str]:
        """Return which of the known words, given with their numbers of facts, may be meant."""

    def scorer(
        self, weights: Mapping[str, float], meant: Mapping[str, Iterable[str]]
    ) -> Callable[[str], float]:
        """Return what scores a text, above 0 for a hit, by what each word weighs and may mean."""
