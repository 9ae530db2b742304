"""Facts to draw from: all of a few, or the next of many in the order of their digests."""

from typing import Final

from facts.model.entities import FactId
from facts.model.selection import Selection
from storage.library.lists.kept_counts import count_kept
from storage.library.lists.view import View
from storage.library.matching import list_matching
from storage.library.selection import fits

_FOLLOWING: Final = """
    SELECT id, library, kind, digest FROM fact WHERE library = {library}
    AND digest > :start AND (:end IS NULL OR digest <= :end)
"""


def list_numbers(view: View, selection: Selection, limit: int) -> tuple[FactId, ...] | None:
    """Return the selected facts; None if they are more than `limit`."""
    if (count_kept(view, selection) or 0) > limit:
        return None
    found = list_matching(view.library, selection, limit, view.connection)
    return None if found is None else tuple(found)


def find_digest(view: View, fact: FactId) -> bytes | None:
    """Return the digest of a fact, also of one that the library does not see."""
    row = view.execute("SELECT digest FROM fact WHERE id = :fact", {"fact": fact}).fetchone()
    return row and bytes(row[0])


def find_next(view: View, selection: Selection, start: bytes, end: bytes | None) -> FactId | None:
    """Return the first selected fact with a digest after `start`, and up to `end`.

    Facts are tried in the order of their digests, so use it for many selected facts only.
    """
    condition, values = fits(selection)
    arms = (_FOLLOWING.format(library=each) for each in ("0", "nullif(:library, 0)"))
    row = view.execute(
        f"SELECT id FROM ({' UNION ALL '.join(arms)} ORDER BY digest) AS fact "
        f"WHERE {condition} LIMIT 1",
        {**values, "start": start, "end": end},
    ).fetchone()
    return row and FactId(row[0])
