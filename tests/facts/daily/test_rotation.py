import random
from dataclasses import replace
from itertools import combinations, groupby, pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.daily.rotation import build_chosen_turn, pick_next_turn
from facts.daily.turn import (
    Ballot,
    CandidatePool,
    FactCandidate,
    TurnHistory,
    TurnReason,
)
from facts.model.entities import FactId, Kind, SourceId, TopicId
from tests.support.rotation import SEED, Channel, fact

pytestmark = pytest.mark.slow

candidates = st.builds(
    FactCandidate,
    st.integers(1, 500).map(FactId),
    st.sampled_from("claim quote code".split()).map(Kind),
    st.lists(st.integers(1, 5).map(TopicId), max_size=2, unique=True).map(tuple),
    st.lists(st.integers(1, 5).map(SourceId), min_size=1, max_size=2, unique=True).map(tuple),
)
libraries = st.lists(candidates, min_size=1, max_size=25, unique_by=lambda each: each.fact)
ballots = st.dictionaries(
    st.integers(1, 500).map(FactId), st.builds(Ballot, st.integers(0, 9), st.integers(0, 9))
)


@pytest.mark.slow
@given(libraries, ballots, st.integers(0, 2**32))
def test_every_fact_comes_once_before_any_comes_again(
    facts: list[FactCandidate], votes: dict[FactId, Ballot], seed: int
) -> None:
    channel = Channel(facts, votes, seed)
    for number in (1, 2, 3):
        turns = channel.post(len(facts))
        assert {turn.fact for turn in turns} == {each.fact for each in facts}
        assert [turn.place for turn in turns] == list(range(1, len(facts) + 1))
        assert {(turn.round, turn.round_size) for turn in turns} == {(number, len(facts))}


