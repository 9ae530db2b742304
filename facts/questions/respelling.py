"""Words that people write together, apart or with a hyphen, other than facts do."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from facts.questions.content_words import content_words
from facts.text.normalize import words
from facts.text.stop_words import STOP_WORDS

_NUMBERED_WORD: Final = re.compile(
    r"(?<![\w-])(?P<letters>[A-Za-z]{2,})(?P<number>[0-9]+)(?![\w-])"
)
"""A word that ends in a number, which may be written without its hyphen."""
_MIN_PART_LETTERS: Final = 3
"""Letters that each of two words has at least that are written as one: shorter ones are endings."""


def find_numbered_words(text: str) -> dict[str, str]:
    """Return the words of a question that end in a number, each with the letters before it."""
    found = _NUMBERED_WORD.finditer(text.lower())
    return {each[0]: each["letters"] for each in found}


def hyphenate_numbers(text: str, together: Collection[str]) -> str:
    """Return a question with a hyphen before the number of some words: “gpt-4” for “gpt4”."""

    def apart(found: re.Match[str]) -> str:
        is_meant = found[0].lower() in together
        return f"{found['letters']}-{found['number']}" if is_meant else found[0]

    return _NUMBERED_WORD.sub(apart, text)


@dataclass(frozen=True, slots=True)
class Respelling:
    """Words of a question as they are written there, and as facts may write them."""

    original: tuple[str, ...]
    replacement: tuple[str, ...]

    def is_likely(self, known: Collection[str]) -> bool:
        """Tell whether facts have the words meant, and not those written, given which they have."""
        return all(word in known for word in self.replacement) and any(
            word not in known for word in self.original
        )

    def is_in(self, text: str) -> bool:
        """Tell whether a text has the words meant beside each other, the last in any form."""
        *before, last = self.replacement
        said, count = words(text), len(before)
        return any(
            said[at : at + count] == before and said[at + count].startswith(last)
            for at in range(len(said) - count)
        )

    def apply_to(self, text: str) -> str:
        """Return a question with the words meant for those written."""
        between = r"[\s-]+".join(map(re.escape, self.original))
        return re.sub(
            rf"(?<!\w){between}(?!\w)", "-".join(self.replacement), text, flags=re.IGNORECASE
        )


def iter_respellings(text: str) -> Iterator[Respelling]:
    """Yield how the words of a question may be meant: one as two, and two neighbours as one."""
    for word in content_words(text):
        for at in (
            range(_MIN_PART_LETTERS, len(word) - _MIN_PART_LETTERS + 1) if word.isalpha() else ()
        ):
            parts = word[:at], word[at:]
            if STOP_WORDS.isdisjoint(parts):
                yield Respelling((word,), parts)
    for pair in pairwise(words(text)):
        if STOP_WORDS.isdisjoint(pair):
            yield Respelling(pair, ("".join(pair),))
