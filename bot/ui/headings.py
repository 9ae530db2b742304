"""Headings that hold what was typed, and reading it back.

A text does not fit into a control's id, and is written nowhere else: who asked what is not kept.
"""

from typing import Final

import discord
from discord import ui

from bot.ui.markdown import escape, unescape
from bot.ui.text_fit import plain_text

SEARCH: Final = "Search: "
SIMILAR: Final = "Topics like: "


def headline(lead: str, typed: str) -> str:
    """Return the heading of an answer to a text, as Markdown."""
    return f"{lead}{escape(plain_text(typed))}"


def read_typed_text(message: discord.Message | None) -> str | None:
    """Return the text that the card on a message answers; None if it is no such card."""
    if message is None:
        return None
    for part in ui.LayoutView.from_message(message).walk_children():
        if isinstance(part, ui.TextDisplay):
            for line in part.content.split("\n"):
                for lead in (SEARCH, SIMILAR):
                    if line.startswith(f"## {lead}"):
                        return unescape(line.removeprefix(f"## {lead}"))
    return None
