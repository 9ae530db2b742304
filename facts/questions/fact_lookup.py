"""Facts that answer a question: certain ones, or else the closest."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from facts.library.answers import SearchAnswer
from facts.library.library import Library
from facts.model.entities import TopicId
from facts.model.errors import NoFactMatches, NoSearchHits, TooManyPhrases
from facts.model.results import Tier
from facts.model.selection import EVERYTHING, Selection, Slice
from facts.questions.content_words import has_all_forms, has_all_names
from facts.questions.findings import FactSearch


@dataclass(frozen=True, slots=True)
class LookupScope:
    """Where a question is looked up, which facts come first, and which slice is read."""

    library: Library
    prefer: Selection
    part: Slice


class FactLookup:
    """Searches facts for a question's text; each selection is searched once."""

    def __init__(self, scope: LookupScope, text: str) -> None:
        self.text = text
        self.scope = scope
        self._answers: dict[Selection, SearchAnswer | None] = {}

    def find_certain(self) -> FactSearch | None:
        """Return a search whose first fact answers, preferred facts first."""
        return self._find(Tier.CERTAIN)

    def find_closest(self) -> FactSearch | None:
        """Return a search whose first fact comes close, preferred facts first."""
        return self._find(Tier.CLOSEST)

    def find_naming_fact(self, names: Sequence[str]) -> FactSearch | None:
        """Return a search whose first fact answers and has all these words as names.

        They can be the name of a work or a data set.
        """
        found = self.find_certain() if names else None
        return found if found and has_all_names(names, first_text(found)) else None

    def has_words(self, topic: TopicId, words: Sequence[str]) -> bool:
        """Return whether the facts of a topic have all these words, in any form."""
        answer = self._search(Selection(topic), " ".join(words))
        texts = " ".join(hit.fact.text for hit in answer.hits) if answer else ""
        return has_all_forms(words, texts)

    def _find(self, tier: Tier) -> FactSearch | None:
        for selection in dict.fromkeys((self.scope.prefer, EVERYTHING)):
            if selection not in self._answers:
                self._answers[selection] = self._search(selection, self.text)
            answer = self._answers[selection]
            if answer and answer.hits[0].tier is tier:
                return FactSearch(self.text, selection, answer)
        return None

    def _search(self, selection: Selection, text: str) -> SearchAnswer | None:
        with suppress(NoSearchHits, NoFactMatches, TooManyPhrases):
            return self.scope.library.search(text, selection, self.scope.part)
        return None


def first_text(found: FactSearch) -> str:
    """Return the text of the first fact found."""
    return found.answer.hits[0].fact.text if found.answer else ""
