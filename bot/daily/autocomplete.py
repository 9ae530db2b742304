"""Autocomplete of the options of `/daily`."""

from collections.abc import Iterable

from discord.app_commands import Choice

from bot.answers.client_protocol import Interaction, ignore_errors
from bot.daily.schedule_text import schedule_label
from bot.daily.service import DailyService
from bot.discord_api import limits
from bot.ui.choices import choice, topic_choices
from bot.ui.text_fit import measure
from facts.clock.time_zones import suggest_zones

_WEEKDAYS = ("every day", "weekdays", "weekends", "Mon, Wed, Fri", "Mon", "Tue", "Wed", "Thu",
             "Fri", "Sat", "Sun")  # fmt: skip


@ignore_errors
async def complete_zone(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer time zones by city, country or name, with their offset."""
    service = interaction.client.dispatcher.registry.service(DailyService)
    zones = suggest_zones(typed, service.now(), limits.CHOICES)
    return [choice(each.label, each.id) for each in zones]


@ignore_errors
async def complete_schedule(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the server's schedules."""
    service = interaction.client.dispatcher.registry.service(DailyService)
    schedules = await service.list_schedules(interaction)
    labels = [(schedule_label(each), str(each.id)) for each in schedules]
    return [choice(*each) for each in labels if typed.strip().casefold() in each[0].casefold()]


@ignore_errors
async def complete_weekdays(_: Interaction, typed: str) -> list[Choice[str]]:
    """Offer common weekdays that start with what is typed."""
    beginning = typed.strip().casefold()
    return [choice(each, each) for each in _WEEKDAYS if each.casefold().startswith(beginning)]


@ignore_errors
async def complete_topics(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer topics for the last item of a list."""
    before, last = _split_last(typed)
    matches = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.topics(last, limits.CHOICES)
    )
    if not before:  # by id, so that equal names do not mix; a list has no room for ids
        return topic_choices(matches)
    return _list_choices(before, (match.name for match in matches))


@ignore_errors
async def complete_kinds(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer kinds for the last item of a list."""
    before, last = _split_last(typed)
    counts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.kinds(last, limits.CHOICES)
    )
    return _list_choices(before, (each.name for each in counts))


@ignore_errors
async def complete_sites(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer sites for the last item of a list."""
    before, last = _split_last(typed)
    counts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.sites(last, limits.CHOICES)
    )
    return _list_choices(before, (each.name for each in counts))


def _split_last(typed: str) -> tuple[str, str]:
    """Return the typed text up to its last comma, and the rest."""
    before, comma, last = typed.rpartition(",")
    return (f"{before.strip()}, " if comma else ""), last.strip()


def _list_choices(before: str, names: Iterable[str]) -> list[Choice[str]]:
    """Return the list with each name added, if Discord accepts its length."""
    lists = (f"{before}{name}" for name in names)
    return [choice(each, each) for each in lists if measure(each) <= limits.CHOICE_VALUE]
