"""Sharing a private answer as a public reply, once for each card."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.answers.pressed_controls import ControlHandler
from bot.answers.shared_cards import SharedCards
from bot.queries.custom_id import number_custom_id
from facts.model.entities import Fact, FactId
from storage.library.readers import SqliteFactReader
from tests.support.forged_controls import press_forged
from tests.support.mentioning import replies
from tests.support.world import World, buttons, choose, press, text_of

MESSAGE = "Did you know? Long naps leave people drowsy. Coffee for drivers?"
_CARD = "/webhooks/*/*/messages/@original"


async def find(world: World) -> InteractionResult:
    message = await world.other.send(world.channel, MESSAGE)
    return await world.reader.context_menu(world.channel, "Find facts", message)


def list_shared(world: World) -> list[ResponseMessage]:
    return [each for each in replies(world) if not each.ephemeral]


async def test_sharing_replies_to_the_message_even_after_a_restart(world: World) -> None:
    message = await world.other.send(world.channel, MESSAGE)
    answer = await world.reader.context_menu(world.channel, "Find facts", message)
    await world.restart()
    await press(world.reader, answer, "Share here")
    reply = world.channel.last_message
    assert reply
    assert reply.reference
    assert reply.reference.message_id == message.id
    shown = ResponseMessage(world.env, world.env.backend.get_message(world.channel.id, reply.id))
    assert not shown.ephemeral
    assert "**Says the same**" in text_of(shown)
    assert "Share here" not in buttons(shown)
    panel = await press(world.other, shown, "More…")
    fact = await choose(world.other, panel, "Choose a fact…", "Long naps")
    assert "-# #5 · claim" in text_of(fact)


async def test_a_shared_card_links_to_the_public_reply(world: World) -> None:
    answer = await find(world)
    await press(world.reader, answer, "Share here")
    (shown,) = list_shared(world)
    assert "Share here" not in buttons(answer)
    assert buttons(answer)["Shared here"]["url"] == shown.message.jump_url
    assert "**Says the same**" in text_of(answer)
    assert not {"Share here", "Shared here"} & buttons(shown).keys()
    await world.restart()
    assert "2 facts" in text_of(await press(world.reader, answer, "Cite all"))


async def test_a_second_press_before_the_card_changes_shares_nothing(world: World) -> None:
    answer = await find(world)
    world.env.inject_error("PATCH", _CARD, status=404, code=10008)
    await press(world.reader, answer, "Share here")
    assert "Share here" in buttons(answer)
    await press(world.reader, answer, "Share here")
    (shown,) = list_shared(world)
    assert buttons(answer)["Shared here"]["url"] == shown.message.jump_url


async def test_two_presses_at_once_share_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, answer_once = await find(world), ControlHandler.answer

    async def answer_twice(*arguments: Any) -> None:  # noqa: ANN401 (those of `answer`)
        await asyncio.gather(answer_once(*arguments), answer_once(*arguments))

    monkeypatch.setattr(ControlHandler, "answer", answer_twice)
    await press(world.reader, answer, "Share here")
    assert len(list_shared(world)) == 1


async def test_a_shared_reply_has_the_id_of_its_card_as_nonce(world: World) -> None:
    answer = await find(world)
    await press(world.reader, answer, "Share here")
    (sent,) = [each.json for each in world.env.http_requests if each.path.endswith("/messages")]
    assert sent
    assert answer.response
    assert (sent["nonce"], sent["enforce_nonce"]) == (str(answer.response.id), True)


async def test_two_users_can_share_the_same_answer(world: World) -> None:
    message = await world.other.send(world.channel, MESSAGE)
    for actor in (world.reader, world.other):
        answer = await actor.context_menu(world.channel, "Find facts", message)
        await press(actor, answer, "Share here")
    assert len(list_shared(world)) == 2


async def test_a_failed_share_can_be_repeated(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await find(world)
    with monkeypatch.context() as broken:
        broken.setattr(SqliteFactReader, "get_many", None)
        assert "went wrong" in text_of(await press(world.reader, answer, "Share here"))
    assert list_shared(world) == []
    await press(world.reader, answer, "Share here")
    assert len(list_shared(world)) == 1


async def test_many_presses_on_a_private_card_share_it_once(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn", private=True)
    share = number_custom_id(buttons(answer)["Share here"]["custom_id"], place=30)
    for _ in range(5):
        await press_forged(world, world.reader, answer, share)
    (shown,) = list_shared(world)
    assert buttons(answer)["Shared here"]["url"] == shown.message.jump_url
    assert not {"Share here", "Shared here"} & buttons(shown).keys()


async def test_another_page_of_a_shared_card_can_be_shared(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn", private=True)
    await press(world.reader, answer, "Share here")
    await press(world.reader, answer, "›")
    await press(world.reader, answer, "Share here")
    first, second = list_shared(world)
    assert "halved the lapses" in text_of(first)
    assert "Sleep is the best meditation." in text_of(second)
    assert buttons(answer)["Shared here"]["url"] == second.message.jump_url


def test_only_the_latest_shares_are_remembered() -> None:
    shares = SharedCards(max_cards=2)
    first, second, third = map(shares.get, (1, 2, 3))
    assert shares.get(3) is third
    assert shares.get(2) is second
    assert shares.get(1) is not first


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10008)])
async def test_a_share_without_permission_to_reply_is_a_follow_up(
    world: World, status: int, code: int
) -> None:
    answer = await find(world)
    world.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    list_shared = await press(world.reader, answer, "Share here")
    (shown,) = list_shared.followups
    assert not shown.ephemeral
    assert "**Says the same**" in text_of(shown)
    assert buttons(answer)["Shared here"]["url"] == shown.message.jump_url


async def test_a_late_share_is_not_a_failure(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await find(world)
    world.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)
    await press(world.reader, answer, "Share here")
    assert not [each for each in caplog.records if each.levelno > logging.WARNING]


async def test_a_share_leaves_out_deleted_facts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await find(world)
    known = SqliteFactReader.get_many

    def get_without_fact_5(reader: SqliteFactReader, facts: Iterable[FactId]) -> tuple[Fact, ...]:
        return known(reader, (fact for fact in facts if fact != 5))

    monkeypatch.setattr(SqliteFactReader, "get_many", get_without_fact_5)
    await press(world.reader, answer, "Share here")
    assert world.channel.last_message
    stored = world.env.backend.get_message(world.channel.id, world.channel.last_message.id)
    assert "-# 1 related" in text_of(ResponseMessage(world.env, stored))
