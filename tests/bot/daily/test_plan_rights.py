"""`/daily` posts for a user only what the user could post in that channel."""

from datetime import timedelta

import pytest
from simcord.builders import ChannelHandle

from bot.daily.queries import ClearDays, ExplainPost, PreviewQuery, RemoveSchedule, SkipDay, SwapDay
from bot.queries.custom_id import Effect
from bot.queries.query import Query
from facts.daily.post import PostId
from facts.daily.schedule import ScheduleId
from facts.model.entities import LibraryId
from tests.support.daily_world import DAY, NINE, run_daily, set_up
from tests.support.forged_controls import press_query
from tests.support.rights import add_administrator, deny
from tests.support.world import World, choose, press, text_of

ONE = ScheduleId(1)
_MENU = "Swap, skip or undo a day…"
FIRST_DAY = NINE.date()
SCHEDULE = ("edit", "preview", "skip", "pause", "resume", "post", "remove", "fix")
"""The commands about one schedule."""
POSTING: dict[str, dict[str, object]] = {
    "edit": {"title": "Mine"},
    "resume": {},
    "post": {},
    "fix": {"fact": "1", "day": "2 Jan"},
}
"""Commands that make the bot post, with options."""


@pytest.fixture
def elsewhere(world: World) -> ChannelHandle:
    return world.server.create_text_channel("elsewhere")


def options(command: str) -> dict[str, object]:
    return dict(POSTING.get(command, {}))


async def stored(world: World) -> str:
    """Return everything that is stored about the schedules, as text."""
    return repr(
        await world.store.schedules.list_states(LibraryId(world.server.id), world.env.now())
    )


@pytest.mark.parametrize(
    ("denied", "plan", "name"),
    [
        ("send_messages", {}, "Send Messages"),
        ("create_public_threads", {"thread": True}, "Create Public Threads"),
        ("pin_messages", {"pin": True}, "Pin Messages"),
        ("manage_messages", {"publish": True}, "Manage Messages"),
    ],
)
@pytest.mark.parametrize("command", ["add", *POSTING])
async def test_a_permission_that_the_user_is_missing_is_named_and_nothing_is_done(
    world: World, command: str, denied: str, plan: dict[str, object], name: str
) -> None:
    news = world.server.create_news_channel("news")
    if command != "add":
        await set_up(world, channel=news, **plan)
    before = await stored(world)
    deny(world, world.manager, denied, channel=news)
    given = {"time": "9:00", "zone": "UTC", "channel": news, **plan}
    refused = await run_daily(world, command, **(given if command == "add" else options(command)))
    assert f"Nothing was done. In <#{news.id}> you are missing **{name}**." in text_of(refused)
    assert await stored(world) == before
    assert world.posts(news) == []


async def test_a_swap_and_an_undo_need_the_right_to_post(world: World) -> None:
    await set_up(world)
    preview = await run_daily(world, "preview")
    preview = await choose(world.manager, preview, _MENU, "Skip Fri 2026-01-02")
    before = await stored(world)
    deny(world, world.manager, "send_messages")
    for choice in ("Swap Thu", "Undo Fri"):
        refused = await choose(world.manager, preview, _MENU, choice)
        assert "you are missing **Send Messages**" in text_of(refused)
    assert await stored(world) == before


async def test_a_schedule_can_be_stopped_without_the_right_to_post(world: World) -> None:
    await set_up(world)
    deny(world, world.manager, "send_messages")
    assert "## Skipped" in text_of(await run_daily(world, "skip"))
    assert "## Paused" in text_of(await run_daily(world, "pause"))
    removal = await run_daily(world, "remove")
    assert "## Removed" in text_of(await press(world.manager, removal, "Remove it"))


async def test_a_schedule_is_not_moved_to_a_channel_where_the_user_may_not_post(
    world: World, elsewhere: ChannelHandle
) -> None:
    await set_up(world)
    deny(world, world.manager, "send_messages", channel=elsewhere)
    refused = await run_daily(world, "edit", channel=elsewhere)
    assert f"In <#{elsewhere.id}> you are missing **Send Messages**." in text_of(refused)
    deny(world, world.manager, channel=elsewhere)
    deny(world, world.manager, "send_messages")
    assert "## Changed" in text_of(await run_daily(world, "edit", channel=elsewhere))


