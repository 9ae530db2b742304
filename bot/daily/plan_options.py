"""The options of `/daily add` and `/daily edit`, in one table."""

import inspect
from collections.abc import Callable, Collection, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Final

import discord
from discord import app_commands

from bot.answers.client_protocol import Completer, Interaction
from bot.daily.autocomplete import (
    MAX_LATE,
    complete_kinds,
    complete_late,
    complete_sites,
    complete_time,
    complete_title,
    complete_topics,
    complete_weekdays,
    complete_zone,
)
from bot.daily.queries import PlanInput
from facts.daily.schedule import MAX_TITLE

ShortText = app_commands.Range[str, 1, 200]
_Title = app_commands.Range[str, 1, MAX_TITLE]
_Hours = app_commands.Range[int, 1, MAX_LATE]
Callback = Callable[Concatenate[Interaction, ...], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class PlanOption:
    """An option of a slash command.

    `type` is its annotation for discord.py.
    """

    type: Any
    description: str
    complete: Completer | None = None


PLAN_OPTIONS: Final = {
    "time": PlanOption(ShortText, "The time of day: 9:00, 9am, 21:30", complete_time),
    "zone": PlanOption(
        ShortText, "The time zone: a city, a country, a zone's name, UTC+2", complete_zone
    ),
    "channel": PlanOption(
        discord.TextChannel, "Where to post. A new schedule posts here by default"
    ),
    "weekdays": PlanOption(
        ShortText,
        "weekdays, Mon-Fri, or Mon, Wed. A new schedule posts every day by default",
        complete_weekdays,
    ),
    "topics": PlanOption(
        ShortText, "Only facts about these topics, separated by commas", complete_topics
    ),
    "kinds": PlanOption(
        ShortText, "Only facts of these kinds, separated by commas", complete_kinds
    ),
    "sites": PlanOption(
        ShortText, "Only facts from these sites, separated by commas", complete_sites
    ),
    "title": PlanOption(_Title, "The heading of each post", complete_title),
    "role": PlanOption(discord.Role, "A role to ping; choose @everyone for none"),
    "thread": PlanOption(bool, "Open a thread under each post"),
    "pin": PlanOption(bool, "Pin each post, and unpin the one before"),
    "publish": PlanOption(bool, "Publish each post to the followers of an announcement channel"),
    "late": PlanOption(
        _Hours, "How many hours late a post may be. A new schedule has 6", complete_late
    ),
}
"""The options by field of `PlanInput`, in the order that Discord shows."""
_describe: Final = app_commands.describe(
    **{name: option.description for name, option in PLAN_OPTIONS.items()}
)
_complete: Final = app_commands.autocomplete(
    **{name: option.complete for name, option in PLAN_OPTIONS.items() if option.complete}
)


def with_plan_options(required: Collection[str] = ()) -> Callable[[Callback], Callback]:
    """Return a decorator that gives a command all options of a plan.

    The command receives them as its argument `plan_input`, a `PlanInput`, after the interaction and
    its own options. All are optional but those `required`.
    """

    def decorate(callback: Callback) -> Callback:
        @wraps(callback)
        async def command(interaction: Interaction, **given: Any) -> None:  # noqa: ANN401 (by option)
            plan_input = PlanInput(**{name: given.pop(name) for name in PLAN_OPTIONS})
            await callback(interaction, **given, plan_input=plan_input)

        own = inspect.signature(callback).parameters.values()
        parameters = [each for each in own if each.name != "plan_input"]
        parameters += [_parameter(name, is_required=name in required) for name in PLAN_OPTIONS]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        return _complete(_describe(command))

    return decorate


def _parameter(name: str, *, is_required: bool) -> inspect.Parameter:
    """Return an option as a parameter for the command's signature.

    discord.py reads the options from there.
    """
    type_ = PLAN_OPTIONS[name].type
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if is_required else None,
        annotation=type_ if is_required else type_ | None,
    )
