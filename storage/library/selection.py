"""Translates a selection of facts into SQL."""

import json
from typing import Final

from facts.citations.author_names import parse_author_query
from facts.model.selection import Selection, Slice

Values = dict[str, str | int | None]

NOT_HIDDEN: Final = """(
    NOT EXISTS (SELECT 1 FROM hidden WHERE library = :library)
    OR NOT EXISTS (SELECT 1 FROM hidden WHERE library = :library AND hidden.fact = {fact})
)"""
"""Condition: a library has not hidden a fact.

Most libraries hide nothing: asking that once saves a look-up for each fact.
"""
VISIBLE: Final = f"fact.library IN (0, :library) AND {NOT_HIDDEN.format(fact='fact.id')}"
"""Condition: a library sees a fact. It is its own, or shared and not hidden there."""
_SINCE: Final = "source.published >= substr(:since, 1, length(source.published))"
"""ISO dates compare as text, at the shorter precision of the two."""
_UNTIL: Final = "substr(source.published, 1, length(:until)) <= :until"
NAMED_PARTS: Final = """
    SELECT json_extract(typed.value, '$[0]') AS part, author_word.name
    FROM json_each(:author) AS typed CROSS JOIN json_each(typed.value, '$[1]') AS term
    CROSS JOIN author_word
        ON author_word.library IN (0, :library) AND author_word.word = term.value
    GROUP BY typed.key, author_word.name
    HAVING count(*) = json_array_length(typed.value, '$[1]')
"""
"""SELECT of the names that match a part of a typed author: they have all of its words."""
_HAS_TERM: Final = """EXISTS (
    SELECT 1 FROM author_word
    WHERE library = author.library AND word = :author_{place} AND name = author_link.name
)"""
"""Condition: a name of an author text has one of the typed terms."""
_NAMES_PART: Final = """EXISTS (
    SELECT 1 FROM author CROSS JOIN author_link ON author_link.author = author.id
    WHERE author.library = fact.library AND author.text = citation.author AND ({ways})
)"""
"""Condition on a citation of a fact: its author text matches a part of a typed author."""
_SOURCE_TESTS: Final = {
    "site": "source.site = :site",
    "source": "source.id = :source",
    "since": _SINCE,
    "until": _UNTIL,
}
"""Conditions on a citation and its source. One and the same citation must meet all of them."""
_FACT_TESTS: Final = {
    "kind": "fact.kind = :kind",
    "topic": "EXISTS (SELECT 1 FROM bearing WHERE topic = :topic AND bearing.fact = fact.id)",
    "also": "EXISTS (SELECT 1 FROM bearing WHERE topic = :also AND bearing.fact = fact.id)",
    "without": """NOT EXISTS (
        SELECT 1 FROM bearing WHERE topic = :without AND bearing.fact = fact.id
    )""",
    "focus": """EXISTS (
        SELECT 1 FROM channel CROSS JOIN channel_topic ON channel_topic.channel = channel.id
        CROSS JOIN bearing ON bearing.topic = channel_topic.topic AND bearing.fact = fact.id
        WHERE channel.id = :focus AND channel.library = :library
    )""",
}
"""Conditions on one fact, by the part of the selection."""
_CITED: Final = """
    SELECT 1 FROM citation CROSS JOIN source ON source.id = citation.source
    WHERE citation.fact = fact.id
"""
SLICE: Final = "LIMIT :limit OFFSET :start"
_NO_LIMIT: Final = 2**62
"""More rows than any table has; a negative LIMIT would work in SQLite only."""


def slice_values(part: Slice) -> Values:
    """Return the values that SLICE binds."""
    return {"limit": _NO_LIMIT if part.limit is None else part.limit, "start": part.start}


def fits(selection: Selection, seen: str = VISIBLE) -> tuple[str, Values]:
    """Return the condition that a row of `fact` is selected, and its values.

    It looks at this fact only, whatever the selection: use it for facts that are found already.
    `:library` must be bound too. `seen` is the condition that the library sees the fact.
    """
    condition, values = fact_fits(selection, seen)
    cited, more = citation_fits(selection)
    return (f"{condition} AND EXISTS ({_CITED} AND {cited})" if cited else condition), values | more


def fact_fits(selection: Selection, seen: str = VISIBLE) -> tuple[str, Values]:
    """Return the part of `fits` that needs no source."""
    values: Values = {part: getattr(selection, part) for part in _FACT_TESTS}
    tests = (test for part, test in _FACT_TESTS.items() if values[part] is not None)
    return " AND ".join((seen, *tests)), values


def citation_fits(selection: Selection) -> tuple[str, Values]:
    """Return the condition that a citation of a fact matches, and its values.

    It is about one row of `fact`, `citation` and `source`; empty without such a filter.
    """
    values: Values = {part: getattr(selection, part) for part in _SOURCE_TESTS}
    tests = [test for part, test in _SOURCE_TESTS.items() if values[part] is not None]
    if selection.author is not None:
        test, terms = _author_fits(selection.author)
        tests, values = [*tests, test], values | terms
    return " AND ".join(tests), values


def _author_fits(author: str) -> tuple[str, Values]:
    patterns = parse_author_query(author)
    terms: Values = {}
    parts: dict[int, list[str]] = {}
    for pattern in patterns:
        has_terms = []
        for term in pattern.terms:
            has_terms.append(_HAS_TERM.format(place=len(terms)))
            terms[f"author_{len(terms)}"] = term
        parts.setdefault(pattern.place, []).append(f"({' AND '.join(has_terms)})")
    tests = [_NAMES_PART.format(ways=" OR ".join(ways)) for ways in parts.values()]
    return " AND ".join(tests) or "FALSE", terms


def author_values(author: str | None) -> Values:
    """Return the values that NAMED_PARTS binds, and the number of typed names."""
    if author is None:
        return {"author": None, "author_parts": None}
    patterns = parse_author_query(author)
    typed = json.dumps([(each.place, each.terms) for each in patterns])
    return {"author": typed, "author_parts": len({each.place for each in patterns})}
