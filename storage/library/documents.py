"""Documents: a topic, source, fact or setting with all its rows, as JSON keeps it in the history.

A row's `change`, the change that added it, belongs to its document. So an undo restores it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any, Final

from storage.engine.connection import SqlConnection

Document = dict[str, Any]
Documents = dict[int, Document]


class Entity(StrEnum):
    """The kinds of things that have a document; the values are stored."""

    TOPIC = "topic"
    SOURCE = "source"
    FACT = "fact"
    CHANNEL = "channel"
    HIDDEN = "hidden"
    PHRASING = "phrasing"
    SETTING = "library_setting"
    SCHEDULE = "schedule"
    """Only the topics of a schedule: the rest is no part of the library."""
    MERGED_TOPIC = "merged_topic"
    MERGED_SOURCE = "merged_source"


def load_documents(
    entity: Entity, ids: Collection[int], connection: SqlConnection
) -> Mapping[int, Document]:
    """Return the documents of those things that exist."""
    return _LOADERS[entity](json.dumps(list(ids)), connection)


def load_document(entity: Entity, id_: int, connection: SqlConnection) -> Document | None:
    """Return one document; None if the thing does not exist."""
    return load_documents(entity, (id_,), connection).get(id_)


def _load_facts(ids: str, connection: SqlConnection) -> Documents:
    citations = _load_children(
        "SELECT fact, source, author, citation.change FROM json_each(?) AS wanted "
        "JOIN citation ON citation.fact = wanted.value ORDER BY fact, source",
        ids,
        connection,
    )
    topics = _load_children(
        "SELECT fact, topic, stance, bearing.change FROM json_each(?) AS wanted "
        "JOIN bearing ON bearing.fact = wanted.value ORDER BY fact, topic",
        ids,
        connection,
    )
    rows = connection.execute(
        "SELECT fact.id, library, kind, text, change FROM json_each(?) AS wanted "
        "JOIN fact ON fact.id = wanted.value",
        (ids,),
    )
    return {
        id_: {
            "library": library,
            "kind": kind,
            "text": text,
            "change": change,
            "citations": citations[id_],
            "topics": topics[id_],
        }
        for id_, library, kind, text, change in rows
    }


def _load_topics(ids: str, connection: SqlConnection) -> Documents:
    aliases = _load_children(
        "SELECT topic, name, alias.change FROM json_each(?) AS wanted "
        "JOIN alias ON alias.topic = wanted.value ORDER BY topic, position",
        ids,
        connection,
    )
    rows = connection.execute(
        "SELECT topic.id, library, name, definition, change FROM json_each(?) AS wanted "
        "JOIN topic ON topic.id = wanted.value",
        (ids,),
    )
    return {
        id_: {
            "library": library,
            "name": name,
            "definition": definition,
            "change": change,
            "aliases": aliases[id_],
        }
        for id_, library, name, definition, change in rows
    }


def _load_sources(ids: str, connection: SqlConnection) -> Documents:
    columns = ("library", "title", "site", "url", "published", "published_words", "change")
    return _without_empty("author", _load_plain((*columns, "author"), "source", ids, connection))


def _load_channels(ids: str, connection: SqlConnection) -> Documents:
    topics = _load_children(
        "SELECT channel, topic FROM json_each(?) AS wanted "
        "JOIN channel_topic ON channel_topic.channel = wanted.value ORDER BY channel, topic",
        ids,
        connection,
    )
    columns = ("library", "quiet", "answer_posts", "change")
    channels = _without_empty("answer_posts", _load_plain(columns, "channel", ids, connection))
    return {
        id_: document | {"topics": [topic for (topic,) in topics[id_]]}
        for id_, document in channels.items()
    }


def _load_hidden(ids: str, connection: SqlConnection) -> Documents:
    return _load_plain(("library", "fact"), "hidden", ids, connection)


def _load_phrasings(ids: str, connection: SqlConnection) -> Documents:
    return _load_plain(("library", "fact", "text", "change"), "phrasing", ids, connection)


def _load_settings(ids: str, connection: SqlConnection) -> Documents:
    rows = connection.execute(
        "SELECT library, curators, keep_questions FROM json_each(?) AS wanted "
        "JOIN library_setting ON library = wanted.value",
        (ids,),
    )
    return {
        library: {"curators": json.loads(curators)}
        | ({"keep_questions": True} if keeps_text else {})  # as before the column
        for library, curators, keeps_text in rows
    }


def _load_schedules(ids: str, connection: SqlConnection) -> Documents:
    rows = connection.execute(
        "SELECT schedule.id, server, topics FROM json_each(?) AS wanted "
        "JOIN schedule ON schedule.id = wanted.value",
        (ids,),
    )
    return {id_: {"library": server, "topics": json.loads(topics)} for id_, server, topics in rows}


def _load_merged(entity: str) -> Callable[[str, SqlConnection], Documents]:
    def load(ids: str, connection: SqlConnection) -> Documents:
        rows = connection.execute(
            "SELECT merged.id, target FROM json_each(?) AS wanted "
            "CROSS JOIN merged ON merged.id = wanted.value WHERE entity = ?",
            (ids, entity),
        )
        return {id_: {"target": target} for id_, target in rows}

    return load


def _without_empty(column: str, documents: Documents) -> Documents:
    """Leave out a column where it is empty, as in documents from before the column."""
    for document in documents.values():
        if document[column] is None:
            del document[column]
    return documents


def _load_plain(
    columns: tuple[str, ...], table: str, ids: str, connection: SqlConnection
) -> Documents:
    rows = connection.execute(
        f"SELECT {table}.id, {', '.join(columns)} FROM json_each(?) AS wanted "
        f"JOIN {table} ON {table}.id = wanted.value",
        (ids,),
    )
    return {id_: dict(zip(columns, values, strict=True)) for id_, *values in rows}


def _load_children(sql: str, ids: str, connection: SqlConnection) -> defaultdict[int, list[Any]]:
    """Return the rows of a table of parts, by the id in their first column."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for owner, *values in connection.execute(sql, (ids,)):
        found[owner].append(values)
    return found


_LOADERS: Final[Mapping[Entity, Callable[[str, SqlConnection], Documents]]] = {
    Entity.TOPIC: _load_topics,
    Entity.SOURCE: _load_sources,
    Entity.FACT: _load_facts,
    Entity.CHANNEL: _load_channels,
    Entity.HIDDEN: _load_hidden,
    Entity.PHRASING: _load_phrasings,
    Entity.SETTING: _load_settings,
    Entity.SCHEDULE: _load_schedules,
    Entity.MERGED_TOPIC: _load_merged("topic"),
    Entity.MERGED_SOURCE: _load_merged("source"),
}
