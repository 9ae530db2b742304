"""Telling Discord which commands there are, when they changed since it was last told."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord
from discord import app_commands

_log: Final = logging.getLogger(__name__)
_UNORDERED: Final = ("contexts", "integration_types")


async def register(tree: app_commands.CommandTree[Any], development_server: int | None) -> None:
    """Register the commands everywhere, or in one server alone, where they change at once.

    Where Discord refuses, the bot goes on with the commands that are registered already.
    """
    server = discord.Object(development_server) if development_server else None
    if server:
        tree.copy_global_to(guild=server)
    try:
        if is_told(await _registered(tree, server), _offered(tree, server)):
            _log.info("The commands are registered as they are.")
            return
        await tree.sync(guild=server)
        _log.info("The commands were registered anew.")
    except discord.HTTPException as error:
        _log.error("The commands could not be registered: %s", error)


def is_told(registered: Sequence[Mapping[str, Any]], offered: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether what Discord has registered is what is offered, as far as that says anything.

    What is missing, null, false or empty is the same: Discord leaves out what is its default.
    """
    by_name = {command["name"]: command for command in registered}
    return len(registered) == len(offered) and all(
        _agrees(command, by_name.get(command["name"])) for command in offered
    )


def _agrees(ours: Any, theirs: Any) -> bool:  # noqa: ANN401 (JSON)
    if isinstance(ours, Mapping):
        known: Any = theirs if isinstance(theirs, Mapping) else {}
        return all(_agrees(*_in_order(key, ours[key], known.get(key))) for key in ours)
    if isinstance(ours, list) and ours:
        others: Any = theirs or []
        return len(ours) == len(others) and all(map(_agrees, ours, others))
    return bool(ours == theirs or (not ours and not theirs))


def _in_order(key: str, ours: Any, theirs: Any) -> tuple[Any, Any]:  # noqa: ANN401 (JSON)
    if key in _UNORDERED:
        return sorted(ours or []), sorted(theirs or [])
    return ours, theirs


async def _registered(tree: app_commands.CommandTree[Any], server: discord.Object | None) -> Any:  # noqa: ANN401 (JSON)
    client = tree.client
    assert client.application_id is not None  # noqa: S101 (known since login)
    if server:
        return await client.http.get_guild_commands(client.application_id, server.id)
    return await client.http.get_global_commands(client.application_id)


def _offered(
    tree: app_commands.CommandTree[Any], server: discord.Object | None
) -> list[Mapping[str, Any]]:
    return [command.to_dict(tree) for command in tree.get_commands(guild=server)]
