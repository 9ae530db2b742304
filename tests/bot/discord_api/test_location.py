"""Which facts are visible where: servers, direct messages, user installs."""

import discord
import pytest

from facts.model.entities import LibraryId
from tests.support.builders import add, fact_draft
from tests.support.world import World, buttons, press, text_of


@pytest.fixture
async def ours(world: World) -> None:
    owls = fact_draft("Owls hunt by night.", topics=("owls", "power naps"))
    await add(world.store, owls, library=LibraryId(world.server.id))


@pytest.fixture
def user_world(world: World, ours: None, monkeypatch: pytest.MonkeyPatch) -> World:  # noqa: ARG001 (`ours` adds facts)
    """Install the bot for users only, in a server without it."""
    monkeypatch.setattr(discord.Interaction, "is_user_integration", lambda _: True)
    monkeypatch.setattr(discord.Interaction, "is_guild_integration", lambda _: False)
    return world


@pytest.mark.usefixtures("ours")
async def test_a_server_sees_its_own_facts(world: World) -> None:
    answer = await world.reader.slash(world.channel, "search", text="owls hunting")
    assert "Owls hunt by night." in text_of(answer).replace("**", "")


async def test_a_user_install_sees_only_the_shared_facts(user_world: World) -> None:
    answer = await user_world.reader.slash(user_world.channel, "search", text="owls hunting")
    assert "No fact matches" in text_of(answer)
    answer = await user_world.reader.slash(user_world.channel, "compare", first="pn", second="owls")
    assert "No topic has a name like “owls”" in text_of(answer)
    message = await user_world.other.send(user_world.channel, "Owls hunt by night, do they?")
    found = await user_world.reader.context_menu(user_world.channel, "Find facts", message)
    assert "No fact relates" in text_of(found)


async def test_a_user_install_can_share_without_a_bot_member(
    user_world: World,
) -> None:
    message = await user_world.other.send(user_world.channel, "Long naps leave people drowsy.")
    found = await user_world.reader.context_menu(user_world.channel, "Find facts", message)
    shared = await press(user_world.reader, found, "Share here")
    (card,) = shared.followups
    assert not card.ephemeral
    assert "Long naps leave people drowsy." in text_of(card)
    assert not [each for each in user_world.env.http_requests if each.path.endswith("/messages")][
        1:
    ]


READING: tuple[tuple[str, dict[str, object], str], ...] = (
    ("topic", {"name": "pn"}, "## power naps"),
    ("topics", {}, "## Topics"),
    ("sources", {}, "## Sources"),
    ("search", {"text": "coffee"}, "## Search: coffee"),
    ("random", {}, " · 1 of 9\n"),
    ("fact", {"id": "1"}, "-# #1 · "),
    ("compare", {"first": "pn", "second": "night shifts"}, "## power naps and night shifts"),
    ("help", {}, "## How to use Footnote"),
    ("about", {}, "## Footnote"),
)


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize(("command", "options", "text"), READING)
async def test_every_reading_command_works_in_direct_messages(
    world: World, command: str, options: dict[str, object], text: str
) -> None:
    user = world.env.create_user("stranger")
    answer = await user.slash(command, **options)
    assert text in text_of(answer)
    assert "owls" not in text_of(answer).casefold()
    if "Cite all" in buttons(answer):
        assert answer.response
        cited = await user.click(
            answer.response, custom_id=buttons(answer)["Cite all"]["custom_id"]
        )
        assert "## Citations" in text_of(cited)
