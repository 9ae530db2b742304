"""Draws of random facts."""

from functools import partial

from facts.library.answers import DrawAnswer
from facts.library.misses import no_fact_error
from facts.model.entities import FactId
from facts.model.random_order import Draw, DrawnBefore, draw, draw_from_many
from facts.model.results import MAX_READ
from facts.model.selection import Selection
from facts.store.library_store import Snapshot


def draw_fact(
    snapshot: Snapshot, seed: int, selection: Selection, after: FactId | None
) -> DrawAnswer:
    """Return the next selected fact in a seed's random order, which follows the fact `after`.

    Of at most MAX_READ facts, each has its place, see `facts.model.random_order.draw`. More are not
    counted, see `draw_from_many`. Raises NoFactMatches or LibraryEmpty.
    """
    drawn = _draw(snapshot, seed, selection, after)
    fact = snapshot.facts.get(drawn.fact, selection) if drawn else None
    if drawn is None or fact is None:
        raise no_fact_error(snapshot, selection)
    return DrawAnswer(drawn, fact)


def _draw(snapshot: Snapshot, seed: int, selection: Selection, after: FactId | None) -> Draw | None:
    numbers = snapshot.facts.list_numbers(selection, MAX_READ)
    if numbers is not None:
        return draw(numbers, seed, after)
    digest = snapshot.facts.find_digest(after) if after else None
    before = DrawnBefore(after, digest) if after and digest else None
    return draw_from_many(partial(snapshot.facts.find_next, selection), seed, before)
