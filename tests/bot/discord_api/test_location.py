"""What is seen from where: servers, direct messages, servers the bot was brought along to."""

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
def brought(world: World, ours: None, monkeypatch: pytest.MonkeyPatch) -> World:  # noqa: ARG001
    """Let a person have installed the bot for themselves, in a server that has not."""
    monkeypatch.setattr(discord.Interaction, "is_user_integration", lambda _: True)
    monkeypatch.setattr(discord.Interaction, "is_guild_integration", lambda _: False)
    return world


@pytest.mark.usefixtures("ours")
async def test_a_server_sees_its_own_facts(world: World) -> None:
    answer = await world.reader.slash(world.channel, "search", text="owls hunting")
    assert "Owls hunt by night." in text_of(answer).replace("**", "")


async def test_a_user_install_sees_only_the_shared_facts(brought: World) -> None:
    answer = await brought.reader.slash(brought.channel, "search", text="owls hunting")
    assert "No fact matches" in text_of(answer)
    answer = await brought.reader.slash(brought.channel, "compare", first="pn", second="owls")
    assert "No topic has a name like “owls”" in text_of(answer)
    message = await brought.other.send(brought.channel, "Owls hunt by night, do they?")
    found = await brought.reader.context_menu(brought.channel, "Find facts", message)
    assert "No fact relates" in text_of(found)


async def test_a_user_install_can_share_without_a_bot_member(
    brought: World,
) -> None:
    message = await brought.other.send(brought.channel, "Long naps leave people drowsy.")
    found = await brought.reader.context_menu(brought.channel, "Find facts", message)
    shared = await press(brought.reader, found, "Share here")
    (card,) = shared.followups
    assert not card.ephemeral
    assert "Long naps leave people drowsy." in text_of(card)
    assert not [each for each in brought.env.http_requests if each.path.endswith("/messages")][1:]


READING: tuple[tuple[str, dict[str, object], str], ...] = (
    ("topic", {"name": "pn"}, "## power naps"),
    ("topics", {}, "## Topics"),
    ("sources", {}, "## Sources"),
    ("search", {"text": "coffee"}, "## Search: coffee"),
    ("random", {}, "## A random fact"),
    ("fact", {"id": 1}, "## Fact 1"),
    ("compare", {"first": "pn", "second": "night shifts"}, "## power naps and night shifts"),
    ("help", {}, "## How to use Footnote"),
    ("about", {}, "## Footnote"),
)


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize(("command", "options", "told"), READING)
async def test_every_reading_command_works_in_direct_messages(
    world: World, command: str, options: dict[str, object], told: str
) -> None:
    user = world.env.create_user("stranger")
    answer = await user.slash(command, **options)
    assert told in text_of(answer)
    assert "owls" not in text_of(answer).casefold()
    if "Cite all" in buttons(answer):
        assert answer.response
        cited = await user.click(
            answer.response, custom_id=buttons(answer)["Cite all"]["custom_id"]
        )
        assert "## Citations" in text_of(cited)
