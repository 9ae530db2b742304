"""What channels are set to, as it is kept."""

from facts.model import SHARED, ChannelId, ChannelSetting, LibraryId, TopicId
from facts.store import Selection
from storage.store import SqliteStore
from tests.builders import NOTE, add, fact_draft

OURS, THEIRS = LibraryId(1), LibraryId(2)
HERE, THERE = ChannelId(7), ChannelId(8)
NAPS = (TopicId(1), "naps")


async def fill(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two.", topics=("tea",)))


async def texts(store: SqliteStore, library: LibraryId, channel: ChannelId) -> list[str]:
    found = await store.facts(library, Selection(focus=channel))
    return [fact.text for fact in found]


async def test_the_nearest_channel_that_is_set_counts(store: SqliteStore) -> None:
    await fill(store)
    setting = ChannelSetting(HERE, (NAPS,), quiet=True)
    await store.set_channel(OURS, setting, NOTE)
    assert await store.channel(OURS, (THERE, HERE)) == setting
    nearer = ChannelSetting(THERE)
    await store.set_channel(OURS, nearer, NOTE)
    assert await store.channel(OURS, (THERE, HERE)) == setting
    await store.set_channel(OURS, ChannelSetting(THERE, quiet=True), NOTE)
    assert await store.channel(OURS, (THERE, HERE)) == ChannelSetting(THERE, quiet=True)
    assert await store.channel(OURS, ()) is None


async def test_a_focus_selects_until_it_is_cleared(store: SqliteStore) -> None:
    await fill(store)
    await store.set_channel(OURS, ChannelSetting(HERE, (NAPS,)), NOTE)
    assert await texts(store, OURS, HERE) == ["One."]
    await store.set_channel(OURS, ChannelSetting(HERE), NOTE)
    assert await texts(store, OURS, HERE) == []
    assert await store.channel(OURS, (HERE,)) is None


async def test_no_server_sets_or_sees_anothers_channel(store: SqliteStore) -> None:
    await fill(store)
    await add(store, fact_draft("Secret.", topics=("secrets",)), library=OURS)
    secrets = (TopicId(3), "secrets")
    await store.set_channel(OURS, ChannelSetting(HERE, (NAPS, secrets)), NOTE)
    assert await store.channel(THEIRS, (HERE,)) is None
    assert await texts(store, THEIRS, HERE) == []
    await store.set_channel(THEIRS, ChannelSetting(HERE), NOTE)
    assert (await store.channel(OURS, (HERE,))) == ChannelSetting(HERE, (NAPS, secrets))
    await store.set_channel(THEIRS, ChannelSetting(THERE, (secrets,)), NOTE)
    assert await store.channel(THEIRS, (THERE,)) is None or not (
        await texts(store, THEIRS, THERE)
    ).count("Secret.")


async def test_outside_of_servers_nothing_is_set(store: SqliteStore) -> None:
    await fill(store)
    await store.set_channel(OURS, ChannelSetting(HERE, (NAPS,)), NOTE)
    assert await store.channel(SHARED, (HERE,)) is None
