"""Choices of an autocomplete, within Discord's limits."""

from discord.app_commands import Choice

from bot.discord_api import limits
from bot.ui.text_fit import plain_text, truncate


def choice(name: str, value: str) -> Choice[str]:
    """Return a choice, its name cut to Discord's limit."""
    return Choice(name=truncate(plain_text(name), limits.CHOICE_NAME), value=value)


def number_duplicates(choices: list[Choice[str]]) -> list[Choice[str]]:
    """Add a number to each choice that looks like an earlier one.

    Two topics may have the same name, or names with the same beginning.
    """
    seen: dict[str, int] = {}
    for each in choices:
        name = each.name
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            number = f" ({seen[name]})"
            each.name = truncate(name, limits.CHOICE_NAME - len(number)) + number
    return choices
