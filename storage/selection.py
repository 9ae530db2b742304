"""A selection of facts as SQL."""

from typing import Final

from facts.model import LibraryId
from facts.store import Part, Selection

Values = dict[str, str | int | None]

_RESTS_ON: Final = (
    "fact.id IN (SELECT citation.fact FROM citation JOIN source ON source.id = citation.source "
)
_SINCE: Final = "source.published >= substr(:since, 1, length(source.published))"
"""ISO dates compare as text, each at the shorter precision of the two."""
MEANT: Final = "(:site IS NULL OR source.site = :site) AND (:source IS NULL OR source.id = :source)"
"""Whether a source is one that the selection names, if it names any."""
PART: Final = "LIMIT :limit OFFSET :start"


def part_values(part: Part) -> Values:
    """Return what PART binds; SQLite takes a negative limit for none."""
    return {"limit": -1 if part.limit is None else part.limit, "start": part.start}


def chosen(library: LibraryId, selection: Selection) -> tuple[str, Values]:
    """Return a SELECT of the ids of the selected facts, and the values it binds.

    The text is put together from the constants below only; what a person wrote is bound.
    """
    parts = ["SELECT fact.id FROM fact WHERE fact.library IN (0, :library)"]
    if selection.topic is not None:
        parts.append("fact.id IN (SELECT fact FROM bearing WHERE topic = :topic)")
    if selection.kind is not None:
        parts.append("fact.kind = :kind")
    if selection.source is not None:
        parts.append("fact.id IN (SELECT fact FROM citation WHERE source = :source)")
    if selection.site is not None:
        parts.append(_RESTS_ON + "WHERE source.site = :site)")
    if selection.since is not None:
        parts.append(_RESTS_ON + f"WHERE {_SINCE})")
    values: Values = {
        "library": library,
        "topic": selection.topic,
        "kind": selection.kind,
        "site": selection.site,
        "source": selection.source,
        "since": selection.since,
    }
    return " AND ".join(parts), values
