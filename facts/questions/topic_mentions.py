"""Topics that a question names, and its other words.

Names match in singular or plural, in British or American spelling, with or without hyphens.
`Library.find` handles misspelled names.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from facts.model.entities import TopicId
from facts.questions.content_words import content_words
from facts.text.korean_particles import iter_bare_forms
from facts.text.normalize import locate_words, name_key, replace_surrogates, words
from facts.text.stop_words import STOP_WORDS

MAX_LENGTH: Final = 2_000
"""Characters of a question that are read: Discord's limit of a message without Nitro."""
_MAX_WORDS: Final = 400
_SHORT_QUESTION: Final = 48
"""In questions of at most this many words, a name may begin or end with a stop word: “The Who”."""
_MAX_NAME_WORDS: Final = 8
"""Words of the longest name that is found inside a question."""
_PARTS: Final = (("&", "and"), ("isation", "ization"), ("ization", "isation"))
_ENDINGS: Final = (("ies", "y"), ("y", "ies"), ("es", ""), ("s", ""))
"""Parts and endings of a name, and how else they are written."""
_LIST_SEPARATOR: Final = re.compile(
    r"\s*[,;/&]\s*|\s+(?:and|or|vs\.?|versus|with|to)\s+", re.IGNORECASE
)
"""What separates the names in a list."""
NameResolver = Callable[[Iterable[str]], Mapping[str, TopicId]]
"""Returns the topics with a name among some index keys."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Words of a question that may be a name.

    `start` and `end` count words; `keys` are index keys of the name.
    """

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicMentions:
    """Topics that a question names, in order, and its other content words."""

    topics: tuple[TopicId, ...]
    other_words: tuple[str, ...]


@lru_cache(maxsize=4)
def find_name_spans(text: str) -> Sequence[NameSpan]:
    """Return the spans that may be names, the longest first.

    The whole text is one of them, however long it is. An answer asks for those of a text twice.
    """
    text = replace_surrogates(text[:MAX_LENGTH])
    located = locate_words(text)[:_MAX_WORDS]
    is_end = [len(located) <= _SHORT_QUESTION or word not in STOP_WORDS for word, _, _ in located]
    found = [
        NameSpan(start, end, tuple(_name_keys(_cut_name(text, located[start:end]))))
        for start in range(len(located))
        for end in _name_ends(start, len(located))
        if is_end[start] and is_end[end - 1]
    ]
    return tuple(sorted(found, key=lambda span: (span.start - span.end, span.start)))


def _name_ends(start: int, count: int) -> Iterator[int]:
    """Yield where a name can end that starts at a word of a text of `count` words."""
    yield from range(start + 1, min(start + _MAX_NAME_WORDS, count) + 1)
    if start == 0 and count > _MAX_NAME_WORDS:
        yield count


def find_topic_mentions(text: str, resolve: NameResolver) -> TopicMentions:
    """Return the topics that a question names.

    `resolve` is asked for the keys of its spans. A longer name wins over a shorter one inside it. A
    stop word is a name only if the question has no other words.
    """
    question_words = words(replace_surrogates(text[:MAX_LENGTH]))[:_MAX_WORDS]
    spans = find_name_spans(text)
    named = resolve(key for span in spans for key in span.keys)
    taken: dict[int, TopicId] = {}
    starts: dict[int, TopicId] = {}
    for span in spans if named else ():
        topic = next((named[key] for key in span.keys if key in named), None)
        places = range(span.start, span.end)
        if (
            topic is None
            or any(place in taken for place in places)
            or _has_only_stop_words(question_words, span)
        ):
            continue
        taken |= dict.fromkeys(places, topic)
        starts[span.start] = topic
    rest = (word for place, word in enumerate(question_words) if place not in taken)
    topics = dict.fromkeys(topic for _, topic in sorted(starts.items()))
    return TopicMentions(tuple(topics), tuple(word for word in rest if word not in STOP_WORDS))


def split_listed_names(text: str) -> list[str]:
    """Split a list of names: “A vs B”, “A, B and C”."""
    return [each for each in _LIST_SEPARATOR.split(text) if content_words(each)]


def _has_only_stop_words(question_words: Sequence[str], span: NameSpan) -> bool:
    inside = question_words[span.start : span.end]
    return len(inside) < len(question_words) and all(word in STOP_WORDS for word in inside)


def _cut_name(text: str, located: Sequence[tuple[str, int, int]]) -> str:
    return text[located[0][1] : located[-1][2]]


def _name_keys(piece: str) -> Iterator[str]:
    key = name_key(piece)
    yield key
    if not key.isascii():
        yield from iter_bare_forms(key)
    for part, other in _PARTS:
        if part in key:
            yield key.replace(part, other)
    for ending, other in _ENDINGS:
        if key.endswith(ending) and (varied := key.removesuffix(ending) + other):
            yield varied
    if not key.endswith("s"):
        yield f"{key}s"
    if key.startswith("the") and key != "the":
        yield key[3:]
