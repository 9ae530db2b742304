"""*Helpful* and *Not what I asked* under answers to messages."""

import pytest
from simcord.results import ResponseMessage

from facts.library.channels import ChannelEditor
from facts.model.entities import SHARED_LIBRARY, ChannelId, LibraryId
from facts.model.kept_questions import KeptQuestions, QuestionTally
from tests.support.builders import NOTE
from tests.support.learning import curator, drain
from tests.support.mentioning import answer_to, ask, replies
from tests.support.redelivery import redeliver
from tests.support.world import World, buttons, press, text_of

HELPFUL, REJECTED = "Helpful", "Not what I asked"
QUESTION = "do long naps leave people drowsy?"


async def load(world: World) -> KeptQuestions:
    await drain(world)
    library = LibraryId(world.server.id)
    return await world.store.read(library, lambda it: it.questions.load())


async def set_quiet(world: World) -> None:
    library, channel = LibraryId(world.server.id), ChannelId(world.channel.id)
    await ChannelEditor(world.store, library).set_quiet(channel, quiet=True, note=NOTE)


async def allow_texts(world: World) -> None:
    await curator(world).set_question_texts(keep=True)


@pytest.mark.parametrize("text", [QUESTION, "pn", "power naps vs. night shifts"])
async def test_answers_to_mentions_can_be_rated(world: World, text: str) -> None:
    labels = list(buttons(await answer_to(world, text)))
    assert labels[-2:] == [HELPFUL, REJECTED]


@pytest.mark.parametrize("text", ["hello", "quarterly ebitda guidance?", ""])
async def test_misses_and_help_cannot_be_rated(world: World, text: str) -> None:
    await ask(world, text)
    assert not any(HELPFUL in buttons(each) for each in replies(world))


async def test_answers_to_commands_cannot_be_rated(world: World) -> None:
    for name, options in (("search", {"text": "naps"}), ("topic", {"name": "pn"})):
        answer = await world.reader.slash(world.channel, name, **options)
        assert HELPFUL not in buttons(answer)


async def test_a_press_is_confirmed_privately_and_counts_once(world: World) -> None:
    answer = await answer_to(world, QUESTION)
    first = await press(world.other, answer, HELPFUL)
    assert first.ephemeral
    assert text_of(first) == "Thank you. It was counted."
    again = await press(world.other, answer, HELPFUL)
    assert "counts once" in text_of(again)
    await press(world.reader, answer, HELPFUL)
    assert (await load(world)).tally == QuestionTally(helpful=2)
    assert HELPFUL in buttons(replies(world)[0])


async def test_a_later_press_replaces_an_earlier_one_also_after_a_restart(world: World) -> None:
    answer = await answer_to(world, QUESTION)
    await press(world.reader, answer, HELPFUL)
    await world.restart()
    changed = await press(world.reader, answer, REJECTED)
    assert "without the text of the question" in text_of(changed)
    assert await load(world) == KeptQuestions(False, QuestionTally(rejected=1))


async def test_the_question_is_kept_where_the_server_allows_it(world: World) -> None:
    await allow_texts(world)
    answer = await answer_to(world, QUESTION)
    said = await press(world.other, answer, REJECTED)
    assert "without your name" in text_of(said)
    (kept,) = (await load(world)).questions
    assert (kept.text, kept.misses, kept.rejected) == (QUESTION, 0, 1)


async def test_the_asker_who_turns_pages_can_still_rate(world: World) -> None:
    answer = await answer_to(world, "pn")
    await press(world.reader, answer, "›")
    (turned,) = replies(world)
    assert "2 / 2" in buttons(turned)
    assert list(buttons(turned))[-2:] == [HELPFUL, REJECTED]
    private = await press(world.other, turned, "‹")
    assert HELPFUL not in buttons(private)


async def test_a_question_without_an_answer_is_kept_where_the_server_allows_it(
    world: World,
) -> None:
    await ask(world, "quarterly ebitda guidance?")
    assert await load(world) == KeptQuestions(False, QuestionTally(misses=1))
    await allow_texts(world)
    await ask(world, "what is the ebitda?")
    await world.pass_time(400)  # before that, it would get a link to the first answer
    await ask(world, "What is the  EBITDA")
    (kept,) = (await load(world)).questions
    assert (kept.text, kept.misses) == ("what is the ebitda?", 2)


async def test_a_kept_question_names_no_user(world: World) -> None:
    await allow_texts(world)
    await ask(world, f"what does <@{world.other.id}> say about ebitda?")
    (kept,) = (await load(world)).questions
    assert kept.text == "what does say about ebitda?"


async def test_a_rating_that_is_delivered_twice_counts_once(world: World) -> None:
    await allow_texts(world)
    answer = await answer_to(world, QUESTION)
    await press(world.reader, answer, REJECTED)
    await redeliver(world)
    kept = await load(world)
    assert kept.tally == QuestionTally(rejected=1)
    assert [each.rejected for each in kept.questions] == [1]


async def test_a_deleted_question_is_only_counted(world: World) -> None:
    await allow_texts(world)
    answer = await answer_to(world, QUESTION)
    reference = answer.message.reference
    assert reference
    assert reference.message_id
    world.env.backend.messages[world.channel.id].pop(reference.message_id)
    said = await press(world.other, answer, REJECTED)
    assert "without the text" in text_of(said)
    assert await load(world) == KeptQuestions(True, QuestionTally(rejected=1))


async def test_an_answer_in_a_direct_message_is_counted_without_its_text(world: World) -> None:
    user = world.reader.user
    await user.send_dm(QUESTION)
    stored = list(world.env.backend.messages[user.dm_channel.id].values())[-1]
    await press(user, ResponseMessage(world.env, stored), REJECTED)
    await drain(world)
    kept = await world.store.read(SHARED_LIBRARY, lambda it: it.questions.load())
    assert kept == KeptQuestions(False, QuestionTally(rejected=1))


async def test_a_failing_count_fails_no_answer(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(type(world.store.questions), "record_miss", fail)
    await ask(world, "quarterly ebitda guidance?")
    assert replies(world)
    assert "was not counted" in caplog.text


async def test_in_a_quiet_channel_the_reply_has_no_such_buttons(world: World) -> None:
    await set_quiet(world)
    assert HELPFUL not in buttons(await answer_to(world, QUESTION))
