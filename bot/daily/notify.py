"""Telling those who manage a server what they should know, unasked and once."""

import logging
from typing import Final

import aiohttp
import discord
from discord import ui

from bot.discord_api.errors import summarize_error
from facts.daily.schedule import Schedule

_log: Final = logging.getLogger(__name__)


async def notify_managers(client: discord.Client, schedule: Schedule, news: ui.LayoutView) -> None:
    """Tell who set a schedule up, or else the server's system channel."""
    try:
        person = await client.fetch_user(schedule.made_by)
        await person.send(view=news)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        _log.info("Who set up schedule %d cannot be told: %s", schedule.id, summarize_error(error))
        await _notify_server(client, schedule, news)


async def _notify_server(client: discord.Client, schedule: Schedule, news: ui.LayoutView) -> None:
    server = client.get_guild(schedule.server)
    channel = server.system_channel if server else None
    if channel is None or not channel.permissions_for(channel.guild.me).send_messages:
        _log.warning("Nobody of server %d can be told of schedule %d", schedule.server, schedule.id)
        return
    try:
        await channel.send(view=news)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        _log.warning("Server %d cannot be told: %s", schedule.server, summarize_error(error))
