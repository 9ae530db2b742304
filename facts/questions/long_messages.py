"""Long messages: their sentences, their questions and their rarest words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from facts.questions.content_words import content_words

LONG_MESSAGE: Final = 300
"""Messages longer than this, in characters, are condensed before they are looked up."""
_MAX_WORDS: Final = 10
"""Words that are looked up together: no single fact contains more of them."""
_MIN_WORDS: Final = 3
_MIN_SENTENCE_WORDS: Final = 2
"""Known words that a whole message, and a sentence in it, needs to be looked up."""
_MAX_SENTENCES: Final = 5
_QUESTION_MARKS: Final = ("?", "？", "¿")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+|(?<=[。？！])|\n+")
"""Closing punctuation before a space, Chinese or Japanese closing punctuation, or a new line."""


def split_sentences(text: str) -> list[str]:
    """Return the sentences and lines of a text, each once.

    They are in order. White space inside a sentence becomes single spaces. An abbreviation such as
    "e.g. this" ends a sentence too.
    """
    sentences = (" ".join(part.split()) for part in _SENTENCE_END.split(text))
    return list(dict.fromkeys(filter(None, sentences)))


def find_questions(text: str) -> list[str]:
    """Return the questions in a text, those with most content words first."""
    return _rank_sentences(
        [each[-LONG_MESSAGE:] for each in split_sentences(text) if _is_question(each)]
    )


def condense_message(text: str, known: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Yield words to search for: the rarest of text and sentences.

    Those of the whole text come first. `known` maps words that occur in facts to numbers of facts;
    rarer words say more.
    """
    rarest = _pick_rarest(content_words(text), known)
    if len(rarest) >= _MIN_WORDS:
        yield rarest
    for sentence in _rank_sentences(split_sentences(text)):
        words = content_words(sentence)
        rarest = _pick_rarest(words, known)
        if len(rarest) >= _MIN_SENTENCE_WORDS:
            yield rarest


def _is_question(sentence: str) -> bool:
    return sentence.startswith(_QUESTION_MARKS) or sentence.endswith(_QUESTION_MARKS)


def _rank_sentences(sentences: Sequence[str]) -> list[str]:
    ranked = sorted(sentences, key=lambda each: -len(content_words(each)))
    return [each for each in ranked if content_words(each)][:_MAX_SENTENCES]


def _pick_rarest(words: Sequence[str], known: Mapping[str, int]) -> tuple[str, ...]:
    """Return the rarest of some words, in their order."""
    chosen = sorted((word for word in words if word in known), key=known.__getitem__)[:_MAX_WORDS]
    return tuple(word for word in words if word in chosen)
