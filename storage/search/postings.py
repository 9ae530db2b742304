"""Posting lists: the ids under a term, as blobs of offsets."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from storage.engine.connection import SqlConnection
from storage.engine.read_clock import check_time
from storage.search.terms import OFFSET_BITS, SEGMENT_BITS

_SEGMENT: Final = 1 << OFFSET_BITS
_LAST_OFFSET: Final = _SEGMENT - 1
_LAST_SEGMENT: Final = (1 << SEGMENT_BITS) - 1
_KEY_BATCH: Final = 1_000
"""Keys that are read at once to delete ids from them."""
_CLEAR_SHARES: Final = (0.4, 0.2)
"""Shares of the greatest weight: enough ids above one of them end the search for more.

An id below the first share is weak.
"""

Ids = NDArray[np.int64]
Offsets = NDArray[np.uint16]
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PostingList:
    """The ids under one term: segments, and the offsets in each."""

    segments: tuple[tuple[int, Offsets], ...]

    @property
    def count(self) -> int:
        """Number of ids."""
        return sum(len(offsets) for _, offsets in self.segments)

    def ids(self) -> Ids:
        """Return the ids."""
        parts = [offsets + np.int64(segment << OFFSET_BITS) for segment, offsets in self.segments]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    def among(self, ids: Ids) -> Ids:
        """Return those of some ids that are under the term."""
        parts = [
            ids[(ids >> OFFSET_BITS == segment) & np.isin(ids & _LAST_OFFSET, offsets)]
            for segment, offsets in self.segments
        ]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    @staticmethod
    def of(ids: Ids) -> "PostingList":
        """Return a list of some ids."""
        segments = np.unique(ids >> OFFSET_BITS).tolist()
        return PostingList(
            tuple(
                (segment, (ids[ids >> OFFSET_BITS == segment] & _LAST_OFFSET).astype("<u2"))
                for segment in segments
            )
        )


def read(terms: Sequence[Sequence[int]], connection: SqlConnection) -> list[PostingList]:
    """Return the posting list of each term.

    A term has one key for each library. One statement reads all: a statement for each key takes
    three times as long.
    """
    rows = connection.execute(
        "SELECT posting.key, ids FROM json_each(?) CROSS JOIN posting "
        "ON posting.key BETWEEN value AND value | ?",
        (json.dumps(sorted({key for keys in terms for key in keys})), _LAST_SEGMENT),
    )
    segments: dict[int, list[tuple[int, Offsets]]] = defaultdict(list)
    for key, ids in rows:
        segments[key & ~_LAST_SEGMENT].append((key & _LAST_SEGMENT, np.frombuffer(ids, "<u2")))
    return [
        PostingList(tuple(each for key in keys for each in segments.get(key, ()))) for keys in terms
    ]


def intersect(lists: Sequence[PostingList]) -> PostingList:
    """Return the ids that are in all of some lists, of which there is at least one."""
    first, *others = sorted(lists, key=lambda each: each.count)
    kept = first.segments
    marks = np.zeros(_SEGMENT, np.bool_)
    for posting in others:
        offsets_of = dict(posting.segments)
        shared = ((segment, some) for segment, some in kept if segment in offsets_of)
        kept = tuple(
            (segment, both)
            for segment, some in shared
            if len(both := _keep_marked(some, offsets_of[segment], marks))
        )
    return PostingList(kept)


def _keep_marked(some: Offsets, marked: Offsets, marks: NDArray[np.bool_]) -> Offsets:
    """Return those of some offsets that are among others; neither need ascend."""
    marks[marked] = True
    both = some[marks[some]]
    marks[marked] = False
    return both


def iterate_newest(key: int, connection: SqlConnection) -> Iterator[int]:
    """Yield the ids under a key, the newest first.

    Segments are read on demand.
    """
    rows = connection.execute(
        "SELECT key, ids FROM posting WHERE key BETWEEN ? AND ? ORDER BY key DESC",
        (key, key | _LAST_SEGMENT),
    )
    for found, ids in rows:
        base = (found & _LAST_SEGMENT) << OFFSET_BITS
        yield from (base + int(offset) for offset in reversed(np.frombuffer(ids, "<u2")))


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
    sums = np.empty(_SEGMENT, np.float32)  # reused: fresh memory costs more than adding
    for segment in sorted(by_segment, reverse=True):
        check_time()
        _sum_weights(by_segment[segment], sums)
        if wanted is not None:
            _keep_only(wanted[segment], sums)
        above = _find_promising(sums, least, enough or limit)
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


def _sum_weights(lists: Sequence[tuple[float, Offsets]], sums: Weights) -> None:
    sums.fill(0)
    lengths = [len(offsets) for _, offsets in lists]
    weights = np.repeat(np.array([weight for weight, _ in lists], np.float32), lengths)
    places = np.concatenate([offsets for _, offsets in lists]).astype(np.intp)
    np.add.at(sums, places, weights)  # one call: list by list takes twice as long


def _keep_only(offsets: Offsets, sums: Weights) -> None:
    kept = sums[offsets]
    sums.fill(0)
    sums[offsets] = kept


def _find_promising(sums: Weights, least: np.float32, enough: int) -> Ids:
    """Return the offsets that may be among the heaviest.

    They are few if some weigh much more than others.
    """
    most = sums.max()
    for share in _CLEAR_SHARES:
        above = np.flatnonzero(sums > max(least, share * most))
        if len(above) >= enough:
            return above
    return np.flatnonzero(sums > least)


def insert(keys: Ids, ids: Ids, connection: SqlConnection) -> None:
    """Insert each id under its key, once.

    Ids under one key must ascend.
    """
    connection.executemany(
        "INSERT INTO posting VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET ids = CAST(ids || excluded.ids AS BLOB)",
        ((key, offsets.tobytes()) for key, offsets in _group_by_key(keys, ids)),
    )


def delete(keys: Ids, ids: Ids, connection: SqlConnection) -> None:
    """Delete each id from under its key."""
    groups = _group_by_key(keys, ids)
    marks = np.zeros(
        _SEGMENT, np.bool_
    )  # reused: a set operation for each key takes ten times as long
    while gone := dict(islice(groups, _KEY_BATCH)):
        rows = connection.execute(
            "SELECT posting.key, ids FROM json_each(?) CROSS JOIN posting ON posting.key = value",
            (json.dumps(list(gone)),),
        ).fetchall()
        left = [(_remove(held, gone[key], marks), key) for key, held in rows]
        connection.executemany(
            "UPDATE posting SET ids = ? WHERE key = ?", [each for each in left if each[0]]
        )
        connection.executemany(
            "DELETE FROM posting WHERE key = ?", [(key,) for kept, key in left if not kept]
        )


def _remove(held: bytes, gone: Offsets, marks: NDArray[np.bool_]) -> bytes:
    """Return some offsets without others. They need not ascend: an edited fact comes last."""
    offsets = np.frombuffer(held, "<u2")
    marks[gone] = True
    kept: bytes = offsets[~marks[offsets]].tobytes()
    marks[gone] = False
    return kept


def _group_by_key(keys: Ids, ids: Ids) -> Iterator[tuple[int, Offsets]]:
    """Yield each key with its offsets, both ascending and without duplicates."""
    if not len(keys):
        return
    segmented = keys | ids >> OFFSET_BITS
    order = np.argsort(segmented, kind="stable")
    segmented, ids = segmented[order], ids[order]
    fresh = np.ones(len(ids), np.bool_)
    fresh[1:] = (segmented[1:] != segmented[:-1]) | (ids[1:] != ids[:-1])
    segmented, ids = segmented[fresh], ids[fresh]
    starts = np.flatnonzero(np.concatenate(([True], segmented[1:] != segmented[:-1])))
    offsets = (ids & _LAST_OFFSET).astype("<u2")
    ends = [*starts[1:].tolist(), len(ids)]
    for key, start, end in zip(segmented[starts].tolist(), starts.tolist(), ends, strict=True):
        yield key, offsets[start:end]
