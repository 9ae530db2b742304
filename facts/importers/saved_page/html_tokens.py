"""Tokens of HTML: tags and texts, found in linear time.

Each search that fails ends the text, as an unclosed comment or tag does in a browser, so no part of
a file is searched twice. The standard library's parser takes quadratic time for such input.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

_TAG_NAME: Final = re.compile(r"/?([a-zA-Z][^\s/>]*)")
_SPACE: Final = re.compile(r"[\s/]*")
_NAME: Final = re.compile(r"=?[^\s/>=]*")
_EQUALS: Final = re.compile(r"\s*=\s*")
_BARE_VALUE: Final = re.compile(r"[^\s>]*")
_MAX_NAME: Final = 20
"""Characters of a tag's or an attribute's name that count."""
_MAX_VALUE: Final = 2_000
"""Characters of an attribute that count: as many as an address may have."""
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
}
"""Elements whose content is text up to their end tag (https://html.spec.whatwg.org/#raw-text)."""
_NUMERIC: Final = re.compile(r"&#(?:x0*[0-9a-f]{7,}|0*[0-9]{8,});?", re.IGNORECASE)
"""References to no character; Python refuses to convert very long numbers."""


@dataclass(frozen=True, slots=True)
class HtmlTag:
    """A start tag or an end tag; names are in lower case."""

    name: str
    is_end: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def iter_tokens(text: str) -> Iterator[HtmlTag | str]:
    """Yield tags, and the texts between them without references such as `&amp;`.

    The contents of scripts, styles and the like are left out.
    """
    place = 0
    while place < len(text):
        start = text.find("<", place)
        if start < 0:
            start = len(text)
        if start > place:
            yield decode_text(text[place:start])
        if start == len(text):
            return
        tag, place = _read_markup(text, start)
        if isinstance(tag, HtmlTag) and not tag.is_end and tag.name in _RAW:
            end = _RAW[tag.name].search(text, place)
            place = end.start() if end else len(text)
        elif tag:
            yield tag


def decode_text(text: str) -> str:
    """Return a text with its character references replaced."""
    return html.unescape(_NUMERIC.sub("\ufffd", text)) if "&" in text else text


def _read_markup(text: str, start: int) -> tuple[HtmlTag | str | None, int]:
    """Return the tag at a `<`, or that character as text, and the place after it."""
    if text.startswith("<!--", start):
        return None, _find_end(text, "-->", start + 2)
    name = _TAG_NAME.match(text, start + 1)
    if name:
        attributes, end = _read_attributes(text, name.end())
        is_end = text[start + 1] == "/"
        return HtmlTag(name[1][:_MAX_NAME].lower(), is_end, attributes), end
    if text[start + 1 : start + 2] in ("!", "?", "/"):
        return None, _find_end(text, ">", start + 1)
    return "<", start + 1


def _find_end(text: str, mark: str, start: int) -> int:
    end = text.find(mark, start)
    return len(text) if end < 0 else end + len(mark)


def _read_attributes(text: str, place: int) -> tuple[Mapping[str, str], int]:
    """Return the attributes of a tag, and the place after its `>`."""
    attributes: dict[str, str] = {}
    while True:
        place = _skip(_SPACE, text, place)
        if text.startswith(">", place):
            return attributes, place + 1
        if place >= len(text):
            return attributes, place
        end = _skip(_NAME, text, place)
        name = text[place : min(end, place + _MAX_NAME)].lower()
        equals = _EQUALS.match(text, end)
        value, place = _read_value(text, equals.end()) if equals else ("", end)
        if len(attributes) < _MAX_NAME:
            attributes.setdefault(name, value)


def _read_value(text: str, place: int) -> tuple[str, int]:
    quote = text[place : place + 1]
    if quote not in ('"', "'"):
        end = _skip(_BARE_VALUE, text, place)
        return decode_text(text[place : min(end, place + _MAX_VALUE)]), end
    end = text.find(quote, place + 1)
    if end < 0:
        return "", len(text)
    return decode_text(text[place + 1 : min(end, place + 1 + _MAX_VALUE)]), end + 1


def _skip(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place