async def test_a_schedule_of_a_hidden_channel_does_not_exist_for_the_user(
    world: World, elsewhere: ChannelHandle
) -> None:
    await set_up(world, channel=elsewhere, title="Secret")
    before = await stored(world)
    deny(world, world.manager, "view_channel", channel=elsewhere)
    assert "There are none yet" in text_of(await run_daily(world, "list"))
    for command in SCHEDULE:
        for schedule in ({}, {"schedule": "1"}, {"schedule": "secret"}):
            answer = await run_daily(world, command, **schedule, **options(command))
            assert "There is no fact of the day yet." in text_of(answer), command
    assert await stored(world) == before
    assert await world.manager.autocomplete(world.channel, "daily preview", "schedule", "") == []


async def test_a_hidden_schedule_leaves_the_other_one_unambiguous(
    world: World, elsewhere: ChannelHandle
) -> None:
    await set_up(world, channel=elsewhere, title="Secret")
    await set_up(world, title="Open")
    offered = await world.manager.autocomplete(world.channel, "daily preview", "schedule", "")
    assert len(offered) == 2
    deny(world, world.manager, "view_channel", channel=elsewhere)
    assert "Next: Open" in text_of(await run_daily(world, "preview"))
    listed = text_of(await run_daily(world, "list"))
    assert "1 schedule" in listed
    assert "Secret" not in listed
    administrator = add_administrator(world)
    both = await administrator.slash(world.channel, "daily list")
    assert "2 schedules" in text_of(both)


@pytest.mark.parametrize(
    "query",
    [
        PreviewQuery(ONE),
        SkipDay(ONE, FIRST_DAY),
        SwapDay(ONE, FIRST_DAY),
        ClearDays(ONE, (FIRST_DAY, FIRST_DAY)),
        RemoveSchedule(ONE),
    ],
    ids=lambda query: type(query).__name__,
)
async def test_a_control_of_a_hidden_channel_does_nothing(
    world: World, elsewhere: ChannelHandle, query: Query
) -> None:
    await set_up(world, channel=elsewhere, title="Secret")
    listed = await run_daily(world, "list")
    before = await stored(world)
    deny(world, world.manager, "view_channel", channel=elsewhere)
    refused = await press_query(world, world.manager, listed, (Effect.ACT, query))
    assert "That fact of the day no longer exists." in text_of(refused)
    assert await stored(world) == before


async def test_a_post_of_a_hidden_channel_is_not_explained(
    world: World, elsewhere: ChannelHandle
) -> None:
    await set_up(world, channel=elsewhere)
    await world.pass_until(NINE)
    listed = await run_daily(world, "list")
    deny(world, world.reader, "view_channel", channel=elsewhere)
    world.env.backend.get_message(world.channel.id, listed.response.id).flags &= ~64  # type: ignore[union-attr]
    why = ExplainPost(PostId(1), "x")
    refused = await press_query(world, world.reader, listed, (Effect.OPEN, why))
    assert "This post is no longer known." in text_of(refused)


async def test_the_schedule_of_a_deleted_channel_can_be_moved_or_removed(
    world: World, elsewhere: ChannelHandle
) -> None:
    await set_up(world, channel=elsewhere)
    world.env.backend.delete_channel(elsewhere.id)
    await world.env.settle()
    assert "1 schedule" in text_of(await run_daily(world, "list"))
    assert "## Changed" in text_of(await run_daily(world, "edit", channel=world.channel))


async def test_a_ping_is_checked_again_when_posts_come_again(world: World) -> None:
    board = world.server.create_role("board")
    await set_up(world, role=board)
    await run_daily(world, "pause")
    preview = await run_daily(world, "preview")
    deny(world, world.manager, "mention_everyone")
    before = await stored(world)
    refusals = [
        await run_daily(world, "resume"),
        await run_daily(world, "fix", fact="1", day="2 Jan"),
        await choose(world.manager, preview, _MENU, "Swap Thu"),
    ]
    for refused in refusals:
        assert f"It would ping <@&{board.id}>" in text_of(refused)
    assert await stored(world) == before
    await world.pass_until(NINE + DAY + timedelta(minutes=1))
    assert world.posts() == []
