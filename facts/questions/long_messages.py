"""What a long message comes down to: its questions, and a few of its words to look facts up by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facts.questions.content_words import content_words
from facts.text.sentences import split_sentences

LONG_MESSAGE: Final = 300
"""Characters from which on a message is condensed before it is looked up."""
_MAX_WORDS: Final = 10
"""Words that are looked up at once: more of them stand in no fact together."""
_MIN_WORDS: Final = 3
_MIN_SENTENCE_WORDS: Final = 2
"""Known words of a whole message, and of a sentence in it, that say something together."""
_MAX_SENTENCES: Final = 5
_QUESTION_MARKS: Final = ("?", "？", "¿")


@dataclass(frozen=True, slots=True)
class CondensedQuery:
    """Words to look facts up by, and all the words that they stand for."""

    words: tuple[str, ...]
    source_words: tuple[str, ...]


def find_questions(text: str) -> list[str]:
    """Return the questions in a text, those first that say most."""
    return _rank_sentences(
        [each[-LONG_MESSAGE:] for each in split_sentences(text) if _is_question(each)]
    )


def condense_message(text: str, known: Mapping[str, int]) -> Iterator[CondensedQuery]:
    """Yield the words to try for a text: the most telling of the whole, then of its sentences.

    `known` holds the words that facts have, with the number of facts; the rarer one is, the more
    it tells.
    """
    rarest = _pick_rarest(content_words(text), known)
    if len(rarest) >= _MIN_WORDS:
        yield CondensedQuery(rarest, rarest)
    for sentence in _rank_sentences(split_sentences(text)):
        words = content_words(sentence)
        rarest = _pick_rarest(words, known)
        if len(rarest) >= _MIN_SENTENCE_WORDS:
            yield CondensedQuery(rarest, words)


def _is_question(sentence: str) -> bool:
    return sentence.startswith(_QUESTION_MARKS) or sentence.endswith(_QUESTION_MARKS)


def _rank_sentences(sentences: Sequence[str]) -> list[str]:
    told = sorted(sentences, key=lambda each: -len(content_words(each)))
    return [each for each in told if content_words(each)][:_MAX_SENTENCES]


def _pick_rarest(words: Sequence[str], known: Mapping[str, int]) -> tuple[str, ...]:
    """Return the most telling of some words, in their order."""
    chosen = sorted((word for word in words if word in known), key=known.__getitem__)[:_MAX_WORDS]
    return tuple(word for word in words if word in chosen)
