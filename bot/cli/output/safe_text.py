"""Text that is safe to print on any terminal and encoding."""

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
    """Return the text with control and bidirectional characters replaced."""
    return _UNSAFE.sub(_REPLACEMENT, text)


def say(line: str) -> None:
    """Print one line to standard error; only answers go to standard output."""
    click.echo(_UNSAFE_IN_LINE.sub(_REPLACEMENT, line), err=True)


def replace_unencodable() -> None:
    """Print a replacement for characters that the encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def leave_broken_pipe() -> int:
    """Detach standard output after its reader closed it.

    Return the exit code. See https://docs.python.org/3/library/signal.html#note-on-sigpipe. The
    code is that of a program ended by SIGPIPE.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


def can_print_unicode() -> bool:
    """Return whether standard output can encode all of Unicode."""
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
