"""Counts every table of counts anew from the facts, to compare with what is kept."""

import sqlite3
from collections import Counter
from typing import Final

_RECOUNTS: Final = {
    "SELECT library, facts, topics, sources FROM library_count": """
        SELECT library, sum(facts), sum(topics), sum(sources) FROM (
            SELECT library, 1 AS facts, 0 AS topics, 0 AS sources FROM fact
            UNION ALL SELECT library, 0, 1, 0 FROM topic
            UNION ALL SELECT library, 0, 0, 1 FROM source WHERE EXISTS (
                SELECT 1 FROM citation JOIN fact ON fact.id = citation.fact
                WHERE citation.source = source.id AND fact.library = source.library
            )
        ) GROUP BY library
    """,
    "SELECT library, kind, facts FROM kind_count": (
        "SELECT library, kind, count(*) FROM fact GROUP BY 1, 2"
    ),
    "SELECT library, site, citations FROM site_count": """
        SELECT fact.library, site, count(*)
        FROM citation JOIN fact ON fact.id = citation.fact
        JOIN source ON source.id = citation.source
        WHERE site IS NOT NULL GROUP BY 1, 2
    """,
    "SELECT id, facts FROM source": """
        SELECT id, (
            SELECT count(*) FROM citation JOIN fact ON fact.id = citation.fact
            WHERE citation.source = source.id AND fact.library = source.library
        ) FROM source
    """,
    "SELECT source, library, facts FROM source_guest": """
        SELECT source, fact.library, count(*)
        FROM citation JOIN fact ON fact.id = citation.fact
        JOIN source ON source.id = citation.source
        WHERE fact.library <> source.library GROUP BY 1, 2
    """,
    "SELECT id, facts, own_facts, own_sources, newest FROM topic": """
        SELECT topic.id, count(DISTINCT bearing.fact), count(DISTINCT own.id),
            count(DISTINCT citation.source), coalesce(max(own.id), 0)
        FROM topic LEFT JOIN bearing ON bearing.topic = topic.id
        LEFT JOIN fact AS own ON own.id = bearing.fact AND own.library = topic.library
        LEFT JOIN citation ON citation.fact = own.id
        GROUP BY topic.id
    """,
    "SELECT topic, library, facts, newest FROM topic_guest": """
        SELECT topic.id, fact.library, count(*), max(fact.id)
        FROM topic JOIN bearing ON bearing.topic = topic.id JOIN fact ON fact.id = bearing.fact
        WHERE fact.library <> topic.library GROUP BY 1, 2
    """,
    "SELECT topic, library, kind, facts FROM topic_kind": """
        SELECT topic, library, kind, count(*)
        FROM bearing JOIN fact ON fact.id = bearing.fact GROUP BY 1, 2, 3
    """,
    "SELECT topic, library, source, facts, published FROM topic_source": """
        SELECT topic, fact.library, source.id, count(*), published
        FROM bearing JOIN fact ON fact.id = bearing.fact JOIN citation USING (fact)
        JOIN source ON source.id = citation.source GROUP BY 1, 2, 3
    """,
    "SELECT topic, library, source, fact, kind, is_first FROM topic_fact": """
        SELECT topic, fact.library, source, fact.id, kind,
            source = min(source) OVER (PARTITION BY topic, fact.id)
        FROM bearing JOIN fact ON fact.id = bearing.fact JOIN citation ON citation.fact = fact.id
    """,
    "SELECT topic, library, other, facts FROM topic_pair": """
        SELECT this.topic, library, that.topic, count(*)
        FROM fact JOIN bearing AS this ON this.fact = fact.id
        JOIN bearing AS that ON that.fact = fact.id AND that.topic <> this.topic GROUP BY 1, 2, 3
    """,
}
"""Queries of what is kept, each with the one that counts the same."""
_NO_IMPORT: Final = 2**63 - 1
"""The first fact to count later, while there is no import."""


def assert_counts_match(connection: sqlite3.Connection) -> None:
    """Check every kept count, and that nothing refers to what is gone."""
    for kept, counted in _RECOUNTS.items():
        found = connection.execute(kept).fetchall()
        assert Counter(found) == Counter(connection.execute(counted)), kept
    assert connection.execute("SELECT first_fact FROM import_range").fetchall() == [(_NO_IMPORT,)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
