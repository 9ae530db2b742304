"""The custom_id of a control: its effect, its asker and its query.

A custom_id has at most 100 characters (https://docs.discord.com/developers/components/reference).
It is `1`, the effect, the control's place on its card, the user and the query's code:
`1t0.rbj9agssxxh.T|5|||2`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.discord_api.limits import CUSTOM_ID
from bot.queries.codec import QueryUnreadable
from bot.queries.numbers import decode_number, encode_number
from bot.queries.query import UserId

_VERSION: Final = "1"
_PLACEHOLDER: Final = "0"


class CustomIdTooLong(ValueError):
    """A query does not fit into a custom_id.

    This is an error of the program, not of its data.
    """


class Effect(StrEnum):
    """What a control does with the answer to its query."""

    REPLACE = "t"
    """The answer replaces the card. Other users than the asker get a private copy."""
    OPEN = "o"
    """The answer opens as a new card, private to the user."""
    SHARE = "s"
    """The answer opens as a new card for everyone."""
    EXPORT = "c"
    """The citations of the answer come as files, private to the user."""
    ACT = "e"
    """An action runs, and its result replaces the card. Only the asker may do this."""
    VOTE = "v"
    """A vote is counted on the card, for any user."""
    FORM = "f"
    """An action runs, and may answer with a modal. Any user may press it; the action checks."""
    SUBMIT = "m"
    """The user submits a modal, and the query takes its values."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a control leads to: effect, asker and code of a query."""

    effect: Effect
    asker: UserId
    code: str


def build_custom_id(effect: Effect, asker: UserId, code: str) -> str:
    """Return the custom_id of a control. Raises CustomIdTooLong."""
    custom_id = f"{_VERSION}{effect}{_PLACEHOLDER}.{encode_number(asker)}.{code}"
    if len(custom_id) > CUSTOM_ID:
        raise CustomIdTooLong(custom_id)
    return custom_id


def number_custom_id(custom_id: str, place: int) -> str:
    """Return the custom_id with the place of its control.

    Two controls of a card may lead to the same answer.
    """
    return f"{custom_id[:2]}{encode_number(place)}{custom_id[3:]}"


def read_link(custom_id: str) -> Link:
    """Return what a custom_id leads to. Raises QueryUnreadable."""
    try:
        head, asker, code = custom_id.split(".", 2)
        version, effect, _ = tuple(head)
        effects = {_VERSION: Effect}[version]
        return Link(effects(effect), UserId(decode_number(asker)), code)
    except (KeyError, ValueError) as error:
        raise QueryUnreadable(custom_id) from error
