"""Messages that mention the bot, in servers and direct messages."""

import logging

import pytest
from simcord.results import ResponseMessage

from facts.model.entities import LibraryId
from storage.search.readers import SqliteNameIndex
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.mentioning import answer_to, ask, bot_id, replies
from tests.support.slow_disk import SlowDisk
from tests.support.world import World, buttons, choose, open_world, press, text_of


async def test_a_topic_is_answered_with_its_card_as_a_reply(world: World) -> None:
    question = await ask(world, "pn")
    (answer,) = replies(world)
    assert "## power naps" in text_of(answer)
    assert answer.message.reference
    assert answer.message.reference.message_id == question.id
    assert "Cite all" in buttons(answer)


async def test_a_question_is_answered_with_the_best_facts(world: World) -> None:
    answer = await answer_to(world, "do long naps leave people drowsy?")
    assert text_of(answer).startswith("## Search: do long naps leave people drowsy?\n")
    assert "**Long** **naps** **leave** **people** **drowsy**." in text_of(answer)


async def test_two_topics_are_compared_and_a_misspelling_is_reported(world: World) -> None:
    answer = await answer_to(world, "power naps vs. night shifts")
    assert "## power naps and night shifts" in text_of(answer)
    answer = await answer_to(world, "powr naps")
    assert text_of(answer).startswith("-# This is the nearest to what you wrote.\n## power naps")


async def test_several_topics_are_offered_as_buttons_and_many_in_a_menu(world: World) -> None:
    await add(world.store, *(fact_draft(topics=(f"tea {n}",)) for n in "abcdef"))
    answer = await answer_to(world, "power naps, night shifts, tea a")
    assert text_of(answer).startswith("## Your question names 3 topics\n")
    assert [*buttons(answer)][:3] == ["power naps", "night shifts", "tea a"]
    assert "## night shifts" in text_of(await press(world.other, answer, "night shifts"))
    answer = await answer_to(world, "tea a, tea b, tea c, tea d, tea e and tea f")
    opened = await choose(world.reader, answer, "Open a topic…", "tea f")
    assert "## tea f" in text_of(opened)


async def test_a_question_at_the_end_of_a_long_message_is_answered(world: World) -> None:
    aside = "Yesterday we sat outside after lunch, and talked of holidays by the sea. " * 20
    answer = await answer_to(world, f"{aside}\nDo long naps leave people drowsy?")
    assert text_of(answer).startswith("## Search: Do long naps leave people drowsy?\n")
    answer = await answer_to(world, aside)
    assert "Nothing here answers “Yesterday we sat" in text_of(answer)
    assert "All topics" in buttons(answer)


async def test_nonsense_gets_a_polite_miss(world: World) -> None:
    answer = await answer_to(world, "blorptastic quazzles")
    expected = (
        "Nothing here answers “blorptastic quazzles”. The largest topics are “power naps”, "
        "“night shifts”."
    )
    assert text_of(answer) == expected
    assert [*buttons(answer)] == ["power naps", "night shifts", "All topics"]


async def test_a_miss_suggests_only_similar_names(world: World) -> None:
    answer = await answer_to(world, "powr nips and bits")
    assert "Did you mean" in text_of(answer)
    assert [*buttons(answer)] == ["power naps"]
    answer = await answer_to(world, "please put paper into the printer by Friday night")
    assert "Did you mean" not in text_of(answer)


async def test_a_bare_mention_shows_the_help(world: World) -> None:
    assert "## How to use Footnote" in text_of(await answer_to(world, ""))


@pytest.mark.parametrize("text", ["hello", "help", "who are you?", "what can you do", "?"])
async def test_a_greeting_shows_the_help(world: World, text: str) -> None:
    assert "## How to use Footnote" in text_of(await answer_to(world, text))


@pytest.mark.parametrize("text", ["👆", "is this true?", "source?"])
async def test_a_question_about_another_message_is_a_miss_without_one(
    world: World, text: str
) -> None:
    assert "Nothing here answers" in text_of(await answer_to(world, text))


async def test_the_same_words_about_two_messages_are_two_questions(world: World) -> None:
    first = await ask(world, "Long naps leave people drowsy", by=world.other)
    second = await ask(world, "Sleep is the best meditation", by=world.other)
    long = await answer_to(world, "source?", reply_to=first)
    assert "**Says the same**" in text_of(long)
    assert "Sleep is the best" in text_of(await answer_to(world, "source?", reply_to=second))
    again = await answer_to(world, "is this true?", reply_to=first)
    assert buttons(again)["To the answer"]["url"] == long.message.jump_url


@pytest.mark.parametrize(
    "text", ["?", "is this so?", "👆", "is this true?", "source?", "Really?", "any proof of this?"]
)
async def test_a_reply_without_content_asks_about_the_message(world: World, text: str) -> None:
    said = await ask(world, "Long naps leave people drowsy", by=world.other)
    assert "**Says the same**" in text_of(await answer_to(world, text, reply_to=said))
    hidden = await world.other.send(world.channel, "Long naps leave people drowsy")
    assert "choose **Apps**" in text_of(await answer_to(world, text, reply_to=hidden))


