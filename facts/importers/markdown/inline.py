"""Text inside a line of Markdown: links, footnotes, escapes.

Links become their text, escapes and entities the characters that they stand for. Emphasis, code and
formulas stay as they are written: a fact is plain text, and its marks are shown as marks.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from facts.text.addresses import MAX_ADDRESS, is_link

_LABEL: Final = r"(?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,4000}"
_TARGET: Final = r"(?:<(?:[^<>\n\\]|\\.)*>|(?:[^\s()<>\\]|\\.|\([^\s()]*\))*)"
_NAME: Final = r"(?:\"[^\"\n]*\"|'[^'\n]*')"
_LINK: Final = rf"\[(?P<label>{_LABEL})\]\(\s?(?P<target>{_TARGET})(?:\s{{1,3}}{_NAME})?\s?\)"
FORMULA: Final = r"\$\$[^$]{1,2000}\$\$|\$(?=\S)[^$]{1,1000}(?<=\S)\$(?!\d)"
"""Formulas between dollars, as in LaTeX; “$5 and $6” is none."""
_REFERENCE: Final = r"\[(?P<words>[^\[\]\\]{1,300})\](?:\[(?P<key>[^\[\]]{0,200})\])?"
_TOKENS: Final = rf"""(?P<comment><!--.*?(?:-->|\Z))
    |(?P<escape>\\[!-/:-@\[-`{{-~])
    |(?P<kept>
        (?<!`)(?P<ticks>`+)(?!`).{{1,500}}?(?<!`)(?P=ticks)(?!`)  # code
        |{FORMULA}
        |!\[[^\[\]]{{0,1000}}\]\({_TARGET}(?:\s{{1,3}}{_NAME})?\)  # an image
        |!\[\[[^\[\]]{{1,300}}\]\]
    )
    |\[\[(?P<page>[^\[\]|\n]{{1,300}})(?:\|(?P<alias>[^\[\]\n]{{1,300}}))?\]\]
    |[ ]{{0,3}}\[\^(?P<note>[^\[\]\s]{{1,200}})\]
    |(?P<link>{_LINK})
    |<(?P<pointed>https?://[^\s<>]+)>
    |(?<!\w)(?P<bare>https?://[^\s<>\\]+)
    |(?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
    """
_FLAGS: Final = re.VERBOSE | re.DOTALL | re.IGNORECASE
_TOKEN: Final = re.compile(_TOKENS, _FLAGS)
_TOKEN_OR_REFERENCE: Final = re.compile(rf"{_TOKENS}|{_REFERENCE}", _FLAGS)
"""Also words in brackets, which are a link if a target is defined for them."""
_SPECIAL: Final = re.compile(r"\\|`|\[|<|\$|&|://")
"""What a text without marks does not have. A class of characters in it would be slower."""
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_COMMENT: Final = re.compile(r"(?P<kept>\\.)|<!--.*?(?:-->|\Z)", re.DOTALL)
_TRAILING_MARKS: Final = ".,;:!?'\"*_”’»"
_HASH: Final = re.compile(r"\s[0-9a-f]{32}\b")
"""What Notion appends to the names of files."""


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link, an address or a footnote in raw text, from `start` to `end`.

    `text` is what stands for it in the fact. `note` names a footnote; `is_address` marks a bare
    address.
    """

    start: int
    end: int
    text: str
    url: str | None = None
    note: str | None = None
    is_address: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of text that came out of the marks."""

    start: int
    end: int
    text: str
    link: TextLink | None = None


def has_marks(raw: str) -> bool:
    """Return whether a text can be different from the raw text that it is written as."""
    return _SPECIAL.search(raw) is not None


def find_links(raw: str, targets: Mapping[str, str] | None = None) -> list[TextLink]:
    """Return the links of a raw text in order; `targets` are those of reference links."""
    if not has_marks(raw):
        return []
    return [piece.link for piece in _iter_pieces(raw, targets or {}) if piece.link]


def plain_text(raw: str, targets: Mapping[str, str] | None = None) -> str:
    """Return the text that raw Markdown stands for."""
    if not has_marks(raw):
        return raw
    return _join(raw, ((piece, piece.text) for piece in _iter_pieces(raw, targets or {})))


def spell_links(raw: str, targets: Mapping[str, str] | None = None) -> str:
    """Return the text of raw Markdown with the address of each link after its words."""
    if not has_marks(raw):
        return raw
    return _join(raw, ((piece, _spell(piece)) for piece in _iter_pieces(raw, targets or {})))


def unescape(raw: str) -> str:
    """Return text without its backslashes; links stay as they are written."""
    return _ESCAPE.sub(r"\1", raw)


def drop_comments(raw: str) -> str:
    """Return a text without comments."""
    return _COMMENT.sub(lambda match: match["kept"] or "", raw) if "<!--" in raw else raw


def _join(raw: str, pieces: Iterable[tuple[_Piece, str]]) -> str:
    """Return a raw text with other texts in the places of pieces."""
    parts: list[str] = []
    end = 0
    for piece, text in pieces:
        parts += [raw[end : piece.start], text]
        end = piece.end
    return "".join((*parts, raw[end:]))


def _spell(piece: _Piece) -> str:
    link = piece.link
    if link is None or link.url is None or link.is_address or link.text == link.url:
        return piece.text
    return f"{link.text} ({link.url})"


def _iter_pieces(raw: str, targets: Mapping[str, str]) -> Iterator[_Piece]:
    token = _TOKEN_OR_REFERENCE if targets else _TOKEN
    for match in token.finditer(raw):
        text = _resolve_mark(match)
        if text is not None:
            yield _Piece(match.start(), match.end(), text)
        elif match.lastgroup != "kept" and (link := _read_link(match, targets)):
            yield _Piece(link.start, link.end, link.text, link)


def _resolve_mark(match: re.Match[str]) -> str | None:
    """Return what a mark other than a link stands for."""
    match match.lastgroup:
        case "comment":
            return ""
        case "escape":
            return match[0][1:]
        case "entity":
            return html.unescape(match[0])
        case "page" | "alias":
            return (match["alias"] or match["page"]).strip()
        case _:
            return None


def _read_link(match: re.Match[str], targets: Mapping[str, str]) -> TextLink | None:
    """Return the link of a match; None for words that are only in brackets."""
    start, end = match.span()
    if match["note"]:
        return TextLink(start, end, "", note=match["note"].casefold())
    if match["link"]:
        text = _HASH.sub("", plain_text(match["label"]))
        target = match["target"].removeprefix("<").removesuffix(">")
        return TextLink(start, end, text.strip(), _safe(unescape(target)))
    if match["pointed"]:
        return TextLink(start, end, match["pointed"], _safe(match["pointed"]), is_address=True)
    if match["bare"]:
        url = _trim_address(match["bare"])
        return TextLink(start, start + len(url), url, _safe(url), is_address=True)
    words = match["words"]
    url = targets.get((match["key"] or words).casefold(), "")
    return TextLink(start, end, words, _safe(url)) if url else None


def _safe(url: str) -> str | None:
    return url if is_link(url) else None


def _trim_address(url: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    trimmed = url[: MAX_ADDRESS + 1].rstrip(_TRAILING_MARKS)
    for opening, closing in ("()", "[]"):
        surplus = trimmed.count(closing) - trimmed.count(opening)
        while surplus > 0 and trimmed.endswith(closing):
            trimmed = trimmed[:-1].rstrip(_TRAILING_MARKS)
            surplus -= 1
    return trimmed
