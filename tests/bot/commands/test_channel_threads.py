"""/channel in threads and forum posts, which inherit settings."""

from simcord.actors import MemberActor

from tests.support.channel_settings import mention, post_in, set_channel, thread_in
from tests.support.world import World, text_of


async def test_threads_inherit_settings_unless_they_have_their_own(
    world: World, moderator: MemberActor
) -> None:
    await set_channel(moderator, world, "focus", topic="night shifts")
    thread = await thread_in(world)
    assert "1 of 1" in text_of(await world.reader.slash(thread, "random"))
    inherited = (
        f"is about night shifts, as in <#{world.channel.id}>. Answers are visible to everyone."
    )
    assert inherited in text_of(await set_channel(moderator, world, "show", thread))
    own = await set_channel(moderator, world, "focus", thread, topic="pn")
    assert f"<#{thread.id}> is about power naps. Answers are visible to everyone." in text_of(own)
    assert "of 8" in text_of(await world.reader.slash(thread, "random"))
    assert "1 of 1" in text_of(await world.reader.slash(world.channel, "random"))
    assert inherited in text_of(await set_channel(moderator, world, "clear", thread))


async def test_a_thread_with_its_own_focus_stays_quiet(
    world: World, moderator: MemberActor
) -> None:
    await set_channel(moderator, world, "quiet")
    thread = await thread_in(world)
    card = text_of(await set_channel(moderator, world, "focus", thread, topic="night shifts"))
    assert f"is about night shifts. Answers are private, as in <#{world.channel.id}>." in card
    assert (await world.reader.slash(thread, "random")).ephemeral
    assert "Answers are private in this channel." in text_of(await mention(world, "pn", thread))


async def test_a_thread_of_a_quiet_channel_can_be_made_public(
    world: World, moderator: MemberActor
) -> None:
    await set_channel(moderator, world, "quiet")
    thread = await thread_in(world)
    card = text_of(await set_channel(moderator, world, "quiet", thread, on=False))
    assert f"<#{thread.id}> is about everything. Answers are visible to everyone." in card
    assert not (await world.reader.slash(thread, "topic", name="pn")).ephemeral
    assert (await world.reader.slash(world.channel, "topic", name="pn")).ephemeral
    card = text_of(await set_channel(moderator, world, "clear", thread))
    assert f"is about everything. Answers are private, as in <#{world.channel.id}>." in card
    assert (await world.reader.slash(thread, "topic", name="pn")).ephemeral


async def test_a_thread_set_from_its_channel_shows_what_it_inherits(
    world: World, moderator: MemberActor
) -> None:
    await set_channel(moderator, world, "quiet")
    thread = await thread_in(world)
    card = text_of(await set_channel(moderator, world, "focus", topic="pn", channel=thread))
    assert f"<#{thread.id}> is about power naps. Answers are private, as in <#" in card
    assert card == text_of(await set_channel(moderator, world, "show", channel=thread))


async def test_forum_posts_inherit_from_the_forum(world: World, moderator: MemberActor) -> None:
    forum = world.server.create_forum_channel("help")
    await set_channel(moderator, world, "focus", topic="night shifts", channel=forum)
    await set_channel(moderator, world, "quiet", channel=forum)
    post = await post_in(world, forum)
    drawn = await world.reader.slash(post, "random")
    assert drawn.ephemeral
    assert "This channel is about night shifts." in text_of(drawn)
    assert "Answers are private in this channel." in text_of(await mention(world, "pn", post))
    await set_channel(moderator, world, "quiet", post, on=False)
    answer = await mention(world, "what harms sleep at night?", post)
    assert "This channel is about night shifts." in text_of(answer)
    assert (await world.reader.slash(await post_in(world, forum), "random")).ephemeral
