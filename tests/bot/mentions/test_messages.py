"""Mentions about another message: a reply, a forward, a hidden one."""

from simcord.results import ResponseMessage

from tests.support.mentioning import answer_to, ask, bot_id
from tests.support.world import World, text_of


async def test_a_bare_mention_in_a_reply_asks_about_the_message(
    world: World,
) -> None:
    said = await world.other.send(
        world.channel, f"<@{world.reader.id}> <@{bot_id(world)}> Long naps leave people drowsy"
    )
    answer = await answer_to(world, "", reply_to=said)
    assert text_of(answer).startswith("## Facts about this message\n-# 1 saying the same")
    assert "Long naps leave people drowsy.\n-# **Says the same** · #5" in text_of(answer)


async def test_a_reply_reads_the_embeds_of_its_message(world: World) -> None:
    said = await ask(world, "", by=world.other)
    stored = world.env.backend.get_message(world.channel.id, said.id)
    fields = [{"name": "Heard", "value": "Long naps leave people drowsy.", "inline": False}]
    stored.embeds = [{"type": "rich", "title": "News", "fields": fields}]
    answer = await answer_to(world, "", reply_to=said)
    assert "Long naps leave people drowsy.\n-# **Says the same** · #5" in text_of(answer)


async def test_a_forwarded_message_is_read_directly_and_in_a_reply(
    world: World,
) -> None:
    user = world.env.create_user("stranger")
    first = await user.send_dm("Long naps leave people drowsy.")
    place = {"channel_id": str(user.dm_channel.id)}
    forwarded = await user.send_dm("", reference=place | {"type": 1, "message_id": str(first.id)})
    await user.send_dm(f"<@{bot_id(world)}>", reference=place | {"message_id": str(forwarded.id)})
    stored = world.env.backend.messages[user.dm_channel.id].values()
    answers = [ResponseMessage(world.env, each) for each in stored if each.author_id != user.id]
    assert ["**Says the same**" in text_of(each) for each in answers] == [False, True, True]


async def test_a_reply_to_a_hidden_message_points_to_the_menu(
    world: World,
) -> None:
    said = await world.other.send(world.channel, "Long naps leave people drowsy")
    answer = await answer_to(world, "", reply_to=said)
    assert "choose **Apps**, then **Find facts**" in text_of(answer)


async def test_a_bare_mention_in_a_reply_to_the_bot_is_explained(
    world: World,
) -> None:
    answer = await answer_to(world, "", reply_to=await answer_to(world, "pn"))
    assert "That is one of my answers" in text_of(answer)
