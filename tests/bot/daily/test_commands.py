"""`/daily`, as managers use it."""

from datetime import UTC, datetime, timedelta

import discord
import pytest

from tests.support.daily_world import NINE, run_daily, set_up
from tests.support.world import World, buttons, markdown_of, options, press, text_of


async def test_adding_shows_the_plan_and_the_next_three_posts_privately(world: World) -> None:
    answer = await set_up(
        world, time="9am", zone="berlin", weekdays="Mon, Wed", kinds="claim, quote",
        topics="power naps, night shifts", sites="naps.example", title="Nap of the day", late=2,
    )  # fmt: skip
    assert answer.ephemeral
    assert (
        text_of(answer)
        == f"""\
## Set up
**Nap of the day** in <#{world.channel.id}>
At **09:00** Europe/Berlin, Mon, Wed
Only topics: power naps, night shifts
Only kinds: claim, quote
Only sites: naps.example
-# With up to 2 h of delay
The next posts, in your own time zone:
- <t:1767600000:F>
- <t:1767772800:F>
- <t:1768204800:F>"""
    )
    assert datetime.fromtimestamp(1767600000, UTC) == datetime(2026, 1, 5, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"time": "25:00"}, "“25:00” is not a time of day. Write 9:00, 9am or 21:30."),
        ({"zone": "qqqqq"}, "No time zone is called “qqqqq”."),
        (
            {"zone": "UTC+5:30"},
            "No time zone is called “UTC+5:30”. Did you mean Asia/Kolkata, Asia/",
        ),
        ({"weekdays": "Someday"}, "“Someday” does not name weekdays. Write weekdays, Mon-Fri or"),
        ({"topics": "qqqqq"}, "No topic has a name like “qqqqq”."),
        ({"kinds": "formula"}, "No fact fits these filters. Kinds here: claim"),
        ({"sites": "elsewhere.example"}, "Sites here: "),
        ({"publish": True}, "is not an announcement channel"),
        ({"kinds": "quote", "topics": "night shifts"}, "No fact fits these filters"),
    ],
)
async def test_an_error_says_what_to_do(
    world: World, given: dict[str, object], message: str
) -> None:
    answer = await set_up(world, **given)
    assert answer.ephemeral
    assert message in text_of(answer).replace("`", "")
    assert "There are none yet" in text_of(await run_daily(world, "list"))


async def test_missing_permissions_are_named_when_adding(world: World) -> None:
    role = world.server.create_role("readers")
    world.forbid("send_messages", "create_public_threads", "pin_messages", "mention_everyone")
    answer = await set_up(world, thread=True, pin=True, role=role)
    assert (
        "I am missing **Send Messages**, **Create Public Threads**, **Pin Messages**, "
        "**Mention @everyone, @here, and All Roles**."
    ) in text_of(answer)
    answer = await set_up(world)
    assert "I am missing **Send Messages**." in text_of(answer)
    world.forbid("read_message_history")
    assert "I am missing **Read Message History**." in text_of(await set_up(world))
    world.forbid()
    assert "## Set up" in text_of(await set_up(world))


_MAY_NOT_PING = "you are missing **Mention @everyone, @here, and All Roles** there"


async def test_a_schedule_pings_no_role_that_its_creator_may_not_ping(world: World) -> None:
    everybodys = world.server.create_role("readers", mentionable=True)
    closed = world.server.create_role("board")
    world.forbid_manager("mention_everyone")
    refused = await set_up(world, role=closed)
    assert f"It would ping <@&{closed.id}> in <#{world.channel.id}>" in text_of(refused)
    assert _MAY_NOT_PING in text_of(refused)
    assert "There are none yet" in text_of(await run_daily(world, "list"))
    assert "## Set up" in text_of(await set_up(world, role=everybodys))
    assert _MAY_NOT_PING in text_of(await run_daily(world, "edit", role=closed))
    world.forbid_manager()
    assert "## Changed" in text_of(await run_daily(world, "edit", role=closed))


async def test_a_ping_set_up_by_another_manager_cannot_be_edited_moved_or_repeated(
    world: World,
) -> None:
    elsewhere = world.server.create_text_channel("elsewhere")
    closed = world.server.create_role("board")
    await set_up(world, role=closed)
    for channel in (world.channel, elsewhere):
        world.forbid_manager("mention_everyone", channel=channel)
    assert _MAY_NOT_PING in text_of(await run_daily(world, "edit", channel=elsewhere))
    assert _MAY_NOT_PING in text_of(await run_daily(world, "post"))
    assert world.posts() == []
    for change in ({"title": "Nap of the day"}, {"time": "10:00"}, {"topics": "pn"}):
        assert _MAY_NOT_PING in text_of(await run_daily(world, "edit", **change))
    moved = await run_daily(world, "edit", channel=elsewhere, role=world.server.default_role)
    assert "a ping" not in text_of(moved)


async def test_an_announcement_is_published(world: World) -> None:
    news = world.server.create_news_channel("news")
    await set_up(world, channel=news, publish=True)
    await world.pass_until(NINE)
    (post,) = world.posts(news)
    last = world.env.http_requests[-1]
    assert last.path == f"/channels/{news.id}/messages/{post.id}/crosspost"


