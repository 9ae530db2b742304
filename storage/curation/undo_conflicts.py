"""Conflicts of an undo: later changes that build on what it takes back.

A change and its undo cancel each other: neither counts as a later change, until the undo is itself
undone.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from facts.model.changes import ChangeId
from facts.text.normalize import name_key
from facts.text.question_key import question_key
from storage.engine.connection import SqlConnection
from storage.library.digests import digest
from storage.library.documents import Document, Entity

Images = Mapping[int, Document | None]
_USERS: Final = {
    Entity.TOPIC: "SELECT change FROM bearing WHERE topic = :id UNION SELECT channel.change "
    "FROM channel_topic JOIN channel ON channel.id = channel WHERE topic = :id",
    Entity.SOURCE: "SELECT change FROM citation WHERE source = :id",
}


@dataclass(frozen=True, slots=True)
class _Touch:
    """A later change that wrote a thing, and what the thing was before it."""

    change: ChangeId
    before: Document | None
    is_undo: bool
    counts: bool


def find_edits(
    entity: Entity, images: Images, current: Images, wanted: ChangeId, connection: SqlConnection
) -> Iterator[ChangeId]:
    """Yield the changes that wrote things after the change `wanted` left them.

    `images` are the things before that change. A thing that is so again has no conflict.
    """
    differing = [id_ for id_, image in images.items() if image != current.get(id_)]
    for id_, touches in _load_touches(entity, differing, wanted, connection).items():
        is_changed = touches[0].before != current.get(id_)
        for touch in touches:
            # An undo of an earlier change holds all between the two in place.
            if touch.counts and (is_changed or touch.is_undo):
                yield touch.change


def find_holders(
    entity: Entity, images: Images, wanted: ChangeId, connection: SqlConnection
) -> Iterator[ChangeId]:
    """Yield the changes that gave a name, address or text of these things to other things."""
    table, columns, read = UNIQUE[entity]
    for id_, image in images.items():
        if image is None:
            continue
        value = read(image)
        row = connection.execute(
            f"SELECT id FROM {table} WHERE library = ? "
            f"AND ({columns}) = ({', '.join('?' * len(value))}) AND id <> ?",
            (image["library"], *value, id_),
        ).fetchone()
        if row and row[0] not in images:
            yield from _find_givers(entity, row[0], wanted, value, connection)


def find_removers(
    entity: Entity, ids: Iterable[int], wanted: ChangeId, connection: SqlConnection
) -> Iterator[ChangeId]:
    """Yield the changes that removed topics or sources."""
    rows = connection.execute(
        f"SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM {entity})",
        (json.dumps(list(ids)),),
    )
    missing = [id_ for (id_,) in rows]
    for touches in _load_touches(entity, missing, wanted, connection).values():
        yield next(each.change for each in reversed(touches) if each.counts and each.before)


def find_users(entity: Entity, ids: Iterable[int], connection: SqlConnection) -> Iterator[ChangeId]:
    """Yield the changes that use topics or sources."""
    for id_ in ids:
        for (change,) in connection.execute(_USERS[entity], {"id": id_}).fetchall():
            yield ChangeId(change)


def _find_givers(
    entity: Entity, id_: int, wanted: ChangeId, value: object, connection: SqlConnection
) -> Iterator[ChangeId]:
    """Yield the change that gave a thing a unique value, and those after it."""
    read = UNIQUE[entity][2]
    for touch in reversed(_load_touches(entity, (id_,), wanted, connection).get(id_, [])):
        if touch.counts:
            yield touch.change
            if touch.before is None or read(touch.before) != value:
                return
    rows = connection.execute(
        "SELECT change FROM change_range "
        "WHERE entity = :entity AND last >= :id AND first <= :id AND change > :wanted",
        {"entity": entity, "id": id_, "wanted": wanted},
    )
    yield from (ChangeId(change) for (change,) in rows)


def _load_touches(
    entity: Entity, ids: Collection[int], wanted: ChangeId, connection: SqlConnection
) -> dict[int, list[_Touch]]:
    """Return the later changes of each thing, oldest first; none for things without any."""
    rows = connection.execute(
        """
        SELECT image.id, image.change, image.before, change.undoes IS NOT NULL,
            change.undone_by IS NULL AND coalesce(change.undoes, 0) < :wanted
        FROM json_each(:ids) AS listed CROSS JOIN change_image AS image
            ON image.entity = :entity AND image.id = listed.value AND image.change > :wanted
        JOIN change ON change.id = image.change
        ORDER BY image.change
        """,
        {"ids": json.dumps(list(ids)), "entity": entity, "wanted": wanted},
    )
    found: dict[int, list[_Touch]] = {}
    for id_, change, before, is_undo, counts in rows:
        document = None if before is None else json.loads(before)
        touch = _Touch(ChangeId(change), document, bool(is_undo), bool(counts))
        found.setdefault(id_, []).append(touch)
    return found


UNIQUE: Final[Mapping[Entity, tuple[str, str, Callable[[Document], tuple[object, ...]]]]] = {
    Entity.FACT: ("fact", "digest", lambda fact: (digest(fact["text"]),)),
    Entity.TOPIC: ("topic", "name_key", lambda topic: (name_key(topic["name"]),)),
    Entity.SOURCE: ("source", "url", lambda source: (source["url"],)),
    Entity.HIDDEN: ("hidden", "fact", lambda hidden: (hidden["fact"],)),
    Entity.PHRASING: (
        "phrasing",
        "fact, text_key",
        lambda phrasing: (phrasing["fact"], question_key(phrasing["text"])),
    ),
}
"""What only one thing of a library can have: table, columns, and the values in a document."""
