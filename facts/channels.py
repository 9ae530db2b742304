"""What a server's channels are about, and whether answers are private there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from facts.errors import TopicGone
from facts.model import ChannelId, ChannelSetting, LibraryId, TopicId
from facts.store import ChangeNote, Store

MOST_TOPICS: Final = 5
"""How many topics a channel is about at the most: with more, a focus narrows nothing down."""


class Channels:
    """The channels of one server, with what each is set to."""

    def __init__(self, store: Store, library: LibraryId) -> None:
        self._store = store
        self._library = library

    async def setting(self, channels: Sequence[ChannelId]) -> ChannelSetting | None:
        """Return what a channel is set to, given with those it inherits from, the nearest first."""
        return await self._store.channel(self._library, channels) if channels else None

    async def focus(
        self, channel: ChannelId, topics: Sequence[TopicId], note: ChangeNote
    ) -> ChannelSetting:
        """Make a channel be about topics. Raises TopicGone."""
        found = [await self._store.topic(self._library, topic) for topic in topics[:MOST_TOPICS]]
        named = {topic.id: topic.name for topic in found if topic}
        if len(named) < len(set(topics[:MOST_TOPICS])):
            raise TopicGone
        return await self._keep(replace(await self._own(channel), topics=(*named.items(),)), note)

    async def quiet(self, channel: ChannelId, quiet: bool, note: ChangeNote) -> ChannelSetting:
        """Keep answers private in a channel, or no longer."""
        return await self._keep(replace(await self._own(channel), quiet=quiet), note)

    async def clear(self, channel: ChannelId, note: ChangeNote) -> ChannelSetting:
        """Make a channel like any other."""
        return await self._keep(ChannelSetting(channel), note)

    async def _own(self, channel: ChannelId) -> ChannelSetting:
        return await self.setting((channel,)) or ChannelSetting(channel)

    async def _keep(self, wanted: ChannelSetting, note: ChangeNote) -> ChannelSetting:
        await self._store.set_channel(self._library, wanted, note)
        return wanted
