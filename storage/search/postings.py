"""Posting lists: the ids under a term, as blobs of offsets."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from storage.engine.connection import SqlConnection
from storage.search.terms import OFFSET_BITS, SEGMENT_BITS

SEGMENT_SIZE: Final = 1 << OFFSET_BITS
_LAST_OFFSET: Final = SEGMENT_SIZE - 1
_LAST_SEGMENT: Final = (1 << SEGMENT_BITS) - 1
_KEY_BATCH: Final = 1_000
"""Keys that are read at once to delete ids from them."""
Ids = NDArray[np.int64]
Offsets = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class PostingList:
    """The ids under one term: segments, and the offsets in each."""

    segments: tuple[tuple[int, Offsets], ...]
    count: int = field(init=False)
    """Number of ids."""

    def __post_init__(self) -> None:
        count = sum(len(offsets) for _, offsets in self.segments)
        object.__setattr__(self, "count", count)

    def ids(self) -> Ids:
        """Return the ids."""
        parts = [offsets + np.int64(segment << OFFSET_BITS) for segment, offsets in self.segments]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    @staticmethod
    def of(ids: Ids) -> "PostingList":
        """Return a list of some ids."""
        ids = np.sort(ids)
        segments, offsets = ids >> OFFSET_BITS, (ids & _LAST_OFFSET).astype("<u2")
        starts = np.flatnonzero(np.diff(segments, prepend=-1)).tolist()
        return PostingList(
            tuple(
                (int(segments[start]), offsets[start:end])
                for start, end in pairwise([*starts, len(ids)])
            )
        )


class IdMarks:
    """A few ids that are looked for in several lists."""

    def __init__(self, ids: Iterable[int]) -> None:
        self._marks: dict[int, NDArray[np.bool_]] = {}
        for id_ in ids:
            segment = id_ >> OFFSET_BITS
            if segment not in self._marks:
                self._marks[segment] = np.zeros(SEGMENT_SIZE, np.bool_)
            self._marks[segment][id_ & _LAST_OFFSET] = True

    def find(self, posting: PostingList) -> Iterator[int]:
        """Yield those of the ids that are in a list."""
        for segment, offsets in posting.segments:
            marks = self._marks.get(segment)
            if marks is not None:
                base = segment << OFFSET_BITS
                yield from (base + offset for offset in offsets[marks[offsets]].tolist())


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
        PostingList(_merge([segments[key] for key in keys if key in segments])) for keys in terms
    ]


def _merge(lists: Sequence[Sequence[tuple[int, Offsets]]]) -> tuple[tuple[int, Offsets], ...]:
    """Return each segment once: two libraries can have ids in the same one."""
    if len(lists) <= 1:
        return tuple(lists[0]) if lists else ()
    merged: dict[int, Offsets] = {}
    for segment, offsets in chain.from_iterable(lists):
        known = merged.get(segment)
        merged[segment] = offsets if known is None else np.concatenate((known, offsets))
    return tuple(merged.items())


def intersect(lists: Sequence[PostingList]) -> PostingList:
    """Return the ids that are in all of some lists, of which there is at least one."""
    first, *others = sorted(lists, key=lambda each: each.count)
    kept = first.segments
    marks = np.zeros(SEGMENT_SIZE, np.bool_)
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
        SEGMENT_SIZE, np.bool_
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
