"""Autocomplete of the options of `/daily`."""

import datetime
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from typing import Final

from discord.app_commands import Choice

from bot.answers.autocomplete import offer_topics
from bot.answers.client_protocol import Interaction, ignore_errors
from bot.daily.context import pick_schedule
from bot.daily.errors import ScheduleUnclear
from bot.daily.plan_parser import split_list
from bot.daily.schedule_text import DEFAULT_TITLE, format_day, schedule_label
from bot.daily.service import DailyService
from bot.discord_api import limits
from bot.ui.choices import choice, text_choices
from bot.ui.layout import pluralize
from facts.clock.due_dates import Timing, iter_due_dates, load_zone
from facts.clock.errors import ZoneUnknown
from facts.clock.parse_days import parse_day, parse_days
from facts.clock.parse_times import parse_time
from facts.clock.parse_weekdays import parse_weekdays
from facts.clock.suggestions import suggest_days, suggest_times, suggest_weekdays
from facts.clock.time_zones import resolve_zone, suggest_zones
from facts.daily.schedule import MAX_CATCH_UP, Schedule
from facts.library.filters import parse_labelled_id
from facts.model.errors import FootnoteError
from facts.search.similar_texts import list_similar, list_similar_texts

NO_LIMIT: Final = "any"
"""The word that removes a limit."""
MAX_LATE: Final = int(MAX_CATCH_UP.total_seconds()) // 3_600
"""The most hours that a post may be late."""
_COMMON_HOURS: Final = (1, 2, 3, 6, 12, 24)
_MAX_DUES: Final = 14
"""Days of posts that are offered while nothing is typed."""
_ANY_TIMING: Final = Timing(datetime.time(23, 59), "UTC")
"""Every day, for a server without a schedule or with several."""


@ignore_errors
async def complete_zone(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer time zones by city, country or name, with their offset."""
    zones = suggest_zones(typed, _service(interaction).now(), limits.CHOICES)
    return [choice(each.label, each.id) for each in zones]


@ignore_errors
async def complete_schedule(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the server's schedules, the one with the typed number first."""
    schedules = await _service(interaction).list_schedules(interaction)
    number = parse_labelled_id(typed)
    numbered = (each for each in schedules if each.id == number)
    found = dict.fromkeys((*numbered, *list_similar(typed, schedules, schedule_label)))
    return [choice(schedule_label(each), str(each.id)) for each in found][: limits.CHOICES]


@ignore_errors
async def complete_time(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed time, then full hours in the zone that was chosen."""
    now = _service(interaction).now()
    zone = await _choose_zone(interaction, now)
    times = suggest_times(typed, now.astimezone(load_zone(zone)))
    return text_choices(typed, times, is_valid=_can_parse(parse_time, typed))


@ignore_errors
async def complete_weekdays(_: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed weekdays, then lists that they may become."""
    valid = _can_parse(parse_weekdays, typed)
    return text_choices(typed, suggest_weekdays(typed), is_valid=valid)


@ignore_errors
async def complete_day(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed day; the days of the next posts while nothing is typed."""
    return await _offer_days(interaction, typed, parse_day)


@ignore_errors
async def complete_days(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed days; the days of the next posts while nothing is typed."""
    return await _offer_days(interaction, typed, parse_days)


@ignore_errors
async def complete_title(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed title, then those of the server's schedules."""
    schedules = await _service(interaction).list_schedules(interaction)
    titles = [each.plan.title for each in schedules if each.plan.title]
    return text_choices(typed, list_similar_texts(typed, [*titles, DEFAULT_TITLE]))


@ignore_errors
async def complete_late(_: Interaction, typed: str) -> list[Choice[int]]:
    """Offer numbers of hours that begin with the typed digits."""
    digits = "".join(filter(str.isdecimal, typed))
    hours = [each for each in range(1, MAX_LATE + 1) if str(each).startswith(digits)]
    shown = hours if digits else _COMMON_HOURS
    return [Choice(name=pluralize(each, "hour"), value=each) for each in shown]


@ignore_errors
async def complete_topics(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer topics for the last item of a list."""
    before, last = _split_last(typed)
    if not before:  # by id, so that equal names do not mix; a list has no room for ids
        topics = await interaction.client.dispatcher.read(
            interaction, lambda library: offer_topics(typed, library)
        )
        return _with_no_limit(typed, topics)
    matches = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.topics(last, limits.CHOICES)
    )
    return _offer_list(typed, [match.name for match in matches])


@ignore_errors
async def complete_kinds(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer kinds for the last item of a list."""
    _, last = _split_last(typed)
    counts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.kinds(last, limits.CHOICES)
    )
    return _with_no_limit(typed, _offer_list(typed, [each.name for each in counts]))


@ignore_errors
async def complete_sites(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer sites for the last item of a list."""
    _, last = _split_last(typed)
    counts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.sites(last, limits.CHOICES)
    )
    return _with_no_limit(typed, _offer_list(typed, [each.name for each in counts]))


def _service(interaction: Interaction) -> DailyService:
    return interaction.client.dispatcher.registry.service(DailyService)


async def _chosen_schedule(interaction: Interaction) -> Schedule | None:
    """Return the schedule that the user chose, or the only one."""
    schedules = await _service(interaction).list_schedules(interaction)
    with suppress(ScheduleUnclear):
        return pick_schedule(getattr(interaction.namespace, "schedule", None), schedules)
    return None


async def _choose_zone(interaction: Interaction, now: datetime.datetime) -> str:
    """Return the zone that the user chose, or that of a schedule, or UTC."""
    with suppress(ZoneUnknown):
        return resolve_zone(getattr(interaction.namespace, "zone", None) or "", now)
    schedule = await _chosen_schedule(interaction)
    return schedule.plan.timing.zone if schedule else "UTC"


async def _offer_days(
    interaction: Interaction, typed: str, parse: Callable[[str, datetime.date], object]
) -> list[Choice[str]]:
    now, schedule = _service(interaction).now(), await _chosen_schedule(interaction)
    timing = schedule.plan.timing if schedule else _ANY_TIMING
    today = now.astimezone(load_zone(timing.zone)).date()
    if not typed.strip():
        dues = islice(iter_due_dates(timing, now), _MAX_DUES)
        return text_choices("", [format_day(due.day) for due in dues])
    valid = _can_parse(lambda words: parse(words, today), typed)
    return text_choices(typed, suggest_days(typed, today), is_valid=valid)


def _can_parse(parse: Callable[[str], object], typed: str) -> bool:
    with suppress(FootnoteError):
        parse(typed)
        return True
    return False


def _split_last(typed: str) -> tuple[str, str]:
    """Return the typed text up to its last comma, and the rest."""
    before, comma, last = typed.rpartition(",")
    return (f"{before.strip()}, " if comma else ""), last.strip()


def _offer_list(typed: str, names: Sequence[str]) -> list[Choice[str]]:
    """Return the list with each name added that it does not have yet."""
    before, last = _split_last(typed)
    listed = {each.casefold() for each in split_list(before)}
    lists = [f"{before}{name}" for name in names if name.casefold() not in listed]
    is_whole = bool(before) and not last
    return text_choices(before.removesuffix(", "), lists, is_valid=is_whole)


def _with_no_limit(typed: str, choices: list[Choice[str]]) -> list[Choice[str]]:
    """Add the word that removes a limit: first if it was typed, else last."""
    text, word = typed.strip().casefold(), choice(NO_LIMIT, NO_LIMIT)
    if text == NO_LIMIT:
        return [word, *choices][: limits.CHOICES]
    return [*choices[: limits.CHOICES - 1], word] if NO_LIMIT.startswith(text) else choices
