"""Journal of one change: what the changed things were before it."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from facts.model.changes import ChangeId
from storage.engine.connection import SqlConnection
from storage.library.documents import Document, Entity, load_documents

RANGED: Final = (Entity.TOPIC, Entity.SOURCE, Entity.FACT, Entity.PHRASING)
"""An import adds whole ranges of these."""


@contextmanager
def record_changes(
    change: ChangeId, entity: Entity, ids: Collection[int], connection: SqlConnection
) -> Iterator[None]:
    """Record what some things were, those that the body of the `with` block changes."""
    found = load_documents(entity, ids, connection) if ids else {}
    yield
    record_changed(change, entity, {id_: found.get(id_) for id_ in ids}, connection)


def record_changed(
    change: ChangeId,
    entity: Entity,
    images: Mapping[int, Document | None],
    connection: SqlConnection,
) -> None:
    """Record what some things were before, those that are different now."""
    now = load_documents(entity, images, connection) if images else {}
    changed = {id_: image for id_, image in images.items() if image != now.get(id_)}
    record_images(change, entity, changed, connection)


def record_images(
    change: ChangeId,
    entity: Entity,
    images: Mapping[int, Document | None],
    connection: SqlConnection,
) -> None:
    """Record what some things were before the change; None if they did not exist.

    The first image of a thing in a change stays. What did not exist is of the change's library.
    """
    if not images:
        return
    (own,) = connection.execute("SELECT library FROM change WHERE id = ?", (change,)).fetchone()
    connection.executemany(
        "INSERT INTO change_image (entity, id, change, library, before) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (entity, id, change) DO NOTHING",
        [
            (entity, id_, change, own, None)
            if image is None
            else (entity, id_, change, image.get("library", own), dump_document(image))
            for id_, image in images.items()
        ],
    )
    if entity is Entity.TOPIC:
        record_topics(change, images, connection)


def record_topics(change: ChangeId, topics: Iterable[int], connection: SqlConnection) -> None:
    """Record that the change touched some topics, or facts of them."""
    connection.executemany(
        "INSERT INTO change_topic (topic, library, change) "
        "SELECT ?, library, id FROM change WHERE id = ? ON CONFLICT DO NOTHING",
        [(topic, change) for topic in topics],
    )


def last_ids(connection: SqlConnection) -> dict[Entity, int]:
    """Return the highest ids, before a change adds more."""
    return {
        entity: connection.execute(f"SELECT coalesce(max(id), 0) FROM {entity}").fetchone()[0]
        for entity in RANGED
    }


def record_ranges(
    change: ChangeId, before: Mapping[Entity, int], connection: SqlConnection
) -> None:
    """Record the new ids of a change; `before` is what `last_ids` returned.

    The ids lie together, because one change writes at a time.
    """
    for entity, last in before.items():
        first, newest, count = connection.execute(
            f"SELECT min(id), max(id), count(*) FROM {entity} WHERE id > ? AND +change = ?",
            (last, change),
        ).fetchone()
        if count:
            connection.execute(
                "INSERT INTO change_range (change, entity, first, last, things) "
                "VALUES (?, ?, ?, ?, ?)",
                (change, entity, first, newest, count),
            )
    connection.execute(
        """
        INSERT INTO change_topic (topic, library, change)
        SELECT topic.id, topic.library, topic.change FROM topic
        WHERE topic.id > ? AND topic.change = ? ON CONFLICT DO NOTHING
        """,
        (before[Entity.TOPIC], change),
    )


def has_entries(change: ChangeId, connection: SqlConnection) -> bool:
    """Return whether the change wrote anything that an undo can reverse."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM change_image WHERE change = :change) "
        "OR EXISTS (SELECT 1 FROM change_range WHERE change = :change)",
        {"change": change},
    ).fetchone()
    return bool(found)


def summarize(change: ChangeId, summary: str, connection: SqlConnection) -> None:
    """Record what a change did, and that it can be undone."""
    connection.execute(
        "UPDATE change SET summary = ?, undoable = 1 WHERE id = ?", (summary, change)
    )


def dump_document(document: Document) -> str:
    """Return a document as compact JSON."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
