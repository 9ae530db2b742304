"""Undo: restore what a change replaced, unless later changes build on it."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from facts.curation.errors import AlreadyUndone, ChangeNotFound, UndoConflict, UndoImpossible
from facts.model.changes import Change, ChangeId
from facts.model.entities import LibraryId
from storage.curation.document_writer import release_unique_values, write_documents
from storage.curation.purge import is_purged
from storage.curation.undo_conflicts import (
    UNIQUE,
    find_edits,
    find_holders,
    find_removers,
    find_users,
)
from storage.engine.connection import SqlConnection
from storage.library import changes, journal
from storage.library.documents import Document, Entity, load_documents

Images = dict[int, Document | None]
Targets = Mapping[Entity, Images]

_REFERRED: Final = (Entity.TOPIC, Entity.SOURCE)
_PARTS: Final = {
    Entity.FACT: {"topics": Entity.TOPIC, "citations": Entity.SOURCE},
    Entity.CHANNEL: {"topics": Entity.TOPIC},
}
"""What a document refers to."""


def undo_change(
    library: LibraryId, wanted: ChangeId, change: ChangeId, connection: SqlConnection
) -> None:
    """Restore everything that the change `wanted` wrote, as the change `change`.

    Raises ChangeNotFound, AlreadyUndone, UndoImpossible or UndoConflict.
    """
    found = _check(library, wanted, connection)
    targets = {
        entity: images for entity in Entity if (images := _load_targets(entity, wanted, connection))
    }
    if any(is_purged(image) for images in targets.values() for image in images.values()):
        raise UndoImpossible(wanted, purged=True)
    current = {
        entity: dict.fromkeys(images) | dict(load_documents(entity, images, connection))
        for entity, images in targets.items()
    }
    _keep_edited_schedules(targets, current)
    _check_unchanged(targets, current, wanted, connection)
    _restore(targets, wanted, connection)
    for entity, images in current.items():
        journal.record_images(change, entity, images, connection)
    _record_topics(targets, current, change, connection)
    _mark(found, change, connection)


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


def _load_targets(entity: Entity, wanted: ChangeId, connection: SqlConnection) -> Images:
    """Return what the change replaced: None for what it added."""
    added: Images = {}
    if entity in journal.RANGED:
        added = dict.fromkeys(
            id_
            for (id_,) in connection.execute(
                f"""
                SELECT id FROM change_range JOIN {entity} ON id BETWEEN first AND last
                WHERE change_range.change = :change AND entity = :entity
                UNION SELECT id FROM change_range JOIN change_image USING (entity)
                WHERE change_range.change = :change AND entity = :entity
                    AND id BETWEEN first AND last
                """,
                {"change": wanted, "entity": entity},
            )
        )
    rows = connection.execute(
        "SELECT id, before FROM change_image WHERE change = ? AND entity = ?", (wanted, entity)
    )
    return added | {id_: before and json.loads(before) for id_, before in rows}


def _keep_edited_schedules(targets: Targets, current: Targets) -> None:
    """Leave a schedule alone that a manager edited since."""
    images, now = targets.get(Entity.SCHEDULE, {}), current.get(Entity.SCHEDULE, {})
    for id_, image in list(images.items()):
        document = now[id_]
        if image is None or document is None or document["topics"] != image["after"]:
            del images[id_], now[id_]
        else:
            now[id_] = document | {"after": image["topics"]}


def _check_unchanged(
    targets: Targets, current: Targets, wanted: ChangeId, connection: SqlConnection
) -> None:
    later = [
        edit
        for entity, images in targets.items()
        if entity is not Entity.SCHEDULE
        for edit in find_edits(entity, images, current[entity], wanted, connection)
    ]
    if later:  # name everything at once
        later += [
            user
            for entity in _REFERRED
            for user in find_users(
                entity, _filter(targets.get(entity, {}), is_kept=False), connection
            )
            if user > wanted
        ]
    _refuse_if_any(wanted, later, connection)


def _restore(targets: Targets, wanted: ChangeId, connection: SqlConnection) -> None:
    """Write all images back.

    First goes what refers to others; last goes what others may refer to.
    """
    kept = {entity: _filter(images, is_kept=True) for entity, images in targets.items()}
    gone = {entity: _filter(images, is_kept=False) for entity, images in targets.items()}
    write_documents(Entity.FACT, dict.fromkeys(targets.get(Entity.FACT, {})), connection)
    for entity, images in gone.items():
        if entity in _REFERRED:
            release_unique_values(entity, images, connection)
        else:
            write_documents(entity, images, connection)
    for entity in (*_REFERRED, *(each for each in kept if each not in _REFERRED)):
        _check_restorable(entity, targets.get(entity, {}), wanted, connection)
        write_documents(entity, kept.get(entity, {}), connection)
    for entity in _REFERRED:
        users = find_users(entity, gone.get(entity, {}), connection)
        _refuse_if_any(wanted, users, connection)
        write_documents(entity, gone.get(entity, {}), connection)


def _filter(images: Images, *, is_kept: bool) -> Images:
    """Return the things that exist after the undo, or those that do not."""
    return {id_: each for id_, each in images.items() if (each is not None) == is_kept}


def _check_restorable(
    entity: Entity, images: Images, wanted: ChangeId, connection: SqlConnection
) -> None:
    """Raise UndoConflict if what the things need is gone, or what they had is taken."""
    later: list[ChangeId] = []
    for part, other in _PARTS.get(entity, {}).items():
        needed = {
            each[0] if isinstance(each, list) else each
            for image in images.values()
            if image is not None
            for each in image[part]
        }
        later += find_removers(other, needed, wanted, connection)
    if entity in UNIQUE:
        later += find_holders(entity, images, wanted, connection)
    _refuse_if_any(wanted, later, connection)


def _refuse_if_any(wanted: ChangeId, later: Iterable[ChangeId], connection: SqlConnection) -> None:
    numbers = sorted(set(later))
    if not numbers:
        return
    rows = connection.execute(
        f"SELECT {changes.COLUMNS} FROM json_each(?) AS wanted "
        "JOIN change ON change.id = wanted.value ORDER BY change.id DESC",
        (json.dumps(numbers),),
    )
    raise UndoConflict(wanted, tuple(map(changes.from_row, rows)))


def _record_topics(
    targets: Targets, current: Targets, change: ChangeId, connection: SqlConnection
) -> None:
    documents = _list_documents(Entity.FACT, targets, current)
    asked = {each["fact"] for each in _list_documents(Entity.PHRASING, targets, current)}
    documents += load_documents(Entity.FACT, asked, connection).values()
    topics = {topic for each in documents for topic, *_ in each["topics"]}
    journal.record_topics(change, topics, connection)


def _list_documents(entity: Entity, targets: Targets, current: Targets) -> list[Document]:
    images = (*targets.get(entity, {}).values(), *current.get(entity, {}).values())
    return [each for each in images if each]


def _mark(wanted: Change, change: ChangeId, connection: SqlConnection) -> None:
    """Record what was undone.

    An undo of an undo puts the first change into force again, and so on.
    """
    connection.execute("UPDATE change SET undoes = ? WHERE id = ?", (wanted.id, change))
    next_: int | None = wanted.id
    while next_:
        (next_,) = connection.execute(
            """
            UPDATE change SET undone_by = (
                SELECT max(undo.id) FROM change AS undo
                WHERE undo.undoes = change.id AND undo.undone_by IS NULL
            )
            WHERE id = ? RETURNING undoes
            """,
            (next_,),
        ).fetchone()
