"""Other spellings of a question: compounds, and numbers with a hyphen."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from facts.library.library import Library
from facts.model.errors import NoSearchHits
from facts.model.selection import Slice
from facts.questions.content_words import content_words
from facts.text.normalize import words
from facts.text.stop_words import STOP_WORDS

_NUMBERED_WORD: Final = re.compile(
    r"(?<![\w-])(?P<letters>[A-Za-z]{2,})(?P<number>[0-9]+)(?![\w-])"
)
"""A word that ends in a number, perhaps written without its hyphen."""
_MIN_PART_LETTERS: Final = 3
"""Letters that each part of a compound needs: shorter parts are mere endings."""
_MAX_SEARCHES: Final = 5
"""Spellings of one question that are searched for in facts."""
_SEARCH_HITS: Final = Slice(limit=20)


def hyphenate_known_words(library: Library, text: str) -> str:
    """Write “GPT-4” for “gpt4” if facts contain “gpt” but no “gpt4”."""
    together = find_numbered_words(text)
    if not together:
        return text
    known = library.count_known_words([*together, *together.values()])
    apart = [word for word, letters in together.items() if word not in known and letters in known]
    return hyphenate_numbers(text, apart)


def respell_question(library: Library, text: str, names: Sequence[str]) -> str:
    """Spell a question as facts or some names do: “fine-tuning” for “finetuning”."""
    spellings = list(iter_respellings(text))
    known = library.count_known_words(
        {word for each in spellings for word in each.original + each.replacement}
    )
    in_names = [each for each in spellings if any(map(each.is_in, names))]
    likely = [each for each in spellings if each.is_likely(known) and each not in in_names]
    in_facts = [each for each in likely[:_MAX_SEARCHES] if _is_in_facts(library, each)]
    for spelling in in_names + in_facts:
        text = spelling.apply_to(text)
    return text


def find_numbered_words(text: str) -> dict[str, str]:
    """Return the words that end in a number, with their letters."""
    return {match[0]: match["letters"] for match in _NUMBERED_WORD.finditer(text.lower())}


def hyphenate_numbers(text: str, together: Collection[str]) -> str:
    """Put a hyphen before the number of some words: “gpt-4” for “gpt4”."""

    def hyphenate(match: re.Match[str]) -> str:
        is_meant = match[0].lower() in together
        return f"{match['letters']}-{match['number']}" if is_meant else match[0]

    return _NUMBERED_WORD.sub(hyphenate, text)


@dataclass(frozen=True, slots=True)
class Respelling:
    """Words as a question writes them, and as facts may write them."""

    original: tuple[str, ...]
    replacement: tuple[str, ...]

    def is_likely(self, known: Collection[str]) -> bool:
        """Return whether facts contain the replacement, and not all of the original."""
        return all(word in known for word in self.replacement) and any(
            word not in known for word in self.original
        )

    def is_in(self, text: str) -> bool:
        """Return whether a text contains the replacement in sequence.

        The last word may have another ending.
        """
        *before, last = self.replacement
        text_words, count = words(text), len(before)
        return any(
            text_words[at : at + count] == before and text_words[at + count].startswith(last)
            for at in range(len(text_words) - count)
        )

    def apply_to(self, text: str) -> str:
        """Return a question with the original replaced."""
        between = r"[\s-]+".join(map(re.escape, self.original))
        return re.sub(
            rf"(?<!\w){between}(?!\w)", "-".join(self.replacement), text, flags=re.IGNORECASE
        )


def iter_respellings(text: str) -> Iterator[Respelling]:
    """Yield respellings: words split in two, and neighbours joined."""
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


def _is_in_facts(library: Library, spelling: Respelling) -> bool:
    try:
        answer = library.search(" ".join(spelling.replacement), part=_SEARCH_HITS)
    except NoSearchHits:
        return False
    return any(spelling.is_in(hit.fact.text) for hit in answer.hits)
