"""Facts that say the same as a text or relate to it."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from facts.library.library import Library
from facts.model.entities import Fact, Stance, TopicId, TopicLink
from facts.model.errors import NoRelatedFact, NoSearchHits, TooManyPhrases
from facts.model.results import Hit, Tier
from facts.model.selection import EVERYTHING, Slice
from facts.questions.content_words import content_words, coverage
from facts.questions.long_messages import split_sentences
from facts.questions.topic_mentions import find_topic_mentions
from facts.text.normalize import replace_surrogates, words
from facts.text.stop_words import SENSE_WORDS
from facts.text.word_forms import have_same_meaning

_MAX_LENGTH: Final = 10_000
"""Characters of a text that are read; the rest is ignored."""
_MAX_PASSAGES: Final = 12
"""Passages of a text that are searched for, those with most content words."""
_MIN_WORDS: Final = 2
_HITS_PER_PASSAGE: Final = Slice(limit=3)
_RELATED_COVERAGE: Final = 0.34
"""The share of a passage's words that a related fact must contain."""
_NUMBER_SIGN: Final = re.compile(r"[<>≤≥≈%$€£]|(?<!\w)[-−](?=\d)")
"""Signs that change a number: 5 is not −5, and 5 % is not 5."""
_QUOTE_PREFIX: Final = re.compile(r"^[>\s]+")


class Relation(StrEnum):
    """How a fact relates to a text."""

    SAME = "same"
    RELATED = "related"
    NEAR = "near"
    """Only one of the closest facts, as a search for the text finds them."""
    CONTRADICTS = "contradicts"
    """Related, and by its stance against a topic that the text names."""


@dataclass(frozen=True, slots=True)
class RelatedFact:
    """A fact with its relation to a text."""

    fact: Fact
    relation: Relation

    @property
    def contradicted_topics(self) -> tuple[TopicLink, ...]:
        """The topics that the fact challenges, if it contradicts."""
        return challenged_topics(self.fact) if self.relation is Relation.CONTRADICTS else ()


def find_related_facts(library: Library, text: str, limit: int) -> tuple[RelatedFact, ...]:
    """Return facts that relate to a text, the nearest first.

    Facts that say the same come before all others. Raises NoRelatedFact or LibraryEmpty.
    """
    found: dict[int, tuple[Relation, float, Fact]] = {}
    for passage in split_passages(text):
        for hit in _search_passage(library, passage):
            relation = classify_relation(passage, hit.fact.text)
            if relation is None:
                continue
            if relation is Relation.RELATED and hit.tier is Tier.CLOSEST:
                relation = Relation.NEAR
            entry = (relation, hit.score, hit.fact)
            found[hit.fact.id] = min(found.get(hit.fact.id, entry), entry, key=_sort_key)
    if not found:
        raise NoRelatedFact
    best = sorted(found.values(), key=_sort_key)[:limit]
    is_needed = any(challenged_topics(fact) for _, _, fact in best)
    named = _find_named_topics(library, text) if is_needed else frozenset()
    return tuple(
        RelatedFact(fact, apply_stance(relation, fact, named)) for relation, _, fact in best
    )


def challenged_topics(fact: Fact) -> tuple[TopicLink, ...]:
    """Return the topics that a fact challenges, as its curators recorded it."""
    return tuple(each for each in fact.topic_links if each.stance is Stance.CHALLENGES)


def apply_stance(relation: Relation, fact: Fact, named: AbstractSet[TopicId]) -> Relation:
    """Return CONTRADICTS for a related fact that challenges a named topic.

    Only the recorded stance counts: the words of two texts do not show which contradicts which.
    """
    is_against = any(each.topic in named for each in challenged_topics(fact))
    return Relation.CONTRADICTS if relation is not Relation.SAME and is_against else relation


def split_passages(text: str) -> list[str]:
    """Return the sentences and lines with most content words, in order."""
    parts = split_sentences(replace_surrogates(text[:_MAX_LENGTH]))
    sized = [(len(content_words(part)), part) for part in parts if content_words(part)]
    long = [each for each in sized if each[0] >= _MIN_WORDS] or sized
    chosen = sorted(long, key=lambda each: -each[0])[:_MAX_PASSAGES]
    return [part for each in long if each in chosen for part in each[1:]]


def classify_relation(passage: str, fact: str) -> Relation | None:
    """Return how a fact relates to a passage, if it does.

    To say the same, both must have the same words in the same order, in any form, and the same
    numbers: one more word, or two words swapped, may reverse the meaning.
    """
    query_words = content_words(passage)
    share = coverage(query_words, fact)
    if share < _RELATED_COVERAGE or (
        len(query_words) > 1 and share * len(query_words) < _MIN_WORDS
    ):
        return None
    passage_words, fact_words = _sense_words(passage), _sense_words(fact)
    is_same = len(passage_words) == len(fact_words) and all(
        have_same_meaning(word, other)
        for word, other in zip(passage_words, fact_words, strict=True)
    )
    is_same = is_same and _find_signs(passage) == _find_signs(fact)
    return Relation.SAME if is_same else Relation.RELATED


def _search_passage(library: Library, passage: str) -> tuple[Hit, ...]:
    question = f"{_strip_operators(passage)}?"  # which facts bear on this?
    try:
        return library.search(question, EVERYTHING, _HITS_PER_PASSAGE).hits
    except (NoSearchHits, TooManyPhrases):
        return ()


def _find_named_topics(library: Library, text: str) -> frozenset[TopicId]:
    """Return the topics that a text names."""
    return frozenset(find_topic_mentions(text, library.resolve_names).topics)


def _strip_operators(passage: str) -> str:
    """Return a passage without the characters that are search operators."""
    return passage.replace('"', " ").replace(" -", " ").lstrip("-")


def _sort_key(entry: tuple[Relation, float, Fact]) -> tuple[bool, float, int]:
    relation, score, fact = entry
    return relation is not Relation.SAME, -score, fact.id


def _sense_words(text: str) -> list[str]:
    """Return the words that decide the meaning of a text."""
    kept = {*content_words(text), *SENSE_WORDS}
    return [word for word in words(text) if word in kept]


def _find_signs(text: str) -> list[str]:
    return _NUMBER_SIGN.findall(_QUOTE_PREFIX.sub("", text).replace("−", "-"))
