"""How a question is written into the id of a control, and read again.

A control carries its question whole, so that it works for as long as its message stands, whatever
was restarted meanwhile. The one thing that does not fit, a text that was typed, is read back from
the card that shows it. What each question's code looks like, `lookup_codes` and `daily_codes` know.
"""

from bot.daily import codec
from bot.queries import library_codec
from bot.queries.codec_fields import SEPARATOR
from bot.queries.library_queries import Query


class QueryUnreadable(ValueError):
    """The code is not one that this version writes: an older or newer one, or a forgery."""


def encode_query(question: Query) -> str:
    """Return the question as at most 81 characters of ASCII. A digest stands for long names."""
    kind = type(question)
    coder = library_codec.ENCODERS.get(kind) or codec.ENCODERS[kind]
    return coder(question)


def decode_query(code: str, typed: str | None = None) -> Query:
    """Return the question of a code, with the text that was typed for it, where it has one.

    Raises QueryUnreadable. A long kind or site comes back as its digest: see `is_digest`.
    """
    letter, *fields = code.split(SEPARATOR)
    try:
        if letter in library_codec.TYPED_DECODERS and typed is not None:
            return library_codec.TYPED_DECODERS[letter](typed, *fields)
        readers = library_codec.DECODERS if letter in library_codec.DECODERS else codec.DECODERS
        return readers[letter](*fields)
    except (KeyError, TypeError, ValueError) as error:
        raise QueryUnreadable(code) from error
