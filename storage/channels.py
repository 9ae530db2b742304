"""How questions are answered in the channels of a server."""

import json
import sqlite3
from collections.abc import Sequence

from facts.model import ChannelId, ChannelSetting, LibraryId, TopicId


def setting(
    library: LibraryId, channels: Sequence[ChannelId], connection: sqlite3.Connection
) -> ChannelSetting | None:
    """Return what the first of the channels is set to that is set to anything."""
    row = connection.execute(
        """
        SELECT channel.id, channel.quiet
        FROM json_each(:channels) CROSS JOIN channel ON channel.id = json_each.value
        WHERE channel.library = :library ORDER BY json_each.key LIMIT 1
        """,
        {"library": library, "channels": json.dumps(channels)},
    ).fetchone()
    if row is None:
        return None
    topics = connection.execute(
        """
        SELECT topic.id, topic.name
        FROM channel_topic JOIN topic ON topic.id = channel_topic.topic
        WHERE channel_topic.channel = ? AND topic.library IN (0, ?) ORDER BY topic.name_key
        """,
        (row[0], library),
    )
    named = tuple((TopicId(topic), name) for topic, name in topics)
    return ChannelSetting(ChannelId(row[0]), named, quiet=bool(row[1]))


def keep(
    library: LibraryId, wanted: ChannelSetting, change: int, connection: sqlite3.Connection
) -> None:
    """Set a channel to what is wanted; what is like any channel leaves no row."""
    connection.execute(
        "DELETE FROM channel WHERE id = ? AND library = ?", (wanted.channel, library)
    )
    if not wanted.topics and not wanted.quiet:
        return
    connection.execute(
        "INSERT INTO channel (id, library, quiet, change) VALUES (?, ?, ?, ?)",
        (wanted.channel, library, wanted.quiet, change),
    )
    connection.executemany(
        """
        INSERT OR IGNORE INTO channel_topic (channel, topic)
        SELECT ?, id FROM topic WHERE id = ? AND library IN (0, ?)
        """,
        [(wanted.channel, topic, library) for topic, _ in wanted.topics],
    )
