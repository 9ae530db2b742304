"""Translates a selection of facts into SQL."""

from typing import Final

from facts.model.entities import LibraryId
from facts.model.selection import Selection, Slice

Values = dict[str, str | int | None]

_NOT_HIDDEN: Final = """(
    NOT EXISTS (SELECT 1 FROM hidden WHERE library = :library)
    OR fact.id NOT IN (SELECT fact FROM hidden WHERE library = :library)
)"""
"""Most libraries hide nothing: asking that once saves a look-up for each fact."""
VISIBLE: Final = f"fact.library IN (0, :library) AND {_NOT_HIDDEN}"
"""Condition: a library sees a fact. It is its own, or shared and not hidden there."""
_SELECT_WIDE: Final = f"SELECT fact.id FROM fact WHERE {VISIBLE}"
_SELECT_NARROW: Final = f"SELECT fact.id FROM fact WHERE +{VISIBLE}"
"""The unary plus keeps SQLite from scanning a whole library to find a few selected facts."""
_CITES_SOURCE: Final = (
    "fact.id IN (SELECT citation.fact FROM citation JOIN source ON source.id = citation.source"
)
_SINCE: Final = "source.published >= substr(:since, 1, length(source.published))"
"""ISO dates compare as text, at the shorter precision of the two."""
_SOURCE_TESTS: Final = {
    "site": "source.site = :site",
    "source": "source.id = :source",
    "since": _SINCE,
}
"""Conditions on a source. One and the same source must meet all of them."""
_IN_CHANNEL_FOCUS: Final = """fact.id IN (
    SELECT bearing.fact FROM channel_topic JOIN channel ON channel.id = channel_topic.channel
    JOIN bearing ON bearing.topic = channel_topic.topic
    WHERE channel.id = :focus AND channel.library = :library
)"""
"""Condition: a fact belongs to a topic that the channel is about."""
SOURCE_FITS: Final = " AND ".join(
    f"(:{part} IS NULL OR {test})" for part, test in _SOURCE_TESTS.items()
)
"""Condition: a source matches the selection, if the selection restricts sources."""
SLICE: Final = "LIMIT :limit OFFSET :start"
_NO_LIMIT: Final = 2**62
"""More rows than any table has; a negative LIMIT would work in SQLite only."""


def slice_values(part: Slice) -> Values:
    """Return the values that SLICE binds."""
    return {"limit": _NO_LIMIT if part.limit is None else part.limit, "start": part.start}


def build_select(library: LibraryId, selection: Selection) -> tuple[str, Values]:
    """Return a SELECT of the selected facts' ids, and its values.

    The text consists of the constants above only; everything that a user typed is bound.
    """
    few = selection.topic or selection.source or selection.focus
    parts = [_SELECT_NARROW if few else _SELECT_WIDE]
    if selection.topic is not None:
        parts.append("fact.id IN (SELECT fact FROM bearing WHERE topic = :topic)")
    if selection.also is not None:
        parts.append("fact.id IN (SELECT fact FROM bearing WHERE topic = :also)")
    if selection.without is not None:
        parts.append("fact.id NOT IN (SELECT fact FROM bearing WHERE topic = :without)")
    if selection.focus is not None:
        parts.append(_IN_CHANNEL_FOCUS)
    if selection.kind is not None:
        parts.append("fact.kind = :kind")
    sources = source_values(selection)
    tests = [test for part, test in _SOURCE_TESTS.items() if sources[part] is not None]
    if tests:
        parts.append(f"{_CITES_SOURCE} WHERE {' AND '.join(tests)})")
    values: Values = {"library": library, "topic": selection.topic, "kind": selection.kind}
    values |= {"also": selection.also, "without": selection.without, "focus": selection.focus}
    return " AND ".join(parts), values | sources


def source_values(selection: Selection) -> Values:
    """Return the values that SOURCE_FITS binds."""
    return {"site": selection.site, "source": selection.source, "since": selection.since}
