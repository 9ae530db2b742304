"""A selection of facts as SQL."""

from facts.model import LibraryId
from facts.store import Selection

Values = dict[str, str | int | None]


def chosen(library: LibraryId, selection: Selection) -> tuple[str, Values]:
    """Return a SELECT of the ids of the selected facts, and the values it binds.

    The text is put together from the constants below only; what a person wrote is bound.
    """
    parts = ["SELECT fact.id FROM fact WHERE fact.library IN (0, :library)"]
    if selection.topic is not None:
        parts.append("fact.id IN (SELECT fact FROM bearing WHERE topic = :topic)")
    if selection.kind is not None:
        parts.append("fact.kind = :kind")
    if selection.site is not None:
        parts.append(
            "fact.id IN (SELECT citation.fact FROM citation "
            "JOIN source ON source.id = citation.source WHERE source.site = :site)"
        )
    values: Values = {
        "library": library,
        "topic": selection.topic,
        "kind": selection.kind,
        "site": selection.site,
    }
    return " AND ".join(parts), values
