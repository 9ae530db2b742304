"""What a server's channels are about, and whether answers are private there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from facts.model.changes import ChangeNote
from facts.model.entities import ChannelId, ChannelSetting, LibraryId, TopicId
from facts.model.errors import TopicGone
from facts.store.library_store import Store

MAX_TOPICS: Final = 5
"""How many topics a channel is about at the most: with more, a focus narrows nothing down."""


@dataclass(frozen=True, slots=True)
class EffectiveChannelSetting:
    """What counts in a channel: by its own setting, or else by the nearest that it inherits from.

    `focus` is the setting with the topics that count, `hush` the one that says whether answers are
    private: each may be another channel's, and None where none says anything.
    """

    focus: ChannelSetting | None = None
    quiet_from: ChannelSetting | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether answers are private."""
        return bool(self.quiet_from and self.quiet_from.quiet)


class Channels:
    """The channels of one server, with what each is set to."""

    def __init__(self, store: Store, library: LibraryId) -> None:
        self._store = store
        self._library = library

    async def resolve_setting(self, channels: Sequence[ChannelId]) -> EffectiveChannelSetting:
        """Return what counts in a channel, given with those it inherits from, the nearest first."""
        found = await self._store.channels(self._library, channels) if channels else ()
        return EffectiveChannelSetting(
            next((each for each in found if each.topics), None),
            next((each for each in found if each.quiet is not None), None),
        )

    async def set_focus(
        self, channel: ChannelId, topics: Sequence[TopicId], note: ChangeNote
    ) -> None:
        """Make a channel be about topics. Raises TopicGone."""
        found = [await self._store.topic(self._library, topic) for topic in topics[:MAX_TOPICS]]
        named = {topic.id: topic.name for topic in found if topic}
        if len(named) < len(set(topics[:MAX_TOPICS])):
            raise TopicGone
        await self._change_setting(channel, partial(replace, topics=(*named.items(),)), note)

    async def set_quiet(self, channel: ChannelId, quiet: bool, note: ChangeNote) -> None:
        """Keep answers private in a channel, or let all see them whatever it inherits."""
        await self._change_setting(channel, partial(replace, quiet=quiet), note)

    async def clear(self, channel: ChannelId, note: ChangeNote) -> None:
        """Leave a channel to what it inherits."""
        await self._change_setting(channel, lambda _: ChannelSetting(channel), note)

    async def _change_setting(
        self,
        channel: ChannelId,
        changed: Callable[[ChannelSetting], ChannelSetting],
        note: ChangeNote,
    ) -> None:
        await self._store.set_channel(self._library, channel, changed, note)
