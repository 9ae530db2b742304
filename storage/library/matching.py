"""Facts that match a selection, listed without a look at all others."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from facts.model.entities import FactId, LibraryId
from facts.model.selection import Selection
from storage.engine.connection import SqlConnection
from storage.library.selection import (
    NAMED_PARTS,
    Values,
    author_values,
    citation_fits,
    fact_fits,
)
from storage.library.starts import STARTS, choose_start

Row = tuple[int, str, int, str | None]
"""A matching citation: fact, kind of the fact, source, ISO date of the source."""

_LISTED: Final = """(
    SELECT topic, library, source AS id, published FROM topic_source
) AS source"""
_LISTED_WITH_SITE: Final = """(
    SELECT topic_source.topic, topic_source.library, source.id, source.published, source.site
    FROM topic_source CROSS JOIN source ON source.id = topic_source.source
) AS source"""
"""Sources of topics."""
_NAMED_TEXTS: Final = f"""
    (SELECT DISTINCT name FROM ({NAMED_PARTS})) AS named
    CROSS JOIN author_link ON author_link.name = named.name
    CROSS JOIN author ON author.id = author_link.author
    CROSS JOIN author_source ON author_source.author = author.id
    CROSS JOIN source ON source.id = author_source.source
"""
"""Sources with an author text that has one of the typed names."""
_FILED_FACTS: Final = """
    (SELECT topic, library, source, fact AS id, kind, is_first FROM topic_fact) AS fact
"""
_OF_LISTED: Final = f"""{_FILED_FACTS} CROSS JOIN (
    SELECT topic, library, source AS id, published FROM topic_source
) AS source ON source.topic = fact.topic AND source.library = fact.library
    AND source.id = fact.source
"""
_FILED: Final = """
    CROSS JOIN (
        SELECT topic, library, source, fact AS id, kind FROM topic_fact
    ) AS fact ON fact.topic = {topic} AND fact.library {library} AND fact.source = source.id
"""
_CITED: Final = """
    CROSS JOIN citation ON citation.source = source.id {}
    CROSS JOIN fact ON fact.id = citation.fact
"""
_FACTS: Final = """
    fact CROSS JOIN citation ON citation.fact = fact.id
    CROSS JOIN source ON source.id = citation.source
"""
_AUTHOR: Final = "CROSS JOIN citation ON citation.fact = fact.id AND citation.source = source.id"
_FEW_TEXTS: Final = 8
_TEXTS: Final = f"""
    SELECT DISTINCT author.text FROM ({NAMED_PARTS}) AS named
    CROSS JOIN author_link ON author_link.name = named.name
    CROSS JOIN author ON author.id = author_link.author LIMIT {_FEW_TEXTS + 1}
"""
_BY_TEXT: Final = """
    CROSS JOIN json_each(:texts) AS wanted CROSS JOIN citation INDEXED BY citation_author
        ON citation.source = source.id AND citation.author = wanted.value
        AND citation.fact = fact.id
"""
"""Citations with one of a few author texts: those of one source lie beside each other."""

_SOURCE_PARTS: Final = ("site", "source", "since", "until", "author")
"""The parts of a selection that are about a citation."""


def list_matching(
    library: LibraryId, selection: Selection, limit: int, connection: SqlConnection
) -> list[FactId] | None:
    """Return the selected facts in the order of their ids; None if they are more than `limit`."""
    found: set[int] = set()
    for fact in iter_facts(library, selection, connection):
        found.add(fact)
        if len(found) > limit:
            return None
    return [FactId(fact) for fact in sorted(found)]


def iter_facts(
    library: LibraryId, selection: Selection, connection: SqlConnection
) -> Iterator[FactId]:
    """Yield the selected facts, some of them twice; see `iter_matching`."""
    if any(getattr(selection, part) is not None for part in (*_SOURCE_PARTS, "focus")):
        return (FactId(row[0]) for row in iter_matching(library, selection, connection))
    tested = replace(selection, topic=None)
    condition, values = fact_fits(tested)
    found = "fact"
    if selection.topic is not None:
        found, condition = _FILED_FACTS, f"fact.topic = :topic AND fact.is_first AND {condition}"
    values |= {"library": library, "topic": selection.topic}
    rows = connection.execute(f"SELECT fact.id FROM {found} WHERE {condition}", values)
    return (FactId(fact) for (fact,) in rows)


def iter_matching(
    library: LibraryId,
    selection: Selection,
    connection: SqlConnection,
    start: str | None = None,
) -> Iterator[Row]:
    """Yield the matching citations of selected facts, some of them twice.

    They are looked for where the narrowest filter leads, or the one to `start` from: stop early,
    and no others are read.
    """
    values: Values = {part: getattr(selection, part) for part in STARTS}
    values |= {"library": library} | author_values(selection.author)
    start = start or choose_start(selection, values, connection)
    found, condition, more = _build(selection, start)
    if _AUTHOR in found and (texts := _list_few_texts(selection, values, connection)):
        found, condition, more = _build(replace(selection, author=None), start)
        found, values["texts"] = found + _BY_TEXT, json.dumps(texts)
    return iter(
        connection.execute(
            f"SELECT fact.id, fact.kind, source.id, source.published FROM {found} "
            f"WHERE {condition}",
            more | values,
        )
    )


def _list_few_texts(selection: Selection, values: Values, connection: SqlConnection) -> list[str]:
    """Return the author texts that match if they are few, and one name is typed."""
    if _list_further_names(selection.author) is not None:
        return []
    texts = [text for (text,) in connection.execute(_TEXTS, values)]
    return texts if len(texts) <= _FEW_TEXTS else []


def _build(selection: Selection, start: str | None) -> tuple[str, str, Values]:
    """Return FROM and WHERE of the matching citations, and values."""
    tables = _list_tables(selection, start)
    tested = replace(selection, topic=None, focus=None if start == "focus" else selection.focus)
    if start == "author":
        tested = replace(tested, author=_list_further_names(selection.author))
    cited, values = citation_fits(tested)
    fitting, more = fact_fits(tested)
    begun = "fact.topic = :topic" if tables == _OF_LISTED else start and STARTS[start]
    return tables, " AND ".join(filter(None, (begun, cited, fitting))), values | more


def _list_further_names(author: str | None) -> str | None:
    """Return what is left to test of an author whose texts with any typed name were found."""
    is_single = author_values(author)["author_parts"] == 1
    return None if is_single else author


def _list_tables(selection: Selection, start: str | None) -> str:
    """Return the tables of matching citations, in the order in which they are read."""
    if start in (None, "kind"):
        return _FACTS
    if start in ("topic", "focus"):
        return _list_topic_tables(selection)
    sources = _NAMED_TEXTS if start == "author" else "source"
    by_text = "AND citation.author = author.text" if start == "author" else ""
    if selection.topic is None:
        return sources + _CITED.format(by_text)
    filed = _FILED.format(topic=":topic", library="IN (0, :library)")
    return sources + filed + (f"{_AUTHOR} {by_text}" if selection.author else "")


def _list_topic_tables(selection: Selection) -> str:
    """Return the tables of a topic's citations."""
    is_wide = all(getattr(selection, part) is None for part in _SOURCE_PARTS)
    if is_wide and selection.topic is not None:
        return _OF_LISTED
    listed = _LISTED_WITH_SITE if selection.site else _LISTED
    filed = _FILED.format(topic="source.topic", library="= source.library")
    return listed + filed + (_AUTHOR if selection.author else "")
