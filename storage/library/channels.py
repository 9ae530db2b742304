"""Channel settings."""

import json
from collections.abc import Callable, Sequence

from facts.model.changes import ChangeId
from facts.model.entities import ChannelId, ChannelSetting, LibraryId, TopicId
from storage.engine.connection import SqlConnection
from storage.library.documents import Entity
from storage.library.journal import record_changes, summarize


def list_settings(
    library: LibraryId, channels: Sequence[ChannelId], connection: SqlConnection
) -> tuple[ChannelSetting, ...]:
    """Return the settings of those channels that have one, in their order."""
    rows = connection.execute(
        """
        SELECT channel.id, channel.quiet, channel.answer_posts
        FROM json_each(:channels) CROSS JOIN channel ON channel.id = json_each.value
        WHERE channel.library = :library ORDER BY json_each.key
        """,
        {"library": library, "channels": json.dumps(channels)},
    ).fetchall()
    return tuple(
        ChannelSetting(
            ChannelId(id_),
            _list_topics(library, id_, connection),
            quiet=_read_choice(quiet),
            answer_posts=_read_choice(answer_posts),
        )
        for id_, quiet, answer_posts in rows
    )


def _read_choice(stored: int | None) -> bool | None:
    return None if stored is None else bool(stored)


def _list_topics(
    library: LibraryId, channel: int, connection: SqlConnection
) -> tuple[tuple[TopicId, str], ...]:
    rows = connection.execute(
        """
        SELECT topic.id, topic.name
        FROM channel_topic JOIN topic ON topic.id = channel_topic.topic
        WHERE channel_topic.channel = ? AND topic.library IN (0, ?) ORDER BY topic.name_key
        """,
        (channel, library),
    )
    return tuple((TopicId(topic), name) for topic, name in rows)


def update_setting(
    library: LibraryId,
    channel: ChannelId,
    update: Callable[[ChannelSetting], ChannelSetting],
    change: ChangeId,
    connection: SqlConnection,
) -> None:
    """Replace a channel's setting with `update(setting)`."""
    found = list_settings(library, (channel,), connection)
    wanted = update(found[0] if found else ChannelSetting(channel))
    with record_changes(change, Entity.CHANNEL, (channel,), connection):
        is_changed = _save_setting(library, wanted, change, connection)
    if is_changed:
        summarize(change, "Changed the settings of a channel", connection)


def _save_setting(
    library: LibraryId, wanted: ChannelSetting, change: ChangeId, connection: SqlConnection
) -> bool:
    """Save a setting, and return whether there was one or is one now.

    One with only defaults leaves no row.
    """
    deleted = connection.execute(
        "DELETE FROM channel WHERE id = ? AND library = ?", (wanted.channel, library)
    ).rowcount
    if wanted == ChannelSetting(wanted.channel):
        return bool(deleted)
    connection.execute(
        "INSERT INTO channel (id, library, quiet, answer_posts, change) VALUES (?, ?, ?, ?, ?)",
        (wanted.channel, library, wanted.quiet, wanted.answer_posts, change),
    )
    connection.executemany(
        """
        INSERT INTO channel_topic (channel, topic)
        SELECT ?, id FROM topic WHERE id = ? AND library IN (0, ?)
        ON CONFLICT (channel, topic) DO NOTHING
        """,
        [(wanted.channel, topic, library) for topic, _ in wanted.topics],
    )
    return True
