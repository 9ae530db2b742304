"""What people wrote in a message, without what Discord shows in place of words."""

import re
from typing import Final

_TAG: Final = re.compile(r"<(?:[@#:/]|a:|t:|id:)[^<>\n]*>")
"""A mention, an emoji, a command, a time."""


def spoken(content: str) -> str:
    """Return the words of a message's content; line breaks stay."""
    lines = (" ".join(line.split()) for line in _TAG.sub(" ", content).splitlines())
    return "\n".join(filter(None, lines))
