"""Autocomplete of the options of the look-up commands."""

import datetime
from collections.abc import Iterable
from typing import Final

from discord.app_commands import Choice

from bot.answers.client_protocol import Interaction, ignore_errors
from bot.discord_api import limits
from bot.ui.choices import choice
from bot.ui.text_fit import measure
from facts.model.dates import PublicationDate

_SPANS: Final = (("The last 30 days", 30), ("The last 12 months", 365), ("The last 5 years", 1_826))


@ignore_errors
async def complete_kind(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer kinds that match what is typed."""
    counts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.kinds(typed, limits.CHOICES)
    )
    return _name_choices(count.name for count in counts)


@ignore_errors
async def complete_site(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer sites that match what is typed."""
    counts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.sites(typed, limits.CHOICES)
    )
    return _name_choices(count.name for count in counts)


@ignore_errors
async def complete_since(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed date, and spans that end today."""
    today = interaction.created_at.date()
    date = PublicationDate.parse(typed).iso if typed.strip() else None
    typed_date = [Choice(name=f"Since {date}", value=date)] if date else []
    spans = ((name, today - datetime.timedelta(days)) for name, days in _SPANS)
    return typed_date + [Choice(name=name, value=day.isoformat()) for name, day in spans]


def _name_choices(names: Iterable[str]) -> list[Choice[str]]:
    """Return names as choices, without those too long for Discord."""
    return [choice(name, name) for name in names if measure(name) <= limits.CHOICE_VALUE]
