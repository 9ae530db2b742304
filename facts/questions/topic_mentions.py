"""Reading a question: which topics it names, and what more it says.

Names are recognised as they are, in any number, spelling of Britain or America, with or without
hyphens; misspelt ones are for `Library.find`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facts.model.entities import TopicId
from facts.questions.content_words import IDLE, telling
from facts.text.normalize import placed_words, squeezed, storable, words

LONGEST: Final = 2_000
"""Characters of a question that count: Discord lets a message have no more without Nitro."""
_MOST_WORDS: Final = 400
_FEW_WORDS: Final = 48
"""Words up to which a name may begin or end in one that says nothing: “The Who”."""
_LONGEST_NAME: Final = 8
"""Words of a name that is looked for inside a question."""
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
_BETWEEN: Final = re.compile(r"\s*[,;/&]\s*|\s+(?:and|or|vs\.?|versus|with|to)\s+", re.IGNORECASE)
"""What stands between things that are named beside each other."""
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
    is_end = [len(placed) <= _FEW_WORDS or word not in IDLE for word, _, _ in placed]
    found = [
        Span(start, end, tuple(_keys(_piece(text, placed[start:end]))))
        for start in range(len(placed))
        for end in range(start + 1, min(start + _LONGEST_NAME, len(placed)) + 1)
        if is_end[start] and is_end[end - 1]
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
    return Reading(tuple(topics), tuple(word for word in rest if word not in IDLE))


def beside(text: str) -> list[str]:
    """Return what a question may name beside each other: “A vs B”, “A, B and C”."""
    return [each for each in _BETWEEN.split(text) if telling(each)]


def _is_idle(asked: Sequence[str], span: Span) -> bool:
    inside = asked[span.start : span.end]
    return len(inside) < len(asked) and all(word in IDLE for word in inside)


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