async def test_a_post_mentions_only_the_role_of_its_schedule(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed: list[dict[str, object]] = []
    send = discord.http.HTTPClient.send_message

    def record_send(
        http: object, channel: object, *, params: discord.http.MultipartParameters
    ) -> object:
        assert params.payload
        allowed.append(params.payload["allowed_mentions"])
        return send(http, channel, params=params)  # type: ignore[arg-type]

    monkeypatch.setattr(discord.http.HTTPClient, "send_message", record_send)
    role = world.server.create_role("readers")
    await set_up(world)
    await set_up(world, role=role, time="10:00")
    await world.pass_until(NINE + timedelta(hours=1))
    assert allowed == [{"parse": []}, {"parse": [], "roles": [role.id]}]


async def test_removing_asks_first(world: World) -> None:
    await set_up(world)
    confirmation = await run_daily(world, "remove")
    assert "## Remove this fact of the day?" in text_of(confirmation)
    kept = await press(world.manager, confirmation, "Keep it")
    assert "## Next: Fact of the day" in text_of(kept)
    confirmation = await run_daily(world, "remove")
    removed = await press(world.manager, confirmation, "Remove it")
    assert "## Removed" in text_of(removed)
    assert "There are none yet" in text_of(await run_daily(world, "list"))
    await world.pass_until(NINE)
    assert world.posts() == []


async def test_an_offset_zone_is_shown_as_users_write_it(world: World) -> None:
    (offered, *_) = await world.manager.autocomplete(world.channel, "daily add", "zone", "UTC+2")
    assert (offered["name"], offered["value"]) == ("UTC+2", "Etc/GMT-2")
    shown = await set_up(world, time="11:00", zone=offered["value"])
    assert "At **11:00** UTC+2, every day" in text_of(shown)
    assert f"- <t:{int(NINE.timestamp())}:F>" in text_of(shown)
    listed, preview = await run_daily(world, "list"), await run_daily(world, "preview")
    assert "at **11:00** UTC+2, every day" in text_of(listed)
    assert list(options(listed, "Preview a schedule…")) == [
        "1 · Fact of the day · 11:00 UTC+2 · every day"
    ]
    assert "at **11:00** UTC+2, every day" in text_of(preview)
    assert "UTC+2" in text_of(await run_daily(world, "remove"))


async def test_one_of_several_schedules_is_chosen(world: World) -> None:
    await set_up(world)
    await set_up(world, time="21.30", title="Good night")
    unclear = await run_daily(world, "pause")
    assert "Which one? Choose it in the option schedule" in text_of(unclear).replace("`", "")
    paused = await run_daily(world, "pause", schedule="2")
    assert "**Good night**" in text_of(paused)
    assert "1 · Fact of the day" not in text_of(await run_daily(world, "resume", schedule="night"))
    offered = await world.manager.autocomplete(world.channel, "daily pause", "schedule", "")
    assert [each["value"] for each in offered] == ["1", "2"]
    assert offered[1]["name"] == "2 · Good night · 21:30 UTC · every day"
    listed = await run_daily(world, "list")
    assert "2 schedules" in text_of(listed)
    assert list(options(listed, "Preview a schedule…")) == [each["name"] for each in offered]


async def test_digits_name_a_schedule_only_by_its_number(world: World) -> None:
    await set_up(world)
    for name in ("skip", "pause", "remove"):
        assert "Which one?" in text_of(await run_daily(world, name, schedule="9"))
    assert "## Paused" in text_of(await run_daily(world, "pause", schedule="9:00"))


@pytest.mark.parametrize(
    ("option", "typed", "offered"),
    [
        ("zone", "berlin", "Europe/Berlin"),
        ("zone", "utc", "UTC"),
        ("zone", "utc+05:30", "Asia/Kolkata"),
        ("weekdays", "week", "weekdays"),
        ("kinds", "claim, quo", "claim, quote"),
        ("topics", "power naps, nigth", "power naps, night shifts"),
        ("sites", "naps.e", "naps.example"),
    ],
)
async def test_options_have_autocomplete(
    world: World, option: str, typed: str, offered: str
) -> None:
    choices = await world.manager.autocomplete(world.channel, "daily add", option, typed)
    assert choices[0]["value"] == offered


async def test_any_removes_a_limit(world: World) -> None:
    role = world.server.create_role("readers", mentionable=True)
    await set_up(world, kinds="quote", title="Quote", role=role, thread=True)
    answer = await run_daily(
        world, "edit", kinds="any", title="none", role=world.server.default_role, thread=False
    )
    assert "Only kinds" not in text_of(answer)
    assert "**Fact of the day**" in text_of(answer)
    assert "With" not in text_of(answer)


async def test_only_managers_are_offered_the_command(world: World) -> None:
    assert "daily add" in world.manager.available_commands(world.channel)
    assert "daily add" not in world.reader.available_commands(world.channel)
    helped = await world.reader.slash(world.channel, "help")
    assert "/daily" in markdown_of(helped)


async def test_a_button_of_another_version_says_so(world: World) -> None:
    await set_up(world)
    await world.pass_until(NINE)
    (post,) = world.posts()
    (why,) = [each for name, each in buttons(post).items() if name == "Why this one?"]
    stored = world.env.backend.messages[world.channel.id][post.id]
    text = str(why["custom_id"])
    for row in stored.components[0]["components"]:
        for part in row.get("components", []):
            if part.get("custom_id") == text:
                part["custom_id"] = text.replace(".W|", ".W|?")
    answer = await press(world.reader, post, "Why this one?")
    assert "This control belongs to another version of Footnote." in text_of(answer)
