"""/channel: the topics of a channel, and private answers."""

import logging

import pytest
from simcord.actors import MemberActor

from facts.model.entities import LibraryId
from tests.support.builders import add, fact_draft
from tests.support.channel_settings import mention, set_channel
from tests.support.world import World, buttons, press, text_of


async def test_a_focus_is_set_shown_and_cleared(world: World, moderator: MemberActor) -> None:
    answer = await set_channel(moderator, world, "focus", topic="PN", second="nigth shifts")
    assert answer.ephemeral
    expected = (
        f"<#{world.channel.id}> is about night shifts, power naps. Answers are visible to everyone."
    )
    assert expected in text_of(answer)
    assert list(buttons(answer)) == ["night shifts", "power naps"]
    assert expected in text_of(await set_channel(moderator, world, "show"))
    cleared = await set_channel(moderator, world, "clear")
    assert "is about everything. Answers are visible to everyone." in text_of(cleared)
    assert "about everything" in text_of(await set_channel(moderator, world, "show"))


async def test_focus_and_quiet_are_independent(world: World, moderator: MemberActor) -> None:
    await set_channel(moderator, world, "focus", topic="pn")
    await set_channel(moderator, world, "quiet")
    assert "is about power naps. Answers are private." in text_of(
        await set_channel(moderator, world, "show")
    )
    await set_channel(moderator, world, "quiet", on=False)
    assert "is about power naps. Answers are visible" in text_of(
        await set_channel(moderator, world, "show")
    )


async def test_an_unknown_topic_changes_nothing(world: World, moderator: MemberActor) -> None:
    await set_channel(moderator, world, "focus", topic="pn")
    missed = await set_channel(moderator, world, "focus", topic="night drivers")
    assert "No topic is named “night drivers”." in text_of(missed)
    assert "about power naps" in text_of(await set_channel(moderator, world, "show"))


async def test_random_uses_the_focus_and_can_leave_it(world: World, moderator: MemberActor) -> None:
    await set_channel(moderator, world, "focus", topic="night shifts")
    answer = await world.reader.slash(world.channel, "random")
    assert text_of(answer).startswith("-# This channel is about night shifts.\n")
    assert "1 of 1" in text_of(answer)
    await world.restart()
    await press(world.reader, answer, "Another")
    assert "Night shifts harm sleep." in text_of(answer)
    assert "This channel is about night shifts." in text_of(answer)
    await press(world.reader, answer, "Search everything")
    assert "1 of 9" in text_of(answer)
    assert "Search everything" not in buttons(answer)


async def test_a_search_uses_the_focus_and_can_leave_it(
    world: World, moderator: MemberActor
) -> None:
    await set_channel(moderator, world, "focus", topic="night shifts")
    answer = await world.reader.slash(world.channel, "search", text="sleep")
    assert "This channel is about night shifts." in text_of(answer)
    assert "1 fact, best first\n-# Only facts on what this channel is about" in text_of(answer)
    await press(world.reader, answer, "Search everything")
    assert "8 facts, best first" in text_of(answer)
    assert "Search everything" not in buttons(answer)


async def test_a_search_without_hits_in_the_focus_covers_everything(
    world: World, moderator: MemberActor
) -> None:
    await set_channel(moderator, world, "focus", topic="night shifts")
    answer = await world.reader.slash(world.channel, "search", text="coffee")
    assert "Nothing here is on this channel's topics. This is from all facts." in text_of(answer)
    assert "drivers more than **coffee**" in text_of(answer)
    answer = await world.reader.slash(world.channel, "random", kind="quote")
    assert "Sleep is the best meditation." in text_of(answer)


async def test_old_cards_ignore_a_cleared_focus(world: World, moderator: MemberActor) -> None:
    await set_channel(moderator, world, "focus", topic="night shifts")
    answer = await world.reader.slash(world.channel, "random")
    found = await world.reader.slash(world.channel, "search", text="sleep")
    await set_channel(moderator, world, "clear")
    await press(world.reader, answer, "Another")
    assert "of 9" in text_of(answer)
    assert "This channel is about" not in text_of(answer)
    assert "8 facts" in text_of(await press(world.reader, found, "Cite all"))


async def test_a_given_topic_overrides_the_focus(world: World, moderator: MemberActor) -> None:
    await set_channel(moderator, world, "focus", topic="night shifts")
    assert "8 of 8" not in text_of(await world.reader.slash(world.channel, "random", topic="pn"))
    assert "of 8" in text_of(await world.reader.slash(world.channel, "random", topic="pn"))
    assert "## power naps" in text_of(await mention(world, "pn"))


