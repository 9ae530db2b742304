"""Facts that say nearly the same as a new one."""

from typing import Final

from rapidfuzz import fuzz

from facts.curation.errors import NearDuplicate
from facts.library.library import Library
from facts.model.entities import FactId
from facts.model.errors import NotFoundError
from facts.model.selection import EVERYTHING, Slice
from facts.store.library_store import Snapshot
from facts.text.normalize import search_form

MIN_LIKENESS: Final = 85
"""From here on, two texts differ in a word or two."""
_CANDIDATES: Final = Slice(limit=10)
_MAX_FOUND: Final = 3
_MAX_WORDS: Final = 30
"""Words of a long text that the search compares."""


def find_near_duplicates(
    snapshot: Snapshot, text: str, without: FactId | None = None
) -> tuple[NearDuplicate, ...]:
    """Return the facts whose texts are nearly the same, the likest first.

    The likeness is rapidfuzz's ratio of the words as they are searched: case, accents and
    punctuation do not count.
    """
    form = search_form(text)
    query = " ".join(form.split()[:_MAX_WORDS])
    try:
        hits = Library(snapshot).search(query, EVERYTHING, _CANDIDATES).hits
    except NotFoundError:
        return ()
    scored = (
        NearDuplicate(hit.fact, int(fuzz.ratio(form, search_form(hit.fact.text))))
        for hit in hits
        if hit.fact.id != without
    )
    near = sorted(
        (each for each in scored if each.likeness >= MIN_LIKENESS),
        key=lambda each: (-each.likeness, each.fact.id),
    )
    return tuple(near[:_MAX_FOUND])
