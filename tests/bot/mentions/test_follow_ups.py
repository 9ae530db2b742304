"""Replies to the bot's own answers and posts ask on."""

from simcord.backend.models import AllowedMentions
from simcord.results import ResponseMessage

from tests.support.channel_settings import thread_in
from tests.support.daily_world import run_daily, set_up
from tests.support.mentioning import answer_to, bot_id, replies
from tests.support.rights import lock
from tests.support.world import World, message_of, text_of


async def follow_up(world: World, text: str, answer: ResponseMessage) -> list[ResponseMessage]:
    """Reply to an answer without a mention, and return the new messages of the bot."""
    known = len(replies(world))
    await world.other.send(world.channel, text, reply_to=answer.message)
    return replies(world)[known:]


async def test_a_reply_asks_for_facts_of_the_topic(world: World) -> None:
    topic = await answer_to(world, "pn")
    (answer,) = await follow_up(world, "do they halve the lapses of drivers?", topic)
    assert "halved the lapses" in text_of(answer).replace("**", "")
    assert "power naps" in text_of(answer)


async def test_tell_me_more_turns_the_page_of_a_topic(world: World) -> None:
    topic = await answer_to(world, "pn")
    (answer,) = await follow_up(world, "tell me more", topic)
    assert "## power naps" in text_of(answer)
    assert "Sleep is the best meditation." in text_of(answer)
    (again,) = await follow_up(world, "and?", answer)
    assert "## power naps" in text_of(again)


async def test_tell_me_more_about_facts_shows_their_topic(world: World) -> None:
    facts = await answer_to(world, "do long naps leave people drowsy?")
    for text in ("tell me more", "why?"):
        (answer,) = await follow_up(world, text, facts)
        assert text_of(answer).startswith("## power naps")


async def test_a_reply_with_a_mention_asks_on_too(world: World) -> None:
    facts = await answer_to(world, "do night shifts harm sleep?")
    answer = await answer_to(world, "tell me more", reply_to=facts.message)
    assert text_of(answer).startswith("## night shifts")


async def test_a_question_about_something_else_is_answered(world: World) -> None:
    topic = await answer_to(world, "night shifts")
    (answer,) = await follow_up(world, "do long naps leave people drowsy?", topic)
    assert "Long naps leave people drowsy" in text_of(answer).replace("**", "")
    (other,) = await follow_up(world, "and power naps?", topic)
    assert "## power naps" in text_of(other)


async def test_a_remark_is_no_question(world: World) -> None:
    topic = await answer_to(world, "pn")
    assert await follow_up(world, "my cousin bought a blorptastic car", topic) == []
    assert await follow_up(world, "thanks!", topic) == []
    (miss,) = await follow_up(world, "who is blorptastic?", topic)
    assert "Nothing here answers" in text_of(miss)


async def test_a_doubt_about_an_answer_is_explained(world: World) -> None:
    topic = await answer_to(world, "pn")
    (answer,) = await follow_up(world, "source?", topic)
    assert "That is one of my answers" in text_of(answer)


async def test_help_stays_help(world: World) -> None:
    topic = await answer_to(world, "pn")
    (answer,) = await follow_up(world, "help", topic)
    assert "## How to use Footnote" in text_of(answer)


async def test_a_reply_to_the_help_is_a_question_of_its_own(world: World) -> None:
    shown = await answer_to(world, "help")
    (answer,) = await follow_up(world, "what is PN?", shown)
    assert "## power naps" in text_of(answer)


async def test_a_reply_without_the_ping_asks_nothing(world: World) -> None:
    topic = await answer_to(world, "pn")
    world.env.backend.create_message(
        world.channel.id,
        world.other.id,
        "what is PN?",
        reference={"channel_id": str(world.channel.id), "message_id": str(topic.message.id)},
        allowed_mentions=AllowedMentions(replied_user=False),
    )
    await world.env.settle()
    assert len(replies(world)) == 1


async def test_a_reply_to_a_slash_answer_arrives_empty(world: World) -> None:
    shown = message_of(await world.reader.slash(world.channel, "topic", name="pn"))
    known = len(replies(world))
    await world.other.send(world.channel, "tell me more", reply_to=shown.message)
    assert len(replies(world)) == known


async def test_the_same_reply_to_two_answers_is_two_questions(world: World) -> None:
    first, second = (
        await answer_to(world, "do night shifts harm sleep?"),
        await answer_to(world, "do long naps leave people drowsy?"),
    )
    (shifts,) = await follow_up(world, "tell me more", first)
    (naps,) = await follow_up(world, "tell me more", second)
    assert text_of(shifts).startswith("## night shifts")
    assert text_of(naps).startswith("## power naps")


async def test_nothing_is_done_in_a_locked_thread(world: World) -> None:
    thread = await thread_in(world)
    mention = f"<@{bot_id(world)}> pn"
    question = await world.reader.send(thread, mention)
    lock(world, thread)
    await world.env.settle()
    before = len(world.env.http_requests)
    await world.manager.send(thread, mention)
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    assert world.env.http_requests[before:] == []


async def test_a_reply_to_a_fact_of_the_day_asks_on(world: World) -> None:
    await set_up(world, topics="night shifts")
    await run_daily(world, "post")
    (post,) = world.posts()
    (answer,) = await follow_up(world, "tell me more", post)
    assert text_of(answer).startswith("## night shifts")
    (answer,) = await follow_up(world, "how does it harm sleep?", post)
    assert "Night shifts harm sleep." in text_of(answer).replace("**", "")
