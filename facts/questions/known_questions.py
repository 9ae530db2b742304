"""Questions that users asked before, and that a curator gave to a fact."""

from typing import Final

from facts.library.answers import SearchAnswer
from facts.library.library import Library
from facts.model.results import Hit
from facts.questions.findings import FactSearch
from facts.text.question_key import question_key

_MAX_FACTS: Final = 5
"""Facts that one question finds, at most: as many as a page of a search."""
_CERTAIN: Final = 100.0


def find_known_question(library: Library, text: str) -> FactSearch | None:
    """Return the facts of which a question is a phrasing, whatever its case and spacing."""
    facts = library.get_asked(question_key(text))[:_MAX_FACTS]
    if not facts:
        return None
    hits = tuple(Hit(_CERTAIN, fact) for fact in facts)
    return FactSearch(text, answer=SearchAnswer(text, hits, len(hits)))
