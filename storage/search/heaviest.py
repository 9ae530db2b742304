"""The heaviest ids in weighted posting lists."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from storage.engine.read_clock import check_time
from storage.search.postings import SEGMENT_SIZE, Ids, Offsets, PostingList
from storage.search.terms import OFFSET_BITS

_CLEAR_SHARES: Final = (0.4, 0.2)
"""Shares of the greatest weight: enough ids above one of them end the search for more.

An id below the first share is weak.
"""

_MANY: Final = 1_000
"""Offsets of a segment from which its sums are looked through whole."""

Weights = NDArray[np.float32]


def select_heaviest(
    weighted: Sequence[tuple[float, PostingList]],
    limit: int,
    among: PostingList | None = None,
    enough: int | None = None,
) -> tuple[list[int], list[float]]:
    """Return the heaviest ids with their weights; `among` leaves out all others.

    The heaviest come first, of equal ones the newest. Ids with less than two fifths of the greatest
    weight only fill up to `enough`.
    """
    wanted = dict(among.segments) if among else None
    by_segment: dict[int, list[tuple[float, Offsets]]] = defaultdict(list)
    for weight, posting in weighted:
        for segment, offsets in posting.segments:
            if wanted is None or segment in wanted:
                by_segment[segment].append((weight, offsets))
    ids, points, least = np.empty(0, np.int64), np.empty(0, np.float32), np.float32(0)
    sums = np.empty(SEGMENT_SIZE, np.float32)  # reused: fresh memory costs more than adding
    for segment in sorted(by_segment, reverse=True):
        check_time()
        places = _sum_weights(by_segment[segment], sums)
        if wanted is not None:
            _keep_only(wanted[segment], sums)
        above = _find_promising(sums, places, least, enough or limit)
        ids = np.concatenate((ids, above + (segment << OFFSET_BITS)))
        points = np.concatenate((points, sums[above]))
        if len(ids) > limit:
            best = np.argpartition(points, -limit)[-limit:]
            ids, points = ids[best], points[best]
            least = points.min()
    order = np.lexsort((-ids, -points))[: _count_clear(points, enough)]
    return ids[order].tolist(), points[order].tolist()


def _count_clear(points: Weights, enough: int | None) -> int:
    """Return how many ids to keep: the strong, at least `enough`."""
    if enough is None or not len(points):
        return len(points)
    return max(enough, int(np.count_nonzero(points >= _CLEAR_SHARES[0] * points.max())))


def _sum_weights(lists: Sequence[tuple[float, Offsets]], sums: Weights) -> Ids | None:
    """Add up weights by offset; return the offsets unless they are many."""
    sums.fill(0)
    lengths = [len(offsets) for _, offsets in lists]
    weights = np.repeat(np.array([weight for weight, _ in lists], np.float32), lengths)
    places = np.concatenate([offsets for _, offsets in lists]).astype(np.intp)
    np.add.at(sums, places, weights)  # one call: list by list takes twice as long
    return places if len(places) <= _MANY else None


def _keep_only(offsets: Offsets, sums: Weights) -> None:
    kept = sums[offsets]
    sums.fill(0)
    sums[offsets] = kept


def _find_promising(sums: Weights, places: Ids | None, least: np.float32, enough: int) -> Ids:
    """Return the offsets that may be among the heaviest.

    They are few if some weigh much more than others. `places` are the offsets with a weight, if
    these are known.
    """
    weights = sums if places is None else sums[places]
    most = weights.max()
    for share in _CLEAR_SHARES:
        above = _find_above(weights, places, max(least, share * most))
        if len(above) >= enough:
            return above
    return _find_above(weights, places, least)


def _find_above(weights: Weights, places: Ids | None, least: np.float32) -> Ids:
    above = np.flatnonzero(weights > least)
    return above if places is None else np.unique(places[above])
