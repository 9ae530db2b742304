"""How a question is written into the id of a control, and read again.

A control carries its question whole, so that it works for as long as its message stands, whatever
was restarted meanwhile. The one thing that does not fit, a text that was typed, is read back from
the card that shows it. What each question's code looks like, `lookup_codes` and `daily_codes` know.
"""

from bot.daily import codec
from bot.queries import library_codec
from bot.queries.codec_fields import BETWEEN
from bot.queries.library_queries import Question


class QuestionUnreadable(ValueError):
    """The code is not one that this version writes: an older or newer one, or a forgery."""


def coded(question: Question) -> str:
    """Return the question as at most 81 characters of ASCII. A digest stands for long names."""
    kind = type(question)
    coder = library_codec.CODERS.get(kind) or codec.CODERS[kind]
    return coder(question)


def decoded(code: str, typed: str | None = None) -> Question:
    """Return the question of a code, with the text that was typed for it, where it has one.

    Raises QuestionUnreadable. A long kind or site comes back as its digest: see `is_digest`.
    """
    letter, *fields = code.split(BETWEEN)
    try:
        if letter in library_codec.TYPED_READERS and typed is not None:
            return library_codec.TYPED_READERS[letter](typed, *fields)
        readers = library_codec.READERS if letter in library_codec.READERS else codec.READERS
        return readers[letter](*fields)
    except (KeyError, TypeError, ValueError) as error:
        raise QuestionUnreadable(code) from error
