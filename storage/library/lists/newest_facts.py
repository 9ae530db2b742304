"""The selected facts that were added last."""

from collections.abc import Iterable
from typing import Final

from facts.model.entities import FactId
from facts.model.selection import Selection
from storage.library.lists.candidates import read_candidates
from storage.library.lists.fact_walk import list_parts
from storage.library.lists.view import View
from storage.library.selection import fits

_TRIED: Final = 2
"""Times `view.most` facts are tried for a filter that many facts pass, the newest first."""
_LIBRARY: Final = """
    SELECT id FROM fact WHERE library = 0 AND {kind}
    UNION ALL SELECT id FROM fact WHERE library = nullif(:library, 0) AND {kind}
    ORDER BY id DESC
"""
_TOPIC: Final = "SELECT fact AS id FROM bearing WHERE topic = :topic ORDER BY fact DESC"
_SOURCE: Final = "SELECT fact AS id FROM citation WHERE source = :source ORDER BY fact DESC"


def list_newest(view: View, selection: Selection, limit: int) -> list[FactId]:
    """Return the selected facts that were added last, the newest first.

    If many facts pass a filter, but few of the newest, some of the many follow these.
    """
    parts = list_parts(selection)
    if len(parts) > 1 or parts - {"kind", "topic", "source"}:
        found = read_candidates(view, selection)
        if not found.is_cut:
            return _sort({fact for fact, *_ in found.rows}, limit)
        newest = _walk(view, selection, limit, _TRIED * view.most)
        more = {fact for fact, *_ in found.rows} if len(newest) < limit else set()
        return _sort({*newest, *more}, limit)
    return _sort(_walk(view, selection, limit, None), limit)


def _walk(view: View, selection: Selection, limit: int, tried: int | None) -> set[int]:
    """Return the newest selected facts among those that are tried."""
    newest = _LIBRARY.format(kind="TRUE" if selection.kind is None else "kind = :kind")
    if selection.source is not None:
        newest = _SOURCE
    if selection.topic is not None:
        newest = _TOPIC
    condition, values = fits(selection)
    rows = view.execute(
        f"""
        SELECT fact.id FROM ({newest} LIMIT {2**62 if tried is None else tried}) AS listed
        CROSS JOIN fact ON fact.id = listed.id WHERE {condition} LIMIT :limit
        """,
        {**values, "limit": limit},
    )
    return {fact for (fact,) in rows}


def _sort(facts: Iterable[int], limit: int) -> list[FactId]:
    return [FactId(fact) for fact in sorted(facts, reverse=True)[:limit]]
