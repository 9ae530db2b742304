"""Buttons and menus that outlive restarts: each carries what it leads to."""

import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

import discord
from discord import ui

from bot.discord_api import limits
from bot.queries.codec import QueryUnreadable, encode_query
from bot.queries.codec_fields import decode_number, encode_number
from bot.queries.library_queries import Query, RenderContext, UserId
from bot.ui.text_fit import plain_text, truncate

_VERSION: Final = "1"
_PLACEHOLDER_SLOT: Final = "0"
_MENU_IDS: Final = range(1 << 16, 1 << 31)
"""Above what Discord numbers the other components with, and 32 bits with a sign at the most."""


class Effect(StrEnum):
    """What following a control does with the answer it leads to."""

    REPLACE = "t"
    """It takes the place of the card, for who asked; anybody else gets it privately."""
    OPEN = "o"
    """It comes as another card, seen only by who follows."""
    SHARE = "s"
    """It comes as another card, seen by all."""
    EXPORT = "c"
    """Its citations come as files, seen only by who follows."""
    ACT = "e"
    """It changes something, and what comes of it takes the place of the card: for who asked."""
    VOTE = "v"
    """It is counted on the card, for whoever follows it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a control leads: the code of a question, and who asked for the card it stands on."""

    effect: Effect
    asker: UserId
    code: str


class Control(ui.DynamicItem[ui.Button[Any] | ui.Select[Any]], template=re.compile(r"[\s\S]*")):
    """Any control of any card. The template takes all ids, so that old ones get an answer too."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 (as discord.py calls it)
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003
        /,
    ) -> Self:
        """Wrap what the message holds."""
        assert isinstance(item, ui.Button | ui.Select)  # noqa: S101 (nothing else has an id)
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer what the control leads to."""
        chosen = self.item.values[0] if isinstance(self.item, ui.Select) else None
        await interaction.client.dispatcher.follow(interaction, self.custom_id, chosen)


def button(
    label: str,
    link: tuple[Effect, Query],
    audience: RenderContext,
    **look: Any,  # noqa: ANN401 (ui.Button's own)
) -> Control:
    """Make a button that leads to a question."""
    verb, question = link
    name = truncate(plain_text(label), limits.BUTTON_LABEL)
    return Control(
        ui.Button(
            label=name, custom_id=_build_custom_id(verb, audience, encode_query(question)), **look
        )
    )


def menu(
    placeholder: str,
    verb: Effect,
    audience: RenderContext,
    options: "list[Option]",
) -> Control:
    """Make a menu in which each option leads to a question; those past the limit are left out.

    Its component id is another each time: to a client, a menu it knows already shows what was
    chosen in it last, whatever the message says now.
    """
    shown = [option.to_select_option() for option in options[: limits.OPTIONS]]
    select: ui.Select[Any] = ui.Select(
        custom_id=_build_custom_id(verb, audience, ""),
        placeholder=placeholder,
        options=shown,
        id=secrets.choice(_MENU_IDS),
    )
    return Control(select)


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a menu, and where it leads."""

    label: str
    query: Query
    description: str | None = None
    chosen: bool = False

    def to_select_option(self) -> discord.SelectOption:
        """Return the option as Discord takes it."""
        about = (
            truncate(plain_text(self.description), limits.OPTION_DESCRIPTION)
            if self.description
            else None
        )
        return discord.SelectOption(
            label=truncate(plain_text(self.label), limits.OPTION_LABEL),
            value=encode_query(self.query),
            description=about,
            default=self.chosen,
        )


def make_ids_unique(controls: list[Control]) -> None:
    """Give every control of a card an id of its own: two may lead to the same answer."""
    for place, control in enumerate(controls):
        verb, rest = control.custom_id[1], control.custom_id[3:]
        control.custom_id = f"{_VERSION}{verb}{encode_number(place)}{rest}"


def read_link(custom_id: str) -> Link:
    """Return where an id leads. Raises QueryUnreadable."""
    try:
        head, asker, code = custom_id.split(".", 2)
        version, verb, _ = tuple(head)
        known = {_VERSION: Effect}[version]
        return Link(known(verb), UserId(decode_number(asker)), code)
    except (KeyError, ValueError) as error:
        raise QueryUnreadable(custom_id) from error


def _build_custom_id(verb: Effect, audience: RenderContext, code: str) -> str:
    return f"{_VERSION}{verb}{_PLACEHOLDER_SLOT}.{encode_number(audience.asker)}.{code}"
