"""What may go to a terminal: text that can neither steer it nor break off in the middle."""

import os
import re
import sys
from typing import Final

import click

from facts.text.control_characters import UNSAFE_CHARACTERS, character_class

_UNSAFE: Final = re.compile(character_class(UNSAFE_CHARACTERS - {"\t", "\n"}))
_UNSAFE_IN_LINE: Final = re.compile(character_class(UNSAFE_CHARACTERS))
_REPLACEMENT: Final = "\ufffd"


def clean(text: str) -> str:
    """Return the text with a mark for every character that steers a terminal or turns its lines."""
    return _UNSAFE.sub(_REPLACEMENT, text)


def say(line: str) -> None:
    """Print one line to standard error, where everything goes that is not the answer."""
    click.echo(_UNSAFE_IN_LINE.sub(_REPLACEMENT, line), err=True)


def replace_unencodable() -> None:
    """Print a mark for what the terminal's encoding lacks, rather than break off."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def leave_broken_pipe() -> int:
    """Let go of a standard output that nobody reads any more; return the exit code of that.

    See https://docs.python.org/3/library/signal.html#note-on-sigpipe. The code is the one that
    shells give a program ended by SIGPIPE.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


def can_print_unicode() -> bool:
    """Tell whether standard output can print every letter."""
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
