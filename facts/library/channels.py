"""What a server's channels are about, and whether answers are private there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from facts.model.changes import ChangeNote
from facts.model.entities import ChannelId, ChannelSetting, LibraryId, TopicId
from facts.model.errors import TopicGone
from facts.store.library_store import Store

MOST_TOPICS: Final = 5
"""How many topics a channel is about at the most: with more, a focus narrows nothing down."""


@dataclass(frozen=True, slots=True)
class InForce:
    """What counts in a channel: by its own setting, or else by the nearest that it inherits from.

    `focus` is the setting with the topics that count, `hush` the one that says whether answers are
    private: each may be another channel's, and None where none says anything.
    """

    focus: ChannelSetting | None = None
    hush: ChannelSetting | None = None

    @property
    def quiet(self) -> bool:
        """Whether answers are private."""
        return bool(self.hush and self.hush.quiet)


class Channels:
    """The channels of one server, with what each is set to."""

    def __init__(self, store: Store, library: LibraryId) -> None:
        self._store = store
        self._library = library

    async def in_force(self, channels: Sequence[ChannelId]) -> InForce:
        """Return what counts in a channel, given with those it inherits from, the nearest first."""
        found = await self._store.channels(self._library, channels) if channels else ()
        return InForce(
            next((each for each in found if each.topics), None),
            next((each for each in found if each.quiet is not None), None),
        )

    async def focus(self, channel: ChannelId, topics: Sequence[TopicId], note: ChangeNote) -> None:
        """Make a channel be about topics. Raises TopicGone."""
        found = [await self._store.topic(self._library, topic) for topic in topics[:MOST_TOPICS]]
        named = {topic.id: topic.name for topic in found if topic}
        if len(named) < len(set(topics[:MOST_TOPICS])):
            raise TopicGone
        await self._set(channel, partial(replace, topics=(*named.items(),)), note)

    async def quiet(self, channel: ChannelId, quiet: bool, note: ChangeNote) -> None:
        """Keep answers private in a channel, or let all see them whatever it inherits."""
        await self._set(channel, partial(replace, quiet=quiet), note)

    async def clear(self, channel: ChannelId, note: ChangeNote) -> None:
        """Leave a channel to what it inherits."""
        await self._set(channel, lambda _: ChannelSetting(channel), note)

    async def _set(
        self,
        channel: ChannelId,
        changed: Callable[[ChannelSetting], ChannelSetting],
        note: ChangeNote,
    ) -> None:
        await self._store.set_channel(self._library, channel, changed, note)
