"""Queries to the search index, with functions that score candidates.

The scoring functions come from the library, so storage does not depend on how answers are scored.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, Protocol, Self

from facts.model.entities import TopicId
from facts.text.normalize import name_key, replace_surrogates, search_form
from facts.text.question_words import set_aside_question_words
from facts.text.stop_words import NAME_CLOSING_WORD, NAME_QUESTION_CLOSING, NAME_QUESTION_OPENING

_MAX_LENGTH: Final = 300
"""Characters of a query that count; names and typed questions are shorter."""
CORRECTION_WEIGHT: Final = 0.9
"""Weight of a correction of a word, as a share of the word's own weight."""
SYNONYM_WEIGHT: Final = 0.6
"""Weight of a synonym of a word."""
FORM_WEIGHT: Final = 0.7
"""Weight of another form of a word. Index and score share it, so the best facts are candidates."""


class Context(StrEnum):
    """Text beside a fact by which the fact is found too."""

    TOPIC = "topic"
    """Names and aliases of a topic of the fact."""
    DEFINITION = "definition"
    """Definition of such a topic."""
    SOURCE = "source"
    """Title, site and authors of a source of the fact."""
    PHRASING = "phrasing"
    """A question that the fact answers."""


CONTEXT_WEIGHTS: Final[Mapping[Context, float]] = {
    Context.TOPIC: 0.65,
    Context.DEFINITION: 0.52,
    Context.SOURCE: 0.55,
    Context.PHRASING: 0.9,
}
"""Weight of a word that is only in the context, as a share of the word's own weight."""


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A name that a user typed.

    `words` is its search form, `core` the same without the words of a question. `key` is the index
    key of an exact name. `half_typed` is true for autocomplete: the query can be the beginning of a
    longer name, even if it is a name already.
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
    """Parse a name that a user typed or is still typing."""
    text = replace_surrogates(text[:_MAX_LENGTH])
    words = search_form(text)
    asked = words if half_typed else search_form(set_aside_question_words(text))
    core = NAME_CLOSING_WORD.sub("", asked)
    if opening := NAME_QUESTION_OPENING.match(core):
        core = NAME_QUESTION_CLOSING.sub("", core[opening.end() :])
    return NameQuery(words, core or words, name_key(text), half_typed)


class NameCandidate(NamedTuple):
    """A name that the user can mean.

    `facts` is its topic's number of facts. `as_typed` is true if its punctuation is right too: it
    distinguishes R&D from RD. Each look-up makes a hundred of these; a frozen dataclass takes five
    times as long to make as a tuple.
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
"""Scores candidates and returns one for each topic, best first."""


class ClaimMatcher(Protocol):
    """The words of a search, and how to score texts for it."""

    @property
    def words(self) -> Sequence[str]:
        """The words that a fact should have, each once."""

    @property
    def required_words(self) -> Sequence[str]:
        """The words that a fact must have."""

    @property
    def excluded_words(self) -> Sequence[str]:
        """The words that a fact must not have."""

    @property
    def excluded_phrases(self) -> Sequence[Sequence[str]]:
        """The phrases, as words in order, that a fact must not have."""

    def allows(self, text: str) -> bool:
        """Return whether a text has the phrases that it must have, and no excluded one."""

    @property
    def synonyms(self) -> Mapping[str, Sequence[str]]:
        """Words that may stand for a word."""

    @property
    def contexts(self) -> Sequence[Context]:
        """The contexts of a fact whose words count."""

    @property
    def corrects_rare(self) -> bool:
        """Whether words of a single fact are corrected too, as unknown ones always are."""

    def widen(self, best: float, *, has_rare: bool) -> Self | None:
        """Return a query that finds more; None if the score of the best hit is high enough.

        `has_rare` is whether a word could be corrected that only one fact has.
        """

    def least_score(self, best: float) -> float:
        """Return the score that a hit needs beside the best one."""

    def find_corrections(self, word: str, known: Mapping[str, int]) -> Sequence[str]:
        """Return likely corrections among the words in `known`.

        `known` maps words to their numbers of facts. The rest of the query does not matter.
        """

    def build_scorer(
        self, weights: Mapping[str, float], corrections: Mapping[str, Iterable[str]]
    ) -> Callable[[str, Sequence[float]], float]:
        """Return a function that scores a text, above 0 for a hit.

        `weights` has the weight of each word, `corrections` its corrections. The function takes the
        text, and for each of `words` the weight of the context that has it, from 0 to 1.
        """
