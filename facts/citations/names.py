"""Names of people and their parts, as bibliographies sort them."""

import re
from dataclasses import dataclass
from typing import Final

from facts.citations.organizations import has_organization_word

COMMA: Final = re.compile(r"(?<!\s)\s*+[,，、]\s*+")
_PARTICLES: Final = frozenset(
    "'t af al ap auf aus bat ben bin bint da dal dalla das de degli dei del della den der des di do"
    " dos du el ibn la las le lo los ten ter van vom von zu zum zur".split()
)
"""Words in front of a family name that do not count when names are sorted."""
_SUFFIX: Final = re.compile(r"(?:jr|sr|esq|ph\.?d|m\.?d)\.?|II|III|IV", re.IGNORECASE)
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.[-‐]?\s?)+|[^\W\d_]")
_NAME_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[-‐'’.\u0300-\u036f])*")
_PREFIX: Final = re.compile(r"(?:Mc|Mac|De|Di|Du|Fitz|La|Le|Van|[DO]['’])(?=[^\W\d_a-z])")
_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")
_CJK_PAIR: Final = re.compile(f"{_CJK.pattern} {_CJK.pattern}")
_MAX_WORDS: Final = 4
"""Words of a person's name without particles; longer names are mostly those of organisations."""
_MAX_CJK: Final = 7
"""Characters of a name with a space in such a script."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts: Ludwig (given) van (particle) Beethoven (family).

    Only `family` is never empty.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def sorted_family(self) -> str:
        """The family name with its particle."""
        return f"{self.particle} {self.family}".strip()

    @property
    def full(self) -> str:
        """The name as people write it; Chinese, Japanese and Korean names begin with the family."""
        parts = [self.given, self.particle, self.family, self.suffix]
        if _CJK.fullmatch(self.family):
            parts = [self.family, self.given, self.suffix]
        return " ".join(filter(None, parts))

    @property
    def initials(self) -> str:
        """The given names as initials, such as “J.-P. K.”; whole if their script has none."""
        if not self.given or _CJK.fullmatch(self.given):
            return self.given
        return " ".join(filter(None, map(_shorten_word, self.given.split())))


def parse_person(text: str) -> PersonName:
    """Return the parts of “Given Family” or “Family, Given”.

    The text is not blank. Anything is accepted: callers decide whether it is a person.
    """
    family, *rest = [part for part in COMMA.split(text) if part.strip()] or [text.strip()]
    suffixes = [part for part in rest if is_suffix(part)]
    given = " ".join(part for part in rest if not is_suffix(part))
    if not given:
        return _parse_direct([*family.split(), *suffixes])
    particle, words = _split_particle(family.split())
    return PersonName(" ".join(words), given, particle, " ".join(suffixes))


def is_suffix(text: str) -> bool:
    """Return whether a word follows a name, such as Jr. or III."""
    return _SUFFIX.fullmatch(text) is not None


def is_initials(text: str) -> bool:
    """Return whether a text consists of initials, such as “J. K.”."""
    return _INITIALS.fullmatch(text) is not None


def is_particle(word: str) -> bool:
    """Return whether a word is a particle in lower case."""
    return word in _PARTICLES


def is_person_like(text: str) -> bool:
    """Return whether a text is probably a person's full name.

    It has two to four words with a capital letter, and none that names an organisation. “OpenAI”,
    “Plato” and “Sleep Lab” are not like that. A Chinese, Japanese or Korean name has a space.
    """
    words = text.split()
    if words and is_suffix(words[-1]):
        words.pop()
    if has_organization_word(text) or not words or is_particle(words[-1]):
        return False
    if _is_cjk_pair(words):
        return len(text) <= _MAX_CJK
    named = [word for word in words if not is_particle(word)]
    return 1 < len(named) <= _MAX_WORDS and all(map(is_name_word, named))


def is_name_word(word: str) -> bool:
    """Return whether a word can be part of a name: Jane, J., O’Neil, LeCun, but not DeepMind."""
    if not _NAME_WORD.fullmatch(word) or not word[0].isupper():
        return False
    rest = _PREFIX.sub("", word, count=1)
    parts = [part for part in re.split(r"[-‐'’.]", rest) if part]
    return all(part[1:] == part[1:].lower() for part in parts)


def _parse_direct(words: list[str]) -> PersonName:
    suffix = words.pop() if len(words) > 1 and is_suffix(words[-1]) else ""
    if _is_cjk_pair(words):
        return PersonName(words[0], words[1])
    start = _find_family(words)
    particle, family = _split_particle(words[start:])
    return PersonName(" ".join(family), " ".join(words[:start]), particle, suffix)


def _is_cjk_pair(words: list[str]) -> bool:
    """Return whether two words are the family name and given name of a CJK script."""
    return _CJK_PAIR.fullmatch(" ".join(words)) is not None


def _find_family(words: list[str]) -> int:
    """Return where the family name with its particle begins."""
    for place, word in enumerate(words[:-1]):
        if is_particle(word) or (place and word.lower() in _PARTICLES and not word.isupper()):
            return place
    return len(words) - 1


def _split_particle(words: list[str]) -> tuple[str, list[str]]:
    """Split lower-case particles from a family name; “Van Gogh” keeps its capital one."""
    count = 0
    while count < len(words) - 1 and is_particle(words[count]):
        count += 1
    return " ".join(words[:count]), words[count:]


def _shorten_word(word: str) -> str:
    if "." in word:
        return word
    parts = [part for part in re.split("[-‐]", word) if part]
    return "-".join(f"{part[0]}." for part in parts)
