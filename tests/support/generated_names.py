"""300 made-up names, and the ways users type them."""

import random
from collections.abc import Iterator
from itertools import product

_FIRST = "amber basalt cobalt damask ember fennel garnet hazel indigo juniper kelp linen".split()
_SECOND = "drift harbour lattice meadow orchard".split()
_THIRD = "accord census engine festival inquiry".split()

NAMES = tuple(" ".join(words) for words in product(_FIRST, _SECOND, _THIRD))
"""Names of three words. Any two of them also occur together in other names."""

CLAIMS = tuple(
    f"The {name} {verb} {number} {thing} before the winter."
    for number, (name, (verb, thing)) in enumerate(
        product(NAMES, (("gathered", "lanterns"), ("mended", "barrels"))), start=100
    )
)


def misspell(name: str, chance: random.Random) -> str:
    """Return a name with one letter doubled, dropped, swapped or replaced."""
    at = chance.randrange(1, len(name) - 1)
    return chance.choice(
        (
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + chance.choice("aeiorst") + name[at + 1 :],
        )
    )


def typed_variants(name: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield ways to type a name, each with a label."""
    first, second, third = name.split()
    yield "unchanged", name.upper()
    yield "misspelled", misspell(name, chance)
    yield "twice misspelled", misspell(misspell(name, chance), chance)
    yield "reordered", f"{third} {first} {second}"
    yield "run together", f"{first}{second}-{third}"
    yield "asked for", f"What is the {name}?"
    yield "asked for, misspelled", f"tell me about {misspell(name, chance)}"
    yield "half typed", f"{first} {second} {third[:2]}"
    yield "accented", name.replace("e", "é").replace("a", "ä")
