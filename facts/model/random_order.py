"""Random order without repetition: each fact comes once before any comes again."""

from collections.abc import Callable, Iterable
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

    `place` counts from 1 to `round_size`; both are None among many facts. `is_new_round` is true if
    the previous round had ended.
    """

    fact: FactId
    seed: int
    place: int | None
    round_size: int | None
    is_new_round: bool = False


@dataclass(frozen=True, slots=True)
class DrawnBefore:
    """The fact that was drawn last, and its digest."""

    fact: FactId
    digest: bytes


FindNext = Callable[[bytes, bytes | None], FactId | None]
"""Returns the first fact with a digest after one, up to another if that is given."""


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


def draw_from_many(find_next: FindNext, seed: int, after: DrawnBefore | None = None) -> Draw | None:
    """Return the next of many facts, which are in the order of their digests.

    The round begins at a place that the seed gives, and ends there after a full turn. So every
    fact comes once, and none needs to be counted. None without facts.
    """
    start = _start_digest(seed)
    reached = after.digest if after else start
    following = find_next(reached, None) if reached >= start else find_next(reached, start)
    if following is None and reached >= start:
        following = find_next(b"", start)
    if following is not None:
        return Draw(following, seed, None, None)
    return _turn_again(find_next, (seed + 1) % SEED_COUNT, after) if after else None


def _turn_again(find_next: FindNext, seed: int, last: DrawnBefore) -> Draw | None:
    """Start the next round, with another fact than the last one if there is one."""
    drawn = draw_from_many(find_next, seed)
    if drawn is None:
        return None
    first: FactId | None = drawn.fact
    if first == last.fact:
        first = find_next(last.digest, None) or find_next(b"", last.digest)
    return Draw(first or last.fact, seed, None, None, is_new_round=True)


def _start_digest(seed: int) -> bytes:
    return mix_bits(seed, 0).to_bytes(4, "big")


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
