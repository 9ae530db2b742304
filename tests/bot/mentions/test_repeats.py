"""A repeated question gets a link to the first answer."""

import pytest
from simcord.actors import MemberActor

from tests.support.mentioning import answer_to, ask, bot_id, replies
from tests.support.world import World, buttons, press, text_of


async def test_a_repeated_question_links_to_the_first_answer(world: World) -> None:
    first = await answer_to(world, "what is PN?")
    again = await answer_to(world, "What is  pn", by=world.other)
    assert "This question was answered here a moment ago." in text_of(again)
    assert buttons(again)["To the answer"]["url"] == first.message.jump_url
    await world.env.advance_time(299)
    await world.env.advance_time(2)
    assert "## power naps" in text_of(await answer_to(world, "what is PN?"))


async def test_other_words_for_the_same_card_link_to_it(world: World) -> None:
    first = await answer_to(world, "pn")
    for text in ("what is PN?", "power naps", "powr naps"):
        again = await answer_to(world, text, by=world.other)
        assert text_of(again) == "This question was answered here a moment ago.", text
        assert buttons(again)["To the answer"]["url"] == first.message.jump_url
    assert "## night shifts" in text_of(await answer_to(world, "night shifts"))
    compared = await answer_to(world, "pn vs night shifts")
    again = await answer_to(world, "compare power naps and night shifts")
    assert buttons(again)["To the answer"]["url"] == compared.message.jump_url


async def test_a_repeat_elsewhere_or_after_a_deletion_is_answered(
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


async def test_an_edited_question_counts_only_for_its_new_words(world: World) -> None:
    question = await ask(world, "pn")
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    assert "## power naps" in text_of(await answer_to(world, "pn", by=world.other))
    assert "moment ago" in text_of(await answer_to(world, "night shifts", by=world.other))


async def test_an_answer_on_another_page_is_still_the_first(world: World) -> None:
    await press(world.reader, await answer_to(world, "pn"), "›")
    assert "moment ago" in text_of(await answer_to(world, "pn", by=world.other))


async def test_an_answer_deleted_by_a_moderator_is_not_linked(
    world: World, moderator: MemberActor
) -> None:
    await moderator.delete((await answer_to(world, "pn")).message)
    assert replies(world) == []
    second = await answer_to(world, "pn", by=world.other)
    assert "## power naps" in text_of(second)
    third = await answer_to(world, "pn")
    assert buttons(third)["To the answer"]["url"] == second.message.jump_url


async def test_help_is_shown_each_time(world: World) -> None:
    said = await world.other.send(world.channel, "One.")
    for person in (world.reader, world.other):
        for text in ("", "hello", "help"):
            assert "## How to use Footnote" in text_of(await answer_to(world, text, by=person))
        hidden = await answer_to(world, "", reply_to=said, by=person)
        assert "choose **Apps**" in text_of(hidden)


@pytest.mark.parametrize("is_edit", [False, True])
async def test_a_question_after_an_edit_or_deletion_is_answered(
    world: World, *, is_edit: bool
) -> None:
    question = await ask(world, "pn")
    assert "moment ago" in text_of(await answer_to(world, "pn", by=world.other))
    if is_edit:
        await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    else:
        await world.reader.delete(question)
    second = await answer_to(world, "pn", by=world.manager)
    assert "## power naps" in text_of(second)
    third = await answer_to(world, "what is PN?", by=world.other)
    assert buttons(third)["To the answer"]["url"] == second.message.jump_url


async def test_an_edited_or_deleted_repeat_loses_its_link(world: World) -> None:
    question = await ask(world, "pn")
    again = [await ask(world, "pn", by=person) for person in (world.other, world.manager)]
    await world.other.edit(again[0], f"<@{bot_id(world)}> night shifts")
    await world.manager.delete(again[1])
    await world.reader.delete(question)
    (answer,) = replies(world)
    assert "## night shifts" in text_of(answer)


async def test_answers_deleted_together_are_not_linked(world: World) -> None:
    answers = [await answer_to(world, "pn"), await answer_to(world, "night shifts")]
    gone = [each.message.id for each in answers]
    world.env.backend.bulk_delete_messages(world.channel.id, gone)
    await world.env.settle()
    assert "## power naps" in text_of(await answer_to(world, "pn", by=world.other))
