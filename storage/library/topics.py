"""Topics and their names."""

import json
from collections.abc import Iterable
from typing import Final

from facts.model.drafts import TopicDraft
from facts.model.entities import LibraryId, Topic, TopicId
from facts.model.results import TopicSummary
from facts.model.selection import Slice, TopicOrder
from facts.text.normalize import canonical, name_key
from storage.engine.connection import SqlConnection
from storage.library.selection import SLICE, VISIBLE, slice_values

_ALIAS_TARGET: Final = """
    SELECT topic.name FROM alias JOIN topic ON topic.id = alias.topic
    WHERE alias.name_key = :key AND topic.library IN (0, :library) AND NOT EXISTS (
        SELECT 1 FROM topic WHERE library IN (0, :library) AND name_key = :key
    )
    ORDER BY topic.library <> 0, topic.id
"""
_VISIBLE_FACTS: Final = """(
    topic.facts
    - (SELECT coalesce(sum(facts), 0) FROM topic_guest
        WHERE topic_guest.topic = topic.id AND topic_guest.library NOT IN (0, :library))
    - coalesce(concealed.facts, 0)
)"""
"""The number of a topic's facts that a library sees; it needs no look at each fact."""
_CONCEALED: Final = """
    SELECT bearing.topic, count(*)
    FROM hidden JOIN bearing ON bearing.fact = hidden.fact
    WHERE hidden.library = :library GROUP BY bearing.topic
"""
"""How many facts of a topic a library has hidden."""
_NEWEST_FACT: Final = f"""(
    SELECT CASE WHEN EXISTS (SELECT 1 FROM topic_guest WHERE topic_guest.topic = topic.id)
        OR concealed.topic IS NOT NULL
    THEN (
        SELECT coalesce(max(fact.id), 0) FROM bearing JOIN fact ON fact.id = bearing.fact
        WHERE bearing.topic = topic.id AND {VISIBLE}
    )
    ELSE (SELECT coalesce(max(fact), 0) FROM bearing WHERE bearing.topic = topic.id) END
)"""


def get_topic(library: LibraryId, topic: TopicId, connection: SqlConnection) -> Topic | None:
    """Return one topic."""
    row = connection.execute(
        "SELECT id, name, definition, library FROM topic WHERE id = ? AND library IN (0, ?)",
        (topic, library),
    ).fetchone()
    if row is None:
        return None
    aliases = connection.execute(
        "SELECT name FROM alias WHERE topic = ? ORDER BY position", (topic,)
    )
    id_, name, definition, owner = row
    names = tuple(alias for (alias,) in aliases)
    return Topic(TopicId(id_), name, names, definition, LibraryId(owner))


def list_topics(
    library: LibraryId, order: TopicOrder, part: Slice, connection: SqlConnection
) -> tuple[TopicSummary, ...]:
    """Return topics in an order, equal ones by name."""
    rows = connection.execute(
        f"""
        WITH concealed (topic, facts) AS MATERIALIZED ({_CONCEALED}), part AS (
            SELECT topic.id, topic.library, topic.name, topic.name_key, topic.definition,
                {_VISIBLE_FACTS} AS largest, {_NEWEST_FACT} AS newest
            FROM topic LEFT JOIN concealed ON concealed.topic = topic.id
            WHERE topic.library IN (0, :library)
            ORDER BY {order} DESC, topic.name_key, topic.id {SLICE}
        )
        SELECT id, name, definition, largest, (
            SELECT count(DISTINCT citation.source)
            FROM bearing JOIN fact ON fact.id = bearing.fact
            JOIN citation ON citation.fact = fact.id
            WHERE bearing.topic = part.id AND {VISIBLE}
        ), (
            SELECT json_group_array(alias.name) FROM (
                SELECT name FROM alias WHERE topic = part.id ORDER BY position
            ) AS alias
        ), library
        FROM part ORDER BY {order} DESC, name_key, id
        """,
        {"library": library} | slice_values(part),
    )
    return tuple(
        TopicSummary(
            Topic(TopicId(id_), name, tuple(json.loads(aliases)), definition, LibraryId(owner)),
            facts,
            sources,
        )
        for id_, name, definition, facts, sources, aliases, owner in rows
    )


def count_topics(library: LibraryId, connection: SqlConnection) -> int:
    """Return the number of topics."""
    (number,) = connection.execute(
        "SELECT count(*) FROM topic WHERE library IN (0, ?)", (library,)
    ).fetchone()
    return int(number)


def resolve_aliases(
    library: LibraryId, names: Iterable[str], connection: SqlConnection
) -> dict[str, str]:
    """Return the topic's name for each name that is an alias.

    Names of topics are left out.
    """
    rows = (
        (name, connection.execute(_ALIAS_TARGET, {"library": library, "key": name_key(name)}))
        for name in names
    )
    return {name: topic for name, found in rows for (topic,) in found}


def find(library: LibraryId, name: str, connection: SqlConnection) -> TopicId | None:
    """Return the library's own topic with a name or alias.

    A name comes before an alias. So facts are filed where a look-up of the name leads. An alias of
    several topics names none of them. Names compare by `name_key`.
    """
    found = connection.execute(
        """
        SELECT topic.id, 0 AS is_alias FROM topic WHERE library = :library AND name_key = :key
        UNION
        SELECT topic.id, 1 FROM alias JOIN topic ON topic.id = alias.topic
        WHERE topic.library = :library AND alias.name_key = :key
        ORDER BY is_alias
        """,
        {"library": library, "key": name_key(name)},
    ).fetchall()
    named = [topic for topic, is_alias in found if not is_alias] or [topic for topic, _ in found]
    return TopicId(named[0]) if len(named) == 1 else None


def add(library: LibraryId, draft: TopicDraft, change: int, connection: SqlConnection) -> TopicId:
    """Add a topic without its aliases and definition."""
    (number,) = connection.execute(
        "INSERT INTO topic (library, name, name_key, change) VALUES (?, ?, ?, ?) RETURNING id",
        (library, canonical(draft.name), name_key(draft.name), change),
    ).fetchone()
    return TopicId(number)


def complete(topic: TopicId, draft: TopicDraft, change: int, connection: SqlConnection) -> int:
    """Add missing aliases and a missing definition.

    Return the number of new aliases.
    """
    if draft.definition:
        connection.execute(
            "UPDATE topic SET definition = ? WHERE id = ? AND definition IS NULL",
            (draft.definition, topic),
        )
    taken = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM topic WHERE id = :topic UNION ALL "
            "SELECT name FROM alias WHERE topic = :topic",
            {"topic": topic},
        )
    ]
    added = _drop_repeats(draft.aliases, taken)
    connection.executemany(
        "INSERT INTO alias (topic, position, name, name_key, change) VALUES (?, ?, ?, ?, ?)",
        [
            (topic, len(taken) + place, name, name_key(name), change)
            for place, name in enumerate(added)
        ],
    )
    return len(added)


def _drop_repeats(aliases: tuple[str, ...], taken: list[str]) -> list[str]:
    seen = {name.casefold() for name in taken}
    kept = []
    for alias in map(canonical, aliases):
        if alias and alias.casefold() not in seen:
            seen.add(alias.casefold())
            kept.append(alias)
    return kept
