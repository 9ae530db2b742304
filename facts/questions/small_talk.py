"""Small talk: thanks, greetings, praise and laughter, which no card answers."""

import re
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import Final

from facts.questions import small_talk_words as data
from facts.text.normalize import fold, is_unspaced, words

_MAX_LENGTH: Final = 120
"""Characters of the longest small talk. Longer messages have content."""
_QUESTION_MARK: Final = re.compile("[?¿؟]")
"""Question marks as `fold` leaves them."""
_STRETCHED: Final = re.compile(r"([^\W\d_])\1{2,}")
"""Three or more equal letters: “thaaanks”, “cooool”."""
_LAUGHTER: Final = re.compile(r"a?(?:[hj][aei]+|ха+|х[аи]|rs|k){2,}h?|lo+l|lmf?ao+|xd+")
_EMOJI_VARIANT: Final = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Variants and skin tones of emoji."""
_FACES: Final = range(0x1F600, 0x1F650)
_EMOTICON: Final = re.compile(data.EMOTICONS)


class SmallTalkKind(StrEnum):
    """What small talk does."""

    HELLO = "hello"
    """Nothing but a hello. It gets help."""
    GREETING = "greeting"
    THANKS = "thanks"
    BLAME = "blame"


def classify_small_talk(text: str) -> SmallTalkKind | None:
    """Return what a message of nothing but small talk does, else None.

    Nothing may remain without the phrases, emoji and fillers of small_talk_words, unless the
    message begins with a phrase such as “thanks for” and asks nothing.
    """
    if len(text) > _MAX_LENGTH:
        return None
    text = _EMOJI_VARIANT.sub("", fold(text))
    forms = dict.fromkeys((text, _STRETCHED.sub(r"\1\1", text), _STRETCHED.sub(r"\1", text)))
    found = next(filter(None, map(_find_kinds, forms)), None)
    return _read_opening(text) if found is None else _pick_kind(found)


def is_small_talk(text: str) -> bool:
    """Return whether a message is small talk that needs no answer.

    A lone “hello” is none: it gets help.
    """
    return classify_small_talk(text) not in (None, SmallTalkKind.HELLO)


def _pick_kind(found: Collection[SmallTalkKind | None]) -> SmallTalkKind | None:
    """Return what some phrases do together; None is a filler: “hello everyone”."""
    order = (SmallTalkKind.BLAME, SmallTalkKind.GREETING, SmallTalkKind.THANKS)
    if kind := next((each for each in order if each in found), None):
        return kind
    if SmallTalkKind.HELLO not in found:
        return None
    return SmallTalkKind.GREETING if None in found else SmallTalkKind.HELLO


def _find_kinds(text: str) -> set[SmallTalkKind | None]:
    """Return the kinds of phrases in a folded text; none if it has other words.

    A question is small talk only with a greeting: “how are you?”.
    """
    found: set[SmallTalkKind | None] = set()

    def take(match: re.Match[str]) -> str:
        found.add(_UNSPACED_PHRASES[match[0]])
        return " "

    text, faces = _EMOTICON.subn(" ", _UNSPACED.sub(take, text))
    found |= {SmallTalkKind.THANKS} if faces else set()
    in_order = words(text)
    while in_order:
        phrase = _match_phrase(in_order)
        if phrase is None:
            return set()
        length, kind = phrase
        found.add(kind)
        del in_order[:length]
    if _QUESTION_MARK.search(text) and SmallTalkKind.GREETING not in found:
        return set()
    return found


def _match_phrase(in_order: Sequence[str]) -> tuple[int, SmallTalkKind | None] | None:
    """Return the length and kind of the longest phrase at the beginning.

    The kind of a filler is None. The result is None if no phrase is there.
    """
    for length in range(min(_MAX_PHRASE, len(in_order)), 0, -1):
        phrase = tuple(in_order[:length])
        if phrase in _PHRASES:
            return length, _PHRASES[phrase]
    first = in_order[0]
    is_cheer = first in data.EMOJI or ord(first[0]) in _FACES or _LAUGHTER.fullmatch(first)
    return (1, SmallTalkKind.THANKS) if is_cheer else None


def _read_opening(text: str) -> SmallTalkKind | None:
    """Return the kind of a message that begins as small talk and asks nothing."""
    in_order = words(text)
    asks = _QUESTION_MARK.search(text) or not _QUESTION_WORDS.isdisjoint(in_order)
    opens = any(tuple(in_order[: len(each)]) == each for each in _OPENINGS)
    return SmallTalkKind.THANKS if opens and not asks else None


def _split_phrases(listed: str) -> Iterator[str]:
    return (fold(each) for each in listed.split(","))


_BY_KIND: Final = {
    phrase: kind
    for kind, listed in (
        (None, data.FILLERS),
        (SmallTalkKind.HELLO, data.HELLO),
        (SmallTalkKind.BLAME, data.BLAME),
        (SmallTalkKind.THANKS, data.THANKS),
        (SmallTalkKind.GREETING, data.GREETINGS),
    )
    for phrase in _split_phrases(listed)
}
_UNSPACED_PHRASES: Final = {
    phrase: kind for phrase, kind in _BY_KIND.items() if is_unspaced(phrase)
}
_UNSPACED: Final = re.compile("|".join(sorted(map(re.escape, _UNSPACED_PHRASES), key=len)[::-1]))
_PHRASES: Final = {
    tuple(words(phrase)): kind
    for phrase, kind in _BY_KIND.items()
    if phrase not in _UNSPACED_PHRASES
}
_MAX_PHRASE: Final = max(map(len, _PHRASES))
_OPENINGS: Final = [tuple(words(each)) for each in _split_phrases(data.OPENINGS)]
_QUESTION_WORDS: Final = frozenset(_split_phrases(data.QUESTION_WORDS))
