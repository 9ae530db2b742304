"""Writes documents back into their tables, for an undo."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from facts.text.normalize import canonical, name_key
from facts.text.question_key import question_key
from storage.curation.fact_writer import delete_facts, insert_parts
from storage.engine.connection import SqlConnection
from storage.library.digests import digest
from storage.library.documents import Document, Entity

Images = Mapping[int, Document | None]


def write_documents(entity: Entity, images: Images, connection: SqlConnection) -> None:
    """Make some things what their documents say; without a document, delete them.

    What refers to a topic or a source that is deleted must be gone.
    """
    _WRITERS[entity](images, connection)


def release_unique_values(entity: Entity, ids: Collection[int], connection: SqlConnection) -> None:
    """Take their names from topics and their addresses from sources, so that others can have them.

    The things must be written or deleted afterwards.
    """
    rows = [(id_,) for id_ in ids]
    if entity is Entity.TOPIC:
        connection.executemany("UPDATE topic SET name_key = '\ue000' || id WHERE id = ?", rows)
    elif entity is Entity.SOURCE:
        connection.executemany("UPDATE source SET url = NULL WHERE id = ?", rows)


def _write_facts(images: Images, connection: SqlConnection) -> None:
    """Replace facts whole, so that two of them can swap their texts."""
    delete_facts(list(images), connection)
    kept = [(id_, each) for id_, each in images.items() if each is not None]
    connection.executemany(
        "INSERT INTO fact (id, library, kind, text, digest, change) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                id_,
                each["library"],
                each["kind"],
                each["text"],
                digest(each["text"]),
                each["change"],
            )
            for id_, each in kept
        ],
    )
    insert_parts(dict(kept), connection)


def _write_topics(images: Images, connection: SqlConnection) -> None:
    """Update topics in place: a deleted topic would take its links along."""
    kept = [(id_, each) for id_, each in images.items() if each is not None]
    release_unique_values(Entity.TOPIC, images, connection)
    values = [
        {
            "id": id_,
            "library": each["library"],
            "name": each["name"],
            "key": name_key(each["name"]),
            "definition": each["definition"],
            "change": each["change"],
        }
        for id_, each in kept
    ]
    connection.executemany(
        "UPDATE topic SET name = :name, name_key = :key, definition = :definition WHERE id = :id",
        values,
    )
    connection.executemany(  # no upsert: it would change how the triggers resolve conflicts
        """
        INSERT INTO topic (id, library, name, name_key, definition, change)
        SELECT :id, :library, :name, :key, :definition, :change
        WHERE NOT EXISTS (SELECT 1 FROM topic WHERE id = :id)
        """,
        values,
    )
    connection.executemany("DELETE FROM alias WHERE topic = ?", [(id_,) for id_ in images])
    connection.executemany(
        "INSERT INTO alias (topic, position, name, name_key, change) VALUES (?, ?, ?, ?, ?)",
        [
            (id_, place, name, name_key(name), change)
            for id_, each in kept
            for place, (name, change) in enumerate(each["aliases"], start=1)
        ],
    )
    _delete_missing("topic", images, connection)


def _write_sources(images: Images, connection: SqlConnection) -> None:
    """Update sources in place: what cites them stays."""
    kept = [(id_, each) for id_, each in images.items() if each is not None]
    release_unique_values(Entity.SOURCE, images, connection)
    connection.executemany(
        """
        INSERT INTO source (id, library, title, site, url, published, published_words, author,
            change) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET library = excluded.library, title = excluded.title,
            site = excluded.site, url = excluded.url, published = excluded.published,
            published_words = excluded.published_words, author = excluded.author
        """,
        [
            (
                id_,
                each["library"],
                canonical(each["title"]),
                each["site"],
                each["url"],
                each["published"],
                each["published_words"],
                each.get("author"),
                each["change"],
            )
            for id_, each in kept
        ],
    )
    _delete_missing("source", images, connection)


def _write_channels(images: Images, connection: SqlConnection) -> None:
    _delete_all("channel", images, connection)
    for id_, each in images.items():
        if each is not None:
            connection.execute(
                "INSERT INTO channel (id, library, quiet, answer_posts, change) "
                "VALUES (?, ?, ?, ?, ?)",
                (
                    id_,
                    each["library"],
                    each["quiet"],
                    each.get("answer_posts"),
                    each["change"],
                ),
            )
            connection.executemany(
                "INSERT INTO channel_topic (channel, topic) "
                "SELECT ?, id FROM topic WHERE id = ? ON CONFLICT DO NOTHING",
                [(id_, topic) for topic in each["topics"]],
            )


def _write_hidden(images: Images, connection: SqlConnection) -> None:
    _delete_all("hidden", images, connection)
    connection.executemany(
        "INSERT INTO hidden (id, library, fact) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(id_, each["library"], each["fact"]) for id_, each in images.items() if each],
    )


def _write_phrasings(images: Images, connection: SqlConnection) -> None:
    _delete_all("phrasing", images, connection)
    connection.executemany(
        "INSERT INTO phrasing (id, library, fact, text, text_key, change) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                id_,
                each["library"],
                each["fact"],
                each["text"],
                question_key(each["text"]),
                each["change"],
            )
            for id_, each in images.items()
            if each is not None
        ],
    )


def _write_settings(images: Images, connection: SqlConnection) -> None:
    """Update settings in place: kept questions go with the row."""
    connection.executemany(
        "DELETE FROM library_setting WHERE library = ?",
        [(id_,) for id_, each in images.items() if not each],
    )
    connection.executemany(
        """
        INSERT INTO library_setting (library, curators, keep_questions) VALUES (?, ?, ?)
        ON CONFLICT (library) DO UPDATE SET curators = excluded.curators,
            keep_questions = excluded.keep_questions
        """,
        [
            (id_, json.dumps(each["curators"]), each.get("keep_questions", False))
            for id_, each in images.items()
            if each
        ],
    )


def _write_schedules(images: Images, connection: SqlConnection) -> None:
    connection.executemany(
        "UPDATE schedule SET topics = ?, version = version + 1 WHERE id = ?",
        [(json.dumps(each["topics"]), id_) for id_, each in images.items() if each],
    )


def _merged_writer(entity: str) -> Callable[[Images, SqlConnection], None]:
    def write(images: Images, connection: SqlConnection) -> None:
        connection.executemany(
            "DELETE FROM merged WHERE entity = ? AND id = ?", [(entity, id_) for id_ in images]
        )
        connection.executemany(
            "INSERT INTO merged (entity, id, target) VALUES (?, ?, ?)",
            [(entity, id_, each["target"]) for id_, each in images.items() if each],
        )

    return write


def _delete_missing(table: str, images: Images, connection: SqlConnection) -> None:
    missing = [(id_,) for id_, each in images.items() if each is None]
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", missing)


def _delete_all(table: str, images: Images, connection: SqlConnection) -> None:
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(id_,) for id_ in images])


_WRITERS: Final[Mapping[Entity, Callable[[Images, Any], None]]] = {
    Entity.FACT: _write_facts,
    Entity.TOPIC: _write_topics,
    Entity.SOURCE: _write_sources,
    Entity.CHANNEL: _write_channels,
    Entity.HIDDEN: _write_hidden,
    Entity.PHRASING: _write_phrasings,
    Entity.SETTING: _write_settings,
    Entity.SCHEDULE: _write_schedules,
    Entity.MERGED_TOPIC: _merged_writer("topic"),
    Entity.MERGED_SOURCE: _merged_writer("source"),
}
