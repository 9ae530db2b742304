"""Small talk gets a reaction, and direct requests get what they ask for."""

import pytest

from tests.support.builders import add, topic_draft
from tests.support.mentioning import answer_to, ask, bot_id, replies
from tests.support.world import World, buttons, text_of


def reactions(world: World, message: int, channel: int | None = None) -> list[str]:
    stored = world.env.backend.get_message(channel or world.channel.id, message)
    return [each.emoji for each in stored.reactions]


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("thanks", "👍"), ("ok", "👍"), ("👍", "👍"), ("lol", "👍"), ("good bot", "👍"),
        ("merci beaucoup", "👍"), ("bye", "👋"), ("good morning!", "👋"), ("bad bot", "😔"),
    ],
)  # fmt: skip
async def test_small_talk_gets_a_reaction_and_no_card(world: World, text: str, emoji: str) -> None:
    message = await ask(world, text)
    assert reactions(world, message.id) == [emoji]
    assert replies(world) == []


@pytest.mark.parametrize("permission", ["add_reactions", "read_message_history"])
async def test_small_talk_gets_nothing_where_the_bot_may_not_react(
    world: World, permission: str
) -> None:
    world.forbid(permission)
    message = await ask(world, "thanks")
    assert reactions(world, message.id) == []
    assert replies(world) == []


async def test_a_refused_reaction_is_no_failure(world: World) -> None:
    world.env.inject_error("PUT", "/channels/*/messages/*/reactions/*/@me", status=403, code=90001)
    await ask(world, "thanks")
    assert replies(world) == []


async def test_small_talk_in_direct_messages_gets_a_reaction(world: World) -> None:
    user = world.env.create_user("stranger")
    message = await user.send_dm("thank you!")
    assert reactions(world, message.id, user.dm_channel.id) == ["👍"]
    assert len(world.env.backend.messages[user.dm_channel.id]) == 1


async def test_each_thanks_gets_its_own_reaction(world: World) -> None:
    messages = [await ask(world, "thanks"), await ask(world, "thanks", by=world.other)]
    assert [reactions(world, each.id) for each in messages] == [["👍"], ["👍"]]


async def test_small_talk_in_a_reply_asks_nothing(world: World) -> None:
    said = await ask(world, "Long naps leave people drowsy", by=world.other)
    count = len(replies(world))
    for text in ("ok", "lol", "thanks"):
        message = await ask(world, text, reply_to=said)
        assert reactions(world, message.id) == ["👍"]
    assert len(replies(world)) == count


async def test_a_question_edited_into_thanks_loses_its_answer(world: World) -> None:
    question = await ask(world, "pn")
    await world.reader.edit(question, f"<@{bot_id(world)}> thanks")
    assert replies(world) == []
    assert reactions(world, question.id) == ["👍"]
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    assert "## night shifts" in text_of(replies(world)[-1])


async def test_a_topic_wins_over_small_talk(world: World) -> None:
    await add(world.store, topic_draft("thanks"))
    assert "## thanks" in text_of(await answer_to(world, "thanks!"))


@pytest.mark.parametrize("text", ["what do you know?", "list topics", "what topics do you have"])
async def test_the_topics_are_listed(world: World, text: str) -> None:
    answer = text_of(await answer_to(world, text))
    assert "power naps" in answer
    assert "night shifts" in answer
    assert answer.startswith("## ")
    assert "How to use" not in answer


async def test_how_to_add_a_fact_is_explained(world: World) -> None:
    answer = text_of(await answer_to(world, "how do I add a fact?"))
    assert answer.startswith("## Add a fact\n")
    assert "`/library add`" in answer
    assert "Manage Server" in answer
    assert "`/library edit`" in text_of(await answer_to(world, "how do I correct a fact?"))


async def test_random_facts_differ_and_are_never_a_repeat(world: World) -> None:
    answers = [await answer_to(world, "random fact") for _ in range(8)]
    texts = {text_of(each) for each in answers}
    assert len(texts) > 1
    assert all("Another" in buttons(each) for each in answers)


async def test_a_fact_is_shown_by_its_number(world: World) -> None:
    for text in ("fact 5", "#5"):
        answer = await answer_to(world, text)
        assert "Long naps leave people drowsy." in text_of(answer) or "To the answer" in buttons(
            answer
        )
    assert "No fact has the number 99" in text_of(await answer_to(world, "show fact 99"))


async def test_help_in_a_reply_asks_about_the_message(world: World) -> None:
    said = await ask(world, "Long naps leave people drowsy", by=world.other)
    assert "**Says the same**" in text_of(await answer_to(world, "hello", reply_to=said))
