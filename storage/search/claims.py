"""Looking facts up by their words."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np

from facts.model.entities import FactId, LibraryId
from facts.model.results import MOST_HITS, Hit, Hits
from facts.model.selection import EVERYTHING, Part, Selection
from facts.search.name_query import TextSought
from storage.library import facts
from storage.library.selection import chosen
from storage.search import postings
from storage.search.postings import Ids
from storage.search.vocabulary import Found, found_words, posted

_TRIED: Final = 1_000
"""Facts tried against a selection one by one, before all that is selected is read instead."""
_PHRASED: Final = 5_000
"""Facts whose texts are read for a phrase, at the most: of those with all its words the first."""


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
    compared = _selected(library, selection, sought, found, connection)
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
    sought: TextSought,
    found: Found,
    connection: sqlite3.Connection,
) -> list[int]:
    """Return selected facts with the words found, those first whose words weigh most.

    There are enough of them to compare, or all there are.
    """
    among = _holding(library, sought.required, connection)
    unsure = _unsure(library, sought, connection) if among is None else among
    enough = min(MOST_HITS + len(unsure), _PHRASED)
    most = enough if selection == EVERYTHING else max(enough, _TRIED)
    ids, _ = postings.heaviest(found.weighed, most, among)
    kept = _kept(library, selection, ids, connection)
    if len(ids) < most or len(kept) >= enough or selection == EVERYTHING:
        return _enough(kept, unsure)
    chosen_ids = np.fromiter(
        (fact for (fact,) in connection.execute(*chosen(library, selection))), np.int64
    )
    within = chosen_ids if among is None else np.intersect1d(chosen_ids, among)
    return _enough(postings.heaviest(found.weighed, enough, within)[0], unsure)


def _unsure(library: LibraryId, sought: TextSought, connection: sqlite3.Connection) -> Ids:
    """Return the facts that hold all words of an unwanted phrase, and may so hold the phrase."""
    held = (_holding(library, phrase, connection) for phrase in sought.unwanted)
    return np.concatenate([np.empty(0, np.int64), *(ids for ids in held if ids is not None)])


def _enough(ids: list[int], unsure: Ids) -> list[int]:
    """Return the first of some facts: as many that are sure as may be hits, and others between."""
    sure = np.cumsum(~np.isin(ids, unsure))
    return ids[: int(np.searchsorted(sure, MOST_HITS)) + 1]


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


def _holding(
    library: LibraryId, required: Sequence[str], connection: sqlite3.Connection
) -> Ids | None:
    """Return the facts that hold all required words; None where none is required."""
    holding: Ids | None = None
    for posting in posted(library, required, connection):
        ids = posting.ids()
        holding = ids if holding is None else np.intersect1d(holding, ids)
    return holding


def _scored(
    ids: Sequence[int], score: Callable[[str], float], connection: sqlite3.Connection
) -> Iterator[tuple[float, int]]:
    """Yield hits in the order given. Texts are read by the hundred: singly takes seven times."""
    for start in range(0, len(ids), MOST_HITS):
        texts = connection.execute(
            "SELECT fact.id, text FROM json_each(?) CROSS JOIN fact ON fact.id = value",
            (json.dumps(ids[start : start + MOST_HITS]),),
        ).fetchall()
        for fact, text in texts:
            points = score(text)
            if points > 0:
                yield points, fact
