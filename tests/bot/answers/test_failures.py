"""Failures: what the user and the log see, and what still works."""

import asyncio
import logging
import re

import pytest
from simcord.actors import MemberActor

from bot.answers.responder import DEFER_AFTER
from facts.store.errors import StoreBusy
from storage.library.readers import SqliteTopicReader
from storage.store import SqliteStore
from tests.support.channel_settings import set_channel
from tests.support.slow_disk import SlowDisk
from tests.support.world import World, message_of, open_world, press, text_of


@pytest.fixture
def broken(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(SqliteTopicReader, "load_page", fail)
    return world


async def test_a_failure_gets_a_private_reply_with_the_reference_in_the_log(
    broken: World, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await broken.reader.slash(broken.channel, "topic", name="pn")
    assert answer.ephemeral
    (reference,) = re.findall(r"reference `(\w+)`", text_of(answer))
    assert "the disk is gone" not in text_of(answer)
    (record,) = [each for each in caplog.records if reference in each.getMessage()]
    assert record.exc_info
    assert "the disk is gone" in str(record.exc_info[1])


async def test_a_failing_control_leaves_its_card_as_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    before = text_of(answer)

    def busy(*_: object) -> None:
        raise StoreBusy("footnote.db")

    monkeypatch.setattr(SqliteTopicReader, "load_page", busy)
    notice = await press(world.reader, answer, "›")
    assert notice.ephemeral
    assert "reference" in text_of(notice)
    assert "footnote.db" not in text_of(notice)
    assert text_of(answer) == before


async def test_a_deleted_topic_is_reported_beside_the_card(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    before = text_of(answer)

    monkeypatch.setattr(SqliteTopicReader, "load_page", lambda *_: None)
    notice = await press(world.reader, answer, "›")
    assert notice.ephemeral
    assert "That topic no longer exists." in text_of(notice)
    assert text_of(answer) == before


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060), (404, 10015)])
async def test_a_lost_interaction_is_not_a_failure(
    world: World, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    caplog.set_level(logging.INFO)
    world.env.inject_error("POST", "/interactions/*/*/callback", status=status, code=code)
    await world.reader.slash(world.channel, "topic", name="pn")
    assert "An answer could not be delivered" in caplog.text
    assert not [each for each in caplog.records if each.levelno > logging.WARNING]
    again = await world.reader.slash(world.channel, "topic", name="pn")
    assert "power naps" in text_of(again)


async def test_a_failure_that_cannot_be_shown_is_logged(
    broken: World, caplog: pytest.LogCaptureFixture
) -> None:
    broken.env.inject_error("POST", "/interactions/*/*/callback", status=403, code=50013)
    await broken.reader.slash(broken.channel, "topic", name="pn")
    assert "A message for a user could not be sent" in caplog.text
    notice = await broken.reader.slash(broken.channel, "topic", name="pn")
    assert "reference" in text_of(notice)


SOON = pytest.mark.parametrize("defer_after", [0.01])


@pytest.fixture
def slow(world: World, monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    return SlowDisk(world, monkeypatch)


def test_a_slow_answer_is_deferred_before_discord_gives_up_even_after_a_retry() -> None:
    waits, retry = 3, 1
    assert waits - retry > DEFER_AFTER


@SOON
async def test_a_slow_answer_is_deferred_and_arrives(world: World, slow: SlowDisk) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    assert answer.deferred
    await slow.recovers()
    assert "power naps" in text_of(answer)
    assert not answer.ephemeral


@SOON
async def test_a_slow_page_replaces_the_card(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn", private=True)
    disk = SlowDisk(world, monkeypatch)
    turned = await press(world.reader, answer, "›")
    await disk.recovers()
    assert turned.deferred
    assert "Sleep is the best meditation." in text_of(answer)


@SOON
async def test_a_slow_answer_in_a_quiet_channel_is_private_from_its_announcement_on(
    world: World, moderator: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await world.reader.slash(world.channel, "topic", name="pn")
    before = text_of(card)
    await set_channel(moderator, world, "quiet", on=True)
    disk = SlowDisk(world, monkeypatch)
    asked = await world.reader.slash(world.channel, "topic", name="pn")
    turned = await press(world.reader, card, "›")
    for each in (asked, turned):
        assert each.deferred
        assert each.ephemeral
    await disk.recovers()
    assert "power naps" in text_of(asked)
    assert "Sleep is the best meditation." in text_of(turned)
    assert asked.ephemeral
    assert turned.ephemeral
    assert text_of(card) == before


@SOON
async def test_a_slow_failure_is_shown_privately_even_for_a_public_answer(
    world: World, slow: SlowDisk
) -> None:
    slow.fails = True
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    await slow.recovers()
    (notice,) = answer.followups
    assert notice.ephemeral
    assert "reference" in text_of(notice)
    assert answer.response is None


@SOON
async def test_an_answer_under_way_is_sent_before_the_bot_stops(
    world: World, slow: SlowDisk
) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    assert "power naps" not in text_of(answer)
    leaving = asyncio.create_task(world.env.bot.close())
    left, _ = await asyncio.wait({leaving}, timeout=0.2)
    assert not left
    await slow.recovers()
    await leaving
    assert "power naps" in text_of(answer)


async def test_no_answer_can_ping_anyone(naps: SqliteStore) -> None:
    async with open_world(naps) as world:
        await world.reader.slash(world.channel, "search", text="@everyone <@1>")
        (sent,) = [each.json for each in world.env.http_requests if each.path.endswith("/callback")]
        assert sent is not None
        assert sent["data"]["allowed_mentions"] == {"parse": []}


async def test_an_answer_is_a_message_of_the_bot(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    assert message_of(answer).message.author.bot
