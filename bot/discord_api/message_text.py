"""The words of a message, without mentions, emoji and other tags."""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

import discord

_TAG: Final = re.compile(r"<(?:[@#:/]|a:|t:|id:)[^<>\n]*>")
"""A mention, an emoji, a command or a timestamp."""
_MAX_LETTERS: Final = 4_000
"""Letters of a message: as many as Discord allows, and more only where each is one sign."""


def clean_content(content: str) -> str:
    """Return the words of a message's content; keep line breaks.

    One sign can stand for 18 letters (U+FDFA): a text of such signs is cut.
    """
    lines = (" ".join(line.split()) for line in _TAG.sub(" ", content).splitlines())
    return _limit_letters("\n".join(filter(None, lines)))


def _limit_letters(text: str) -> str:
    limit = max(_MAX_LETTERS, len(text))
    if text.isascii() or _count_letters(text) <= limit:
        return text
    return text[: bisect([*accumulate(map(_count_letters, text))], limit)].rstrip()


def _count_letters(text: str) -> int:
    return len(unicodedata.normalize("NFKC", text))


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
