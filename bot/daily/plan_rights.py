"""What a plan requires of the user and of the bot in its channel."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import discord

from bot.daily.errors import (
    NotAnnouncementChannel,
    PermissionsMissing,
    PingNotAllowed,
    UserPermissionsMissing,
)
from bot.discord_api.permissions import missing_permissions
from bot.discord_api.user_permissions import (
    can_ping,
    missing_user_permissions,
)
from facts.daily.schedule import Plan, Schedule


@dataclass(frozen=True, slots=True)
class ServerContext:
    """The server of a command, and the current time."""

    interaction: discord.Interaction[Any]
    now: datetime.datetime

    @property
    def here(self) -> object:
        """The channel of the command."""
        return self.interaction.channel

    def channel(self, number: int) -> object:
        """Return a cached channel by its id, or None."""
        return self.interaction.guild and self.interaction.guild.get_channel(number)


def check_user(plan: Plan, server: ServerContext) -> None:
    """Raise if the user may not post in the plan's channel as the plan does.

    The bot posts for a user what the user could post. Raises UserPermissionsMissing or
    PingNotAllowed. A deleted channel has no permissions.
    """
    channel, member = server.channel(plan.channel), server.interaction.user
    if not isinstance(channel, discord.abc.GuildChannel):
        return
    names = missing_user_permissions(
        member, channel, thread=plan.thread, pin=plan.pin, publish=plan.publish
    )
    if names:
        raise UserPermissionsMissing(plan.channel, names)
    if plan.role is not None and not can_ping(member, channel, plan.role):
        raise PingNotAllowed(plan.role, plan.channel)


def check_bot(plan: Plan, channel: discord.TextChannel) -> None:
    """Raise NotAnnouncementChannel or PermissionsMissing if the bot cannot post."""
    if plan.publish and not channel.is_news():
        raise NotAnnouncementChannel(channel.id)
    names = missing_permissions(channel, thread=plan.thread, pin=plan.pin, role=plan.role)
    if names:
        raise PermissionsMissing(channel.id, names)


def visible_schedules(
    schedules: Iterable[Schedule], hidden: frozenset[int]
) -> tuple[Schedule, ...]:
    """Return the schedules that exist for a user: those of channels that are not hidden."""
    return tuple(each for each in schedules if each.plan.channel not in hidden)
