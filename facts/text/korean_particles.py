"""Korean particles: “낮잠은”, “낮잠을” and “낮잠에서” are all the word “낮잠”.

Particles are written together with the word before them. Many have two forms: one follows a
consonant, the other a vowel (National Institute of Korean Language, Standard Korean Grammar).
"""

from collections.abc import Iterator
from typing import Final

_AFTER_CONSONANT: Final = ("은", "이", "을", "과", "으로", "이란", "이나", "이랑", "이라는", "이다")
_AFTER_VOWEL: Final = ("는", "가", "를", "와", "란", "나", "랑", "라는")
_AFTER_ANY: Final = (
    *(
        "의",
        "에",
        "에서",
        "에게",
        "한테",
        "께",
        "로",
        "도",
        "만",
        "부터",
        "까지",
        "처럼",
        "보다",
        "마다",
    ),
    *("하고", "들", "입니다", "인가요", "이에요", "예요", "이라고", "라고"),
)
_PARTICLES: Final = sorted((*_AFTER_CONSONANT, *_AFTER_VOWEL, *_AFTER_ANY), key=len, reverse=True)
_SHORT_PARTICLES: Final = frozenset("은는을를이가")
"""Particles that a word of one syllable may have: “물을” is water, but “도로” is a road."""
_FIRST, _LAST = "가", "힣"
_FINALS: Final = 28
"""Final sounds of a syllable in Unicode, of which the first is none."""


def strip_particle(word: str) -> str:
    """Return a folded word without its Korean particles.

    Names in other letters lose them too: “rag는” is “rag”. Idempotent.
    """
    for bare in iter_bare_forms(word):
        word = bare
    return word


def iter_bare_forms(word: str) -> Iterator[str]:
    """Yield a word without its last particle, without its last two, and so on."""
    while (particle := _find_particle(word)) is not None:
        word = word[: -len(particle)]
        yield word


def _find_particle(word: str) -> str | None:
    if not _is_syllable(word[-1:]):
        return None
    return next((each for each in _PARTICLES if word.endswith(each) and _fits(word, each)), None)


def _fits(word: str, particle: str) -> bool:
    """Return whether a particle can follow the rest of a word."""
    rest = word[: -len(particle)]
    if not rest or (_is_syllable(rest) and particle not in _SHORT_PARTICLES):
        return False
    if not _is_syllable(rest[-1]):  # “rag”: how it sounds is unknown
        return rest[-1].isalnum()
    ends_in_consonant = (ord(rest[-1]) - ord(_FIRST)) % _FINALS != 0
    if particle in _AFTER_CONSONANT:
        return ends_in_consonant
    return particle not in _AFTER_VOWEL or not ends_in_consonant


def _is_syllable(letter: str) -> bool:
    return len(letter) == 1 and _FIRST <= letter <= _LAST
