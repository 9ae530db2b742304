"""Stop words: words that say nothing about what a user looks for.

Which words these are depends on the task, so each list names its task. Lists build on each other
where they overlap.
"""

import re
from typing import Final

ARTICLES: Final = frozenset(("a", "an", "the"))
"""Words that a BibTeX key skips in front of a title."""

ACRONYM_STOP_WORDS: Final = ARTICLES | frozenset(
    "and at by de for from in of on or to with".split()
)
"""Words that acronyms often skip: FBI stands for Federal Bureau of Investigation."""

SEARCH_STOP_WORDS: Final = frozenset(
    "a about an and any anything are as at be by can could did do does for from had has have how i"
    " in is it its know me of on or our please s should show tell that the their there this to vs"
    " was we were what when where which who whom whose why will with would you your".split()
)
"""Words that a search ignores, unless the user typed no others."""

QUESTION_OPENERS: Final = frozenset(
    "am any are can could did do does explain find has have how is list may must shall should show"
    " tell was were what whats when where which who whom whose why will would".split()
)
"""Words near the beginning of a question: "how do we", "any facts on"."""

PERSONAL_WORDS: Final = frozenset("i me my our please us we".split())
"""Words of a message to people, which a search has only in a question."""

STOP_WORDS: Final = SEARCH_STOP_WORDS | frozenset(
    "according again against alike all also am anybody anyone been being between but common"
    " compare compared comparison connected define definition describe differ difference"
    " differences different doing each either else exactly explain explained fact facts find"
    " get give good got hello help here hey hi if info information into just kind kinds known"
    " let lets like look lookup make makes many mean meaning means meant more much my off often"
    " ok okay other out over overview really relate related relation see several she similar"
    " similarities similarity so some someone something stand stands still than thank thanks"
    " them they thing things those together topic type types up us versus whats work working"
    " works".split()
)
"""Words of a question that no answer needs to contain."""

SENSE_WORDS: Final = frozenset(
    "again against all any but can could from good many more much often or should still than to"
    " with would".split()
)
"""Stop words that can change what a sentence states: "more than five", "against naps".

Two sentences say the same only if they agree on these.
"""

DOUBT_WORDS: Final = frozenset(
    "above accurate actually aren cite cited citation citations check checked claim claims confirm"
    " confirmed correct correctly doesn evidence fake false hm hmm huh isn legit link links lol no"
    " oh proof prove proven real reference references right said says seriously source sourced"
    " sources sure t thoughts thread true truth valid verified verify wasn wow wrong yes".split()
)
"""Words that question an earlier message or ask for its source: "is this true?", "source?".

A reply of only these and STOP_WORDS is about the message that it replies to.
"""

SEARCH_STOP_PHRASES: Final = re.compile(
    r"\bis it (?:really )?true\b|\bhow (?:big|long|many|much|often|well)\b|\baccording to\b"
    r"|\b(?:give|find|get) (?:me|us)\b|\b(?:any|some)thing (?:about|on)\b|\bexplain to (?:me|us)\b"
    r"|\b(?:facts?|info|information) (?:about|on)\b|\b(?:can|could|would) you (?:explain|help)\b",
    re.IGNORECASE,
)
"""Phrases that a search ignores. Their words matter elsewhere: "true/false", "many-shot"."""

NAME_QUESTION_OPENING: Final = re.compile(
    r"(?:please )?(?:"
    r"what (?:do|does) (?:we|you) know about"
    r"|(?:what|who|where|when|why|how)(?: (?:is|are|was|were|do|does|did|s|about|can|would))?"
    r"|whats|define|explain|describe|definition of|(?:the )?meaning of|tell (?:me|us) about"
    r"|(?:show|give) (?:me|us)|(?:facts?|info|information|anything|something) (?:about|on)"
    r"|(?:do|does) (?:we|you) (?:have|know)(?: (?:anything|something))?(?: about)?"
    r")(?: (?:a|an|the))? "
)
"""The beginning of a question about a name: "what is a", "tell me about"."""
NAME_QUESTION_CLOSING: Final = re.compile(r" (?:please|works?|means?|stands? for)$")
"""The end of such a question: "how SFT works"."""
NAME_CLOSING_WORD: Final = re.compile(r" (?:please|definition|meaning|explained)$")
"""A word that users add after any name: "SFT meaning"."""
