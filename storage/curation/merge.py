"""Merges: what names a topic or source names another one afterwards."""

from typing import Final

from facts.model.changes import ChangeId
from facts.model.entities import TopicId
from storage.curation.document_writer import write_documents
from storage.engine.connection import SqlConnection
from storage.library.documents import Entity, load_document, load_documents
from storage.library.journal import record_images

_MARKS: Final = {Entity.TOPIC: Entity.MERGED_TOPIC, Entity.SOURCE: Entity.MERGED_SOURCE}


def mark_merged(
    entity: Entity, pair: tuple[int, int], change: ChangeId, connection: SqlConnection
) -> None:
    """Delete the first of two things; cards that name it lead to the second one."""
    id_, into = pair
    mark = _MARKS[entity]
    for each in (entity, mark):
        image = load_document(each, id_, connection)
        record_images(change, each, {id_: image}, connection)
    write_documents(entity, {id_: None}, connection)
    write_documents(mark, {id_: {"target": into}}, connection)


def move_channels(
    topic: TopicId, into: TopicId, change: ChangeId, connection: SqlConnection
) -> None:
    """Let the channels about a topic be about another one.

    The merge is then the change that set them: the other topic cannot go before it is undone.
    """
    rows = connection.execute("SELECT channel FROM channel_topic WHERE topic = ?", (topic,))
    images = load_documents(Entity.CHANNEL, [channel for (channel,) in rows], connection)
    record_images(change, Entity.CHANNEL, images, connection)
    moved = {
        channel: image
        | {"topics": sorted(_replace(image["topics"], topic, into)), "change": change}
        for channel, image in images.items()
    }
    write_documents(Entity.CHANNEL, moved, connection)


def move_schedules(
    topic: TopicId, into: TopicId, change: ChangeId, connection: SqlConnection
) -> None:
    """Let the schedules on a topic be on another one.

    The image holds what a schedule became too: an undo leaves one alone that was edited since.
    """
    rows = connection.execute(
        "SELECT schedule.id FROM schedule, json_each(schedule.topics) WHERE json_each.value = ?",
        (topic,),
    ).fetchall()
    documents = load_documents(Entity.SCHEDULE, [schedule for (schedule,) in rows], connection)
    images = {
        schedule: document | {"after": _replace(document["topics"], topic, into)}
        for schedule, document in documents.items()
    }
    record_images(change, Entity.SCHEDULE, images, connection)
    moved = {schedule: {"topics": image["after"]} for schedule, image in images.items()}
    write_documents(Entity.SCHEDULE, moved, connection)


def _replace(topics: list[int], old: int, new: int) -> list[int]:
    return list(dict.fromkeys(new if topic == old else topic for topic in topics))
