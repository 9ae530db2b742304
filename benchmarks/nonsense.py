"""Nonsense by many generators: texts that name nothing, and that no topic should answer.

The cuts of answers are set on TUNING, and what they let through is reported on HELD_BACK.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from benchmarks.nonsense_chat import ENGLISH, FOREIGN, SLOTS

QWERTY: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
LAYOUTS: Final = (
    ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("qwertzuiop", "asdfghjkl", "yxcvbnm"),
    ("pyfgcrl", "aoeuidhtns", "qjkxbmwvz"),
)
"""French, German and Dvorak keyboards."""
SYLLABLES: Final = {
    "Finnish": ("h k l m n p r s t v kk tt ll", "a e i o u ä ö aa ii uo yö", "n s t"),
    "Italian": ("b c d f g l m n p r s t v z ch gl qu st tr", "a e i o ia io", "n r l"),
    "Turkish": ("b c d g k l m n p r s t y z ç ş", "a e ı i o ö u ü", "k l m n r t"),
}
MORE_SYLLABLES: Final = {
    "Japanese": ("k s t n h m y r w g z d b p sh ch ky", "a i u e o", "n"),
    "Polish": ("b c d g k l m n p r s t w z cz sz rz prz st", "a e i o u y ą ę", "j k ł m n w ć"),
    "Swahili": ("b ch d f g h j k l m n p s t w y z mb nd ng kw", "a e i o u", ""),
}
"""Onsets, nuclei and codas of three languages each."""
_BASE_32: Final = "abcdefghjkmnpqrstvwxyz0123456789"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The names that some generators cut, mix or learn from."""

    names: Sequence[str]
    words: Sequence[str]

    @classmethod
    def of(cls, names: Sequence[str]) -> "Lexicon":
        """Return a lexicon of names and of the words in them."""
        words = {word.lower() for name in names for word in name.split()}
        return cls(names, sorted(word for word in words if word.isalpha() and word[2:]))


Generator = Callable[[random.Random, Lexicon], str]


def _repeat(chance: random.Random, most: int, make: Callable[[], str], join: str = " ") -> str:
    return join.join(make() for _ in range(chance.randint(1, most)))


def mash_home_row(chance: random.Random, _: Lexicon) -> str:
    """Hit mostly the middle row: “fnkddz lldh”."""
    keys = QWERTY[1] * 4 + QWERTY[0] + QWERTY[2]
    return _repeat(chance, 3, lambda: "".join(chance.choices(keys, k=chance.randint(3, 9))))


def mash_any_keys(chance: random.Random, _: Lexicon) -> str:
    """Hit all letters and digits alike: “w3k qpzt”."""
    keys = "".join(QWERTY) * 2 + "0123456789"
    return _repeat(chance, 3, lambda: "".join(chance.choices(keys, k=chance.randint(3, 8))))


def mash_other_layout(chance: random.Random, _: Lexicon) -> str:
    """Hit the middle row of another keyboard: “aohtn uesn”."""
    rows = chance.choice(LAYOUTS)
    keys = rows[1] * 3 + rows[0] + rows[2]
    return _repeat(chance, 3, lambda: "".join(chance.choices(keys, k=chance.randint(4, 10))))


def walk_keys(chance: random.Random, _: Lexicon) -> str:
    """Run along a row of keys, back and forth: “sdfghgfd”."""
    row = chance.choice(QWERTY)

    def walk() -> str:
        at, keys = chance.randrange(len(row)), ""
        for _ in range(chance.randint(4, 9)):
            keys += row[at]
            at = max(0, min(len(row) - 1, at + chance.choice((-1, 1, 1, 2))))
        return keys

    return _repeat(chance, 2, walk)


class _Chains:
    """Letter chains of words: which letter follows the last ones."""

    def __init__(self, words: Iterable[str], order: int) -> None:
        self._order = order
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for word in words:
            padded = "^" * order + word + "$"
            for at in range(order, len(padded)):
                found[padded[at - order : at]][padded[at]] += 1
        self._next = {key: (list(each), list(each.values())) for key, each in found.items()}

    def make_word(self, chance: random.Random) -> str:
        """Return a word of 5 to 14 letters."""
        while True:
            word = "^" * self._order
            while not word.endswith("$"):
                letters, weights = self._next[word[-self._order :]]
                word += chance.choices(letters, weights)[0]
            if 5 <= len(word.strip("^$")) <= 14:  # noqa: PLR2004 (said above)
                return word.strip("^$")


