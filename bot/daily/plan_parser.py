"""From what a manager typed to a plan: read, completed from the plan there was, and checked."""

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
"""Words that take a limit away again."""
ReadFilter = Callable[[Callable[[Library], FactFilter]], Awaitable[FactFilter]]
"""Reads a filter from the library, in another thread."""
_COMMA: Final = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class ServerContext:
    """Where a wish was said, and when."""

    interaction: discord.Interaction[Any]
    now: datetime.datetime

    @property
    def here(self) -> object:
        """The channel that it was said in."""
        return self.interaction.channel

    def channel(self, number: int) -> object:
        """Return a channel by its id, if it is known."""
        return self.interaction.guild and self.interaction.guild.get_channel(number)


async def build_plan(
    wish: PlanInput, read_filter: ReadFilter, before: Plan | None, server: ServerContext
) -> Plan:
    """Return the plan that is wished for; what is left out is as it was.

    Raises TimeUnclear, WeekdaysUnclear, ZoneUnknown, TopicNotFound, NoFactMatches, ChannelUnusable,
    NotAnnouncementChannel, PingNotAllowed or PermissionsMissing.
    """
    timing = _read_timing(wish, before.timing if before else None, server.now)
    kept = before.fact_filter if before else FactFilter()
    choice = await read_filter(lambda library: _build_filter(wish, library, kept))
    channel = _choose_channel(wish, before, server)
    base = before or Plan(channel.id, timing)
    plan = _apply_options(
        wish, replace(base, channel=channel.id, timing=timing, fact_filter=choice)
    )
    _check_channel(channel, plan)
    if before is None or (plan.role, plan.channel) != (before.role, before.channel):
        check_ping(plan, server)
    return plan


def check_ping(plan: Plan, server: ServerContext) -> None:
    """Raise PingNotAllowed if who asks may not ping the role of a plan where it posts."""
    channel = server.channel(plan.channel)
    if plan.role is None or not isinstance(channel, discord.abc.GuildChannel):
        return
    if not can_ping(server.interaction.user, channel, plan.role):
        raise PingNotAllowed(plan.role, plan.channel)


def split_list(words: str) -> list[str]:
    """Return the things of a list as people type it, parted by commas."""
    return [part for part in _COMMA.split(words.strip()) if part]


def _read_timing(wish: PlanInput, before: Timing | None, now: datetime.datetime) -> Timing:
    """Return the time that is wished for; a new schedule's wish has a time and a zone."""
    if before is None:
        before = Timing(parse_time(wish.time or ""), resolve_zone(wish.zone or "", now))
    return Timing(
        before.at if wish.time is None else parse_time(wish.time),
        before.zone if wish.zone is None else resolve_zone(wish.zone, now),
        before.weekdays if wish.weekdays is None else parse_weekdays(wish.weekdays),
    )


def _choose_channel(
    wish: PlanInput, before: Plan | None, server: ServerContext
) -> discord.TextChannel:
    """Return where posts go: where they went, or for a new plan where it is asked for."""
    channel = wish.channel or (server.channel(before.channel) if before else server.here)
    if not isinstance(channel, discord.TextChannel):
        raise ChannelUnusable
    return channel


def _build_filter(wish: PlanInput, library: Library, before: FactFilter) -> FactFilter:
    topics, kinds, sites = before.topics, before.kinds, before.sites
    if wish.topics is not None:
        topics = () if _is_any(wish.topics) else _resolve_topics(wish.topics, library)
    if wish.kinds is not None:
        kinds = () if _is_any(wish.kinds) else _resolve_kinds(wish.kinds, library)
    if wish.sites is not None:
        sites = () if _is_any(wish.sites) else _resolve_sites(wish.sites, library)
    return FactFilter(topics, kinds, sites)


def _is_any(words: str) -> bool:
    return words.strip().lower() in _NO_LIMIT_WORDS


def _resolve_topics(words: str, library: Library) -> tuple[TopicId, ...]:
    """Return the topics of a list, or the one whose name has commas in it."""
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
    there = {each.name for each in library.autocomplete.kinds()}
    meant = tuple(dict.fromkeys(Kind(part.lower()) for part in split_list(words)))
    _check_known(set(meant), there, library)
    return meant


def _resolve_sites(words: str, library: Library) -> tuple[str, ...]:
    there = {each.name for each in library.autocomplete.sites()}
    meant = tuple(dict.fromkeys(normalize_site(part) or part for part in split_list(words)))
    _check_known(set(meant), there, library)
    return meant


def _check_known(meant: set[Kind] | set[str], there: set[str], library: Library) -> None:
    if not meant or not meant <= there:
        kinds = library.autocomplete.kinds()
        sites = library.autocomplete.sites()
        raise NoFactMatches(tuple(each.name for each in kinds), tuple(each.name for each in sites))


def _apply_options(wish: PlanInput, plan: Plan) -> Plan:
    """Put the rest of a wish into a plan. The role of everybody stands for no role."""
    role = plan.role if wish.role is None else None if wish.role.is_default() else wish.role.id
    title = plan.title if wish.title is None else wish.title.strip() or None
    if title and title.lower() in _NO_LIMIT_WORDS:
        title = None
    late = plan.catch_up if wish.late is None else datetime.timedelta(hours=wish.late)
    return replace(
        plan,
        role=role,
        title=title,
        catch_up=late,
        thread=plan.thread if wish.thread is None else wish.thread,
        pin=plan.pin if wish.pin is None else wish.pin,
        publish=plan.publish if wish.publish is None else wish.publish,
    )


def _check_channel(channel: discord.TextChannel, plan: Plan) -> None:
    if plan.publish and not channel.is_news():
        raise NotAnnouncementChannel(channel.id)
    names = missing_permissions(channel, thread=plan.thread, pin=plan.pin, role=plan.role)
    if names:
        raise PermissionsMissing(channel.id, names)
