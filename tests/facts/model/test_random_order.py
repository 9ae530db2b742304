from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facts.model.entities import FactId
from facts.model.random_order import SEED_COUNT, Draw, DrawnBefore, draw, draw_from_many

facts = st.lists(st.integers(1, 2**40).map(FactId), min_size=1, max_size=30, unique=True)
seeds = st.integers(0, SEED_COUNT - 1)


def drawn_on(known: list[FactId], seed: int) -> Iterator[Draw]:
    after = None
    while True:
        drawn = draw(known, seed, after)
        assert drawn is not None
        yield drawn
        seed, after = drawn.seed, drawn.fact


@given(facts, seeds)
def test_every_fact_comes_once_before_any_comes_again(known: list[FactId], seed: int) -> None:
    draws = drawn_on(known, seed)
    for round_ in range(3):
        drawn = [next(draws) for _ in known]
        assert {each.fact for each in drawn} == set(known)
        assert [each.place for each in drawn] == list(range(1, len(known) + 1))
        assert [each.is_new_round for each in drawn] == [round_ > 0] + [False] * (len(known) - 1)


@given(facts, seeds)
def test_a_new_round_does_not_begin_with_the_last_fact(known: list[FactId], seed: int) -> None:
    draws = drawn_on(known, seed)
    seen = [next(draws).fact for _ in range(4 * len(known))]
    if len(known) > 1:
        assert all(one != other for one, other in pairwise(seen))


@given(facts, facts, seeds, st.data())
def test_added_and_removed_facts_hide_and_repeat_no_others(
    before: list[FactId], after: list[FactId], seed: int, data: st.DataObject
) -> None:
    draws = drawn_on(before, seed)
    seen = [next(draws) for _ in range(data.draw(st.integers(1, len(before))))]
    reached = seen[-1].fact
    later = []
    while (drawn := draw(after, seed, reached)) and not drawn.is_new_round:
        later.append(drawn.fact)
        reached = drawn.fact
    unseen = set(before) - {each.fact for each in seen}
    assert set(later) >= unseen & set(after)
    assert not set(later) & {each.fact for each in seen}


def test_no_facts_give_no_draw() -> None:
    assert draw([], 1) is None


def test_every_fact_is_equally_likely_to_be_first() -> None:
    known = [FactId(number) for number in range(1, 11)]
    firsts = [drawn.fact for seed in range(10_000) if (drawn := draw(known, seed))]
    assert all(900 < firsts.count(fact) < 1_100 for fact in known)


def find_in(digests: dict[bytes, FactId], start: bytes, end: bytes | None) -> FactId | None:
    """Return the first fact with a digest after `start`, up to `end`."""
    within = (each for each in sorted(digests) if each > start and (end is None or each <= end))
    return digests.get(next(within, b""))


@given(st.lists(st.binary(min_size=16, max_size=16), min_size=1, max_size=12, unique=True), seeds)
def test_each_of_many_facts_comes_once_a_round_without_counting(
    digests: list[bytes], seed: int
) -> None:
    facts = {digest: FactId(number) for number, digest in enumerate(digests, 1)}
    numbers = {fact: digest for digest, fact in facts.items()}
    drawn = draw_from_many(partial(find_in, facts), seed)
    rounds: list[list[FactId]] = [[]]
    before: DrawnBefore | None = None
    for _ in range(2 * len(facts) + 1):
        assert drawn
        if drawn.is_new_round:
            rounds.append([])
        assert len(facts) == 1 or before is None or drawn.fact != before.fact
        rounds[-1].append(drawn.fact)
        before = DrawnBefore(drawn.fact, numbers[drawn.fact])
        drawn = draw_from_many(partial(find_in, facts), drawn.seed, before)
    assert sorted(rounds[0]) == sorted(numbers)
    assert len(rounds) > 1


def test_no_facts_give_no_draw_without_counting() -> None:
    assert draw_from_many(lambda *_: None, 1) is None
    assert draw_from_many(lambda *_: None, 1, DrawnBefore(FactId(1), bytes(16))) is None
