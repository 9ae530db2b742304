"""Settings of a server's channels: their topics, their privacy, and their posts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from facts.model.changes import ChangeNote
from facts.model.entities import ChannelId, ChannelSetting, LibraryId, TopicId
from facts.model.errors import TopicGone
from facts.store.library_store import LibraryStore, Snapshot

MAX_TOPICS: Final = 5
"""Topics that a channel can be about: more would not narrow anything down."""


@dataclass(frozen=True, slots=True)
class EffectiveChannelSetting:
    """The setting in force in a channel, its own or inherited.

    `focus` is the setting whose topics apply, `quiet_from` the one that decides about privacy, and
    `posts_from` the one that decides about new posts of a forum. They may belong to different
    channels; None if no channel decides.
    """

    focus: ChannelSetting | None = None
    quiet_from: ChannelSetting | None = None
    posts_from: ChannelSetting | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether answers are private."""
        return bool(self.quiet_from and self.quiet_from.quiet)

    @property
    def answers_posts(self) -> bool:
        """Whether new posts of a forum are answered by their title."""
        return bool(self.posts_from and self.posts_from.answer_posts)


def resolve_setting(snapshot: Snapshot, channels: Sequence[ChannelId]) -> EffectiveChannelSetting:
    """Return what applies in a channel.

    `channels` are the channel and those it inherits from, the nearest first.
    """
    settings = snapshot.channels.list(channels) if channels else ()
    return EffectiveChannelSetting(
        next((each for each in settings if each.topics), None),
        next((each for each in settings if each.quiet is not None), None),
        next((each for each in settings if each.answer_posts is not None), None),
    )


class ChannelEditor:
    """Changes the settings of one server's channels."""

    def __init__(self, store: LibraryStore, library: LibraryId) -> None:
        self._store = store
        self._library = library

    async def set_focus(
        self, channel: ChannelId, topics: Sequence[TopicId], note: ChangeNote
    ) -> None:
        """Make a channel be about topics. Raises TopicGone."""
        chosen = tuple(dict.fromkeys(topics[:MAX_TOPICS]))
        known = await self._store.read(
            self._library, lambda snapshot: snapshot.topics.get_many(chosen)
        )
        if len(known) < len(chosen):
            raise TopicGone
        named = tuple((topic.id, topic.name) for topic in known)
        await self._update(channel, partial(replace, topics=named), note)

    async def set_quiet(self, channel: ChannelId, quiet: bool, note: ChangeNote) -> None:
        """Make answers in a channel private or public, whatever it inherits."""
        await self._update(channel, partial(replace, quiet=quiet), note)

    async def set_answer_posts(self, channel: ChannelId, answer: bool, note: ChangeNote) -> None:
        """Answer new posts of a forum by their title, or stop doing so."""
        await self._update(channel, partial(replace, answer_posts=answer), note)

    async def clear(self, channel: ChannelId, note: ChangeNote) -> None:
        """Remove a channel's own setting, so that it inherits again."""
        await self._update(channel, lambda _: ChannelSetting(channel), note)

    async def _update(
        self,
        channel: ChannelId,
        update: Callable[[ChannelSetting], ChannelSetting],
        note: ChangeNote,
    ) -> None:
        await self._store.set_channel(self._library, channel, update, note)