async def test_the_asker_turns_pages_even_after_a_restart(world: World) -> None:
    answer = await answer_to(world, "pn")
    await world.restart()
    await press(world.reader, answer, "›")
    assert "Sleep is the best meditation." in text_of(replies(world)[-1])
    copy = await press(world.other, replies(world)[-1], "‹")
    assert copy.ephemeral


async def test_other_mentions_are_ignored(world: World) -> None:
    text = f"<@{world.other.id}> <#{world.channel.id}> <:nap:123> what is a power nap? <t:1:R>"
    assert "## power naps" in text_of(await answer_to(world, text))


async def test_an_answer_pings_no_one(world: World) -> None:
    await ask(world, "@everyone <@&1> naps")
    await ask(world, "coffee <@1>")
    sent = [each.json for each in world.env.http_requests if each.path.endswith("/messages")]
    assert sent[-1]
    assert sent[-1]["allowed_mentions"] == {"parse": [], "replied_user": False}


async def test_messages_for_others_get_no_answer(world: World) -> None:
    role = world.server.create_role("Footnote")
    answered = await answer_to(world, "pn")
    await world.reader.send(world.channel, "power naps")
    await world.reader.send(world.channel, "thanks!", reply_to=answered)
    await world.reader.send(world.channel, f"<@&{role.id}> pn")
    await world.manager.send(world.channel, "@everyone pn")
    hook = world.server.create_webhook(world.channel)
    await hook.send(f"<@{bot_id(world)}> pn")
    robot = world.server.add_member(world.env.create_user("robot", bot=True))
    await ask(world, "pn", robot)
    assert len(replies(world)) == 1


async def test_a_message_delivered_twice_is_answered_once(world: World) -> None:
    question = await ask(world, "pn")
    bot = world.env.bot
    bot.dispatch("message", question)
    await world.env.settle()
    assert len(replies(world)) == 1


async def test_a_failure_is_shown_with_the_reference_in_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(SqliteNameIndex, "resolve", fail)
    answer = await answer_to(world, "pn")
    reference = text_of(answer).rsplit("`", 2)[1]
    assert any(reference in each.getMessage() for each in caplog.records)
    monkeypatch.undo()
    assert "## power naps" in text_of(await answer_to(world, "pn"))


async def test_a_missing_permission_to_write_is_not_a_failure(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await ask(world, "pn")
    assert replies(world) == []
    assert "An answer could not be delivered" in caplog.text
    assert not [each for each in caplog.records if each.levelno > logging.WARNING]


@pytest.mark.parametrize("defer_after", [0.01])
async def test_a_slow_answer_shows_the_typing_indicator(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(world, monkeypatch)
    await ask(world, "pn")
    assert [each.path for each in world.env.http_requests][-1].endswith("/typing")
    await disk.recovers()
    assert "## power naps" in text_of(replies(world)[-1])


async def test_every_server_is_answered_from_its_own_library(world: World) -> None:
    await add(
        world.store, fact_draft("Ours.", topics=("owls",)), library=LibraryId(world.server.id)
    )
    theirs = fact_draft("Secret.", topics=("secrets",))
    await add(world.store, theirs, library=LibraryId(4242))
    assert "## owls" in text_of(await answer_to(world, "owls"))
    assert "Secret" not in text_of(await answer_to(world, "what is secret?"))


async def test_a_direct_message_is_answered_from_the_shared_library(
    world: World,
) -> None:
    await add(
        world.store, fact_draft("Ours.", topics=("owls",)), library=LibraryId(world.server.id)
    )
    user = world.env.create_user("stranger")
    for text, expected in (
        ("what is pn?", "## power naps"),
        ("what is pn?", "## power naps"),
        (f"<@{bot_id(world)}> night shifts", "## night shifts"),
        ("owls", "Nothing here answers"),
    ):
        await user.send_dm(text)
        stored = list(world.env.backend.messages[user.dm_channel.id].values())[-1]
        assert expected in text_of(ResponseMessage(world.env, stored)), text


async def test_a_mention_in_a_thread_is_answered_there(world: World) -> None:
    message = await world.reader.send(world.channel, "let us talk")
    thread = await message.create_thread(name="a thread")
    handle = next(each for each in world.channel.threads if each.id == thread.id)
    await world.reader.send(handle, f"<@{bot_id(world)}> pn")
    assert handle.last_message
    assert handle.last_message.author.id == bot_id(world)


async def test_an_empty_library_says_so(store: SqliteStore) -> None:
    async with open_world(store) as world:
        assert "The library is empty." in text_of(await answer_to(world, "pn"))
