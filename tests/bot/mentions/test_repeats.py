"""Who asks what was answered a moment ago is led to that answer, while it stands."""

import pytest
from simcord.actors import MemberActor

from tests.support.mentioning import answer_to, ask, bot_id, replies
from tests.support.world import World, buttons, press, text_of


async def test_the_same_question_soon_after_leads_to_the_first_answer(world: World) -> None:
    first = await answer_to(world, "what is PN?")
    again = await answer_to(world, "What is  pn", by=world.other)
    assert "The same was asked here a moment ago." in text_of(again)
    assert buttons(again)["To the answer"]["url"] == first.message.jump_url
    await world.env.advance_time(299)
    await world.env.advance_time(2)
    assert "## power naps" in text_of(await answer_to(world, "what is PN?"))


async def test_other_words_that_come_to_the_same_card_lead_to_it(world: World) -> None:
    first = await answer_to(world, "pn")
    for text in ("what is PN?", "power naps", "powr naps"):
        again = await answer_to(world, text, by=world.other)
        assert text_of(again) == "The same was asked here a moment ago.", text
        assert buttons(again)["To the answer"]["url"] == first.message.jump_url
    assert "## night shifts" in text_of(await answer_to(world, "night shifts"))
    compared = await answer_to(world, "pn vs night shifts")
    again = await answer_to(world, "compare power naps and night shifts")
    assert buttons(again)["To the answer"]["url"] == compared.message.jump_url


async def test_who_was_led_by_other_words_is_answered_when_that_answer_goes(world: World) -> None:
    question, again = await ask(world, "pn"), await ask(world, "power naps", by=world.other)
    third = await ask(world, "what is PN?", by=world.manager)
    await world.reader.delete(question)
    second, last = replies(world)
    assert second.message.reference
    assert second.message.reference.message_id == again.id
    assert "## power naps" in text_of(second)
    assert last.message.reference
    assert last.message.reference.message_id == third.id
    assert buttons(last)["To the answer"]["url"] == second.message.jump_url


async def test_who_was_led_stays_so_where_the_question_is_only_put_in_other_words(
    world: World,
) -> None:
    question, _ = await ask(world, "pn"), await ask(world, "power naps", by=world.other)
    await world.reader.edit(question, f"<@{bot_id(world)}> what is PN?")
    first, second = replies(world)
    assert "## power naps" in text_of(first)
    assert buttons(second)["To the answer"]["url"] == first.message.jump_url


async def test_the_same_question_elsewhere_or_after_its_answer_went_is_answered(
    world: World,
) -> None:
    first = await ask(world, "pn")
    await world.reader.delete(first)
    assert replies(world) == []
    assert "## power naps" in text_of(await answer_to(world, "pn"))
    elsewhere = world.server.create_text_channel("elsewhere")
    await world.reader.send(elsewhere, f"<@{bot_id(world)}> pn")
    assert elsewhere.last_message
    assert elsewhere.last_message.author.id == bot_id(world)


async def test_nobody_is_led_to_what_answers_something_else_by_now(world: World) -> None:
    question = await ask(world, "pn")
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    assert "## power naps" in text_of(await answer_to(world, "pn", by=world.other))
    assert "moment ago" in text_of(await answer_to(world, "night shifts", by=world.other))


@pytest.mark.parametrize("by_edit", [False, True])
async def test_who_was_led_to_an_answer_that_goes_is_answered_in_its_place(
    world: World, *, by_edit: bool
) -> None:
    question = await ask(world, "pn")
    for person in (world.other, world.manager):
        assert "moment ago" in text_of(await answer_to(world, "pn", by=person))
    if by_edit:
        await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    else:
        await world.reader.delete(question)
    second, third = replies(world)[-2:]
    assert "## power naps" in text_of(second)
    assert buttons(third)["To the answer"]["url"] == second.message.jump_url
    assert len(replies(world)) == 2 + by_edit


async def test_who_was_led_on_and_asks_something_else_by_now_keeps_that(world: World) -> None:
    question, again = await ask(world, "pn"), await ask(world, "pn", by=world.other)
    await world.other.edit(again, f"<@{bot_id(world)}> night shifts")
    await world.reader.delete(question)
    (answer,) = replies(world)
    assert "## night shifts" in text_of(answer)


async def test_who_was_led_on_and_asks_no_more_is_not_answered(world: World) -> None:
    question, again = await ask(world, "pn"), await ask(world, "pn", by=world.other)
    await world.other.delete(again)
    await world.reader.delete(question)
    assert replies(world) == []


async def test_an_answer_with_another_page_open_is_led_to_all_the_same(world: World) -> None:
    await press(world.reader, await answer_to(world, "pn"), "›")
    assert "moment ago" in text_of(await answer_to(world, "pn", by=world.other))


async def test_nobody_is_led_to_an_answer_that_a_moderator_deleted(
    world: World, moderator: MemberActor
) -> None:
    await moderator.delete((await answer_to(world, "pn")).message)
    assert replies(world) == []
    second = await answer_to(world, "pn", by=world.other)
    assert "## power naps" in text_of(second)
    third = await answer_to(world, "pn")
    assert buttons(third)["To the answer"]["url"] == second.message.jump_url


async def test_bare_mentions_on_different_messages_ask_different_things(world: World) -> None:
    said = [await world.other.send(world.channel, text) for text in ("One.", "Two.")]
    for each in said:
        answer = await answer_to(world, "", reply_to=each)
        assert "choose **Apps**" in text_of(answer)
    answer = await answer_to(world, "", reply_to=said[0], by=world.other)
    assert "The same was asked here a moment ago." in text_of(answer)


async def test_answers_that_are_deleted_together_are_not_led_to(world: World) -> None:
    answers = [await answer_to(world, "pn"), await answer_to(world, "night shifts")]
    gone = [each.message.id for each in answers]
    world.env.backend.bulk_delete_messages(world.channel.id, gone)
    await world.env.settle()
    assert "## power naps" in text_of(await answer_to(world, "pn", by=world.other))
