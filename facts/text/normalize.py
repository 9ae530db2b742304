"""The one rule for comparing names and texts.

Two questions, two strengths of the same rule. *Is it the same text?* `folded` answers strictly,
because 10⁵ is not 105 and −5 % is not 5 %: a fact merged by mistake is a fact lost. *Do they read
alike?* `comparable` answers loosely, because people type "Supervised finetuning" and "naïve bayes".
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from facts.text.control_characters import SURROGATES, character_class

_DASHES: Final = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\ufe58\ufe63\uff0d")
_IGNORABLE: Final = frozenset("\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
# Accents are dropped, vowel signs are not: without its marks a Hindi or Thai word is another word.
_ACCENT: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_LONE_SURROGATE: Final = re.compile(character_class(SURROGATES))
_REPLACEMENT: Final = "\ufffd"
_ASCII_SEARCH_WORD: Final = re.compile(r"[a-z0-9]+(?:[+#]+(?![a-z0-9]))?")
_ASCII_WORD: Final = re.compile("[a-z0-9]+")
_LETTER: Final = "letter"
_IDEOGRAPH: Final = "ideograph"
_SYMBOL: Final = "symbol"
_MAX_WORD_LENGTH: Final = 64
"""Letters of a word that are compared; longer ones are data in a text's clothes."""
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese letters: their words are not parted by spaces."""


def canonical(text: str) -> str:
    """Return the text in Unicode NFC with every run of white space as one space, none at the ends.

    Two facts or two sources are the same if their folded texts are equal. Idempotent.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Return the words of a text as people compare them, parted by single spaces.

    NFKC, case folding, accents and invisible characters dropped, dashes read as spaces. Other
    punctuation stays, so C, C++ and C# keep apart. Only a text of nothing but dashes and spaces
    comes out empty. Idempotent, so a stored key can be compared again.
    """
    if text.isascii():
        return " ".join(text.lower().replace("-", " ").split())
    seen = ""
    while seen != text:  # some characters fold in two steps (NFKC after casefold): to the fixpoint
        seen, text = text, _fold_once(text)
    return text


def name_key(text: str) -> str:
    """Return `comparable` without its spaces: the key under which a name is found.

    "Fine-tuning", "fine tuning" and "finetuning" share one key. A name of nothing but dashes and
    spaces keeps itself as key, so that it can still be found. Idempotent.
    """
    return fold(text).replace(" ", "") or text.strip()


def search_form(text: str) -> str:
    """Return `comparable` with letters, digits and symbols only: what is weighed when names differ.

    Punctuation parts words, but C++ and C# keep what sets them apart, and an emoji is a word. A
    name of nothing but punctuation keeps it. Never empty, unless the text is blank.
    """
    text = fold(text) or text.strip()
    if text.isascii():
        return " ".join(_ASCII_SEARCH_WORD.findall(text)) or text
    spaced = "".join(
        character if _character_class(character) or character in "+#" else " " for character in text
    )
    return " ".join(spaced.split()) or text


def is_unspaced(text: str) -> bool:
    """Tell whether a text has letters of a script that puts no spaces between its words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared; see `placed_words`."""
    if text.isascii():
        return [word[:_MAX_WORD_LENGTH] for word in _ASCII_WORD.findall(text.lower())]
    return [word for word, _, _ in locate_words(text)]


def locate_words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as they are compared, each with its start and end in the text.

    Of letters that are written without spaces every two neighbours make a word.
    """
    if text.isascii():
        found = _ASCII_WORD.finditer(text.lower())
        return [(word[0][:_MAX_WORD_LENGTH], *word.span()) for word in found]
    placed = ((_fold_word(text[start:end]), start, end) for start, end in _iter_word_spans(text))
    return [(word[:_MAX_WORD_LENGTH], start, end) for word, start, end in placed if word]


def _fold_word(word: str) -> str:
    return fold(word).replace(" ", "")


def _iter_word_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part, run in groupby(text, _character_class):
        end = start + sum(1 for _ in run)
        if part == _LETTER:
            yield start, end
        elif part:
            width = 2 if part == _IDEOGRAPH else 1
            for place in range(start, max(start + 1, end - width + 1)):
                yield place, min(place + width, end)
        start = end


@lru_cache(maxsize=4_096)
def _character_class(character: str) -> str:
    """Return what part a character plays in words: one of the names below, "" for none."""
    if _UNSPACED.match(character):
        return _IDEOGRAPH
    category = unicodedata.category(character)
    if category[0] in "LNM" or character in _IGNORABLE:
        return _LETTER
    return _SYMBOL if category == "So" else ""


def replace_surrogates(text: str) -> str:
    """Return the text with lone surrogates replaced, so that it can be written as UTF-8.

    They reach the program in command lines whose bytes are no UTF-8 (PEP 383).
    """
    return _LONE_SURROGATE.sub(_REPLACEMENT, text)


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFKC", text)
    return " ".join("".join(map(_fold_character, text)).split())


def _fold_character(character: str) -> str:
    if character in _DASHES:
        return " "
    return "" if character in _IGNORABLE else character