@cache
def _learn_chains(lexicon: Lexicon, order: int) -> _Chains:
    return _Chains(lexicon.words, order)


def _chain_words(order: int) -> Generator:
    return lambda chance, lexicon: _learn_chains(lexicon, order).make_word(chance)


def _build_syllables(tables: Mapping[str, tuple[str, str, str]]) -> Generator:
    def make(chance: random.Random, _: Lexicon) -> str:
        onsets, nuclei, codas = map(str.split, chance.choice(list(tables.values())))
        endings = codas + [""] * 6

        def syllable() -> str:
            return chance.choice(onsets) + chance.choice(nuclei) + chance.choice(endings)

        return _repeat(chance, 2, lambda: "".join(syllable() for _ in range(chance.randint(2, 4))))

    return make


def join_name_pieces(chance: random.Random, lexicon: Lexicon) -> str:
    """Join pieces of three words: “severfactibles”."""
    first, second, third = chance.sample(lexicon.words, 3)
    at = chance.randrange(len(second) - 1)
    return first[: chance.randint(2, 4)] + second[at : at + 3] + third[-chance.randint(2, 5) :]


def glue_halves(chance: random.Random, lexicon: Lexicon) -> str:
    """Glue the first half of a name to the second half of another."""
    first, second = chance.sample(lexicon.names, 2)
    return (first[: (len(first) + 1) // 2] + second[len(second) // 2 :]).strip()


def shuffle_letters(chance: random.Random, lexicon: Lexicon) -> str:
    """Shuffle the letters of a word."""
    word = chance.choice(lexicon.words)
    return "".join(chance.sample(word, len(word)))


def pair_words(chance: random.Random, lexicon: Lexicon) -> str:
    """Put two random words side by side."""
    return " ".join(chance.sample(lexicon.words, 2))


def line_up_words(chance: random.Random, lexicon: Lexicon) -> str:
    """Put three to five random words side by side."""
    return " ".join(chance.sample(lexicon.words, chance.randint(3, 5)))


def _fill_templates(templates: Sequence[str]) -> Generator:
    def make(chance: random.Random, _: Lexicon) -> str:
        picks = {name: chance.choice(choices) for name, choices in SLOTS.items()}
        return chance.choice(templates).format(**picks)

    return make


def _pick_phrases(phrases: Sequence[str]) -> Generator:
    def make(chance: random.Random, _: Lexicon) -> str:
        return _repeat(chance, 2, lambda: chance.choice(phrases), ", ")

    return make


def make_hex_id(chance: random.Random, _: Lexicon) -> str:
    """Return a hexadecimal number, such as that of a commit."""
    return f"{chance.getrandbits(64):016x}"[: chance.randint(6, 16)]


def make_ticket_id(chance: random.Random, _: Lexicon) -> str:
    """Return a short code: “QX-4711”, “v3.14.2-rc1”, “7k2m9x”."""
    first, second, third = (chance.randrange(100) for _ in range(3))
    code = "".join(chance.choices(_BASE_32, k=chance.randint(5, 10)))
    letters = "".join(chance.choices("BCDFGHJKQXYZ", k=3))
    version = f"v{first}.{second}.{third}"
    return chance.choice((code, f"{letters}-{first}{second}", version, f"{version}-rc{third}"))


TUNING: Final[Mapping[str, Generator]] = {
    "home row": mash_home_row,
    "key walks": walk_keys,
    "trigram words": _chain_words(2),
    "name pieces": join_name_pieces,
    "syllables": _build_syllables(SYLLABLES),
    "two words": pair_words,
}
HELD_BACK: Final[Mapping[str, Generator]] = {
    "any keys": mash_any_keys,
    "other layouts": mash_other_layout,
    "bigram words": _chain_words(1),
    "more syllables": _build_syllables(MORE_SYLLABLES),
    "shuffled letters": shuffle_letters,
    "glued halves": glue_halves,
    "more words": line_up_words,
    "chat": _fill_templates(ENGLISH),
    "foreign chat": _pick_phrases(FOREIGN),
    "hex ids": make_hex_id,
    "ticket ids": make_ticket_id,
}


def generate(
    generators: Mapping[str, Generator], lexicon: Lexicon, each: int
) -> dict[str, list[str]]:
    """Return texts by generator, the same ones in every run."""
    made: dict[str, list[str]] = {}
    for title, make in generators.items():
        chance = random.Random(title)
        made[title] = [make(chance, lexicon) for _ in range(each)]
    return made
