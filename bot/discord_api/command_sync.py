"""Registration of the commands at Discord, only when they have changed."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord
from discord import app_commands

from bot.discord_api.errors import OUTAGES, summarize_error

_log: Final = logging.getLogger(__name__)
_GLOBAL_ONLY_KEYS: Final = frozenset({"contexts", "integration_types"})
"""Keys that Discord stores for global commands only, not for those of one server."""
COMPARED_KEYS: Final = _GLOBAL_ONLY_KEYS | frozenset(
    """
    name description type options required choices value channel_types autocomplete
    min_value max_value min_length max_length nsfw default_member_permissions
    """.split()
)
"""The keys that define a command. Discord adds ids, versions and an outdated `dm_permission`."""
Json = Mapping[str, Any]


async def sync_commands(
    tree: app_commands.CommandTree[Any], development_server: int | None
) -> None:
    """Register the commands globally or in one server.

    In one server, changes apply at once. If Discord refuses, the bot continues with the commands
    that are registered already.
    """
    server = discord.Object(development_server) if development_server else None
    place = f"in server {server.id}" if server else "everywhere"
    if server:
        tree.copy_global_to(guild=server)
    try:
        if is_synced(
            await _fetch_registered(tree, server), _local_commands(tree, server), alone=bool(server)
        ):
            _log.info("The commands are registered %s as they are.", place)
            return
        synced = await tree.sync(guild=server)
        _log.info("%d commands were registered %s.", len(synced), place)
    except OUTAGES as error:
        _log.error("The commands could not be registered %s: %s", place, summarize_error(error))


def is_synced(registered: Sequence[Json], offered: Sequence[Json], *, alone: bool = False) -> bool:
    """Return whether the registered commands equal the offered ones.

    `alone` says that they are those of one server. A missing key equals null, false and empty:
    Discord leaves out defaults.
    """
    keys = COMPARED_KEYS - _GLOBAL_ONLY_KEYS if alone else COMPARED_KEYS
    return _index_by_name(registered, keys) == _index_by_name(offered, keys)


def _index_by_name(commands: Sequence[Json], keys: frozenset[str]) -> dict[tuple[int, str], Any]:
    return {(each["type"], each["name"]): _strip_defaults(each, keys) for each in commands}


def _strip_defaults(value: Any, keys: frozenset[str]) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(value, Mapping):
        kept = {key: value[key] for key in keys & value.keys() if not _is_default(value[key])}
        return {key: _strip_defaults(_normalize(key, kept[key]), keys) for key in kept}
    return [_strip_defaults(each, keys) for each in value] if isinstance(value, list) else value


def _is_default(value: Any) -> bool:  # noqa: ANN401 (JSON)
    """Return whether a value is a default.

    Zero is not: it can be the minimum of an option.
    """
    return value is None or value is False or value in ("", [], {})


def _normalize(key: str, value: Any) -> Any:  # noqa: ANN401 (JSON)
    if key in _GLOBAL_ONLY_KEYS:
        return sorted(value)
    return str(value) if key == "default_member_permissions" else value


async def _fetch_registered(
    tree: app_commands.CommandTree[Any], server: discord.Object | None
) -> Sequence[Any]:
    client: discord.Client = tree.client
    assert client.application_id is not None  # noqa: S101 (known since login)
    if server:
        return await client.http.get_guild_commands(client.application_id, server.id)
    return await client.http.get_global_commands(client.application_id)


def _local_commands(
    tree: app_commands.CommandTree[Any], server: discord.Object | None
) -> list[Json]:
    return [command.to_dict(tree) for command in tree.get_commands(guild=server)]
