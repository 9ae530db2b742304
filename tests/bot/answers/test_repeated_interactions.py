"""Discord delivers an interaction twice, and the bot writes once."""

import pytest
from simcord.actors import MemberActor

from bot.daily.attempt import PostingLimits
from facts.model.entities import FactId, LibraryId
from facts.store.errors import InteractionRepeated
from storage.store import open_store
from tests.support.channel_settings import set_channel
from tests.support.daily_world import DAY, NINE, run_daily, set_up
from tests.support.redelivery import redeliver
from tests.support.world import World, buttons, choose, press, text_of


@pytest.fixture
def posting_limits() -> PostingLimits:
    return PostingLimits(longest_nap=86_400.0)


def count_votes(world: World) -> tuple[int, int]:
    (post,) = world.posts()
    labels = [label for label in buttons(post) if label[0] in "👍👎"]
    ups, downs = (int(label.split()[1]) for label in labels)
    return ups, downs


async def vote(world: World, label: str) -> None:
    (post,) = world.posts()
    await press(world.reader, post, label)


@pytest.mark.parametrize("restarts", [False, True], ids=["at once", "after a restart"])
async def test_a_vote_delivered_twice_counts_once_and_a_new_press_takes_it_back(
    world: World, restarts: bool
) -> None:
    await set_up(world)
    await world.pass_until(NINE)
    await vote(world, "👍 0")
    if restarts:
        await world.restart()
    await redeliver(world)
    assert count_votes(world) == (1, 0)
    await vote(world, "👍 1")
    await redeliver(world)
    assert count_votes(world) == (0, 0)
    await vote(world, "👍 0")
    assert count_votes(world) == (1, 0)


async def test_a_schedule_added_by_a_command_delivered_twice_is_one(world: World) -> None:
    await set_up(world)
    await redeliver(world)
    assert len(await world.store.schedules.schedules(LibraryId(world.server.id))) == 1


async def test_an_extra_post_of_a_command_delivered_twice_is_one(world: World) -> None:
    await set_up(world)
    await run_daily(world, "post")
    await redeliver(world)
    assert len(world.posts()) == 1


async def test_a_day_skipped_or_swapped_twice_by_one_delivery_is_changed_once(
    world: World,
) -> None:
    await set_up(world)
    await run_daily(world, "skip")
    await redeliver(world)
    preview = await run_daily(world, "preview")
    assert "Fri 2026-01-02" in text_of(preview)
    swapped = text_of(await choose(world.manager, preview, "Swap, skip or undo a day…", "Swap Fri"))
    await redeliver(world)
    again = text_of(await run_daily(world, "preview"))
    assert again.splitlines()[2:] == swapped.splitlines()[3:]  # after the notice and the heading


async def test_a_schedule_removed_by_a_button_delivered_twice_reports_no_failure(
    world: World,
) -> None:
    await set_up(world)
    await press(world.manager, await run_daily(world, "remove"), "Remove it")
    await redeliver(world)
    await world.pass_until(NINE + DAY)
    assert world.posts() == []


async def test_a_channel_set_by_a_command_delivered_twice_is_one_change(
    world: World, moderator: MemberActor
) -> None:
    await set_channel(moderator, world, "quiet")
    await set_channel(moderator, world, "quiet", on=False)
    await redeliver(world)
    assert not (await world.reader.slash(world.channel, "topic", name="pn")).ephemeral


async def test_two_processes_that_get_one_vote_count_it_once(world: World, path: str) -> None:
    server, fact, interaction = LibraryId(world.server.id), FactId(1), 1_400_000_000_000_000_000
    async with open_store(path) as other:
        first = world.store.once(interaction)
        await first.schedules.vote(server, fact, world.reader.id, True)
        second = other.once(interaction)
        with pytest.raises(InteractionRepeated):
            await second.schedules.vote(server, fact, world.reader.id, True)
        assert (await other.schedules.ballot(server, fact)).ups == 1
