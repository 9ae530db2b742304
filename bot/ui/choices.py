"""Choices of an autocomplete, within Discord's limits.

`bot.ui.choice_labels` finds what a label names.
"""

from collections.abc import Iterable

from discord.app_commands import Choice

from bot.discord_api import limits
from bot.queries.unresolved import source_choice, topic_choice
from bot.ui.text_fit import measure, plain_text, truncate
from facts.model.entities import Fact, Source
from facts.model.results import Match


def choice(name: str, value: str) -> Choice[str]:
    """Return a choice, its name cut to Discord's limit."""
    return Choice(name=truncate(plain_text(name), limits.CHOICE_NAME), value=value)


def match_label(match: Match) -> str:
    """Return the name that matched.

    An alias has its topic's name in brackets.
    """
    return f"{match.name} ({match.alias_of})" if match.alias_of else match.name


def topic_choices(matches: Iterable[Match], prefix: str = "") -> list[Choice[str]]:
    """Return topics as choices with their ids and distinct names."""
    return _number_duplicates(
        [choice(prefix + match_label(match), topic_choice(match.topic)) for match in matches]
    )


def source_choices(sources: Iterable[Source], prefix: str = "") -> list[Choice[str]]:
    """Return sources as choices with their ids and distinct titles."""
    return _number_duplicates(
        [choice(prefix + each.title, source_choice(each.id)) for each in sources]
    )


def fact_choices(facts: Iterable[Fact]) -> list[Choice[str]]:
    """Return facts as choices with their numbers."""
    return [choice(f"{each.id} · {each.text}", str(each.id)) for each in facts]


def text_choices(typed: str, texts: Iterable[str], *, is_valid: bool = True) -> list[Choice[str]]:
    """Return the typed text, if it is valid, and other texts as choices.

    There are none if the typed text is too long for a choice: Enter would replace it with another.
    """
    text = typed.strip()
    if measure(text) > limits.CHOICE_VALUE:
        return []
    values = dict.fromkeys([*([text] if is_valid else []), *texts])
    fitting = [each for each in values if 0 < measure(each) <= limits.CHOICE_VALUE]
    return [choice(each, each) for each in fitting[: limits.CHOICES]]


def put_first(chosen: str | None, choices: list[Choice[str]]) -> list[Choice[str]]:
    """Return the choices with the one of a value before the others."""
    return sorted(choices, key=lambda each: each.value != chosen)


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
