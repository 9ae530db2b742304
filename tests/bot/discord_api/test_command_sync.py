"""Commands are registered only if they have changed."""

import json
import logging
from collections.abc import AsyncIterator
from copy import deepcopy
from typing import Any

import pytest

from bot.app.client import BotSetup, Footnote
from bot.commands.extension import COMMANDS as LOOKUP_COMMANDS
from bot.curation.commands import library
from bot.curation.message_menu import save_as_fact
from bot.daily.commands import daily
from bot.discord_api.command_sync import COMPARED_KEYS, is_synced
from storage.store import SqliteStore
from tests.support.discord_api import DESCRIPTION, misfits
from tests.support.identity import APPLICATION, TOKEN, Json
from tests.support.standin import StandIn, redirect_discord, stand_in

COMMANDS = (*LOOKUP_COMMANDS, library, save_as_fact, daily)

SERVER = 333_333_333_333_333_333
EVERYWHERE = f"/applications/{APPLICATION}/commands"
IN_SERVER = f"/applications/{APPLICATION}/guilds/{SERVER}/commands"
OFFERED: Json = {
    "name": "topic",
    "description": "Show a topic.",
    "type": 1,
    "nsfw": False,
    "dm_permission": True,
    "default_member_permissions": 32,
    "contexts": [0, 1, 2],
    "integration_types": [0, 1],
    "options": [
        {"type": 3, "name": "name", "description": "Its name", "required": True},
        {"type": 4, "name": "page", "description": "Which", "required": False, "min_value": 0},
    ],
}
KEPT: Json = {
    "id": "1",
    "application_id": "2",
    "version": "3",
    "name_localizations": None,
    "name": "topic",
    "description": "Show a topic.",
    "type": 1,
    "default_member_permissions": "32",
    "contexts": [2, 0, 1],
    "integration_types": [1, 0],
    "options": [
        {"type": 3, "name": "name", "description": "Its name", "required": True, "choices": []},
        {"type": 4, "name": "page", "description": "Which", "min_value": 0, "max_value": None},
    ],
}


@pytest.fixture
async def discord_() -> AsyncIterator[StandIn]:
    async with stand_in() as opened:
        with redirect_discord(opened.port):
            yield opened


async def log_in(store: SqliteStore, development_server: int | None = None) -> None:
    async with Footnote(store, setup=BotSetup(development_server=development_server)) as bot:
        await bot.login(TOKEN)


def test_defaults_that_discord_omits_or_adds_are_no_change() -> None:
    assert is_synced([KEPT], [OFFERED])


@pytest.mark.parametrize(
    "change",
    [
        {"description": "Show topics."},
        {"name": "topics"},
        {"type": 3},
        {"nsfw": True},
        {"default_member_permissions": None},
        {"contexts": [0, 1]},
        {"options": []},
        {"options": OFFERED["options"][::-1]},
        {"options": OFFERED["options"][:1]},
        {"options": [OFFERED["options"][0] | {"autocomplete": True}, OFFERED["options"][1]]},
        {"options": [OFFERED["options"][0] | {"required": False}, OFFERED["options"][1]]},
    ],
)
def test_a_change_is_detected(change: Json) -> None:
    assert not is_synced([KEPT], [OFFERED | change])


@pytest.mark.parametrize("key", ["min_value", "required"])
def test_a_removed_property_of_an_option_is_a_change(key: str) -> None:
    offered = deepcopy(OFFERED)
    for option in offered["options"]:
        option.pop(key, None)
    assert not is_synced([KEPT], [offered])


def test_an_added_or_removed_command_is_a_change() -> None:
    assert not is_synced([], [OFFERED])
    assert not is_synced([KEPT], [])
    assert not is_synced([KEPT, KEPT | {"name": "old"}], [OFFERED])
    assert not is_synced([KEPT, KEPT | {"type": 2}], [OFFERED])
    assert is_synced([KEPT, KEPT | {"name": "new"}], [OFFERED | {"name": "new"}, OFFERED])


def test_contexts_are_ignored_for_the_commands_of_one_server() -> None:
    kept = KEPT | {"contexts": None, "integration_types": None}
    assert is_synced([kept], [OFFERED], alone=True)
    assert not is_synced([kept], [OFFERED])


async def test_every_property_sent_is_compared(store: SqliteStore) -> None:
    tree = Footnote(store).tree
    waiting: list[Any] = [command.to_dict(tree) for command in COMMANDS]
    keys: set[str] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            keys |= value.keys()
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    assert keys - COMPARED_KEYS == {"dm_permission"}


async def test_commands_are_registered_once_and_after_changes(
    discord_: StandIn, store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await log_in(store)
    assert discord_.count("PUT", EVERYWHERE) == 1
    assert {each["name"] for each in discord_.commands[None]} == {each.name for each in COMMANDS}
    await log_in(store)
    assert discord_.count("PUT", EVERYWHERE) == 1
    assert "registered everywhere as they are" in caplog.text
    discord_.commands[None][0]["description"] = "What it did before."
    await log_in(store)
    assert discord_.count("PUT", EVERYWHERE) == 2
    assert caplog.text.count(f"{len(COMMANDS)} commands were registered everywhere.") == 2


async def test_a_development_server_alone_gets_the_commands(
    discord_: StandIn, store: SqliteStore
) -> None:
    await log_in(store, SERVER)
    await log_in(store, SERVER)
    assert discord_.count("PUT", IN_SERVER) == 1
    assert discord_.count("PUT", EVERYWHERE) == 0
    assert len(discord_.commands[str(SERVER)]) == len(COMMANDS)


@pytest.mark.parametrize(
    ("method", "place", "status", "server"),
    [
        ("GET", IN_SERVER, 403, SERVER),
        ("PUT", IN_SERVER, 403, SERVER),
        ("GET", EVERYWHERE, 503, None),
        ("PUT", EVERYWHERE, 400, None),
    ],
)
async def test_the_bot_starts_even_if_discord_refuses_its_commands(
    discord_: StandIn,
    store: SqliteStore,
    caplog: pytest.LogCaptureFixture,
    method: str,
    place: str,
    status: int,
    server: int | None,
) -> None:
    discord_.failures[method, place] = status
    await log_in(store, server)
    (record,) = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert record.getMessage().startswith("The commands could not be registered")
    assert str(status) in record.getMessage()


@pytest.mark.skipif(not DESCRIPTION.exists(), reason="Discord's API description is not here")
def test_every_command_matches_discords_api_description(store: SqliteStore) -> None:
    tree = Footnote(store, shard_count=1).tree
    for command in tree.get_commands():
        undescribed = {
            "nsfw",
            "dm_permission",
        }  # only discord.py has these
        sent = {key: each for key, each in command.to_dict(tree).items() if key not in undescribed}
        assert misfits("ApplicationCommandUpdateRequest", sent) == [], command.name
        assert len(json.dumps(sent)) < 8_000
