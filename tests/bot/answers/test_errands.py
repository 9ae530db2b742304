"""What the bot reads for, and for whom."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

from bot.daily.attempt import PostingLimits
from facts.store.asker import Asker, Errand, Purpose, current_errand
from facts.store.errors import OfferOutdated, ReadTooSlow
from storage.engine.sqlite.database import Database
from storage.library.readers import SqliteTopicReader
from tests.support.channel_settings import mention
from tests.support.daily_world import NINE, run_daily, set_up
from tests.support.world import World, press, text_of


@pytest.fixture
def posting_limits() -> PostingLimits:
    return PostingLimits(longest_nap=86_400.0)  # the posting loop reads nothing during a test


@pytest.fixture
def errands(world: World, monkeypatch: pytest.MonkeyPatch) -> list[Errand]:  # noqa: ARG001 (which reads too)
    """The errands of all reads from now on."""
    read, seen = Database.read, list[Errand]()

    async def note(database: Database, query: Callable[[Any], object]) -> object:
        seen.append(current_errand())
        return await read(database, query)

    monkeypatch.setattr(Database, "read", note)
    return seen


async def test_an_answer_is_read_for_the_user_and_the_server(
    world: World, errands: list[Errand]
) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    await mention(world, "pn")
    await press(world.reader, answer, "›")
    expected = Errand(Purpose.ANSWER, Asker(world.reader.id, world.server.id))
    assert errands == [expected] * 3


async def test_outside_servers_every_user_is_alone(world: World, errands: list[Errand]) -> None:
    stranger = world.env.create_user("stranger")
    await stranger.slash("topic", name="pn")
    assert errands == [Errand(Purpose.ANSWER, Asker(stranger.id))]


async def test_choices_are_looked_up_beside_answers(world: World, errands: list[Errand]) -> None:
    await world.reader.autocomplete(world.channel, "topic", "name", "pow")
    await world.manager.autocomplete(world.channel, "daily preview", "schedule", "")
    assert errands == [
        Errand(Purpose.OFFER, Asker(each.id, world.server.id))
        for each in (world.reader, world.manager)
    ]


async def test_an_action_reads_the_setting_of_its_channel_beside_answers(
    world: World, errands: list[Errand]
) -> None:
    await set_up(world)
    errands.clear()
    await run_daily(world, "preview")
    assert [each.purpose for each in errands] == [Purpose.SETTING, Purpose.ANSWER]


async def test_a_post_of_the_day_is_the_bots_own_work(world: World, errands: list[Errand]) -> None:
    await set_up(world)
    errands.clear()
    await world.pass_until(NINE)
    assert set(errands) == {Errand()}


async def test_a_read_that_takes_too_long_tells_the_user_what_to_do(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def overrun(*_: object) -> None:
        raise ReadTooSlow("footnote.db")

    monkeypatch.setattr(SqliteTopicReader, "load_page", overrun)
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    assert "That took too long. Try fewer words, or add a filter." in text_of(answer)
    assert answer.ephemeral
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]


@pytest.mark.parametrize("error", [OfferOutdated(), ReadTooSlow("footnote.db")])
async def test_choices_that_do_not_come_are_no_failure(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    async def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Database, "read", fail)
    assert await world.reader.autocomplete(world.channel, "topic", "name", "pow") == []
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]
