"""What the options of /daily offer while a person types."""

from collections.abc import Iterable

from discord.app_commands import Choice

from bot.answers.client_protocol import Interaction
from bot.commands.autocomplete import choice, never_failing, told_apart
from bot.daily.schedule_text import schedule_label
from bot.discord_api import limits
from bot.queries.library_queries import topic_choice
from bot.ui.layout import named
from bot.ui.text_fit import measure
from facts.clock.time_zones import zones_like

_WEEKDAYS = ("every day", "weekdays", "weekends", "Mon, Wed, Fri", "Mon", "Tue", "Wed", "Thu",
             "Fri", "Sat", "Sun")  # fmt: skip


@never_failing
async def zone(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer time zones by city, country or name, with what they are ahead of UTC now."""
    found = zones_like(typed, interaction.client.desk.daily.now(), limits.CHOICES)
    return [choice(each.label, each.id) for each in found]


@never_failing
async def schedule(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the server's schedules, by their numbers."""
    listed = [each.schedule for each in await interaction.client.desk.daily.listed(interaction)]
    labels = [(schedule_label(each), str(each.id)) for each in listed]
    return [choice(*each) for each in labels if typed.strip().casefold() in each[0].casefold()]


@never_failing
async def weekdays(_: Interaction, typed: str) -> list[Choice[str]]:
    """Offer usual weekdays, those that begin as what is typed does."""
    begun = typed.strip().casefold()
    return [choice(each, each) for each in _WEEKDAYS if each.casefold().startswith(begun)]


@never_failing
async def topics(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer topics for the last of the names that are typed."""
    library = interaction.client.desk.library(interaction)
    before, last = _parted(typed)
    found = await library.offers.topics(last, limits.CHOICES)
    if not before:  # by its id, so that equal names do not mix; in a list there is no room for it
        return told_apart([choice(named(match), topic_choice(match.topic)) for match in found])
    return _lists(before, (match.name for match in found))


@never_failing
async def kinds(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer kinds for the last of those that are typed."""
    library = interaction.client.desk.library(interaction)
    before, last = _parted(typed)
    return _lists(before, (each.name for each in await library.offers.kinds(last, limits.CHOICES)))


@never_failing
async def sites(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer sites for the last of those that are typed."""
    library = interaction.client.desk.library(interaction)
    before, last = _parted(typed)
    return _lists(before, (each.name for each in await library.offers.sites(last, limits.CHOICES)))


def _parted(typed: str) -> tuple[str, str]:
    """Return what stands before the last comma, with it, and what is typed after it."""
    before, comma, last = typed.rpartition(",")
    return (f"{before.strip()}, " if comma else ""), last.strip()


def _lists(before: str, names: Iterable[str]) -> list[Choice[str]]:
    """Offer lists that end in each name; one too long for a value of Discord's is left out."""
    lists = (f"{before}{name}" for name in names)
    return [choice(each, each) for each in lists if measure(each) <= limits.CHOICE_VALUE]
