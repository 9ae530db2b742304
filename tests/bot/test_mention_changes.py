"""Questions that are edited, deleted or put again, and their answers."""

from tests.bot.mentioning import answer_to, ask, bot_id, replies
from tests.bot.worlds import World, buttons, press, read


async def test_the_same_question_soon_after_leads_to_the_first_answer(world: World) -> None:
    first = await answer_to(world, "what is PN?")
    again = await answer_to(world, "What is  pn", by=world.other)
    assert "The same was asked here a moment ago." in read(again)
    assert buttons(again)["To the answer"]["url"] == first.message.jump_url
    await world.env.advance_time(299)
    await world.env.advance_time(2)
    assert "## power naps" in read(await answer_to(world, "what is PN?"))


async def test_the_same_question_elsewhere_or_after_its_answer_went_is_answered(
    world: World,
) -> None:
    first = await ask(world, "pn")
    await world.reader.delete(first)
    assert replies(world) == []
    assert "## power naps" in read(await answer_to(world, "pn"))
    elsewhere = world.server.create_text_channel("elsewhere")
    await world.reader.send(elsewhere, f"<@{bot_id(world)}> pn")
    assert elsewhere.last_message
    assert elsewhere.last_message.author.id == bot_id(world)


async def test_an_edit_changes_the_answer_in_its_place(world: World) -> None:
    question = await ask(world, "pn")
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## night shifts" in read(answer)
    await world.reader.edit(question, f"<@{bot_id(world)}> blorptastic")
    (answer,) = replies(world)
    assert "I know of nothing" in read(answer)


async def test_an_edit_may_name_the_bot_or_no_longer_do_so(world: World) -> None:
    question = await world.reader.send(world.channel, "what is a power nap?")
    await world.reader.edit(question, f"<@{bot_id(world)}> what is a power nap?")
    (answer,) = replies(world)
    assert "## power naps" in read(answer)
    await world.reader.edit(question, "never mind")
    assert replies(world) == []


async def test_a_late_edit_changes_nothing(world: World) -> None:
    question = await ask(world, "pn")
    await world.env.advance_time(299)
    await world.env.advance_time(2)
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## power naps" in read(answer)


async def test_a_deleted_question_takes_its_answer_along(world: World) -> None:
    question = await ask(world, "pn")
    await world.reader.delete(question)
    assert replies(world) == []


async def test_an_edit_after_a_restart_changes_the_answer_in_its_place(world: World) -> None:
    question = await ask(world, "pn")
    await world.other.send(world.channel, "thanks", reply_to=question)
    await world.restart()
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## night shifts" in read(answer)
    await world.reader.edit(question, f"<@{bot_id(world)}> pn")
    (answer,) = replies(world)
    assert "## power naps" in read(answer)
    await world.reader.delete(question)
    assert replies(world) == []


async def test_what_first_names_the_bot_after_a_restart_is_answered(world: World) -> None:
    question = await world.reader.send(world.channel, "Long naps leave people drowsy")
    found = await world.reader.context_menu(world.channel, "Find facts", question)
    await press(world.reader, found, "Share here")
    await world.restart()
    await world.reader.edit(question, f"<@{bot_id(world)}> pn")
    _, shared, answer = replies(world)
    assert "## Facts on this message" in read(shared)
    assert "## power naps" in read(answer)


async def test_where_no_answer_can_be_looked_for_none_is_doubled(world: World) -> None:
    question = await ask(world, "pn")
    await world.restart()
    world.env.inject_error("GET", "/channels/*/messages", status=403, code=50001)
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## power naps" in read(answer)
    await world.reader.edit(question, f"<@{bot_id(world)}> naps at night")
    (answer,) = replies(world)
    assert "## Search: naps at night" in read(answer)
