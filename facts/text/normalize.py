"""Normal forms in which names and texts are compared.

Text is normalized strictly or loosely, depending on the question. *Are two facts the same?*
`canonical` is strict: 10⁵ is not 105 and −5 % is not 5 %, and a fact merged by mistake is lost.
*Do two names read alike?* `fold` is loose: users type "Supervised finetuning" and "naïve bayes".
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from facts.text.control_characters import SURROGATES, character_class

_DASHES: Final = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\ufe58\ufe63\uff0d")
_IGNORABLE: Final = frozenset("\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
"""Invisible characters, also those that choose between a text and a picture form of an emoji."""
_SPELT_OUT: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "þ": "th", "ð": "d", "đ": "d", "ł": "l", "ı": "i"}
)
"""Letters that Unicode does not take apart, as most keyboards spell them."""
# Accents, but not vowel signs: a Hindi or Thai word without its marks is a different word.
_ACCENT: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_LONE_SURROGATE: Final = re.compile(character_class(SURROGATES))
_REPLACEMENT: Final = "\ufffd"
_ASCII_SEARCH_WORD: Final = re.compile(r"[a-z0-9]+(?:[+#]+(?![a-z0-9]))?")
_ASCII_WORD: Final = re.compile(
    r"(?:(?<![\w.])\.(?=[a-z]))?(?:[a-z][a-z0-9]*(?:[+#]++(?![a-z0-9])|(?:\+\+|#)(?=[0-9]))|[a-z0-9]+)"
)
_DOT_AND_LETTER: Final = re.compile(r"\.[A-Za-z]")
_OPENING_DOT: Final = re.compile(r"(?<![\w.])\.")
_CLOSING_SIGNS: Final = re.compile(r"[+#]++(?![^\W_])|(?:\+\+|#)(?=[0-9])")
_ASCII_FOLDED: Final = {
    code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)
}
"""What becomes of an ASCII character in words: splitting is twice as fast as a search."""
_LETTER: Final = "letter"
_IDEOGRAPH: Final = "ideograph"
_SYMBOL: Final = "symbol"
_MAX_WORD_LENGTH: Final = 64
"""Letters of a word that count; anything longer is data such as a hash, not a word."""
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese letters: no spaces separate their words."""


def canonical(text: str) -> str:
    """Return the text in Unicode NFC with its white space collapsed.

    Two facts or two sources are the same if their canonical texts are equal. Idempotent.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Return a text without case, accents, hyphens and invisible characters.

    The text is in Unicode NFKC; single spaces replace dashes and white space. Other punctuation
    stays, so C, C++ and C# remain distinct. The result is empty only if the text consists of dashes
    and spaces. Idempotent, so a stored form can be folded again.
    """
    if text.isascii():
        return " ".join(text.lower().replace("-", " ").split())
    previous = ""
    while previous != text:  # some characters need two passes: NFKC can follow casefold
        previous, text = text, _fold_once(text)
    return text


def name_key(text: str) -> str:
    """Return the index key of a name: `fold` without spaces.

    "Fine-tuning", "fine tuning" and "finetuning" share one key. A name that consists of dashes and
    spaces is its own key, so users can still find it. Idempotent.
    """
    return fold(text).replace(" ", "") or text.strip()


def search_form(text: str) -> str:
    """Return the words of a name for scoring.

    They are those of `fold`, with letters, digits and symbols only. Punctuation separates words,
    except in names such as C++ and C#; an emoji is a word. A name that consists of punctuation
    keeps it. Empty only for a blank text.
    """
    text = fold(text) or text.strip()
    if text.isascii():
        return " ".join(_ASCII_SEARCH_WORD.findall(text)) or text
    spaced = "".join(
        character if _character_class(character) or character in "+#" else " " for character in text
    )
    return " ".join(spaced.split()) or text


def is_unspaced(text: str) -> bool:
    """Return whether a text has a script without spaces."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def words(text: str) -> list[str]:
    """Return the folded words of a text; see `locate_words`."""
    if text.isascii() and not _may_have_signs(text):
        return [word[:_MAX_WORD_LENGTH] for word in text.translate(_ASCII_FOLDED).split()]
    return [word for word, _, _ in locate_words(text)]


def _may_have_signs(text: str) -> bool:
    """Return whether a word of a text can have signs of its own: C++, C#, TLA+, .NET."""
    return "+" in text or "#" in text or _DOT_AND_LETTER.search(text) is not None


def locate_words(text: str) -> list[tuple[str, int, int]]:
    """Return the folded words of a text with start and end.

    Signs belong to a word such as C++, C#, TLA+ and .NET. In scripts without spaces, every two
    neighbouring letters make a word (a bigram).
    """
    if text.isascii():
        matches = _ASCII_WORD.finditer(text.lower())
        return [(word[0][:_MAX_WORD_LENGTH], *word.span()) for word in matches]
    located = ((_fold_word(text[start:end]), start, end) for start, end in _iter_word_spans(text))
    return [(word[:_MAX_WORD_LENGTH], start, end) for word, start, end in located if word]


@lru_cache(maxsize=1_024)
def _fold_word(word: str) -> str:
    return fold(word).replace(" ", "")


def _iter_word_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part, run in groupby(text, _character_class):
        end = start + sum(1 for _ in run)
        if part == _LETTER:
            yield _include_signs(text, start, end)
        elif part:
            width = 2 if part == _IDEOGRAPH else 1
            for place in range(start, max(start + 1, end - width + 1)):
                yield place, min(place + width, end)
        start = end


def _include_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a word with the signs that belong to it; see `_ASCII_WORD`."""
    if not text[start].isalpha():
        return start, end
    signs = _CLOSING_SIGNS.match(text, end)
    has_dot = _OPENING_DOT.match(text, start - 1) if start else None
    return start - bool(has_dot), signs.end() if signs else end


@lru_cache(maxsize=4_096)
def _character_class(character: str) -> str:
    """Return _LETTER, _IDEOGRAPH or _SYMBOL; "" for a character outside words."""
    if _UNSPACED.match(character):
        return _IDEOGRAPH
    category = unicodedata.category(character)
    if category[0] in "LNM" or character in _IGNORABLE:
        return _LETTER
    return _SYMBOL if category == "So" else ""


def replace_surrogates(text: str) -> str:
    """Return a text with lone surrogates replaced.

    The result can be encoded as UTF-8. Command lines contain lone surrogates if their bytes are not
    UTF-8 (PEP 383).
    """
    return _LONE_SURROGATE.sub(_REPLACEMENT, text)


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate(_SPELT_OUT)
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFKC", text)
    return " ".join("".join(map(_fold_character, text)).split())


def _fold_character(character: str) -> str:
    if character in _DASHES:
        return " "
    return "" if character in _IGNORABLE else character
