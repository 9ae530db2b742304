"""Random order without repetition: each fact comes once before any comes again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from facts.model.entities import FactId

SEED_COUNT: Final = 2**32
"""Seeds are integers from 0 to SEED_COUNT - 1."""
_MASK: Final = SEED_COUNT - 1
_MULTIPLIERS: Final = (0x7FEB352D, 0x846CA68B)
"""Constants of the 32-bit mixer lowbias32 (https://nullprogram.com/blog/2018/07/31/)."""
_BEFORE_FIRST: Final = (-1, -1)


@dataclass(frozen=True, slots=True)
class Draw:
    """A drawn fact, with its place in the round of `seed`.

    `place` counts from 1 to `round_size`. `is_new_round` is true if the previous round had ended.
    """

    fact: FactId
    seed: int
    place: int
    round_size: int
    is_new_round: bool = False


def draw(facts: Iterable[FactId], seed: int, after: FactId | None = None) -> Draw | None:
    """Return the next fact in the seed's order.

    It follows the fact `after`; without that it is the first. None without facts. The order of two
    facts depends only on them and the seed, so added or removed facts neither repeat nor hide
    others. After the last fact comes the first of the next seed's order. It is never the fact just
    drawn, unless that is the only one.
    """
    keys = [_sort_key(fact, seed) for fact in facts]
    if not keys:
        return None
    reached = _sort_key(after, seed) if after is not None else _BEFORE_FIRST
    following = min((key for key in keys if key > reached), default=None)
    if following is None:
        return _start_next_round([FactId(fact) for _, fact in keys], seed, after)
    place = sum(key <= reached for key in keys) + 1
    return Draw(FactId(following[1]), seed, place, len(keys))


def _start_next_round(facts: list[FactId], seed: int, last: FactId | None) -> Draw:
    """Start the next round with another fact than the last."""
    while True:
        seed = (seed + 1) % SEED_COUNT
        _, first = min(_sort_key(fact, seed) for fact in facts)
        if first != last or len(facts) == 1:
            return Draw(FactId(first), seed, 1, len(facts), is_new_round=True)


def mix_bits(number: int, seed: int) -> int:
    """Return a pseudorandom number from 0 to SEED_COUNT - 1.

    It is always the same for the same input.
    """
    bits = (number ^ seed) & _MASK
    bits = (bits ^ bits >> 16) * _MULTIPLIERS[0] & _MASK
    bits = (bits ^ bits >> 15) * _MULTIPLIERS[1] & _MASK
    return bits ^ bits >> 16


def _sort_key(fact: FactId, seed: int) -> tuple[int, int]:
    return mix_bits(fact, seed), fact
