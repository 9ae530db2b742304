"""How a question is written into the id of a control, and read again.

A control carries its question whole, so that it works for as long as its message stands, whatever
was restarted meanwhile. The one thing that does not fit, a text that was typed, is read back from
the card that shows it. What each question's code looks like, `lookup_codes` and `daily_codes` know.
"""

from bot import daily_codes, lookup_codes
from bot.code_fields import BETWEEN
from bot.questions import Question


class QuestionUnreadable(ValueError):
    """The code is not one that this version writes: an older or newer one, or a forgery."""


def coded(question: Question) -> str:
    """Return the question as at most 81 characters of ASCII. A digest stands for long names."""
    kind = type(question)
    coder = lookup_codes.CODERS.get(kind) or daily_codes.CODERS[kind]
    return coder(question)


def decoded(code: str, typed: str | None = None) -> Question:
    """Return the question of a code, with the text that was typed for it, where it has one.

    Raises QuestionUnreadable. A long kind or site comes back as its digest: see `is_digest`.
    """
    letter, *fields = code.split(BETWEEN)
    try:
        if letter in lookup_codes.TYPED_READERS and typed is not None:
            return lookup_codes.TYPED_READERS[letter](typed, *fields)
        readers = lookup_codes.READERS if letter in lookup_codes.READERS else daily_codes.READERS
        return readers[letter](*fields)
    except (KeyError, TypeError, ValueError) as error:
        raise QuestionUnreadable(code) from error
