"""Looking facts up by their words."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np

from facts.found import MOST_HITS, Hit, Hits
from facts.model import FactId, LibraryId
from facts.seeking import TextSought
from facts.selecting import EVERYTHING, Part, Selection
from storage import facts, postings
from storage.postings import Ids
from storage.selection import chosen
from storage.vocabulary import Found, found_words, posted

_TRIED: Final = 1_000
"""Facts tried against a selection one by one, before all that is selected is read instead."""
_PHRASED: Final = 5_000
"""Facts whose texts are read for a phrase: those with all its words whose words weigh most."""


def nearest(
    library: LibraryId,
    selection: Selection,
    sought: TextSought,
    part: Part,
    connection: sqlite3.Connection,
) -> Hits:
    """Return a part of the selected facts that come nearest to what is sought, best first."""
    found = found_words(library, sought, connection)
    score = sought.scorer(found.weights, found.meant)
    ids = _selected(library, selection, found, _holding(library, sought, connection), connection)
    compared = ids if sought.required else ids[:MOST_HITS]
    scored = list(islice(_scored(compared, score, connection), MOST_HITS))
    scored.sort(key=lambda hit: (-hit[0], hit[1]))
    end = None if part.limit is None else part.start + part.limit
    read = (
        (points, facts.one_of(library, selection, FactId(fact), connection))
        for points, fact in scored[part.start : end]
    )
    return Hits(tuple(Hit(points, fact) for points, fact in read if fact), len(scored))


def _selected(
    library: LibraryId,
    selection: Selection,
    found: Found,
    among: Ids | None,
    connection: sqlite3.Connection,
) -> list[int]:
    """Return selected facts with the words found, those first whose words weigh most.

    There are enough of them to compare, or all there are.
    """
    most = MOST_HITS if selection == EVERYTHING else _TRIED
    most = most if among is None else _PHRASED
    ids, _ = postings.heaviest(found.weighed, most, among)
    kept = _kept(library, selection, ids, connection)
    if len(ids) < most or len(kept) >= MOST_HITS or selection == EVERYTHING:
        return kept
    chosen_ids = np.fromiter(
        (fact for (fact,) in connection.execute(*chosen(library, selection))), np.int64
    )
    within = chosen_ids if among is None else np.intersect1d(chosen_ids, among)
    return postings.heaviest(found.weighed, most, within)[0]


def _kept(
    library: LibraryId, selection: Selection, ids: list[int], connection: sqlite3.Connection
) -> list[int]:
    choice, values = chosen(library, selection)
    rows = connection.execute(
        f"SELECT value FROM json_each(:ids) WHERE EXISTS ({choice} AND fact.id = value)",
        values | {"ids": json.dumps(ids)},
    )
    kept = {fact for (fact,) in rows}
    return [fact for fact in ids if fact in kept]


def _holding(library: LibraryId, sought: TextSought, connection: sqlite3.Connection) -> Ids | None:
    """Return the facts that hold all required words; None where none is required."""
    holding: Ids | None = None
    for posting in posted(library, sought.required, connection):
        ids = posting.ids()
        holding = ids if holding is None else np.intersect1d(holding, ids)
    return holding


def _scored(
    ids: Sequence[int], score: Callable[[str], float], connection: sqlite3.Connection
) -> Iterator[tuple[float, int]]:
    for fact in ids:
        (text,) = connection.execute("SELECT text FROM fact WHERE id = ?", (fact,)).fetchone()
        points = score(text)
        if points > 0:
            yield points, fact
