"""Answers to questions that users edit or delete."""

from unittest.mock import AsyncMock

import pytest
from simcord.actors import MemberActor

from bot.mentions.listener import MentionListener
from tests.support.mentioning import answer_to, ask, bot_id, replies
from tests.support.world import World, buttons, press, text_of


async def test_an_edit_to_an_earlier_question_updates_the_answer(
    world: World,
) -> None:
    await ask(world, "pn")
    question = await ask(world, "night shifts", by=world.other)
    await world.other.edit(question, f"<@{bot_id(world)}> what is PN?")
    assert ["## power naps" in text_of(each) for each in replies(world)] == [True, True]


async def test_an_edit_into_a_repeat_after_a_restart_updates_the_answer(world: World) -> None:
    question = await ask(world, "night shifts", by=world.other)
    await world.restart()
    await ask(world, "pn")
    await world.other.edit(question, f"<@{bot_id(world)}> what is PN?")
    assert ["## power naps" in text_of(each) for each in replies(world)] == [True, True]


async def test_a_deleted_answer_returns_only_for_a_new_question(
    world: World, moderator: MemberActor
) -> None:
    question = await ask(world, "pn")
    await moderator.delete(replies(world)[-1].message)
    await world.reader.edit(question, f"<@{bot_id(world)}> PN?")
    assert replies(world) == []
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## night shifts" in text_of(answer)


async def test_an_edit_is_answered_after_a_deletion_that_the_bot_missed(
    world: World, moderator: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = await ask(world, "pn")
    with monkeypatch.context() as missed:
        missed.setattr(MentionListener, "handle_delete", AsyncMock())
        await moderator.delete(replies(world)[-1].message)
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## night shifts" in text_of(answer)


async def test_an_edit_updates_the_answer(world: World) -> None:
    question = await ask(world, "pn")
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## night shifts" in text_of(answer)
    await world.reader.edit(question, f"<@{bot_id(world)}> blorptastic")
    (answer,) = replies(world)
    assert "Nothing here answers" in text_of(answer)


async def test_an_edit_can_add_or_remove_the_mention(world: World) -> None:
    question = await world.reader.send(world.channel, "what is a power nap?")
    await world.reader.edit(question, f"<@{bot_id(world)}> what is a power nap?")
    (answer,) = replies(world)
    assert "## power naps" in text_of(answer)
    await world.reader.edit(question, "never mind")
    assert replies(world) == []


async def test_a_late_edit_changes_nothing(world: World) -> None:
    question = await ask(world, "pn")
    await world.env.advance_time(299)
    await world.env.advance_time(2)
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## power naps" in text_of(answer)


async def test_a_deleted_question_loses_its_answer(world: World) -> None:
    question = await ask(world, "pn")
    await world.reader.delete(question)
    assert replies(world) == []


async def test_an_edit_after_a_restart_updates_the_answer(world: World) -> None:
    question = await ask(world, "pn")
    await world.other.send(world.channel, "thanks", reply_to=question)
    await world.restart()
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## night shifts" in text_of(answer)
    await world.reader.edit(question, f"<@{bot_id(world)}> pn")
    (answer,) = replies(world)
    assert "## power naps" in text_of(answer)
    await world.reader.delete(question)
    assert replies(world) == []


async def test_an_edit_into_a_repeat_links_to_the_first_answer(
    world: World,
) -> None:
    first = await answer_to(world, "pn")
    question = await world.other.send(world.channel, "what is a power nap?")
    await world.other.edit(question, f"<@{bot_id(world)}> pn")
    assert buttons(replies(world)[-1])["To the answer"]["url"] == first.message.jump_url


async def test_an_answer_updated_after_a_restart_stays_an_answer(world: World) -> None:
    question = await ask(world, "night shifts")
    await world.restart()
    await ask(world, "pn", world.other)
    await world.reader.edit(question, f"<@{bot_id(world)}> pn")
    assert ["## power naps" in text_of(each) for each in replies(world)] == [True, True]


async def test_a_mention_added_after_a_restart_is_answered(world: World) -> None:
    question = await world.reader.send(world.channel, "Long naps leave people drowsy")
    found = await world.other.context_menu(world.channel, "Find facts", question)
    await press(world.other, found, "Share here")
    await world.restart()
    await world.reader.edit(question, f"<@{bot_id(world)}> pn")
    _, shared, answer = replies(world)
    assert "## Facts about this message" in text_of(shared)
    assert "## power naps" in text_of(answer)


async def test_an_answer_is_not_doubled_without_access_to_the_history(world: World) -> None:
    question = await ask(world, "pn")
    await world.restart()
    world.env.inject_error("GET", "/channels/*/messages", status=403, code=50001)
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## power naps" in text_of(answer)
    await world.reader.edit(question, f"<@{bot_id(world)}> naps at night")
    (answer,) = replies(world)
    assert "## Search: naps at night" in text_of(answer)


async def test_questions_deleted_together_lose_their_answers(world: World) -> None:
    questions = [await ask(world, text) for text in ("pn", "night shifts", "blorptastic")]
    assert len(replies(world)) == 3
    gone = [each.id for each in questions[:2]]
    world.env.backend.bulk_delete_messages(world.channel.id, gone)
    await world.env.settle()
    (answer,) = replies(world)
    assert "Nothing here answers" in text_of(answer)
