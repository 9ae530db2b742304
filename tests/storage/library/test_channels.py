"""Channel settings are stored per server."""

import asyncio
import sqlite3
from contextlib import closing

from facts.library.channels import ChannelEditor, EffectiveChannelSetting
from facts.model.entities import SHARED_LIBRARY, ChannelId, ChannelSetting, LibraryId, TopicId
from facts.model.selection import Selection
from storage.engine.sqlite.database import open_database
from storage.engine.sqlite.migrations import load_migrations
from storage.store import SqliteStore, open_store
from tests.support.async_library import AsyncLibrary
from tests.support.builders import NOTE, add, fact_draft

OURS, THEIRS = LibraryId(1), LibraryId(2)
HERE, THERE = ChannelId(7), ChannelId(8)
NAPS, TEA = (TopicId(1), "naps"), (TopicId(2), "tea")


async def fill(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two.", topics=("tea",)))


async def put(store: SqliteStore, library: LibraryId, setting: ChannelSetting) -> None:
    await store.set_channel(library, setting.channel, lambda _: setting, NOTE)


async def setting_of(
    store: SqliteStore, channels: tuple[ChannelId, ...]
) -> EffectiveChannelSetting:
    return await AsyncLibrary(store, OURS).read(lambda it: it.channel_setting(channels))


async def texts(store: SqliteStore, library: LibraryId, channel: ChannelId) -> list[str]:
    found = await store.read(library, lambda it: it.facts.list(Selection(focus=channel)))
    return [fact.text for fact in found]


async def test_each_setting_comes_from_the_nearest_channel_that_has_it(store: SqliteStore) -> None:
    await fill(store)
    channels, thread, channel = ChannelEditor(store, OURS), THERE, HERE
    both = ChannelSetting(channel, (NAPS,), quiet=True)
    await put(store, OURS, both)
    assert await setting_of(store, (thread, channel)) == EffectiveChannelSetting(both, both)
    await channels.set_focus(thread, [TEA[0]], NOTE)
    own = ChannelSetting(thread, (TEA,))
    assert await setting_of(store, (thread, channel)) == EffectiveChannelSetting(own, both)
    await channels.set_quiet(thread, False, NOTE)
    own = ChannelSetting(thread, (TEA,), quiet=False)
    assert await setting_of(store, (thread, channel)) == EffectiveChannelSetting(own, own)
    await channels.set_answer_posts(thread, True, NOTE)
    own = ChannelSetting(thread, (TEA,), quiet=False, answer_posts=True)
    setting = await setting_of(store, (thread, channel))
    assert setting == EffectiveChannelSetting(own, own, own)
    assert setting.answers_posts
    await channels.clear(thread, NOTE)
    assert await setting_of(store, (thread, channel)) == EffectiveChannelSetting(both, both)
    assert await setting_of(store, ()) == EffectiveChannelSetting()


async def test_changes_at_the_same_moment_are_all_kept(path: str) -> None:
    async with open_store(path) as one, open_store(path) as other:
        await fill(one)
        for number in range(10):
            channel = ChannelId(number + 1)
            await asyncio.gather(
                ChannelEditor(one, OURS).set_quiet(channel, True, NOTE),
                ChannelEditor(other, OURS).set_focus(channel, [NAPS[0]], NOTE),
            )
            both = ChannelSetting(channel, (NAPS,), quiet=True)
            assert (await setting_of(one, (channel,))).focus == both


async def test_a_thread_can_be_quiet_or_open_by_itself(store: SqliteStore) -> None:
    for quiet in (True, False):
        await ChannelEditor(store, OURS).set_quiet(THERE, quiet, NOTE)
        await ChannelEditor(store, OURS).set_quiet(HERE, not quiet, NOTE)
        assert (await setting_of(store, (THERE, HERE))).is_quiet is quiet


async def test_a_channel_has_a_limited_number_of_topics(store: SqliteStore) -> None:
    await add(store, *(fact_draft(f"Fact {n}.", topics=(f"topic {n}",)) for n in range(6)))
    await ChannelEditor(store, OURS).set_focus(HERE, [TopicId(n) for n in range(1, 7)], NOTE)
    (kept,) = await store.read(OURS, lambda it: it.channels.list((HERE,)))
    assert [topic for topic, _ in kept.topics] == [1, 2, 3, 4, 5]


async def test_settings_of_an_earlier_version_still_apply(path: str) -> None:
    async with open_database(path, lambda _: False, load_migrations()[:4]):
        pass
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            """
            INSERT INTO change (id, library, made_at, reason) VALUES (1, 1, '2026-01-01', 'set');
            INSERT INTO topic (id, library, name, name_key, change)
                VALUES (1, 0, 'naps', 'naps', 1);
            INSERT INTO channel VALUES (7, 1, 1, 1), (8, 1, 0, 1);
            INSERT INTO channel_topic VALUES (8, 1);
            """
        )
    async with open_store(path) as store:
        assert await store.read(OURS, lambda it: it.channels.list((THERE, HERE))) == (
            ChannelSetting(THERE, (NAPS,)),
            ChannelSetting(HERE, quiet=True),
        )


async def test_a_focus_selects_until_it_is_cleared(store: SqliteStore) -> None:
    await fill(store)
    await put(store, OURS, ChannelSetting(HERE, (NAPS,)))
    assert await texts(store, OURS, HERE) == ["One."]
    await put(store, OURS, ChannelSetting(HERE))
    assert await texts(store, OURS, HERE) == []
    assert await store.read(OURS, lambda it: it.channels.list((HERE,))) == ()


async def test_no_server_sees_or_clears_anothers_channel(store: SqliteStore) -> None:
    await fill(store)
    await add(store, fact_draft("Secret.", topics=("secrets",)), library=OURS)
    ours = ChannelSetting(HERE, (NAPS, (TopicId(3), "secrets")), quiet=True)
    await put(store, OURS, ours)
    assert await store.read(THEIRS, lambda it: it.channels.list((HERE,))) == ()
    assert await texts(store, THEIRS, HERE) == []
    await put(store, THEIRS, ChannelSetting(HERE))
    assert await store.read(OURS, lambda it: it.channels.list((HERE,))) == (ours,)


async def test_no_channel_is_about_another_servers_topic(store: SqliteStore, path: str) -> None:
    await fill(store)
    await add(store, fact_draft("Secret.", topics=("secrets",)), library=OURS)
    theirs = ChannelSetting(THERE, (NAPS, (TopicId(3), "secrets")))
    await put(store, THEIRS, theirs)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT topic FROM channel_topic").fetchall() == [(1,)]
        connection.execute("INSERT INTO channel_topic VALUES (8, 3)")  # as no version writes it
        connection.commit()
    assert await store.read(THEIRS, lambda it: it.channels.list((THERE,))) == (
        ChannelSetting(THERE, (NAPS,)),
    )
    assert await texts(store, THEIRS, THERE) == ["One."]


async def test_direct_messages_have_no_setting(store: SqliteStore) -> None:
    await fill(store)
    await put(store, OURS, ChannelSetting(HERE, (NAPS,)))
    assert await store.read(SHARED_LIBRARY, lambda it: it.channels.list((HERE,))) == ()
