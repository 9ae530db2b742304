"""From a manager's options to a checked plan."""

import datetime
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

import discord

from bot.daily.errors import ChannelUnusable
from bot.daily.plan_rights import ServerContext, check_bot, check_user
from bot.daily.queries import PlanInput
from bot.queries.unresolved import parse_topic_choice
from bot.ui.choice_labels import find_labelled_topic
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


async def build_plan(
    options: PlanInput, read_filter: ReadFilter, old: Plan | None, server: ServerContext
) -> Plan:
    """Return the plan that the options ask for.

    Options left out stay as they were. Raises TimeUnclear, WeekdaysUnclear, ZoneUnknown,
    TopicNotFound, NoFactMatches, ChannelUnusable, UserPermissionsMissing, PingNotAllowed,
    NotAnnouncementChannel or PermissionsMissing.
    """
    timing = _read_timing(options, old.timing if old else None, server.now)
    old_filter = old.fact_filter if old else FactFilter()
    fact_filter = await read_filter(lambda library: _build_filter(options, library, old_filter))
    channel = _choose_channel(options, old, server)
    base = old or Plan(channel.id, timing)
    plan = _apply_options(
        options, replace(base, channel=channel.id, timing=timing, fact_filter=fact_filter)
    )
    check_user(plan, server)
    check_bot(plan, channel)
    return plan


def split_list(words: str) -> list[str]:
    """Return the items of a list separated by commas."""
    return [part for part in _COMMA.split(words.strip()) if part]


def _read_timing(options: PlanInput, old: Timing | None, now: datetime.datetime) -> Timing:
    """Return when to post.

    A new schedule requires a time and a zone.
    """
    if old is None:
        old = Timing(parse_time(options.time or ""), resolve_zone(options.zone or "", now))
    return Timing(
        old.at if options.time is None else parse_time(options.time),
        old.zone if options.zone is None else resolve_zone(options.zone, now),
        old.weekdays if options.weekdays is None else parse_weekdays(options.weekdays),
    )


def _choose_channel(
    options: PlanInput, old: Plan | None, server: ServerContext
) -> discord.TextChannel:
    """Return where to post: the option, the old or the current channel."""
    channel = options.channel or (server.channel(old.channel) if old else server.here)
    if not isinstance(channel, discord.TextChannel):
        raise ChannelUnusable
    return channel


def _build_filter(options: PlanInput, library: Library, old: FactFilter) -> FactFilter:
    topics, kinds, sites = old.topics, old.kinds, old.sites
    if options.topics is not None:
        topics = () if _is_any(options.topics) else _resolve_topics(options.topics, library)
    if options.kinds is not None:
        kinds = () if _is_any(options.kinds) else _resolve_kinds(options.kinds, library)
    if options.sites is not None:
        sites = () if _is_any(options.sites) else _resolve_sites(options.sites, library)
    return FactFilter(topics, kinds, sites)


def _is_any(words: str) -> bool:
    return words.strip().lower() in _NO_LIMIT_WORDS


def _resolve_topics(words: str, library: Library) -> tuple[TopicId, ...]:
    """Return the listed topics, or one topic whose name or label has commas."""
    if len(split_list(words)) == 1:
        return (_resolve_topic(words, library),)
    if labelled := find_labelled_topic(words, library):
        return (labelled,)
    with suppress(TopicNotFound):
        whole = library.find(words)
        if whole.is_exact:
            return (whole.topic,)
    return tuple(dict.fromkeys(_resolve_topic(part, library) for part in split_list(words)))


def _resolve_topic(words: str, library: Library) -> TopicId:
    choice = parse_topic_choice(words)
    if choice is not None and library.has_topic(choice):
        return choice
    return find_labelled_topic(words, library) or library.find(words).topic


def _resolve_kinds(words: str, library: Library) -> tuple[Kind, ...]:
    existing = {each.name for each in library.autocomplete.kinds()}
    names = tuple(dict.fromkeys(Kind(part.lower()) for part in split_list(words)))
    _check_names(set(names), existing, library)
    return names


def _resolve_sites(words: str, library: Library) -> tuple[str, ...]:
    existing = {each.name for each in library.autocomplete.sites()}
    names = tuple(dict.fromkeys(normalize_site(part) or part for part in split_list(words)))
    _check_names(set(names), existing, library)
    return names


def _check_names(names: set[Kind] | set[str], existing: set[str], library: Library) -> None:
    if not names or not names <= existing:
        kinds = library.autocomplete.kinds()
        sites = library.autocomplete.sites()
        raise NoFactMatches(tuple(each.name for each in kinds), tuple(each.name for each in sites))


def _apply_options(options: PlanInput, plan: Plan) -> Plan:
    """Return a plan with the remaining options.

    The role @everyone means no role.
    """
    role = plan.role
    if options.role is not None:
        role = None if options.role.is_default() else options.role.id
    title = plan.title if options.title is None else options.title.strip() or None
    if title and title.lower() in _NO_LIMIT_WORDS:
        title = None
    late = plan.catch_up if options.late is None else datetime.timedelta(hours=options.late)
    return replace(
        plan,
        role=role,
        title=title,
        catch_up=late,
        thread=plan.thread if options.thread is None else options.thread,
        pin=plan.pin if options.pin is None else options.pin,
        publish=plan.publish if options.publish is None else options.publish,
    )
