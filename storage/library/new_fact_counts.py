"""Counts the new facts of an import and notes them for the indexes, many at once.

Triggers do the same for all other writes: 0015_counts.sql and 0017_author_changes.sql.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from facts.model.entities import LibraryId
from storage.engine.connection import SqlConnection

_BEGIN: Final = "UPDATE import_range SET first_fact = (SELECT coalesce(max(id), 0) + 1 FROM fact)"
_END: Final = "UPDATE import_range SET first_fact = 9223372036854775807"
NEW_FACT_COUNTS: Final = (
    """
    INSERT INTO unindexed_fact (fact, library, indexed_text)
    SELECT id, library, NULL FROM fact WHERE id >= :first ON CONFLICT (fact) DO NOTHING
    """,
    """
    INSERT INTO unindexed_citation (source, library, text, gain)
    SELECT source, :library, author, count(*) FROM citation
    WHERE fact >= :first AND author IS NOT NULL GROUP BY +source, +author
    ON CONFLICT (source, library, text) DO UPDATE SET
        gain = unindexed_citation.gain + excluded.gain
    """,
    """
    INSERT INTO kind_count (library, kind, facts)
    SELECT library, kind, count(*) FROM fact WHERE id >= :first GROUP BY kind
    ON CONFLICT (library, kind) DO UPDATE SET facts = kind_count.facts + excluded.facts
    """,
    """
    INSERT INTO library_count (library, facts, topics, sources)
    SELECT :library, count(*), 0, 0 FROM fact WHERE id >= :first HAVING count(*) > 0
    ON CONFLICT (library) DO UPDATE SET facts = library_count.facts + excluded.facts
    """,
    """
    INSERT INTO site_count (library, site, citations)
    SELECT :library, site, count(*)
    FROM citation CROSS JOIN source ON source.id = citation.source
    WHERE fact >= :first AND site IS NOT NULL GROUP BY site
    ON CONFLICT (library, site) DO UPDATE SET citations = site_count.citations + excluded.citations
    """,
    """
    UPDATE source SET facts = source.facts + added.facts
    FROM (
        SELECT source AS id, count(*) AS facts FROM citation WHERE fact >= :first GROUP BY +source
    ) AS added
    WHERE source.id = added.id AND source.library = :library
    """,
    """
    INSERT INTO source_guest (source, library, facts)
    SELECT source, :library, count(*)
    FROM citation CROSS JOIN source ON source.id = citation.source
    WHERE :library <> 0 AND fact >= :first AND source.library <> :library GROUP BY +source
    ON CONFLICT (source, library) DO UPDATE SET facts = source_guest.facts + excluded.facts
    """,
    """
    UPDATE topic SET facts = topic.facts + added.facts,
        own_facts = topic.own_facts + iif(topic.library = :library, added.facts, 0),
        newest = iif(topic.library = :library, added.newest, topic.newest)
    FROM (
        SELECT topic AS id, count(*) AS facts, max(fact) AS newest
        FROM bearing INDEXED BY bearing_fact WHERE fact >= :first GROUP BY topic
    ) AS added
    WHERE topic.id = added.id
    """,
    """
    INSERT INTO topic_guest (topic, library, facts)
    SELECT topic, :library, count(*)
    FROM bearing INDEXED BY bearing_fact CROSS JOIN topic ON topic.id = bearing.topic
    WHERE :library <> 0 AND fact >= :first AND topic.library <> :library GROUP BY topic
    ON CONFLICT (topic, library) DO UPDATE SET facts = topic_guest.facts + excluded.facts
    """,
    """
    INSERT INTO topic_kind (topic, library, kind, facts)
    SELECT topic, :library, kind, count(*)
    FROM fact CROSS JOIN bearing INDEXED BY bearing_fact ON bearing.fact = fact.id
    WHERE fact.id >= :first GROUP BY topic, kind
    ON CONFLICT (topic, library, kind) DO UPDATE SET facts = topic_kind.facts + excluded.facts
    """,
    """
    INSERT INTO topic_source (topic, library, source, facts, published)
    SELECT topic, :library, source, count(*), published
    FROM bearing INDEXED BY bearing_fact CROSS JOIN citation USING (fact)
    CROSS JOIN source ON source.id = citation.source
    WHERE bearing.fact >= :first GROUP BY topic, source
    ON CONFLICT (topic, library, source) DO UPDATE SET facts = topic_source.facts + excluded.facts
    """,
    """
    INSERT INTO topic_fact (topic, library, source, fact, kind, is_first)
    SELECT topic, :library, source, fact.id, kind,
        source = (SELECT min(source) FROM citation AS each WHERE each.fact = fact.id)
    FROM fact CROSS JOIN bearing INDEXED BY bearing_fact ON bearing.fact = fact.id
    CROSS JOIN citation ON citation.fact = fact.id
    WHERE fact.id >= :first ORDER BY topic, source, fact.id
    """,
    """
    INSERT INTO topic_pair (topic, library, other, facts)
    SELECT this.topic, :library, that.topic, count(*)
    FROM bearing AS this INDEXED BY bearing_fact
    CROSS JOIN bearing AS that INDEXED BY bearing_fact
        ON that.fact = this.fact AND that.topic <> this.topic
    WHERE this.fact >= :first GROUP BY this.topic, that.topic
    ON CONFLICT (topic, library, other) DO UPDATE SET facts = topic_pair.facts + excluded.facts
    """,
)
"""Each adds to one table; the new facts are those from `:first` on, all of one library.

`+` keeps SQLite from reading a whole index in order instead of sorting the new rows. The facts of
the shared library (0) are guests of none.
"""


@contextmanager
def count_new_facts(library: LibraryId, connection: SqlConnection) -> Iterator[None]:
    """Count the facts that the body of the `with` block adds at its end.

    The triggers count everything else that the body writes. All its new facts must be of one
    library. A failed body must be rolled back.
    """
    connection.execute(_BEGIN)
    yield
    (first,) = connection.execute("SELECT first_fact FROM import_range").fetchone()
    for statement in NEW_FACT_COUNTS:
        connection.execute(statement, {"library": library, "first": first})
    connection.execute(_END)
