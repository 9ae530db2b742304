"""Buttons, menus and modals that work after a restart.

Each carries its query in its custom_id.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Self

import discord
from discord import ui

from bot.discord_api import limits
from bot.queries.codec import encode_query
from bot.queries.custom_id import Effect, build_custom_id, number_custom_id
from bot.queries.query import Query, RenderContext
from bot.ui.text_fit import plain_text, truncate

_MENU_IDS: Final = range(1 << 16, 1 << 31)
"""Component ids above those that Discord assigns itself, within a signed 32-bit integer."""


class Control(ui.DynamicItem[ui.Button[Any] | ui.Select[Any]], template=re.compile(r"[\s\S]*")):
    """Any button or menu of a card.

    The template matches every custom_id, so controls of old messages work too.
    """

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 (discord.py passes it)
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 (discord.py passes it)
        /,
    ) -> Self:
        """Return the control for a component of a message."""
        assert isinstance(item, ui.Button | ui.Select)  # noqa: S101 (only these have a custom_id)
        return cls(item)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Return whether the bot may be used here."""
        admitted: bool = await interaction.client.dispatcher.gate.admit_interaction(interaction)
        return admitted

    @property
    def is_menu(self) -> bool:
        """Whether it is a menu, not a button."""
        return isinstance(self.item, ui.Select)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the query of the button, or of the chosen option."""
        chosen = self.item.values[0] if isinstance(self.item, ui.Select) else None
        await interaction.client.dispatcher.controls.answer(interaction, self.custom_id, chosen)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A suggested button: its label, its query and its effect."""

    label: str
    query: Query
    effect: Effect = Effect.REPLACE


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a menu, with its query."""

    label: str
    query: Query
    description: str | None = None
    chosen: bool = False

    def to_select_option(self, value: str) -> discord.SelectOption:
        """Return the option for discord.py, cut to Discord's limits.

        `value` is the code of its query.
        """
        description = self.description and truncate(
            plain_text(self.description), limits.OPTION_DESCRIPTION
        )
        return discord.SelectOption(
            label=truncate(plain_text(self.label), limits.OPTION_LABEL),
            value=value,
            description=description or None,
            default=self.chosen,
        )


def button(
    label: str,
    link: tuple[Effect, Query],
    context: RenderContext,
    **style: Any,  # noqa: ANN401 (arguments of ui.Button)
) -> Control:
    """Return a button for a query. Raises CustomIdTooLong."""
    effect, query = link
    custom_id = build_custom_id(effect, context.asker, encode_query(query))
    name = truncate(plain_text(label), limits.BUTTON_LABEL)
    return Control(ui.Button(label=name, custom_id=custom_id, **style))


def menu(
    placeholder: str, effect: Effect, context: RenderContext, options: list[Option]
) -> Control:
    """Return a menu with a query for each option.

    Options beyond Discord's limit are dropped, and those with the query of an earlier one. The
    component id is random, because a client shows the earlier choice in a menu whose id it knows,
    even if the message has changed.
    """
    distinct: dict[str, Option] = {}
    for option in options:
        distinct.setdefault(encode_query(option.query), option)
    shown = islice(distinct.items(), limits.OPTIONS)
    select: ui.Select[Any] = ui.Select(
        custom_id=build_custom_id(effect, context.asker, ""),
        placeholder=placeholder,
        options=[option.to_select_option(code) for code, option in shown],
        id=secrets.choice(_MENU_IDS),
    )
    return Control(select)


def modal(
    title: str, query: Query, context: RenderContext, fields: "list[ui.Label[Any]]"
) -> ui.Modal:
    """Return a modal that submits its values to a query. Raises CustomIdTooLong."""
    custom_id = build_custom_id(Effect.SUBMIT, context.asker, encode_query(query))
    form = ui.Modal(title=title, custom_id=custom_id, timeout=None)
    for field in fields:
        form.add_item(field)
    form.stop()  # otherwise discord.py keeps it until it is submitted; on_interaction needs no copy
    return form


def make_ids_unique(controls: Iterable[Control]) -> None:
    """Give each control of a card its own custom_id, as Discord requires."""
    for place, control in enumerate(controls):
        control.custom_id = number_custom_id(control.custom_id, place)
