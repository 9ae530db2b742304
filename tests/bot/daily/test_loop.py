"""The fact of the day in its channel: time, votes, buttons."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.discord_api.permissions import INVITE_PERMISSIONS
from tests.support.builders import add, fact_draft, source_draft
from tests.support.daily_world import DAY, NINE, set_up
from tests.support.world import World, buttons, message_of, press, text_of

pytestmark = pytest.mark.slow


async def test_a_post_arrives_at_its_time_and_not_before(world: World) -> None:
    await set_up(world)
    await world.pass_until(NINE - timedelta(seconds=1))
    assert world.posts() == []
    await world.pass_until(NINE)
    (post,) = world.posts()
    assert post.message.created_at == NINE
    assert text_of(post).split("\n")[1] == "-# Fact of the day"
    assert "1 of 9" in text_of(post)
    assert list(buttons(post))[:4] == ["Another", "👍 0", "👎 0", "More…"]


async def test_a_post_counts_the_sources_that_it_does_not_show(world: World) -> None:
    sources = [source_draft(f"Paper {n}") for n in range(1, 11)]
    await add(world.store, fact_draft("Ten papers say so.", *sources, kind="definition"))
    await set_up(world, kinds="definition")
    await world.pass_until(NINE)
    (post,) = world.posts()
    assert "Paper 8" in text_of(post)
    assert "and 2 more sources under *More…*" in text_of(post)
    assert "Paper 10" in text_of(await press(world.reader, post, "More…"))
    liked = message_of(await press(world.reader, post, "👍 0"))
    assert "and 2 more sources" in text_of(liked)
    assert "👍 1" in text_of(liked)


@pytest.mark.slow
async def test_every_fact_has_its_turn_before_one_comes_again(world: World) -> None:
    await set_up(world)
    await world.pass_until(NINE + 9 * DAY)
    note = [text_of(post).split("\n")[0] for post in world.posts()]
    assert len(note) == 10
    assert len(set(note[:9])) == 9


async def test_a_post_keeps_its_local_time_through_daylight_saving(
    world: World,
) -> None:
    await world.env.advance_time(0)
    world.env.backend.advance_clock(timedelta(days=86, hours=12).total_seconds())  # 28 March, noon
    await set_up(world, zone="Berlin")
    await world.pass_until(datetime(2026, 3, 29, 9, tzinfo=UTC))
    (post,) = world.posts()
    assert post.message.created_at == datetime(2026, 3, 29, 7, tzinfo=UTC)


async def test_an_edited_schedule_posts_at_its_new_time_once(world: World) -> None:
    await set_up(world)
    answer = await world.manager.slash(
        world.channel, "daily edit", time="8am", title="Did you know"
    )
    assert text_of(answer).startswith("## Changed\n**Did you know**")
    await world.pass_until(NINE + timedelta(hours=1))
    (post,) = world.posts()
    assert post.message.created_at == NINE - timedelta(hours=1)
    await world.manager.slash(world.channel, "daily edit", time="11:00")
    await world.pass_until(NINE + timedelta(hours=4))
    assert len(world.posts()) == 1


async def test_a_paused_schedule_posts_again_when_it_is_resumed(world: World) -> None:
    await set_up(world)
    paused = await world.manager.slash(world.channel, "daily pause")
    assert "## Paused" in text_of(paused)
    await world.pass_until(NINE + DAY)
    assert world.posts() == []
    resumed = await world.manager.slash(world.channel, "daily resume")
    assert "## Resumed" in text_of(resumed)
    await world.pass_until(NINE + 2 * DAY)
    assert len(world.posts()) == 1


async def test_skipped_days_have_no_post(world: World) -> None:
    await set_up(world)
    answer = await world.manager.slash(world.channel, "daily skip")
    assert "## Skipped: Thu 2026-01-01, 1 post" in text_of(answer)
    answer = await world.manager.slash(world.channel, "daily skip", days="2 Jan to 4 Jan")
    assert "## Skipped: Fri 2026-01-02 to Sun 2026-01-04, 3 posts" in text_of(answer)
    await world.pass_until(NINE + 4 * DAY)
    (post,) = world.posts()
    assert post.message.created_at == NINE + 4 * DAY


async def test_an_extra_post_comes_at_once_and_the_days_own_post_too(world: World) -> None:
    await set_up(world)
    answer = await world.manager.slash(world.channel, "daily post")
    (extra,) = world.posts()
    assert text_of(answer) == f"## Posted\n{extra.message.jump_url}"
    await world.pass_until(NINE)
    assert len(world.posts()) == 2


async def test_a_post_is_sent_with_a_nonce_that_discord_enforces(world: World) -> None:
    await set_up(world)
    await world.pass_until(NINE)
    path = f"/channels/{world.channel.id}/messages"
    (sent,) = [each.json for each in world.env.http_requests if each.path == path and each.json]
    assert (sent["nonce"], sent["enforce_nonce"]) == ("1-260101", True)


async def test_a_thread_is_opened_and_the_newest_post_is_pinned(world: World) -> None:
    await set_up(world, thread=True, pin=True)
    await world.pass_until(NINE)
    (pinned,) = world.channel.pinned_messages()
    (thread,) = world.channel.threads
    assert thread.name == "2026-01-01 · Fact of the day"
    assert pinned.id == world.posts()[0].id
    await world.pass_until(NINE + DAY)
    (pinned,) = world.channel.pinned_messages()
    assert pinned.created_at == NINE + DAY


def test_the_invite_asks_for_the_permissions_of_posts_and_replies() -> None:
    assert [name for name, allowed in INVITE_PERMISSIONS if allowed] == [
        "add_reactions", "read_messages", "send_messages", "read_message_history",
        "send_messages_in_threads",
    ]  # fmt: skip


async def test_a_post_counts_one_vote_a_user_which_can_be_changed(
    world: World,
) -> None:
    await set_up(world)
    await world.pass_until(NINE)
    (post,) = world.posts()
    before = text_of(post)
    counted = await press(world.reader, post, "👍 0")
    assert not counted.followups
    await press(world.other, post, "👎 0")
    assert list(buttons(post))[1:3] == ["👍 1", "👎 1"]
    await press(world.reader, post, "👎 1")
    assert list(buttons(post))[1:3] == ["👍 0", "👎 2"]
    assert text_of(post) == before.replace("👎 0", "👎 2")
    await world.restart()
    await press(world.reader, post, "👍 0")
    assert list(buttons(post))[1:3] == ["👍 1", "👎 1"]


@pytest.mark.parametrize(("thumb", "counts"), [("👍", ["👍 1", "👎 0"]), ("👎", ["👍 0", "👎 1"])])
async def test_the_same_vote_again_removes_it_with_a_private_note(
    world: World, thumb: str, counts: list[str]
) -> None:
    await set_up(world)
    await world.pass_until(NINE)
    (post,) = world.posts()
    before = text_of(post)
    await press(world.reader, post, f"{thumb} 0")
    assert list(buttons(post))[1:3] == counts
    again = await press(world.reader, post, f"{thumb} 1")
    assert list(buttons(post))[1:3] == ["👍 0", "👎 0"]
    assert text_of(post) == before
    (note,) = again.followups
    assert note.ephemeral
    assert f"Your {thumb} is removed." in text_of(note)
    await press(world.reader, post, f"{thumb} 0")
    await press(world.other, post, f"{thumb} 1")
    assert f"{thumb} 2" in buttons(post)


async def test_a_vote_is_removed_even_if_the_note_cannot_be_sent(world: World) -> None:
    await set_up(world)
    await world.pass_until(NINE)
    (post,) = world.posts()
    await press(world.reader, post, "👍 0")
    world.env.inject_error("POST", "/webhooks/*", status=403)
    untold = await press(world.reader, post, "👍 1")
    assert world.env.backend.faults == []
    assert not untold.followups
    assert list(buttons(post))[1:3] == ["👍 0", "👎 0"]


async def test_the_buttons_of_a_post_work_after_a_restart(world: World) -> None:
    await set_up(world)
    await world.pass_until(NINE)
    await world.manager.slash(world.channel, "daily remove")
    await world.restart()
    (post,) = world.posts()
    for label, shown in {
        "Another": " of 9\n",
        "More…": " · shared\n",
        "Why this one?": "## Why this one?",
    }.items():
        answer = await press(world.reader, post, label)
        assert answer.ephemeral
        assert shown in text_of(answer)
