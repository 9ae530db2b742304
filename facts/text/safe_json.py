"""JSON that is safe to print on a terminal and to write into any file."""

import json
import re
from functools import lru_cache
from typing import Any, Final

from facts.text.control_characters import (
    C0_CONTROLS,
    SURROGATES,
    UNSAFE_CHARACTERS,
    character_class,
)

_UNSAFE: Final = re.compile(character_class((UNSAFE_CHARACTERS | SURROGATES) - C0_CONTROLS))
"""What the json module leaves in strings: it escapes the C0 controls itself."""


def dump_safe_json(value: Any, *, indent: int | None = None, is_ascii: bool = False) -> str:  # noqa: ANN401 - any JSON
    r"""Return JSON whose controls, direction characters and lone surrogates are escaped.

    They stand as `\u202e`, so a reader gets them back. `is_ascii` escapes all but ASCII.
    """
    text = _make_encoder(indent, is_ascii).encode(value)
    return text if text.isascii() and "\x7f" not in text else _UNSAFE.sub(_escape, text)


@lru_cache(maxsize=8)
def _make_encoder(indent: int | None, is_ascii: bool) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=is_ascii, indent=indent)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