async def test_a_mention_uses_the_focus(world: World, moderator: MemberActor) -> None:
    await set_channel(moderator, world, "focus", topic="night shifts")
    answer = await mention(world, "what harms sleep at night?")
    assert "This channel is about night shifts." in text_of(answer)
    assert "1 fact, best first" in text_of(answer)
    assert "coffee" in text_of(await mention(world, "what helps drivers, coffee?"))


async def test_another_channel_can_be_set(world: World, moderator: MemberActor) -> None:
    other = world.server.create_text_channel("other")
    await set_channel(moderator, world, "focus", topic="pn", channel=other)
    assert "of 9" in text_of(await world.reader.slash(world.channel, "random"))
    assert "of 8" in text_of(await world.reader.slash(other, "random"))


async def test_in_a_quiet_channel_answers_are_private(world: World, moderator: MemberActor) -> None:
    before = await world.reader.slash(world.channel, "topic", name="pn")
    private = await world.reader.slash(world.channel, "topic", name="pn", private=True)
    await set_channel(moderator, world, "quiet")
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    assert answer.ephemeral
    assert "Answers are private in this channel." in text_of(answer)
    assert "Share here" not in buttons(answer)
    shared = await press(world.reader, private, "Share here")
    assert shared.ephemeral
    assert "not shared: answers are private in this channel." in text_of(shared)
    turned = await press(world.reader, before, "›")
    assert turned.ephemeral
    assert "Sleep is the best meditation." in text_of(turned)
    assert "Sleep is the best meditation." not in text_of(before)
    await press(world.reader, turned, "‹")
    assert "halved the lapses" in text_of(turned)


@pytest.mark.parametrize("control", ["/topic power naps", "All topics"])
async def test_buttons_of_help_answer_privately_in_a_quiet_channel(
    world: World, moderator: MemberActor, control: str
) -> None:
    await set_channel(moderator, world, "quiet")
    helped = await mention(world, "")
    assert (await press(world.reader, helped, control)).ephemeral


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("pn", "## power naps"),
        ("does coffee help drivers?", "## Search: does coffee help drivers?"),
    ],
)
async def test_a_mention_in_a_quiet_channel_gets_a_button_for_a_private_answer(
    world: World, moderator: MemberActor, text: str, title: str
) -> None:
    await set_channel(moderator, world, "quiet")
    answer = await mention(world, text)
    assert "Answers are private in this channel." in text_of(answer)
    assert "naps" not in text_of(answer)
    await world.restart()
    private = await press(world.other, answer, "Show it to me")
    assert private.ephemeral
    assert title in text_of(private)


async def test_find_facts_is_not_shared_in_a_quiet_channel(
    world: World, moderator: MemberActor
) -> None:
    message = await world.other.send(world.channel, "Long naps leave people drowsy.")
    answer = await world.reader.context_menu(world.channel, "Find facts", message)
    await set_channel(moderator, world, "quiet")
    shared = await press(world.reader, answer, "Share here")
    assert shared.ephemeral
    assert world.channel.last_message
    assert world.channel.last_message.id == message.id


async def test_a_user_without_the_permission_changes_nothing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    commands = await world.env.bot.tree.fetch_commands()  # type: ignore[attr-defined]
    (command,) = [each for each in commands if each.name == "channel"]
    world.server.set_command_permissions(command, {world.server.default_role: True})
    for name in ("quiet", "clear", "show", "focus"):
        to = {"topic": "pn"} if name == "focus" else {}
        answer = await world.reader.slash(world.channel, f"channel {name}", **to)
        assert answer.ephemeral
        assert "You need the permission Manage Channels" in text_of(answer)
    assert "of 9" in text_of(await world.reader.slash(world.channel, "random"))
    assert caplog.text == ""


async def test_the_command_is_offered_only_with_manage_channels(
    world: World, moderator: MemberActor
) -> None:
    assert not [n for n in world.reader.available_commands(world.channel) if "channel" in n]
    assert "channel focus" in moderator.available_commands(world.channel)
    assert not [n for n in world.env.create_user("x").available_commands() if "channel" in n]


async def test_topics_of_other_servers_are_no_focus(world: World, moderator: MemberActor) -> None:
    theirs = fact_draft("Secret.", topics=("secrets",))
    await add(world.store, theirs, library=LibraryId(4242))
    assert "No topic has a name like “secrets”" in text_of(
        await set_channel(moderator, world, "focus", topic="secrets")
    )
    gone = await set_channel(moderator, world, "focus", topic="topic:3")
    assert "That topic no longer exists." in text_of(gone)
