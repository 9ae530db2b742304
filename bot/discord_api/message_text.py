"""The words of a message, without mentions, emoji and other tags."""

import re
from collections.abc import Iterator
from typing import Final

import discord

_TAG: Final = re.compile(r"<(?:[@#:/]|a:|t:|id:)[^<>\n]*>")
"""A mention, an emoji, a command or a timestamp."""


def clean_content(content: str) -> str:
    """Return the words of a message's content; keep line breaks."""
    lines = (" ".join(line.split()) for line in _TAG.sub(" ", content).splitlines())
    return "\n".join(filter(None, lines))


def message_text(message: discord.Message) -> str:
    """Return all words of a message, embeds and forwarded messages included."""
    parts = [*_text_parts(message)]
    for forwarded in message.message_snapshots:
        parts += _text_parts(forwarded)
    return clean_content("\n".join(filter(None, parts)))


def _text_parts(message: discord.Message | discord.MessageSnapshot) -> Iterator[str | None]:
    yield message.content
    for embed in message.embeds:
        yield from (embed.title, embed.description)
        for field in embed.fields:
            yield from (field.name, field.value)
