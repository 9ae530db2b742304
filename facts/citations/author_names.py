"""Names in author texts, and the words by which a typed author finds them.

“Ouyang”, “ouyang et al.” and “L. Ouyang” find “Long Ouyang, Jeff Wu · OpenAI”: each typed name must
be in one name of the text, with all its words. A part of a word is not enough: “Li” is not “Lin”.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from facts.citations.authors import ORGANIZATION_DOT, parse_author
from facts.citations.names import is_person_like
from facts.text.normalize import replace_surrogates, search_form

MAX_LENGTH: Final = 300
"""Characters of a typed author that count."""
_MAX_NAMES: Final = 10
_MAX_WORDS: Final = 12
"""Names of a typed author, and words of a name, that count."""
_ASKED_AGAIN: Final = 32
"""Typed authors that are kept: an answer reads its author ten times, its card twenty times."""
_OTHERS: Final = re.compile(r"[,;]?\s*(?<!\w)(?:et\.? al\b\.?|and others\b)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[,;·，；、]\s*(?:and\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
_ORGANIZATIONS: Final = re.compile(rf"{ORGANIZATION_DOT}|\s*[;；]\s*")
_COMMA: Final = re.compile(r"\s*[,，、]\s*(?:(?:and|&)\s+)?")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """The terms of a typed name, one way to write it.

    `place` is the place of the name among those typed. A name matches if it has all terms, an
    author text if it has a match for each place.
    """

    place: int
    terms: tuple[str, ...]


def split_names(author: str) -> tuple[str, ...]:
    """Return the people and organisations that an author text names, each once."""
    authorship = parse_author(author)
    groups = _ORGANIZATIONS.split(authorship.organization or "")
    organizations = [name for group in groups for name in _split_mixed(group)]
    return tuple(dict.fromkeys(filter(None, (*authorship.names, *organizations))))


def index_terms(name: str) -> frozenset[str]:
    """Return the terms by which a name is found.

    They are its folded words, all of them as one word, and the initials of its given names (“l.”).
    """
    words = search_form(name).split()
    initials = {f"{word[0]}." for word in words[:-1]}
    return frozenset((*words, "".join(words), *initials, *(f"{w}." for w in words if len(w) == 1)))


@lru_cache(maxsize=_ASKED_AGAIN)
def parse_author_query(typed: str) -> tuple[NamePattern, ...]:
    """Return the patterns of a typed author; none if it has no words."""
    patterns = []
    for place, name in enumerate(_split_typed(typed)[:_MAX_NAMES]):
        words = _name_words(name)
        terms = (f"{word}." if len(word) == 1 < len(words) else word for word in words)
        ways = dict.fromkeys((tuple(dict.fromkeys(terms)), ("".join(words),)))
        patterns += [NamePattern(place, way) for way in ways]
    return tuple(patterns)


@lru_cache(maxsize=_ASKED_AGAIN)
def normalize_author(typed: str) -> str:
    """Return a typed author in lower case, its names divided by commas.

    It means the same. Empty if it has no words.
    """
    return ", ".join(" ".join(_name_words(name)) for name in _split_typed(typed)[:_MAX_NAMES])


def _split_mixed(group: str) -> Sequence[str]:
    """Return the names of an organisation's text, which may list people after it."""
    names = _COMMA.split(group.strip())
    return names if any(map(is_person_like, names)) else [group.strip()]


def _split_typed(typed: str) -> list[str]:
    text = _OTHERS.sub(" ", replace_surrogates(typed[:MAX_LENGTH])).strip(" ,;·")
    names = parse_author(text).names  # “Ouyang, Long” is one name
    if set(search_form(" ".join(names)).split()) != set(search_form(text).split()):
        names = tuple(_BETWEEN.split(text))
    return [name for name in names if _name_words(name)]


def _name_words(name: str) -> list[str]:
    """Return the folded words of a typed name, each once, without “the”."""
    if not any(map(str.isalnum, name)):
        return []
    words = list(dict.fromkeys(search_form(name).split()))[:_MAX_WORDS]
    return [word for word in words if word != "the"] or words
