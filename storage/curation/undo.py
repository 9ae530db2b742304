"""Undo: restore what a change replaced, unless later changes build on it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from facts.curation.errors import AlreadyUndone, ChangeNotFound, UndoConflict, UndoImpossible
from facts.model.changes import Change, ChangeId
from facts.model.entities import LibraryId
from facts.text.normalize import canonical, name_key
from storage.curation.document_writer import write_documents
from storage.curation.purge import is_purged
from storage.engine.connection import SqlConnection
from storage.library import changes, journal
from storage.library.documents import Document, Entity, load_documents
from storage.library.import_batch import digest

Images = dict[int, Document | None]

_DELETION_ORDER: Final = (Entity.FACT, Entity.TOPIC, Entity.SOURCE)
_TOUCHES: Final = """
    SELECT max(change) FROM (
        SELECT change FROM change_image WHERE entity = :entity AND id = :id
        UNION ALL
        SELECT change FROM change_range WHERE entity = :entity AND last >= :id AND first <= :id
    )
"""


def undo_change(
    library: LibraryId, wanted: ChangeId, change: ChangeId, connection: SqlConnection
) -> None:
    """Restore everything that the change `wanted` wrote, as the change `change`.

    Raises ChangeNotFound, AlreadyUndone, UndoImpossible or UndoConflict.
    """
    found = _check(library, wanted, connection)
    targets = {
        entity: images for entity in Entity if (images := _targets(entity, wanted, connection))
    }
    current = {
        entity: load_documents(entity, images, connection) for entity, images in targets.items()
    }
    for entity, images in targets.items():
        _check_unchanged(entity, images, current[entity], wanted, connection)
        current_images = {id_: current[entity].get(id_) for id_ in images}
        if entity is Entity.SCHEDULE:
            _keep_edited_schedules(images, current_images)
        journal.record_images(change, entity, current_images, connection)
    _restore(targets, wanted, connection)
    _record_topics(targets, current, change, connection)
    _mark(found, wanted, change, connection)


def _check(library: LibraryId, wanted: ChangeId, connection: SqlConnection) -> Change:
    row = connection.execute(
        f"SELECT undoable, {changes.COLUMNS} FROM change WHERE id = ? AND library = ?",
        (wanted, library),
    ).fetchone()
    if row is None:
        raise ChangeNotFound(wanted)
    found = changes.from_row(row[1:])
    if found.undone_by:
        raise AlreadyUndone(wanted, found.undone_by)
    if not row[0]:
        raise UndoImpossible(wanted, purged=False)
    return found


def _targets(entity: Entity, wanted: ChangeId, connection: SqlConnection) -> Images:
    """Return what the change replaced: None for what it added."""
    added: Images = {
        id_: None
        for first, last in connection.execute(
            "SELECT first, last FROM change_range WHERE change = ? AND entity = ?",
            (wanted, entity),
        ).fetchall()
        for id_ in range(first, last + 1)
    }
    rows = connection.execute(
        "SELECT id, before FROM change_image WHERE change = ? AND entity = ?", (wanted, entity)
    )
    return added | {id_: before and json.loads(before) for id_, before in rows}


def _check_unchanged(
    entity: Entity,
    images: Images,
    current: Mapping[int, Document],
    wanted: ChangeId,
    connection: SqlConnection,
) -> None:
    """Raise UndoConflict if a thing is no longer as the change left it.

    It was left as the first later image shows it.
    """
    if any(map(is_purged, images.values())):
        raise UndoImpossible(wanted, purged=True)
    rows = connection.execute(
        """
        SELECT image.id, image.before FROM json_each(?) AS wanted
        CROSS JOIN change_image AS image ON image.entity = ? AND image.id = wanted.value
        WHERE image.change = (
            SELECT min(change) FROM change_image
            WHERE entity = image.entity AND id = image.id AND change > ?
        )
        """,
        (json.dumps(list(images)), entity, wanted),
    )
    left = {id_: before and json.loads(before) for id_, before in rows}
    changed = [
        id_
        for id_, document in left.items()
        if document != current.get(id_) and images[id_] != current.get(id_)
    ]
    _refuse_if_any(wanted, [_last_touch(entity, id_, connection) for id_ in changed], connection)


def _keep_edited_schedules(images: Images, current: Images) -> None:
    """Leave a schedule alone that a manager edited since."""
    for id_, image in list(images.items()):
        now = current[id_]
        if image is None or now is None or now["topics"] != image["after"]:
            del images[id_], current[id_]
        else:
            current[id_] = now | {"after": image["topics"]}


def _restore(targets: Mapping[Entity, Images], wanted: ChangeId, connection: SqlConnection) -> None:
    """Write all images back: first what others refer to, last what nothing refers to."""
    facts = targets.get(Entity.FACT, {})
    write_documents(Entity.FACT, dict.fromkeys(facts), connection)
    for entity in (Entity.TOPIC, Entity.SOURCE):
        kept = {id_: each for id_, each in targets.get(entity, {}).items() if each is not None}
        _refuse_if_any(wanted, list(_find_taken(entity, kept, connection)), connection)
        write_documents(entity, kept, connection)
    kept_facts = {id_: each for id_, each in facts.items() if each is not None}
    _refuse_if_any(wanted, list(_find_broken_facts(kept_facts, connection)), connection)
    write_documents(Entity.FACT, kept_facts, connection)
    for entity in (Entity.TOPIC, Entity.SOURCE):
        gone = {id_: None for id_, each in targets.get(entity, {}).items() if each is None}
        _refuse_if_any(wanted, list(_find_users(entity, gone, connection)), connection)
        write_documents(entity, gone, connection)
    for entity, images in targets.items():
        if entity not in _DELETION_ORDER:
            write_documents(entity, images, connection)


def _find_taken(
    entity: Entity, images: Mapping[int, Document], connection: SqlConnection
) -> Iterator[ChangeId]:
    """Yield the changes that gave a name or address to something else meanwhile."""
    for id_, image in images.items():
        if entity is Entity.TOPIC:
            key, column = name_key(image["name"]), "name_key"
        else:
            key, column = image["url"], "url"
        row = connection.execute(
            f"SELECT id FROM {entity} WHERE library = ? AND {column} = ? AND id <> ?",
            (image["library"], key, id_),
        ).fetchone()
        if row and row[0] not in images:
            yield _last_touch(entity, row[0], connection)


def _find_broken_facts(
    images: Mapping[int, Document], connection: SqlConnection
) -> Iterator[ChangeId]:
    """Yield the changes that took a fact's topic or source, or gave its text to another fact."""
    for part, entity in (("topics", Entity.TOPIC), ("citations", Entity.SOURCE)):
        needed = {each[0] for image in images.values() for each in image[part]}
        rows = connection.execute(
            f"SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM {entity})",
            (json.dumps(list(needed)),),
        ).fetchall()
        for (missing,) in rows:
            yield _last_touch(entity, missing, connection)
    for image in images.values():
        row = connection.execute(
            "SELECT id FROM fact WHERE library = ? AND digest = ?",
            (image["library"], digest(canonical(image["text"]))),
        ).fetchone()
        if row:
            yield _last_touch(Entity.FACT, row[0], connection)


