"""Choices of an autocomplete, within Discord's limits."""

from collections.abc import Iterable

from discord.app_commands import Choice

from bot.discord_api import limits
from bot.queries.unresolved import topic_choice
from bot.ui.text_fit import plain_text, truncate
from facts.model.results import Match


def choice(name: str, value: str) -> Choice[str]:
    """Return a choice, its name cut to Discord's limit."""
    return Choice(name=truncate(plain_text(name), limits.CHOICE_NAME), value=value)


def match_label(match: Match) -> str:
    """Return the name that matched.

    An alias has its topic's name in brackets.
    """
    return f"{match.name} ({match.alias_of})" if match.alias_of else match.name


def topic_choices(matches: Iterable[Match]) -> list[Choice[str]]:
    """Return topics as choices with their ids and distinct names."""
    return _number_duplicates(
        [choice(match_label(match), topic_choice(match.topic)) for match in matches]
    )


def _number_duplicates(choices: list[Choice[str]]) -> list[Choice[str]]:
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
