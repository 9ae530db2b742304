"""From the options of a manager to a plan: read, completed from the old plan, checked."""

import datetime
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

import discord

from bot.daily.errors import (
    ChannelUnusable,
    NotAnnouncementChannel,
    PermissionsMissing,
    PingNotAllowed,
)
from bot.daily.queries import PlanInput
from bot.discord_api.permissions import can_ping, missing_permissions
from bot.queries.unresolved import parse_topic_choice
from facts.clock.due_dates import Timing
from facts.clock.parse_times import parse_time
from facts.clock.parse_weekdays import parse_weekdays
from facts.clock.time_zones import resolve_zone
from facts.daily.schedule import FactFilter, Plan
from facts.library.library import Library
from facts.model.entities import Kind, TopicId
from facts.model.errors import NoFactMatches, TopicNotFound
from facts.text.sites import normalize_site

_NO_LIMIT_WORDS: Final = frozenset({"any", "all", "none", "-"})
"""Words that remove a limit."""
ReadFilter = Callable[[Callable[[Library], FactFilter]], Awaitable[FactFilter]]
"""Reads a filter from the library, in another thread."""
_COMMA: Final = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class ServerContext:
    """The server of a command, and the time."""

    interaction: discord.Interaction[Any]
    now: datetime.datetime

    @property
    def here(self) -> object:
        """The channel of the command."""
        return self.interaction.channel

    def channel(self, number: int) -> object:
        """Return a channel by its id, None if it is not in the cache."""
        return self.interaction.guild and self.interaction.guild.get_channel(number)


async def build_plan(
    given: PlanInput, read_filter: ReadFilter, before: Plan | None, server: ServerContext
) -> Plan:
    """Return the plan that a manager asks for; options left out stay as they were.

    Raises TimeUnclear, WeekdaysUnclear, ZoneUnknown, TopicNotFound, NoFactMatches, ChannelUnusable,
    NotAnnouncementChannel, PingNotAllowed or PermissionsMissing.
    """
    timing = _read_timing(given, before.timing if before else None, server.now)
    old_filter = before.fact_filter if before else FactFilter()
    fact_filter = await read_filter(lambda library: _build_filter(given, library, old_filter))
    channel = _choose_channel(given, before, server)
    base = before or Plan(channel.id, timing)
    plan = _apply_options(
        given, replace(base, channel=channel.id, timing=timing, fact_filter=fact_filter)
    )
    _check_channel(channel, plan)
    if before is None or (plan.role, plan.channel) != (before.role, before.channel):
        check_ping(plan, server)
    return plan


def check_ping(plan: Plan, server: ServerContext) -> None:
    """Raise PingNotAllowed if the user may not ping the plan's role in its channel."""
    channel = server.channel(plan.channel)
    if plan.role is None or not isinstance(channel, discord.abc.GuildChannel):
        return
    if not can_ping(server.interaction.user, channel, plan.role):
        raise PingNotAllowed(plan.role, plan.channel)


def split_list(words: str) -> list[str]:
    """Return the items of a list separated by commas."""
    return [part for part in _COMMA.split(words.strip()) if part]


def _read_timing(given: PlanInput, before: Timing | None, now: datetime.datetime) -> Timing:
    """Return when to post; a new schedule requires a time and a zone."""
    if before is None:
        before = Timing(parse_time(given.time or ""), resolve_zone(given.zone or "", now))
    return Timing(
        before.at if given.time is None else parse_time(given.time),
        before.zone if given.zone is None else resolve_zone(given.zone, now),
        before.weekdays if given.weekdays is None else parse_weekdays(given.weekdays),
    )


def _choose_channel(
    given: PlanInput, before: Plan | None, server: ServerContext
) -> discord.TextChannel:
    """Return where to post; by default the old channel, or for a new plan the current one."""
    channel = given.channel or (server.channel(before.channel) if before else server.here)
    if not isinstance(channel, discord.TextChannel):
        raise ChannelUnusable
    return channel


def _build_filter(given: PlanInput, library: Library, before: FactFilter) -> FactFilter:
    topics, kinds, sites = before.topics, before.kinds, before.sites
    if given.topics is not None:
        topics = () if _is_any(given.topics) else _resolve_topics(given.topics, library)
    if given.kinds is not None:
        kinds = () if _is_any(given.kinds) else _resolve_kinds(given.kinds, library)
    if given.sites is not None:
        sites = () if _is_any(given.sites) else _resolve_sites(given.sites, library)
    return FactFilter(topics, kinds, sites)


def _is_any(words: str) -> bool:
    return words.strip().lower() in _NO_LIMIT_WORDS


def _resolve_topics(words: str, library: Library) -> tuple[TopicId, ...]:
    """Return the topics of a list, or the one topic whose name contains commas."""
    if len(split_list(words)) == 1:
        return (_resolve_topic(words, library),)
    with suppress(TopicNotFound):
        whole = library.find(words)
        if whole.is_exact:
            return (whole.topic,)
    return tuple(dict.fromkeys(_resolve_topic(part, library) for part in split_list(words)))


def _resolve_topic(words: str, library: Library) -> TopicId:
    known = parse_topic_choice(words)
    if known is not None and library.has_topic(known):
        return known
    return library.find(words).topic


def _resolve_kinds(words: str, library: Library) -> tuple[Kind, ...]:
    known = {each.name for each in library.autocomplete.kinds()}
    meant = tuple(dict.fromkeys(Kind(part.lower()) for part in split_list(words)))
    _check_known(set(meant), known, library)
    return meant


def _resolve_sites(words: str, library: Library) -> tuple[str, ...]:
    known = {each.name for each in library.autocomplete.sites()}
    meant = tuple(dict.fromkeys(normalize_site(part) or part for part in split_list(words)))
    _check_known(set(meant), known, library)
    return meant


def _check_known(meant: set[Kind] | set[str], known: set[str], library: Library) -> None:
    if not meant or not meant <= known:
        kinds = library.autocomplete.kinds()
        sites = library.autocomplete.sites()
        raise NoFactMatches(tuple(each.name for each in kinds), tuple(each.name for each in sites))


def _apply_options(given: PlanInput, plan: Plan) -> Plan:
    """Return a plan with the remaining options. The role @everyone means no role."""
    role = plan.role if given.role is None else None if given.role.is_default() else given.role.id
    title = plan.title if given.title is None else given.title.strip() or None
    if title and title.lower() in _NO_LIMIT_WORDS:
        title = None
    late = plan.catch_up if given.late is None else datetime.timedelta(hours=given.late)
    return replace(
        plan,
        role=role,
        title=title,
        catch_up=late,
        thread=plan.thread if given.thread is None else given.thread,
        pin=plan.pin if given.pin is None else given.pin,
        publish=plan.publish if given.publish is None else given.publish,
    )


def _check_channel(channel: discord.TextChannel, plan: Plan) -> None:
    if plan.publish and not channel.is_news():
        raise NotAnnouncementChannel(channel.id)
    names = missing_permissions(channel, thread=plan.thread, pin=plan.pin, role=plan.role)
    if names:
        raise PermissionsMissing(channel.id, names)
