"""What the options of commands offer while a person types."""

import datetime
import logging
from collections.abc import Callable, Coroutine, Iterable
from functools import wraps
from typing import Any, Final

from discord.app_commands import Choice

from bot.answers.client_protocol import Interaction
from bot.discord_api import limits
from bot.queries.library_queries import topic_choice
from bot.ui.layout import match_label
from bot.ui.text_fit import measure, plain_text, truncate
from facts.model.dates import PublicationDate

Completer = Callable[[Interaction, str], Coroutine[Any, Any, list[Choice[str]]]]

_log: Final = logging.getLogger(__name__)
_SPANS: Final = (("The last 30 days", 30), ("The last 12 months", 365), ("The last 5 years", 1_826))


def ignore_errors(complete: Completer) -> Completer:
    """Offer nothing where offering fails: a person can always type on."""

    @wraps(complete)
    async def completed(interaction: Interaction, typed: str) -> list[Choice[str]]:
        try:
            return await complete(interaction, typed)
        except Exception:  # noqa: BLE001 (whatever fails, the person can type on)
            _log.exception("Nothing could be offered for an option")
            return []

    return completed


@ignore_errors
async def complete_topic(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the topics whose names may be meant, by their ids."""
    found = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.topics(typed, limits.CHOICES)
    )
    return number_duplicates(
        [choice(match_label(match), topic_choice(match.topic)) for match in found]
    )


@ignore_errors
async def complete_kind(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the kinds that may be meant."""
    counts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.kinds(typed, limits.CHOICES)
    )
    return _name_choices(count.name for count in counts)


@ignore_errors
async def complete_site(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the sites that may be meant."""
    counts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.sites(typed, limits.CHOICES)
    )
    return _name_choices(count.name for count in counts)


@ignore_errors
async def complete_since(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer what was typed as far as it is a date, and spans that end today."""
    today = interaction.created_at.date()
    date = PublicationDate.parse(typed).iso if typed.strip() else None
    typed_date = [Choice(name=f"Since {date}", value=date)] if date else []
    spans = ((name, today - datetime.timedelta(days)) for name, days in _SPANS)
    return typed_date + [Choice(name=name, value=day.isoformat()) for name, day in spans]


def number_duplicates(choices: list[Choice[str]]) -> list[Choice[str]]:
    """Put a number to choices that read the same: two topics of one name, or of one beginning."""
    seen: dict[str, int] = {}
    for each in choices:
        name = each.name
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            number = f" ({seen[name]})"
            each.name = truncate(name, limits.CHOICE_NAME - len(number)) + number
    return choices


def _name_choices(names: Iterable[str]) -> list[Choice[str]]:
    """Offer names as they are; one too long for a value of Discord's is left to be typed."""
    return [choice(name, name) for name in names if measure(name) <= limits.CHOICE_VALUE]


def choice(name: str, value: str) -> Choice[str]:
    """Offer a value under a name."""
    return Choice(name=truncate(plain_text(name), limits.CHOICE_NAME), value=value)
