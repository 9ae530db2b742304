"""Codecs for the fields of queries, in few ASCII characters."""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NewType, Union, get_args, get_origin, get_type_hints

from bot.queries.numbers import decode_id, decode_number, encode_number
from bot.queries.query import NONCE, PAGE, ROW_ID, SEED, TypedText
from bot.queries.selection_codec import decode_selection, encode_selection
from facts.library.comparison import Side
from facts.model.random_order import SEED_COUNT
from facts.model.selection import Selection

_MAX_PAGES: Final = 36**6
_DAY: Final = re.compile(r"\d{8}", re.ASCII)
_NONCE: Final = re.compile(r"[0-9a-z-]{1,25}")
_SELECTION_WIDTHS: Final = (3, 5, 6)
_LETTERS: Final[dict[StrEnum, str]] = {Side.SOURCES: "q"}
"""Enum members whose letter is not the first letter of their value."""


@dataclass(frozen=True, slots=True)
class FieldCodec:
    """Encodes a value as fields of a code, and decodes it.

    `decode` raises ValueError. `width` is the number of fields, None if that depends on the value.
    """

    width: int | None
    encode: Callable[[Any], Sequence[str]]
    decode: Callable[[Sequence[str]], Any]


@cache
def find_codec(hint: Any) -> FieldCodec:  # noqa: ANN401 (a type hint is any object)
    """Return the codec for a type of field.

    Raises TypeError for a type without one.
    """
    if isinstance(hint, NewType):
        return _ANNOTATED[ROW_ID]
    if get_origin(hint) in _GENERIC:
        return _GENERIC[get_origin(hint)](get_args(hint))
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum_codec(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _row_codec(hint)
    raise TypeError(f"no codec for {hint!r}")


def encode_fields(value: Any) -> list[str]:  # noqa: ANN401 (a dataclass)
    """Return the fields of a dataclass, one after another."""
    kind: Any = type(value)
    codecs = _field_codecs(kind)
    return [part for name, codec in codecs.items() for part in codec.encode(getattr(value, name))]


def decode_fields(kind: Any, parts: Sequence[str]) -> dict[str, Any]:  # noqa: ANN401 (a dataclass)
    """Return the values of a dataclass's fields by name. Raises ValueError."""
    codecs, rest, values = _field_codecs(kind), list(parts), {}
    spare = len(parts) - sum(codec.width or 0 for codec in codecs.values())
    for name, codec in codecs.items():
        width = spare if codec.width is None else codec.width
        if not 0 <= width <= len(rest):
            raise ValueError(parts)
        values[name] = codec.decode(rest[:width])
        del rest[:width]
    if rest:
        raise ValueError(parts)
    return values


@cache
def has_typed_text(kind: Any) -> bool:  # noqa: ANN401 (a dataclass)
    """Return whether a dataclass has a field that no custom_id carries."""
    return len(_field_codecs(kind)) < len(fields(kind))


@cache
def _field_codecs(kind: Any) -> dict[str, FieldCodec]:  # noqa: ANN401 (a dataclass)
    hints = get_type_hints(kind, include_extras=True)
    written = [each.name for each in fields(kind) if hints[each.name] != TypedText]
    codecs = {name: find_codec(hints[name]) for name in written}
    if [codec.width for codec in codecs.values()].count(None) > 1:
        raise TypeError(f"{kind.__name__} has two fields of varying width")
    return codecs


def _row_codec(kind: Any) -> FieldCodec:  # noqa: ANN401 (a dataclass)
    widths = [codec.width for codec in _field_codecs(kind).values()]
    width = None if None in widths else sum(filter(None, widths))
    return FieldCodec(width, encode_fields, lambda parts: kind(**decode_fields(kind, parts)))


def _single(encode: Callable[[Any], str], decode: Callable[[str], Any]) -> FieldCodec:
    return FieldCodec(1, lambda value: (encode(value),), lambda parts: decode(*parts))


def _encode_page(page: int) -> str:
    """Return the number of a page, limited to what fits."""
    return encode_number(min(page, _MAX_PAGES - 1))


def _decode_page(digits: str) -> int:
    page = decode_number(digits)
    if page >= _MAX_PAGES:
        raise ValueError(digits)
    return page


def _decode_day(digits: str) -> datetime.date:
    if not _DAY.fullmatch(digits):
        raise ValueError(digits)
    return datetime.date.fromisoformat(digits)


def _decode_nonce(text: str) -> str:
    if not _NONCE.fullmatch(text):
        raise ValueError(text)
    return text


def _decode_flag(text: str) -> bool:
    if text not in ("", "1"):
        raise ValueError(text)
    return bool(text)


def _enum_codec(kind: type[StrEnum]) -> FieldCodec:
    letters = {member: _LETTERS.get(member, member.value[0]) for member in kind}
    members = {letter: member for member, letter in letters.items()}
    if len(members) < len(letters):
        raise TypeError(f"two members of {kind.__name__} have one letter")

    def decode(letter: str) -> StrEnum:
        if letter not in members:
            raise ValueError(letter)
        return members[letter]

    return _single(letters.__getitem__, decode)


def _optional_codec(kinds: tuple[Any, ...]) -> FieldCodec:
    """Return the codec of a type that may be None.

    None is written as an empty field.
    """
    (kind,) = (each for each in kinds if each is not NoneType)
    codec = find_codec(kind)
    return _single(
        lambda value: "" if value is None else codec.encode(value)[0],
        lambda text: codec.decode((text,)) if text else None,
    )


def _tuple_codec(kinds: tuple[Any, ...]) -> FieldCodec:
    """Return the codec of a tuple.

    Its items are of one type, in any number, or of one type each.
    """
    items = [find_codec(kind) for kind in kinds if kind is not ...]
    if ... not in kinds:
        return FieldCodec(
            len(items),
            lambda value: [codec.encode(each)[0] for codec, each in zip(items, value, strict=True)],
            lambda parts: tuple(
                codec.decode((part,)) for codec, part in zip(items, parts, strict=True)
            ),
        )
    item = items[0]
    if item.width == 1:
        return FieldCodec(
            None,
            lambda value: [item.encode(each)[0] for each in value],
            lambda parts: tuple(item.decode((part,)) for part in parts),
        )
    # A letter and an id are written as one field: “s4”.
    return FieldCodec(
        None,
        lambda value: ["".join(item.encode(each)) for each in value],
        lambda parts: tuple(item.decode((part[:1], part[1:])) for part in parts),
    )


def _decode_selection(parts: Sequence[str]) -> Selection:
    if len(parts) not in _SELECTION_WIDTHS:
        raise ValueError(parts)
    return decode_selection(*parts)


_ANNOTATED: Final = {
    ROW_ID: _single(encode_number, decode_id),
    PAGE: _single(_encode_page, _decode_page),
    SEED: _single(encode_number, lambda digits: decode_number(digits) % SEED_COUNT),
    NONCE: _single(str, _decode_nonce),
}
_PLAIN: Final[dict[Any, FieldCodec]] = {
    bool: _single(lambda value: "1" if value else "", _decode_flag),
    datetime.date: _single(lambda day: day.isoformat().replace("-", ""), _decode_day),
    Selection: FieldCodec(None, encode_selection, _decode_selection),
}
_GENERIC: Final[dict[Any, Callable[[tuple[Any, ...]], FieldCodec]]] = {
    Annotated: lambda arguments: _ANNOTATED[arguments[1]],
    tuple: _tuple_codec,
    Union: _optional_codec,
    UnionType: _optional_codec,
}
