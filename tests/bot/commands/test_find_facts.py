"""Find facts in the menu of a message."""

from dataclasses import replace

import pytest
from simcord.results import InteractionResult

from facts.model.entities import LibraryId, Stance
from storage.library.readers import SqliteFactReader
from tests.support.builders import add, fact_draft
from tests.support.mentioning import replies
from tests.support.world import World, press, text_of

SAID = "Did you know? Long naps leave people drowsy. Coffee for drivers?"


async def find(world: World, text: str) -> InteractionResult:
    message = await world.other.send(world.channel, text)
    return await world.reader.context_menu(world.channel, "Find facts", message)


async def test_related_facts_are_shown_privately_with_their_relation(world: World) -> None:
    answer = await find(world, SAID)
    assert answer.ephemeral
    assert (
        text_of(answer)
        == """\
## Facts about this message
-# 1 saying the same, 1 related
Long naps leave people drowsy.
-# **Says the same** · #5 · claim · The Nap Handbook · naps.example · 2024-05
Short naps help drivers more than coffee does.
-# **Related** · #2 · claim · [Sleep and Driving: A Trial](https://example.org/trial) · \
example.org · Jane Doe · 2026-03-15"""
    )


async def test_a_fact_says_which_topic_of_the_message_it_contradicts(world: World) -> None:
    against = replace(
        fact_draft("Naps by day cost drivers an hour of sleep.", topics=("power naps",)),
        stance=Stance.CHALLENGES,
    )
    await add(world.store, against)
    answer = await find(world, "Power naps give drivers an hour of sleep.")
    assert "contradicting a topic of it" in text_of(answer)
    assert "-# **Contradicts power naps** · #10" in text_of(answer)
    assert "Contradicts" not in text_of(await find(world, "Drivers need an hour of sleep by day."))
    await press(world.reader, answer, "Share here")
    assert "**Contradicts power naps**" in text_of(replies(world)[-1])


async def test_all_related_facts_can_be_cited(world: World) -> None:
    cited = await press(world.reader, await find(world, SAID), "Cite all")
    assert "2 facts" in text_of(cited)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("the printer is on fire", "No fact relates to that text."),
        ("<@1> <:nap:2>", "That message has no words to find facts for."),
        ("👍", "No fact relates to that text."),
    ],
)
async def test_a_message_without_related_facts_gets_a_reason(
    world: World, text: str, reason: str
) -> None:
    answer = await find(world, text)
    assert answer.ephemeral
    assert reason in text_of(answer)


async def test_a_very_long_message_is_read_to_the_end(world: World) -> None:
    answer = await find(world, "La la. " * 250 + "Long naps leave people drowsy.")
    assert "**Says the same**" in text_of(answer)


async def test_an_embed_is_read(world: World) -> None:
    message = await world.other.send(world.channel, "an embed")
    stored = world.env.backend.get_message(world.channel.id, message.id)
    stored.content = ""
    stored.embeds = [{"type": "rich", "title": "Naps", "description": "Long naps leave drowsy."}]
    answer = await world.reader.context_menu(world.channel, "Find facts", message)
    assert "Long naps leave people drowsy." in text_of(answer)


async def test_the_fields_of_an_embed_are_read(world: World) -> None:
    message = await world.other.send(world.channel, "an embed")
    stored = world.env.backend.get_message(world.channel.id, message.id)
    fields = [{"name": "Drowsy", "value": "Long naps leave people drowsy.", "inline": False}]
    stored.embeds = [{"type": "rich", "title": "News", "fields": fields}]
    answer = await world.reader.context_menu(world.channel, "Find facts", message)
    assert "Long naps leave people drowsy.\n-# **Says the same** · #5" in text_of(answer)


@pytest.mark.parametrize("is_embedded", [False, True])
async def test_a_forwarded_message_is_read(world: World, *, is_embedded: bool) -> None:
    source = await world.other.send(world.channel, "Long naps leave people drowsy.")
    if is_embedded:
        stored = world.env.backend.get_message(world.channel.id, source.id)
        stored.content = ""
        stored.embeds = [{"type": "rich", "description": "Long naps leave people drowsy."}]
    forwarded = await world.other.forward(source, world.channel)
    answer = await world.reader.context_menu(world.channel, "Find facts", forwarded)
    assert "Long naps leave people drowsy.\n-# **Says the same** · #5" in text_of(answer)


async def test_the_bots_own_answers_are_refused(world: World) -> None:
    card = await world.reader.slash(world.channel, "topic", name="pn")
    assert card.response
    answer = await world.reader.context_menu(world.channel, "Find facts", card.response)
    assert "That is one of my answers." in text_of(answer)


async def test_a_deleted_fact_is_reported_privately(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await find(world, SAID)

    monkeypatch.setattr(SqliteFactReader, "get_many", lambda *_: ())
    reply = await press(world.reader, answer, "Share here")
    assert reply.ephemeral
    assert "No fact relates to that text." in text_of(reply)


async def test_facts_of_other_servers_are_not_found(world: World) -> None:
    theirs = fact_draft("Purple naps confuse badgers.")
    await add(world.store, theirs, library=LibraryId(4242))
    assert "No fact relates" in text_of(await find(world, "Purple badgers!"))
