"""A made-up feature, notes, with a modal that has as many fields as Discord allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

import discord
from discord import app_commands, ui

from bot.answers.client_protocol import Interaction
from bot.answers.extension import ActionContext, BotContext, Extension, Form
from bot.app.features import Feature
from bot.queries.query import RenderContext
from bot.ui.controls import modal
from bot.ui.layout import card, text

LONG_TEXT: Final = "\n".join(f"Line {n} of a text that is already there." for n in range(1, 31))


@dataclass(frozen=True, slots=True)
class WriteNote:
    """A note that a user writes."""

    letter: ClassVar[str] = "0"


def _build_form(user: discord.abc.User, content: str) -> ui.Modal:
    long, kinds = discord.TextStyle.paragraph, ("claim", "procedure", "quote")
    options = [discord.SelectOption(label=each) for each in kinds]
    fields: Mapping[str, ui.Item[ui.Modal]] = {
        "Text": ui.TextInput(custom_id="text", style=long, default=content, max_length=4_000),
        "Topics": ui.TextInput(custom_id="topics", placeholder="One, two"),
        "Source": ui.TextInput(custom_id="source", style=long),
        "Author and date": ui.TextInput(custom_id="author", required=False),
        "Kind": ui.Select(custom_id="kind", options=options),
    }
    context = RenderContext(user.id, private=True)  # type: ignore[arg-type]
    labels = [ui.Label(text=name, component=field) for name, field in fields.items()]
    return modal("Write a note", WriteNote(), context, labels)


@app_commands.command()
async def note(interaction: Interaction) -> None:
    """Write a note."""
    await interaction.response.send_modal(_build_form(interaction.user, LONG_TEXT))


@app_commands.context_menu(name="Note this")
async def note_menu(interaction: Interaction, message: discord.Message) -> None:
    content = f"{LONG_TEXT}\n{message.content}"
    await interaction.response.send_modal(_build_form(interaction.user, content))


async def _submit(_: WriteNote, values: Mapping[str, str], __: ActionContext) -> ui.LayoutView:
    """Show the last line of the text and the other values."""
    first, *rest = values.values()
    return card(text(" / ".join((first.splitlines()[-1], *rest))))


def build_extension(_: BotContext) -> Extension:
    return Extension(forms=(Form(WriteNote, _submit),), commands=(note, note_menu))


NOTES: Final = Feature("notes", extension=build_extension)
