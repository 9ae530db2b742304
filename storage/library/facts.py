"""Facts with their sources, topics and phrasings."""

import json
from collections import defaultdict
from collections.abc import Iterable

from facts.model.entities import Citation, Fact, FactId, Kind, LibraryId, Stance, TopicId, TopicLink
from facts.model.selection import EVERYTHING, Selection
from storage.engine.connection import SqlConnection
from storage.library import phrasings, sources
from storage.library.selection import VISIBLE, Values, citation_fits

_CHOSEN = "WITH chosen (fact) AS (SELECT value FROM json_each(:chosen))"
"""The facts to load, in their order."""


def get_fact(library: LibraryId, fact: FactId, connection: SqlConnection) -> Fact | None:
    """Return one fact."""
    return get_selected_fact(library, EVERYTHING, fact, connection)


def get_selected_fact(
    library: LibraryId, selection: Selection, fact: FactId, connection: SqlConnection
) -> Fact | None:
    """Return one fact, with the sources that match a selection first."""
    return next(iter(load_facts(library, selection, [fact], connection)), None)


def load_facts(
    library: LibraryId, selection: Selection, ids: Iterable[FactId], connection: SqlConnection
) -> tuple[Fact, ...]:
    """Return those of some facts that the library sees, in the given order.

    If the selection names a site, source, date or author, a fact's matching sources come first.
    """
    cited, values = citation_fits(selection)
    values |= {"library": library, "chosen": json.dumps(list(ids))}
    rows = connection.execute(
        f"""
        SELECT fact.id, fact.kind, fact.text, fact.library
        FROM json_each(:chosen) AS chosen CROSS JOIN fact ON fact.id = chosen.value
        WHERE {VISIBLE} ORDER BY chosen.key
        """,
        values,
    ).fetchall()
    if not rows:
        return ()
    citations = _load_citations(cited or "TRUE", values, connection)
    links = _load_topic_links(values, connection)
    questions = phrasings.load_phrasings(_CHOSEN, values, connection)
    return tuple(
        Fact(
            FactId(id_),
            Kind(kind),
            text,
            tuple(citations[id_]),
            tuple(links[id_]),
            LibraryId(owner),
            tuple(questions[id_].values()),
        )
        for id_, kind, text, owner in rows
    )


def list_own(
    library: LibraryId, topic: TopicId | None, part: tuple[FactId, int], connection: SqlConnection
) -> tuple[Fact, ...]:
    """Return facts of the library itself by number, perhaps those of one topic.

    `part` is the number after which they begin, and how many are returned at most.
    """
    after, limit = part
    ids = """
        SELECT fact.id FROM fact
        WHERE fact.library = :library AND fact.id > :after AND (:topic IS NULL OR EXISTS (
            SELECT 1 FROM bearing WHERE bearing.topic = :topic AND bearing.fact = fact.id
        ))
        ORDER BY fact.id LIMIT :limit
    """
    values: Values = {"library": library, "topic": topic, "after": after, "limit": limit}
    found = (FactId(id_) for (id_,) in connection.execute(ids, values))
    return load_facts(library, EVERYTHING, found, connection)


def _load_citations(
    cited: str, values: Values, connection: SqlConnection
) -> dict[int, list[Citation]]:
    rows = connection.execute(
        f"""
        {_CHOSEN}
        SELECT citation.fact, citation.author, {sources.COLUMNS}
        FROM chosen CROSS JOIN fact ON fact.id = chosen.fact
        CROSS JOIN citation ON citation.fact = fact.id
        CROSS JOIN source ON source.id = citation.source
        ORDER BY citation.fact, NOT coalesce({cited}, 0), citation.source
        """,
        values,
    )
    found = defaultdict(list)
    for fact, author, *source in rows:
        found[fact].append(Citation(sources.from_row(source), author))
    return found


def _load_topic_links(values: Values, connection: SqlConnection) -> dict[int, list[TopicLink]]:
    rows = connection.execute(
        f"""
        {_CHOSEN}
        SELECT bearing.fact, topic.id, topic.name, bearing.stance
        FROM chosen CROSS JOIN bearing ON bearing.fact = chosen.fact
        CROSS JOIN topic ON topic.id = bearing.topic
        WHERE topic.library IN (0, :library)
        ORDER BY bearing.fact, topic.id
        """,
        values,
    )
    found = defaultdict(list)
    for fact, topic, name, stance in rows:
        found[fact].append(TopicLink(TopicId(topic), name, Stance(stance) if stance else None))
    return found
