"""The bot answers only messages of users who may write."""

from dataclasses import dataclass

import discord
import pytest
from simcord.actors import MemberActor

from tests.support.rights_rows import Done
from tests.support.rights_scene import USERS, Scene, open_scene
from tests.support.rights_watch import Database, Watch, find_hidden
from tests.support.world import World


@dataclass(frozen=True)
class Talk:
    """A message of an author to the bot, and what the bot does about it."""

    author: str
    place: str
    deed: str
    done: Done
    text: str = ""


_NAPS, _NIGHTS = "Also known as", "night shifts"
TALKS = [
    Talk("reader", "text channel", "mention", Done.PUBLIC, _NAPS),
    Talk("reader", "quiet channel", "mention", Done.PUBLIC, "Answers are private"),
    Talk("reader", "thread", "mention", Done.PUBLIC, _NAPS),
    Talk("reader", "text channel", "reply", Done.PUBLIC, "does not show me the text"),
    Talk("reader", "text channel", "edit", Done.PUBLIC, _NIGHTS),
    Talk("reader", "text channel", "deletion", Done.PUBLIC),
    Talk("muted", "text channel", "edit", Done.NOTHING),
    Talk("muted", "thread", "edit", Done.NOTHING),
    Talk("reader", "read-only channel", "edit", Done.NOTHING),
    Talk("someone", "direct message", "mention", Done.PUBLIC, _NAPS),
    Talk("robot", "text channel", "mention", Done.NOTHING),
    Talk("webhook", "text channel", "mention", Done.NOTHING),
]


@pytest.mark.parametrize("talk", TALKS, ids=lambda it: f"{it.author}, {it.place}, {it.deed}")
async def test_the_bot_answers_only_messages_of_users_who_may_write(
    world: World, path: str, talk: Talk
) -> None:
    user = talk.author if talk.author in USERS else "reader"
    scene = await open_scene(world, user, talk.place)
    question = await speak(scene, talk.author, "mention") if talk.deed == "deletion" else None
    database, watch = Database(path), Watch(scene)
    if question:
        await scene.member.delete(question)
    else:
        await speak(scene, talk.author, talk.deed)
    seen, text = watch.read(None)
    assert seen is talk.done
    assert talk.text in text
    assert find_hidden(text, scene) == []
    assert not database.has_changed()


async def speak(scene: Scene, author: str, deed: str) -> discord.Message:
    """Let an author ask the bot something, and return the message."""
    bot = f"<@{scene.world.env.backend.bot_user.id}>"
    if not isinstance(scene.user, MemberActor):
        return await scene.user.send_dm("pn")
    if author == "webhook":
        return await scene.server.create_webhook(scene.place).send(f"{bot} pn")
    if author == "robot":
        robot = scene.server.add_member(scene.world.env.create_user("robot", bot=True))
        return await robot.send(scene.place, f"{bot} pn")
    if deed == "edit":
        await scene.user.edit(scene.message, f"{bot} night shifts")
        return scene.message
    if deed == "reply":
        return await scene.user.send(scene.place, bot, reply_to=scene.message)
    return await scene.user.send(scene.place, f"{bot} pn")