def _find_users(
    entity: Entity, ids: Iterable[int], connection: SqlConnection
) -> Iterator[ChangeId]:
    """Yield the later changes that use a topic or source that is to go."""
    users = (
        "SELECT change FROM bearing WHERE topic = :id UNION SELECT channel.change "
        "FROM channel_topic JOIN channel ON channel.id = channel WHERE topic = :id"
        if entity is Entity.TOPIC
        else "SELECT change FROM citation WHERE source = :id"
    )
    for id_ in ids:
        for (change,) in connection.execute(users, {"id": id_}).fetchall():
            yield ChangeId(change)


def _last_touch(entity: Entity, id_: int, connection: SqlConnection) -> ChangeId:
    """Return the last change that wrote a thing."""
    (change,) = connection.execute(_TOUCHES, {"entity": entity, "id": id_}).fetchone()
    if change is None:  # of an earlier version
        (change,) = connection.execute(
            f"SELECT change FROM {entity} WHERE id = ?", (id_,)
        ).fetchone()
    return ChangeId(change)


def _refuse_if_any(wanted: ChangeId, later: list[ChangeId], connection: SqlConnection) -> None:
    if not later:
        return
    rows = connection.execute(
        f"SELECT {changes.COLUMNS} FROM json_each(?) AS wanted "
        "JOIN change ON change.id = wanted.value ORDER BY change.id DESC",
        (json.dumps(sorted(set(later))),),
    )
    raise UndoConflict(wanted, tuple(map(changes.from_row, rows)))


def _record_topics(
    targets: Mapping[Entity, Images],
    current: Mapping[Entity, Mapping[int, Document]],
    change: ChangeId,
    connection: SqlConnection,
) -> None:
    documents = [*targets.get(Entity.FACT, {}).values(), *current.get(Entity.FACT, {}).values()]
    topics = {topic for each in documents if each for topic, *_ in each["topics"]}
    journal.record_topics(change, topics, connection)


def _mark(found: Change, wanted: ChangeId, change: ChangeId, connection: SqlConnection) -> None:
    """Record what was undone. Undoing an undo puts the first change into force again."""
    connection.execute("UPDATE change SET undone_by = ? WHERE id = ?", (change, wanted))
    connection.execute("UPDATE change SET undoes = ? WHERE id = ?", (wanted, change))
    if found.undoes:
        connection.execute("UPDATE change SET undone_by = NULL WHERE id = ?", (found.undoes,))
