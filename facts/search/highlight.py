"""What a search shows beside its hits: marked words, and words that it corrected."""

from collections.abc import Callable, Mapping, Sequence

from facts.model.results import Hits
from facts.search.claim_query import ClaimQuery
from facts.text.normalize import locate_words, words
from facts.text.word_forms import has_forms, stem


def make_highlighter(
    query: ClaimQuery, corrections: Mapping[str, Sequence[str]]
) -> Callable[[str], tuple[tuple[int, int], ...]]:
    """Return a function that finds a query's words in a text.

    Any form of a word counts, and the words that a misspelled one may mean. The places are (start,
    end), in order.
    """
    exact = {*query.words, *(other for word in query.words for other in corrections.get(word, ()))}
    stems = {stem(word) for word in exact if has_forms(word)}

    def find_highlights(text: str) -> tuple[tuple[int, int], ...]:
        return tuple(
            (start, end)
            for word, start, end in locate_words(text)
            if word in exact or stem(word) in stems
        )

    return find_highlights


def find_taken_corrections(hits: Hits) -> dict[str, str]:
    """Return the words that were looked up instead of misspelled ones, by the typed word.

    A word that may mean several counts as the first of these that a shown fact has.
    """
    shown = {word for hit in hits.part for word in words(hit.fact.text)}
    return {
        typed: next((other for other in others if other in shown), others[0])
        for typed, others in hits.corrections.items()
        if others and hits.part and typed not in shown
    }
