"""Reading a question: which topics it names, and what more it says.

Names are recognised as they are, in any number, spelling of Britain or America, with or without
hyphens; misspelt ones are for `Library.find`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from facts.model import TopicId
from facts.text import BEGINNING, placed_words, squeezed, storable, words

LONGEST: Final = 300
"""Characters of a question that count."""
_MOST_WORDS: Final = 48
_LONGEST_NAME: Final = 8
"""Words of a name that is looked for inside a question."""
_GENERIC: Final = frozenset(
    "a about against all also am an and any anybody anyone anything are as at be been being between"
    " but by can compare compared comparison connected could define definition describe did differ"
    " difference differences different do does doing each either else exactly explain explained"
    " facts fact find for from get give got had has have hello help here hey hi how i if in info"
    " information into is it its just know let lets like look lookup me mean meaning means more my"
    " of off on or other our out over overview please really relate related relation s see several"
    " she should show so some someone something stand stands tell than that the their them there"
    " they thing things this those to together topic up us versus vs was we were what whats when"
    " where which who whom whose why will with work working works would you your".split()
)
"""Words that say nothing about what is asked, wherever they stand."""
_VARIANTS: Final = (
    (re.compile("&"), "and"),
    (re.compile("isation"), "ization"),
    (re.compile("ization"), "isation"),
    (re.compile("ies$"), "y"),
    (re.compile("y$"), "ies"),
    (re.compile("es$"), ""),
    (re.compile("s$"), ""),
    (re.compile("(?<!s)$"), "s"),
    (re.compile("^the"), ""),
)
_TAIL: Final = re.compile(r"[+#]+(?!\w)")
"""What sets C++ and C# apart from C."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a question that may be a name: their places, and the keys it may go by."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question names, in its order, and the words that say more than that."""

    topics: tuple[TopicId, ...]
    rest: tuple[str, ...]


def spans(text: str) -> list[Span]:
    """Return all that may be a name in a question, the longest first."""
    text = storable(text[:LONGEST])
    placed = placed_words(text)[:_MOST_WORDS]
    found = [
        Span(start, end, tuple(_keys(_piece(text, placed[start:end]))))
        for start in range(len(placed))
        for end in range(start + 1, min(start + _LONGEST_NAME, len(placed)) + 1)
    ]
    return sorted(found, key=lambda span: (span.start - span.end, span.start))


def read(text: str, named: Mapping[str, TopicId]) -> Reading:
    """Return what a question means, given which of the keys of its spans name topics.

    Longer names come before shorter ones inside them. A word that says nothing names nothing, but
    where it is all there is.
    """
    asked = words(storable(text[:LONGEST]))[:_MOST_WORDS]
    taken: dict[int, TopicId] = {}
    starts: dict[int, TopicId] = {}
    for span in spans(text):
        topic = next((named[key] for key in span.keys if key in named), None)
        places = range(span.start, span.end)
        if topic is None or any(place in taken for place in places) or _is_idle(asked, span):
            continue
        taken |= dict.fromkeys(places, topic)
        starts[span.start] = topic
    rest = (word for place, word in enumerate(asked) if place not in taken)
    topics = dict.fromkeys(topic for _, topic in sorted(starts.items()))
    return Reading(tuple(topics), tuple(word for word in rest if word not in _GENERIC))


def telling(text: str) -> tuple[str, ...]:
    """Return the words of a text that say something, each once, in their order."""
    return tuple(word for word in dict.fromkeys(words(text)) if word not in _GENERIC)


def share_told(asked: Sequence[str], text: str) -> float:
    """Return the share of the words asked that a text holds, in some form, from 0 to 1.

    Longer words may be misspelt by a letter. Of no words all are held.
    """
    held = set(words(text))
    begun = {word[:BEGINNING] for word in held if len(word) >= BEGINNING}
    told = sum(_is_told(word, held, begun) for word in asked)
    return told / len(asked) if asked else 1.0


def _is_told(asked: str, held: AbstractSet[str], begun: AbstractSet[str]) -> bool:
    if asked in held or (len(asked) >= BEGINNING and asked[:BEGINNING] in begun):
        return True
    if len(asked) <= BEGINNING:
        return f"{asked}s" in held or asked.removesuffix("s") in held
    return any(OSA.distance(asked, word, score_cutoff=1) <= 1 for word in held)


def _is_idle(asked: Sequence[str], span: Span) -> bool:
    inside = asked[span.start : span.end]
    return len(inside) < len(asked) and all(word in _GENERIC for word in inside)


def _piece(text: str, placed: Sequence[tuple[str, int, int]]) -> str:
    start, end = placed[0][1], placed[-1][2]
    tail = _TAIL.match(text, end)
    return text[start : tail.end() if tail else end]


def _keys(piece: str) -> Iterator[str]:
    key = squeezed(piece)
    yield key
    for pattern, other in _VARIANTS:
        varied = pattern.sub(other, key)
        if varied and varied != key:
            yield varied
