"""Kinds glued to the text of a fact: "claimThe model …".

Words such as "claims" only begin like a kind; this module knows them.
"""

import re
from dataclasses import dataclass
from typing import Final

from facts.importers.wiki.lines import is_closed
from facts.model.entities import CODE, KINDS, Kind, Stance

_ENDINGS: Final = {
    "claim": "able ant ants ed er ers ing s",
    "account": "ability able ably ancy ant ants ed ing ings s",
    "measurement": "s",
    "formula": "e ic ically ries ry s te ted tes ting tion tional tions tive tor tors",
    "quote": "d r rs s worthy",
    "procedure": "s",
    "reference": "able d r rs s",
    "code": (
        "base bases book books breaker breakers c cs d fendant fendants gen ine less name named "
        "names pendence pendency pendent point points r rs s termination veloped veloper x xes "
        "word words"
    ),
    "image": "d less net r ries rs ry s",
    "perspective": "d less s",
}
_WORDS: Final = frozenset(
    kind + ending for kind, endings in _ENDINGS.items() for ending in endings.split()
)
_LOWERCASE_PREFIX: Final = re.compile(r"[a-z]*")
_NAME: Final = re.compile(r"[a-z]*(?:Xiv|Rxiv|ArXiv)|[a-z](?:Phone|Pad|OS)|postgreSQL")
_KIND: Final = "|".join(sorted(KINDS, key=len, reverse=True))
_STANCE: Final = "|".join(Stance)
_SHORT_KINDS: Final = "idea|note|rule"
"""Words of teams for their kinds. Other short words are parts of names: "openSource"."""
_PLAIN: Final = re.compile(rf"({_KIND})({_STANCE})?([A-Z0-9“‘$\[].*)", re.DOTALL)
_GLUED: Final = re.compile(rf"({_KIND})(\S.*)", re.DOTALL)
_SPACED: Final = re.compile(rf"({_KIND}):?\s+(\S.*)", re.DOTALL)
_MARKED: Final = re.compile(
    rf"(?P<bullet>[-*•]\s+)?(?P<kind>{_KIND})(?:\s*\((?P<stance>{_STANCE})\))?:\s+(?P<text>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_UNKNOWN: Final = re.compile(rf"([a-z]{{5,}}?|{_SHORT_KINDS})({_STANCE})?([A-Z].+)", re.DOTALL)
_MIN_WORDS: Final = 3
_WORD_CONTINUES: Final = re.compile(
    r"[,;:!?)\]}\"”](?:[\s,.;:!?]|\Z)|\.(?:\s|\Z)|[-–—/’'](?:[\sa-z]|\Z)|[_.][a-z0-9]|\(s\)"
)
"""Text after a word that is not a kind: "claim, which", "account-based", "image.png", "claim(s)".
"""
_TEXT_AFTER_ALL: Final = re.compile(
    r"[a-z]+(?:['’](?!s\b|\s|\Z)|—\s|\.\d|\.[a-z][\w-]*\s*\{)|code/\w+/"
)
"""Text that begins with punctuation, glued to a kind: "quote'tis", "code.class {"."""
_CALL_OR_EQUATION: Final = re.compile(r"(?:code|formula)[a-z]*(?:\(|\s*=\s)")
_CODE_LIKE: Final = re.compile(r"[{}=;<>\\_|]|\w\(|->|::|\w\.\w")
_IDENTIFIER: Final = re.compile(r"\w+(?:\s*[-+*/|&]?=|[(\[;]|:\S|\.\w)")
_CODE_LIKE_KINDS: Final = frozenset({CODE, Kind("formula")})


@dataclass(frozen=True, slots=True)
class FactOpening:
    """The beginning of a fact; `doubt` describes a guess, for a warning.

    `is_item` is true for an item of a list: "- claim: The model …".
    """

    kind: Kind
    text: str
    stance: Stance | None = None
    doubt: str | None = None
    is_item: bool = False


match_glued_kind: Final = _PLAIN.match
"""Match kind, stance and text of most lines that begin a fact; never of another line."""


def read_glued_kind(text: str, above: Kind | None = None) -> FactOpening | None:
    """Read a line that begins with a known kind, glued on.

    None for other lines. `above` is the kind of the previous fact: below code, "imageUrl = …" is
    code too.
    """
    match = _GLUED.match(text)
    if match is None:
        return None
    doubt = None
    if not _can_follow_kind(text, match[2]):
        if not (_TEXT_AFTER_ALL.match(text) or (above is None and _CALL_OR_EQUATION.match(text))):
            return None
        doubt = f"“{match[1]}” was read as the kind, although it could be the beginning of a word"
    kind = Kind(match[1])
    if above == CODE and kind not in _CODE_LIKE_KINDS and _is_code_line(text):
        return None
    stance = next((stance for stance in Stance if _has_stance(match[2], stance)), None)
    return FactOpening(kind, match[2].removeprefix(stance or ""), stance, doubt)


def read_unknown_kind(text: str, above: Kind | None = None) -> FactOpening | None:
    """Read a line with an unknown word in place of a kind.

    The word is glued to a sentence. None for other lines.
    """
    match = _UNKNOWN.match(text)
    if match is None or above == CODE or _has_name_prefix(text):
        return None
    kind, stance, rest = match.groups()
    if len(rest.split()) < _MIN_WORDS or _CODE_LIKE.search(rest):
        return None
    doubt = f"“{kind}” is not a known kind; the fact was imported with it"
    return FactOpening(Kind(kind), rest, Stance(stance) if stance else None, doubt)


def read_spaced_kind(text: str) -> FactOpening | None:
    """Read a line such as "claim The model …".

    A space separates the known kind from its text. None for other lines.
    """
    match = _SPACED.match(text)
    if match is None:
        return None
    doubt = f"“{match[1]}” is separate from the text; it was read as the kind of a fact"
    return FactOpening(Kind(match[1]), match[2], None, doubt)


def read_marked_kind(text: str) -> FactOpening | None:
    """Read a line such as "- claim: The model …", as people write it by hand.

    A stance in brackets can follow the known kind. Without the bullet there is a doubt, and the
    kind is in lower case: "Code: a History" is a title. None for other lines.
    """
    match = _MARKED.match(text)
    if match is None:
        return None
    kind, is_item = match["kind"], match["bullet"] is not None
    if not (is_item or kind.islower()):
        return None
    stance = Stance(match["stance"].lower()) if match["stance"] else None
    doubt = None if is_item else f"“{kind}:” was read as the kind of a fact"
    return FactOpening(Kind(kind.lower()), match["text"], stance, doubt, is_item)


def begins_fact(text: str) -> bool:
    """Return whether a line begins with a glued kind, or is an item with a kind."""
    if read_glued_kind(text):
        return True
    opening = read_marked_kind(text)
    return opening is not None and opening.is_item


def read_lone_kind(text: str) -> Kind | None:
    """Return the known kind that is the whole line."""
    return Kind(text) if text in KINDS else None


def _is_code_line(text: str) -> bool:
    return _IDENTIFIER.match(text) is not None and not is_closed(text)


def _can_follow_kind(text: str, rest: str) -> bool:
    if _WORD_CONTINUES.match(rest):
        return False
    return not rest[0].islower() or not (rest.isalpha() or _has_word_prefix(text))


def _has_stance(rest: str, stance: Stance) -> bool:
    after = rest[len(stance) :]
    if not rest.startswith(stance) or not after:
        return False
    return not (after[0].isspace() or after[0].islower() or _WORD_CONTINUES.match(after))


def _has_word_prefix(text: str) -> bool:
    """Return whether a text begins with a word such as "claims".

    Such lower-case English words begin like a kind.
    """
    match = _LOWERCASE_PREFIX.match(text)
    return match is not None and match[0] in _WORDS


def _has_name_prefix(text: str) -> bool:
    """Return whether a text begins with a name like arXiv."""
    return _NAME.match(text) is not None
