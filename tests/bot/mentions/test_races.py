"""Messages, edits and deletions that arrive while the bot prepares an answer."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Message

from bot.app.client import Footnote
from facts.model.entities import TopicId
from storage.library.readers import SqliteTopicReader
from storage.search.readers import SqliteNameIndex
from tests.support.mentioning import answer_to, ask, bot_id, replies
from tests.support.world import World, buttons, text_of

pytestmark = pytest.mark.slow


class AtOnce:
    """Acts in a channel without a wait for the bot in between."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._backend = world.env.backend

    def ask(self, text: str, by: MemberActor) -> Message:
        return self._backend.create_message(self._world.channel.id, by.id, self._with_mention(text))

    def edit(self, message: Message, text: str) -> None:
        changed = {"content": self._with_mention(text)}
        self._backend.edit_message(message.channel_id, message.id, changed)

    def delete(self, message: Message) -> None:
        self._backend.delete_message(message.channel_id, message.id)

    async def answers(self) -> list[tuple[int, str]]:
        """Wait for the bot; return each reply's question and first line."""
        await self._world.env.settle()
        return sorted(
            (each.message.reference.message_id or 0, text_of(each).split("\n")[0])
            for each in replies(self._world)
            if each.message.reference
        )

    def _with_mention(self, text: str) -> str:
        return f"<@{bot_id(self._world)}> {text}"


@pytest.fixture
def at_once(world: World) -> AtOnce:
    return AtOnce(world)


async def test_a_message_delivered_twice_at_once_is_answered_once(world: World) -> None:
    question = await world.reader.send(world.channel, "what is a power nap?")
    question.content = f"<@{bot_id(world)}> pn"
    bot = world.env.bot
    assert isinstance(bot, Footnote)
    await asyncio.gather(bot.on_message(question), bot.on_message(question))
    assert len(replies(world)) == 1


async def test_simultaneous_questions_get_the_answer_or_a_link(
    world: World, at_once: AtOnce
) -> None:
    people = (world.reader, world.other, world.manager)
    words = ("pn", "pn", "power naps")
    asked = [at_once.ask(text, by) for text, by in zip(words, people, strict=True)]
    answers = await at_once.answers()
    assert [question for question, _ in answers] == [each.id for each in asked]
    link = "This question was answered here a moment ago."
    texts = [answer for _, answer in answers]  # any of the reads may be done first
    assert "## power naps" in texts
    assert {*texts} <= {"## power naps", link}
    assert "moment ago" in text_of(await answer_to(world, "pn"))


async def test_an_answer_to_words_before_an_edit_is_not_linked(
    world: World, at_once: AtOnce
) -> None:
    question = at_once.ask("pn", world.reader)
    at_once.edit(question, "night shifts")
    await at_once.answers()
    assert "## power naps" in text_of(await answer_to(world, "pn", by=world.other))


@pytest.mark.parametrize("text", [None, "night shifts"])
async def test_other_words_are_answered_if_the_first_question_changes(
    world: World, at_once: AtOnce, text: str | None
) -> None:
    first, second = at_once.ask("pn", world.reader), at_once.ask("power naps", world.other)
    if text:
        at_once.edit(first, text)
    else:
        at_once.delete(first)
    assert (second.id, "## power naps") in await at_once.answers()


async def test_a_repeat_is_answered_if_the_first_question_is_edited_at_once(
    world: World, at_once: AtOnce
) -> None:
    first, second = at_once.ask("pn", world.reader), at_once.ask("pn", world.other)
    at_once.edit(first, "night shifts")
    assert await at_once.answers() == [(first.id, "## night shifts"), (second.id, "## power naps")]


async def test_a_repeat_is_answered_if_the_first_question_is_deleted_at_once(
    world: World, at_once: AtOnce
) -> None:
    first, second = at_once.ask("pn", world.reader), at_once.ask("pn", world.other)
    at_once.delete(first)
    assert await at_once.answers() == [(second.id, "## power naps")]


async def test_an_edit_of_the_second_question_is_answered(world: World, at_once: AtOnce) -> None:
    first, second = at_once.ask("pn", world.reader), at_once.ask("pn", world.other)
    at_once.edit(second, "night shifts")
    assert await at_once.answers() == [(first.id, "## power naps"), (second.id, "## night shifts")]


async def test_the_last_of_several_edits_counts(world: World, at_once: AtOnce) -> None:
    question = at_once.ask("pn", world.reader)
    for text in ("night shifts", "blorptastic", "sleep?", "night shifts"):
        at_once.edit(question, text)
    assert await at_once.answers() == [(question.id, "## night shifts")]


async def test_a_question_deleted_before_its_answer_gets_none(
    world: World, at_once: AtOnce
) -> None:
    at_once.delete(at_once.ask("pn", world.reader))
    assert await at_once.answers() == []


async def test_several_edits_after_a_restart_update_one_answer(
    world: World, at_once: AtOnce
) -> None:
    question = at_once.ask("pn", world.reader)
    await world.env.settle()
    await world.restart()
    at_once.edit(question, "sleep?")
    at_once.edit(question, "night shifts")
    assert await at_once.answers() == [(question.id, "## night shifts")]


async def test_a_failed_answer_is_not_linked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(SqliteNameIndex, "resolve", None)
        await ask(world, "pn")
    second = await answer_to(world, "pn", by=world.other)
    assert "## power naps" in text_of(second)
    third = await answer_to(world, "pn")
    assert buttons(third)["To the answer"]["url"] == second.message.jump_url


async def test_a_repeat_is_answered_if_the_other_answer_fails(
    world: World, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, failures = SqliteNameIndex.resolve, iter([OSError("the disk is gone")])

    def resolve(index: SqliteNameIndex, keys: Iterable[str]) -> dict[str, TopicId]:
        for failure in failures:
            raise failure
        return known(index, keys)

    monkeypatch.setattr(SqliteNameIndex, "resolve", resolve)
    first, second = at_once.ask("pn", world.reader), at_once.ask("pn", world.other)
    texts = dict(await at_once.answers())
    assert {*texts} == {first.id, second.id}
    assert sorted("went wrong" in each for each in texts.values()) == [False, True]
    assert "## power naps" in texts.values()


async def test_other_words_are_answered_if_the_first_answer_fails(
    world: World, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    load, failures = SqliteTopicReader.load_page, iter([OSError("the disk is gone")])

    def fail_once(reader: SqliteTopicReader, *arguments: Any) -> object:  # noqa: ANN401 (passed on)
        for failure in failures:
            raise failure
        return load(reader, *arguments)

    monkeypatch.setattr(SqliteTopicReader, "load_page", fail_once)
    first, second = at_once.ask("pn", world.reader), at_once.ask("power naps", world.other)
    texts = dict(await at_once.answers())
    assert {*texts} == {first.id, second.id}
    assert sorted("went wrong" in each for each in texts.values()) == [False, True]
    assert "## power naps" in texts.values()