@given(libraries, ballots)
def test_two_turns_of_a_fact_are_a_third_of_all_facts_apart(
    facts: list[FactCandidate], votes: dict[FactId, Ballot]
) -> None:
    turns = Channel(facts, votes).post(3 * len(facts))
    apart = min(max(1, len(facts) // 3), len(facts) - 1)
    last: dict[FactId, int] = {}
    for at, turn in enumerate(turns):
        assert at - last.get(turn.fact, -len(facts)) > apart
        last[turn.fact] = at


@given(libraries, ballots, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_read_does_not_matter(
    facts: list[FactCandidate], votes: dict[FactId, Ballot], chance: random.Random
) -> None:
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert Channel(facts, votes).post(5) == Channel(shuffled, votes).post(5)


@given(libraries, st.integers(1, 40), st.integers(1, 6))
def test_facts_that_are_added_come_soon(
    facts: list[FactCandidate], posted: int, added: int
) -> None:
    channel = Channel(facts)
    channel.post(posted)
    new = [fact(1_000 + n, topic=n) for n in range(added)]
    channel.facts = [*facts, *new]
    turns = channel.post(2 * added)
    assert {each.fact for each in new} <= {turn.fact for turn in turns}


@pytest.mark.slow
@given(libraries, st.data())
def test_added_and_removed_facts_neither_hide_nor_repeat_others(
    facts: list[FactCandidate], data: st.DataObject
) -> None:
    channel = Channel(facts)
    seen = {turn.fact for turn in channel.post(data.draw(st.integers(1, len(facts))))}
    gone = data.draw(st.sets(st.sampled_from([each.fact for each in facts])))
    added = data.draw(
        libraries.map(lambda new: [replace(n, fact=FactId(n.fact + 1_000)) for n in new])
    )
    channel.facts = [each for each in facts if each.fact not in gone] + added
    left = {each.fact for each in channel.facts} - seen
    turns = channel.post(len(left))
    assert {turn.fact for turn in turns} == left
    assert {turn.round for turn in turns} == {1}


@pytest.mark.parametrize(
    "sizes", [(30, 30), (20, 20, 20), (40, 10, 10), (55, 5), (12,) * 5, (30, 1, 1, 1), (7,) * 8]
)
@pytest.mark.parametrize("part", ["topic", "source", "kind"])
def test_similar_facts_are_spread_as_far_as_possible(sizes: tuple[int, ...], part: str) -> None:
    groups = [group for group, size in enumerate(sizes, 1) for _ in range(size)]
    facts = [
        fact(n, **{part: f"kind{group}" if part == "kind" else group})  # type: ignore[arg-type]
        for n, group in enumerate(groups, 1)
    ]
    order = [groups[turn.fact - 1] for turn in Channel(facts).post(len(facts))]
    longest = max(len(list(run)) for _, run in groupby(order))
    assert longest <= ceil(max(sizes) / (sum(sizes) - max(sizes) + 1)) + 1
    quarter = order[: len(order) // 4]
    for group, size in enumerate(sizes, 1):
        assert abs(quarter.count(group) - size / 4) <= 1.5


@given(st.lists(st.integers(-3, 3), min_size=2, max_size=12))
def test_similar_facts_with_two_more_votes_come_earlier(votes: list[int]) -> None:
    facts = [fact(n) for n in range(len(votes))]
    ballots = {FactId(n): Ballot(10 + net, 10 - net) for n, net in enumerate(votes)}
    order = [votes[turn.fact] for turn in Channel(facts, ballots).post(len(facts))]
    assert all(later - earlier < 2 for earlier, later in combinations(order, 2))


@pytest.mark.parametrize("groups", [3, 4, 8])
def test_no_topic_comes_twice_in_a_row_if_avoidable(groups: int) -> None:
    for seed in range(10):
        channel = Channel([fact(n, topic=n % groups) for n in range(groups * 5)], seed=seed)
        topics = [turn.fact % groups for turn in channel.post(groups * 5 * 4)]
        assert all(one != other for one, other in pairwise(topics))


def test_a_liked_fact_comes_first_with_its_votes() -> None:
    facts = [fact(n) for n in range(1, 20)]
    for liked in (3, 11, 19):
        turn = Channel(facts, {FactId(liked): Ballot(9, 1)}).post()[0]
        assert turn.fact == liked
        assert turn.reason.votes == 8
    usual = Channel(facts).post()[0].fact
    assert Channel(facts, {usual: Ballot(0, 5)}).post()[0].fact != usual


def test_the_reason_says_how_long_a_topic_rested() -> None:
    facts = [fact(n, topic=1) for n in range(1, 10)] + [fact(20, topic=2)]
    turns = Channel(facts).post(10)
    reasons = {turn.fact: turn.reason for turn in turns}
    assert reasons[FactId(20)].topic == 2
    assert reasons[FactId(20)].posts_ago is None
    assert reasons[FactId(20)].why is TurnReason.RESTED
    again = Channel(facts, turns=turns).post(10)
    rest = next(turn.reason.posts_ago for turn in again if turn.fact == 20)
    first, second = ([turn.fact for turn in some].index(FactId(20)) for some in (turns, again))
    assert rest == 10 - first + second


def test_a_new_fact_says_that_it_is_new() -> None:
    channel = Channel([fact(n) for n in range(1, 10)])
    channel.post(3)
    channel.facts = [*channel.facts, fact(50), fact(51)]
    turns = channel.post(4)
    assert [turn.reason.why is TurnReason.NEW for turn in turns] == [True, False, True, False]
    assert [(turn.place, turn.round_size) for turn in turns] == [(4, 11), (5, 11), (6, 11), (7, 11)]


def test_a_reserved_fact_comes_today_only_if_no_other_is_left() -> None:
    channel = Channel([fact(n) for n in range(1, 6)])
    turns = channel.post(5, reserved={FactId(3)})
    assert turns[-1].fact == 3


def test_a_fact_fixed_to_a_day_uses_its_turn() -> None:
    channel = Channel([fact(n) for n in range(1, 6)])
    channel.post(2)
    left = {each.fact for each in channel.facts} - {turn.fact for turn in channel.turns}
    chosen = min(left)
    turn = build_chosen_turn(chosen, channel.pool, channel.history, person=5)
    assert (turn.place, turn.round_size, turn.round) == (3, 5, 1)
    assert (turn.reason.why, turn.reason.person) == (TurnReason.FIXED, 5)
    channel.turns.append(turn)
    assert {each.fact for each in channel.post(2)} == left - {chosen}


def test_a_fact_fixed_again_or_outside_the_filter_hides_no_other() -> None:
    channel = Channel([fact(n) for n in range(1, 6)])
    seen = channel.post(2)[0].fact
    for fixed, place, of in ((seen, 2, 5), (FactId(99), 3, 6)):
        turn = build_chosen_turn(fixed, channel.pool, channel.history)
        assert (turn.place, turn.round_size) == (place, of)
        channel.turns.append(turn)
    channel.post(3)
    assert {turn.fact for turn in channel.turns} == {1, 2, 3, 4, 5, 99}
    assert channel.turns[-1].place == 5
    assert channel.post()[0].round == 2


def test_an_empty_pool_has_no_turn() -> None:
    assert pick_next_turn(CandidatePool((), 0, FactId(0)), TurnHistory(), SEED) is None


def test_the_only_fact_comes_every_day() -> None:
    assert [turn.round for turn in Channel([fact(1)]).post(3)] == [1, 2, 3]


def test_lower_tiers_come_first_with_new_facts_between() -> None:
    channel = Channel([replace(fact(n, topic=n % 4), tier=n % 3) for n in range(30)])
    channel.post(4)
    channel.facts = [*channel.facts, replace(fact(50), tier=9), replace(fact(51), tier=9)]
    order = [turn.fact for turn in channel.post(28)]
    assert [order[0], order[2]] == [50, 51] or [order[0], order[2]] == [51, 50]
    tiers = [number % 3 for number in order if number < 50]
    assert tiers == sorted(tiers)


def test_facts_that_are_not_candidates_yet_are_counted() -> None:
    stock = CandidatePool((fact(1), fact(2)), 1_000, FactId(5_000))
    turn = pick_next_turn(stock, TurnHistory(), SEED)
    assert turn is not None
    assert (turn.place, turn.round_size, turn.newest) == (1, 1_000, 5_000)
