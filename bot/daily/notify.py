"""Direct messages to the managers of a server."""

import logging
from typing import Final

import aiohttp
import discord
from discord import ui

from bot.discord_api.errors import summarize_error
from facts.daily.schedule import Schedule

_log: Final = logging.getLogger(__name__)


async def notify_managers(client: discord.Client, schedule: Schedule, news: ui.LayoutView) -> None:
    """Notify the creator of a schedule, or else the system channel."""
    try:
        creator = await client.fetch_user(schedule.made_by)
        await creator.send(view=news)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        reason = summarize_error(error)
        _log.info("The creator of schedule %d cannot be notified: %s", schedule.id, reason)
        await _notify_server(client, schedule, news)


async def _notify_server(client: discord.Client, schedule: Schedule, news: ui.LayoutView) -> None:
    server = client.get_guild(schedule.server)
    channel = server.system_channel if server else None
    if channel is None or not channel.permissions_for(channel.guild.me).send_messages:
        _log.warning("Nobody in server %d can be notified", schedule.server)
        return
    try:
        await channel.send(view=news)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        _log.warning("Server %d cannot be notified: %s", schedule.server, summarize_error(error))
