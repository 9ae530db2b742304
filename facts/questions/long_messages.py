"""What a long message comes down to: its questions, and a few of its words to look facts up by."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facts.questions.content_words import telling

LONG: Final = 300
"""Characters from which on a message is condensed before it is looked up."""
_MOST_WORDS: Final = 10
"""Words that are looked up at once: more of them stand in no fact together."""
_LEAST_WORDS: Final = 3
_LEAST_OF_SENTENCE: Final = 2
"""Known words of a whole message, and of a sentence in it, that say something together."""
_MOST_SENTENCES: Final = 5
_END: Final = re.compile(r"(?<=[.!?…])\s+|(?<=[。？！])|\n+")
_ASKS: Final = ("?", "？", "¿")


@dataclass(frozen=True, slots=True)
class Told:
    """Words to look facts up by, and all the words that they stand for."""

    words: tuple[str, ...]
    of: tuple[str, ...]


def asking(text: str) -> list[str]:
    """Return the questions in a text, those first that say most."""
    return _longest([each[-LONG:] for each in _sentences(text) if _asks(each)])


def condensed(text: str, known: Mapping[str, int]) -> Iterator[Told]:
    """Yield the words to try for a text: the most telling of the whole, then of its sentences.

    `known` holds the words that facts have, with the number of facts; the rarer one is, the more
    it tells.
    """
    rarest = _rarest(telling(text), known)
    if len(rarest) >= _LEAST_WORDS:
        yield Told(rarest, rarest)
    for sentence in _longest(_sentences(text)):
        words = telling(sentence)
        rarest = _rarest(words, known)
        if len(rarest) >= _LEAST_OF_SENTENCE:
            yield Told(rarest, words)


def _sentences(text: str) -> list[str]:
    parts = (" ".join(part.split()) for part in _END.split(text))
    return list(dict.fromkeys(filter(None, parts)))


def _asks(sentence: str) -> bool:
    return sentence.startswith(_ASKS) or sentence.endswith(_ASKS)


def _longest(sentences: Sequence[str]) -> list[str]:
    told = sorted(sentences, key=lambda each: -len(telling(each)))
    return [each for each in told if telling(each)][:_MOST_SENTENCES]


def _rarest(words: Sequence[str], known: Mapping[str, int]) -> tuple[str, ...]:
    """Return the most telling of some words, in their order."""
    chosen = sorted((word for word in words if word in known), key=known.__getitem__)[:_MOST_WORDS]
    return tuple(word for word in words if word in chosen)
