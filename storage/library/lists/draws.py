"""Facts to draw from: all of a few, or the next of many in the order of their digests."""

from typing import Final

from facts.model.entities import FactId
from facts.model.selection import Selection
from storage.library.lists.kept_counts import count_kept
from storage.library.lists.view import View
from storage.library.matching import list_matching
from storage.library.selection import fits

_FOLLOWING: Final = """
    SELECT id, library, {kind} AS kind, digest FROM fact WHERE library = {library}
    AND digest > :start AND (:end IS NULL OR digest <= :end)
"""
"""Without its kind, a fact is read from the index alone."""
_CITATIONS: Final = """
    SELECT coalesce(sum(citations), 0) FROM site_count
    WHERE library IN (0, :library) AND site = :site
"""
_SOURCES_OF_ONE: Final = 4
"""Sources of one site that a fact cites, at most in practice; more would only be tried longer."""


def list_numbers(view: View, selection: Selection, limit: int) -> tuple[FactId, ...] | None:
    """Return the selected facts; None if they are more than `limit`."""
    if (count_kept(view, selection) or 0) > limit or _is_large_site(view, selection, limit):
        return None
    found = list_matching(view.library, selection, limit, view.connection)
    return None if found is None else tuple(found)


def _is_large_site(view: View, selection: Selection, limit: int) -> bool:
    """Return whether a whole site is selected, and its counts say enough."""
    if selection.site is None or selection != Selection(site=selection.site):
        return False
    (citations,) = view.execute(_CITATIONS, {"site": selection.site}).fetchone()
    return bool(citations > limit * _SOURCES_OF_ONE)


def find_digest(view: View, fact: FactId) -> bytes | None:
    """Return the digest of a fact, also of one that the library does not see."""
    row = view.execute("SELECT digest FROM fact WHERE id = :fact", {"fact": fact}).fetchone()
    return row and bytes(row[0])


def find_next(view: View, selection: Selection, start: bytes, end: bytes | None) -> FactId | None:
    """Return the first selected fact with a digest after `start`, and up to `end`.

    Facts are tried in the order of their digests, so use it for many selected facts only.
    """
    condition, values = fits(selection)
    kind = "kind" if selection.kind else "NULL"
    arms = (_FOLLOWING.format(library=each, kind=kind) for each in ("0", "nullif(:library, 0)"))
    row = view.execute(
        f"SELECT id FROM ({' UNION ALL '.join(arms)} ORDER BY digest) AS fact "
        f"WHERE {condition} LIMIT 1",
        {**values, "start": start, "end": end},
    ).fetchone()
    return row and FactId(row[0])
