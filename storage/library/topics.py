"""Topics and their names."""

from collections.abc import Iterable
from typing import Final

from facts.model.drafts import TopicDraft
from facts.model.entities import LibraryId, Topic, TopicId
from facts.text.normalize import canonical, name_key
from storage.engine.connection import SqlConnection

_ALIAS_TARGET: Final = """
    SELECT topic.name FROM alias JOIN topic ON topic.id = alias.topic
    WHERE alias.name_key = :key AND topic.library IN (0, :library) AND NOT EXISTS (
        SELECT 1 FROM topic WHERE library IN (0, :library) AND name_key = :key
    )
    ORDER BY topic.library <> 0, topic.id
"""


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
