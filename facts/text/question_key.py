"""Key that spellings of one question share."""

from typing import Final

from facts.text.normalize import canonical, name_key

MAX_QUESTION: Final = 250
"""Characters of a question that is kept: longer ones are hardly asked again."""
_CLOSING: Final = " .,;:!?…。．，、！？；：؟۔"
"""What can end a question without being part of it."""
_OPENING: Final = " ¿¡"
_STRAIGHT: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
"""Keyboards of phones type curly quotation marks."""


def question_key(text: str) -> str:
    """Return the key by which a question is found again.

    "What is SFT?" and "what is  sft" have the same key. Only a blank text has an empty key.
    """
    straight = canonical(text).translate(_STRAIGHT)
    return name_key(straight.rstrip(_CLOSING).lstrip(_OPENING) or straight)
