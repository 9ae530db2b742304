"""Parser of search queries: words, "phrases in quotes" and excluded -words."""

import re
from collections.abc import Sequence
from typing import Final

from facts.model.errors import TooManyPhrases
from facts.search.claim_query import ClaimQuery, Manner
from facts.text.normalize import replace_surrogates, words
from facts.text.question_words import set_aside_question_words
from facts.text.stop_words import (
    PERSONAL_WORDS,
    QUESTION_OPENERS,
    SEARCH_STOP_PHRASES,
    SEARCH_STOP_WORDS,
    STOP_WORDS,
)

_MAX_LENGTH: Final = 2_000
"""Characters of a query that count."""
_MAX_WORDS: Final = 32
"""Words of a query or of one phrase that count, the first ones."""
MAX_PHRASES: Final = 10
"""Phrases and exclusions that a query may have together: each is looked for in many texts."""
_QUESTION_MARKS: Final = ("?", "？", "؟")
_MIN_LIST: Final = 3
"""Words without any stop word that are a list of key words."""
_MAX_KEYWORDS: Final = 4
"""Words that may be a look-up without a verb."""
_MAX_OPENING: Final = 3
"""Words within which a question shows itself: "and then what", "hey, can we"."""
_QUOTES: Final = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'))
"""Quotation marks that phone keyboards insert instead of straight ones."""
_QUERY_PARTS: Final = re.compile(r'(?P<no>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


def parse_claim_query(query: str) -> ClaimQuery:
    """Parse a query: words, "phrases in quotes" and excluded -words.

    A -"phrase" or a compound such as -fine-tuning excludes its words in this order. Stop words
    count only in a query without other words, and so do question words of other languages. Raises
    TooManyPhrases.
    """
    plain: list[str] = []
    excluded: list[tuple[str, ...]] = []
    phrases = []
    text = replace_surrogates(query[:_MAX_LENGTH]).translate(_QUOTES)
    for part in _QUERY_PARTS.finditer(SEARCH_STOP_PHRASES.sub(" ", text)):
        part_words = tuple(words(part["phrase"] or part["word"] or ""))
        if part["no"]:
            excluded.append(part_words[:_MAX_WORDS])
        elif part["phrase"] and part_words:
            phrases.append(part_words[:_MAX_WORDS])
        else:
            plain.append(part["word"] or "")
    if len(phrases) + len(excluded) > MAX_PHRASES:
        raise TooManyPhrases(MAX_PHRASES)
    wanted = words(set_aside_question_words(" ".join(plain)))
    kept = [word for word in wanted if word not in SEARCH_STOP_WORDS]
    query_words = kept if kept or phrases else list(wanted)
    light_words = _find_light_words(wanted, query_words)
    manner = _classify_manner(query, wanted, query_words)
    query_words += [word for phrase in phrases for word in phrase]
    excluded_words = dict.fromkeys(each[0] for each in excluded if len(each) == 1)
    excluded_phrases = dict.fromkeys(each for each in excluded if len(each) > 1)
    return ClaimQuery(
        tuple(dict.fromkeys(query_words))[:_MAX_WORDS],
        tuple(phrases),
        tuple(excluded_words),
        tuple(excluded_phrases),
        light_words=light_words,
        manner=manner,
    )


def _classify_manner(query: str, wanted: Sequence[str], kept: Sequence[str]) -> Manner:
    """Return how a query is worded; stop words make a sentence, and `kept` are the others."""
    if len(kept) == len(wanted):
        return Manner.WORD_LIST if len(kept) >= _MIN_LIST else Manner.FEW_WORDS
    in_order = words(query)
    asks = (
        query.rstrip().endswith(_QUESTION_MARKS)
        or not QUESTION_OPENERS.isdisjoint(in_order[:_MAX_OPENING])
        or (len(kept) <= _MAX_KEYWORDS and PERSONAL_WORDS.isdisjoint(in_order))
    )
    return Manner.QUESTION if asks else Manner.STATEMENT


def _find_light_words(wanted: Sequence[str], kept: Sequence[str]) -> frozenset[str]:
    """Return the words of a sentence that say little: "what is a good way to work".

    In a list of key words every word counts.
    """
    if len(kept) == len(wanted) or STOP_WORDS.issuperset(kept):
        return frozenset()
    return STOP_WORDS.intersection(kept)
