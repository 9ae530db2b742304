"""The codec between queries and their codes in custom_ids.

A control carries its whole query. So it works as long as its message exists, even after restarts.
A code is the query's letter and its fields: `J|1|2|b|0`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from bot.queries.field_codecs import decode_fields, encode_fields, has_typed_text
from bot.queries.query import Query

_SEPARATOR: Final = "|"
LegacyDecoder = Callable[[Sequence[str]], Query]
"""Decodes the fields of an older format. Raises ValueError."""


class QueryUnreadable(ValueError):
    """A code is of another version, or forged."""


class QueryCodec:
    """Reads the codes of some types of queries.

    Raises ValueError where two types have the same letter. `legacy` reads codes of earlier versions
    by their letter, where the fields are not those of today.
    """

    def __init__(
        self, queries: Iterable[type[Query]], legacy: Mapping[str, LegacyDecoder] | None = None
    ) -> None:
        self._types: dict[str, type[Query]] = {}
        self._legacy = legacy or {}
        for each in queries:
            if self._types.setdefault(each.letter, each) is not each:
                raise ValueError(f"{each.__name__} has a letter that is taken")

    def decode(self, code: str, typed: str | None = None) -> Query:
        """Return the query of a code.

        `typed` is the text that the user typed, for queries that have one. Raises QueryUnreadable.
        A long kind or site comes back as its digest (`is_digest`).
        """
        letter, *fields = code.split(_SEPARATOR)
        try:
            return self._read(letter, fields, typed)
        except (KeyError, TypeError, ValueError) as error:
            raise QueryUnreadable(code) from error

    def _read(self, letter: str, fields: Sequence[str], typed: str | None) -> Query:
        kind = self._types[letter]
        texts = {"text": typed} if has_typed_text(kind) else {}
        if None in texts.values():
            raise ValueError("the card shows no text")
        try:
            return kind(**decode_fields(kind, fields), **texts)
        except ValueError:
            if letter not in self._legacy:
                raise
            return self._legacy[letter](fields)


def encode_query(query: Query) -> str:
    """Return the code of a query, in ASCII.

    A long kind or site is written as its digest.
    """
    return _SEPARATOR.join((query.letter, *encode_fields(query)))
