"""What a test types into the options of commands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from discord import AppCommandOptionType, AppCommandType

from tests.support.world import World

NESTED: Final = {
    AppCommandOptionType.subcommand.value,
    AppCommandOptionType.subcommand_group.value,
}
_TYPED: Final = {
    AppCommandOptionType.string.value,
    AppCommandOptionType.integer.value,
    AppCommandOptionType.number.value,
}
REQUIRED: Final[Mapping[str, str]] = {
    "name": "power naps",
    "text": "naps",
    "id": "1",
    "first": "power naps",
    "second": "night shifts",
    "topic": "early risers",
    "time": "22:00",
    "zone": "UTC",
    "fact": "10",
    "day": "tomorrow",
    "merge": "late risers",
    "into": "early risers",
    "change": "2",
    "format": "csv",
}
"""A value of each option that a command can require, by its name."""
BESIDE: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("library remove", "reason"): {"fact": "10"},
    ("library alias", "topic"): {"add": "dozers"},
}
"""Optional values that an option needs beside it, by command and option."""
TYPED: Final[Mapping[str, Mapping[str, str | int]]] = {
    "name": {"power naps": "topic:1", "PN": "topic:1", "pn (Power Naps)": "topic:1"},
    "first": {"night shifts": "topic:2"},
    "second": {"power naps · 8 facts": "topic:1"},
    "third": {"topic:2": "topic:2"},
    "fourth": {"NIGHT-SHIFTS": "topic:2"},
    "fifth": {"power naps": "topic:1"},
    "topic": {"power naps": "topic:1", "PN (power naps)": "topic:1"},
    "query": {"na": "na"},
    "text": {"naps": "naps", "why nap?": "why nap?"},
    "kind": {"claim": "claim", "Quote": "quote"},
    "author": {"Jane Doe": "Jane Doe", "doe": "doe", "jane deo": "Jane Doe"},
    "site": {"naps.example": "naps.example", "https://naps.example/a": "naps.example"},
    "since": {"mar 2026": "2026-03", "2025": "2025", "Since 2026-03-15": "2026-03-15"},
    "id": {"5": "5", "#5": "5", "5 · Long naps leave people drowsy.": "5"},
    "fact": {"1": "1", "#10": "10", "10 · any words": "10"},
    "time": {"9": "9", "21.30": "21.30", "noon": "noon"},
    "zone": {"Berlin": "Europe/Berlin", "Europe/Berlin (UTC+01:00)": "Europe/Berlin"},
    "weekdays": {"Mon, Wed": "Mon, Wed", "Tue": "Tue", "weekends": "weekends"},
    "topics": {"power naps": "topic:1", "power naps, night shifts": "power naps, night shifts"},
    "kinds": {"claim": "claim", "claim, quote": "claim, quote", "claim,": "claim", "any": "any"},
    "sites": {"example.org, naps.example": "example.org, naps.example"},
    "title": {"My own": "My own", "Nap": "Nap"},
    "late": {"2": 2, "12 hours": 12},
    "schedule": {"1": "1", "#1": "1"},
    "day": {"24 Dec": "24 Dec", "friday": "friday"},
    "days": {"24 Dec to 2 Jan": "24 Dec to 2 Jan", "3-4 Jan": "3-4 Jan"},
    "source": {"The Nap Handbook": "source:2", "https://example.org/trial": "source:1"},
    "merge": {
        "power naps": "topic:1",
        "Source · The Nap Handbook": "source:2",
        "the nap handbook": "source:2",
    },
    "into": {"Topic · power naps": "topic:1", "source:2": "source:2"},
    "add": {"dozing": "dozing"},
    "remove": {"dawn people": "dawn people"},
    "reason": {"a joke": "a joke"},
    "change": {"2": "2", "#2": "2"},
}
"""Valid values by the name of an option, and the value that is offered first for each."""
GARBAGE: Final = (
    "zzqx vlorb", "-", '"', '"-', "%", "_", "!", "(", "#", ",", ", ,", "·", "12 · ", "…", "topic:0",
    "topic:999", "source:999", "topic:" + "9" * 30, "9" * 30, "to ", "24 Dec to", "99:99",
    "a" * 200, "😀" * 60, "\u202e", "\u200b", "²", "٣", "ß" * 101, "Topic · ", "Source · x", "any,",
)  # fmt: skip


@dataclass(frozen=True)
class TypedOption:
    """An option that a user types, with values for the others that its command requires."""

    command: str
    name: str
    completes: bool
    beside: Mapping[str, str] = field(repr=False)


def list_typed_options(world: World) -> list[TypedOption]:
    """Return the options of all commands that a user types: no fixed choices, channels or users."""
    bot: Any = world.env.bot
    commands = bot.tree.get_commands(type=AppCommandType.chat_input)
    found = [each for command in commands for each in list_options(command.to_dict(bot.tree))]
    return [
        TypedOption(
            command, each["name"], bool(each.get("autocomplete")), _beside(command, each, options)
        )
        for command, options in found
        for each in options
        if each["type"] in _TYPED and not each.get("choices")
    ]


def list_options(command: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the full name and the options of each subcommand, or of a command."""
    below = [each for each in command.get("options", []) if each["type"] in NESTED]
    for each in below:
        for name, options in list_options(each):
            yield f"{command['name']} {name}", options
    if not below:
        yield command["name"], command.get("options", [])


def _beside(
    command: str, option: Mapping[str, Any], options: list[dict[str, Any]]
) -> dict[str, str]:
    required = [each["name"] for each in options if each.get("required")]
    values = {name: REQUIRED[name] for name in required if name != option["name"]}
    return values | dict(BESIDE.get((command, option["name"]), {}))
