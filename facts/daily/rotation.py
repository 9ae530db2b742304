"""Which fact comes next: each has its turn before any comes again, and like ones stand apart.

A round is over when every fact that may come had its turn in it. Facts that come or go meanwhile
join it or leave it. The same facts, past and seed always give the same next one, so that what is
previewed is what is posted.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facts.daily.diversity import DiversityScorer
from facts.daily.turn import (
    CandidatePool,
    FactCandidate,
    Turn,
    TurnExplanation,
    TurnHistory,
    TurnReason,
)
from facts.model.entities import FactId, TopicId
from facts.model.random_order import mix_bits

_REST_DIVISOR: Final = 3
"""A fact rests while a third of all others come, if it can."""
_RECENT_POSTS: Final = 3
"""Posts back to which a topic counts as having come lately."""


def pick_next_turn(
    stock: CandidatePool, past: TurnHistory, seed: int, reserved: Collection[FactId] = ()
) -> Turn | None:
    """Return whose turn it is; None if there are no facts.

    Facts that are reserved for another day come only where no other is left in the round. Facts
    that came among the last third of all wait, at the beginning of a round, if others can come.
    Facts that are new since the round began come in turn with older ones.
    """
    if not stock.candidates:
        return None
    round_ = _current_round(stock, past)
    left = [each for each in stock.candidates if each.fact not in round_.seen]
    recent = {played.fact for played in past.turns[-max(1, stock.total // _REST_DIVISOR) :]}
    free = _exclude(recent, _exclude(set(reserved), left))
    newer = [each for each in free if each.fact > round_.newest]
    others = [each for each in free if each.fact <= round_.newest]
    tier = min((each.tier for each in others), default=0)
    older = [each for each in others if each.tier == tier]
    was_new = bool(past.turns) and past.turns[-1].was_new
    pool = (older or newer) if was_new else (newer or older)
    chosen, why = _pick_best(pool, _build_diversity(tier, stock, past, round_, seed))
    why = (
        TurnReason.NEW
        if chosen.fact > round_.newest
        else TurnReason.LAST
        if len(left) == 1
        else why
    )
    return _build_turn(chosen.fact, stock, past, round_, why)


def build_chosen_turn(
    fact: FactId, stock: CandidatePool, past: TurnHistory, reason: TurnExplanation
) -> Turn:
    """Return the turn of a fact that a person chose, whether or not it already had one.

    Of the reason, who arranged it and why are kept.
    """
    turn = _build_turn(fact, stock, past, _current_round(stock, past), reason.why)
    return replace(turn, reason=replace(turn.reason, person=reason.person))


@dataclass(frozen=True, slots=True)
class _Round:
    number: int
    newest: FactId
    seen: frozenset[FactId]


def _current_round(stock: CandidatePool, past: TurnHistory) -> _Round:
    """Return the round that the next turn is in: another one where all had theirs."""
    if not past.turns:
        return _Round(1, stock.newest, frozenset())
    number = past.turns[-1].round
    turns = [played for played in past.turns if played.round == number]
    seen = frozenset(turn.fact for turn in turns)
    if all(each.fact in seen for each in stock.candidates):
        return _Round(number + 1, stock.newest, frozenset())
    return _Round(number, turns[0].newest, seen)


def _build_turn(
    fact: FactId, stock: CandidatePool, past: TurnHistory, round_: _Round, why: TurnReason
) -> Turn:
    known = {candidate.fact: candidate for candidate in stock.candidates}
    place = len((round_.seen | {fact}) & {*known, fact})
    topic, rest = _find_rested_topic(known.get(fact), known, past)
    reason = TurnExplanation(why, topic, rest, past.net_votes(fact))
    of = stock.total + (fact not in known)
    return Turn(fact, round_.number, place, of, round_.newest, reason)


def _find_rested_topic(
    candidate: FactCandidate | None, known: Mapping[FactId, FactCandidate], past: TurnHistory
) -> tuple[TopicId | None, int | None]:
    """Return the topic of a fact that came longest ago, and how many posts ago."""
    if candidate is None or not candidate.topics:
        return None, None
    rests: dict[TopicId, int] = {}
    for ago, played in enumerate(reversed(past.turns), start=1):
        for topic in known[played.fact].topics if played.fact in known else ():
            rests.setdefault(topic, ago)
    longest = max(candidate.topics, key=lambda topic: rests.get(topic, len(past.turns) + 1))
    return longest, rests.get(longest)


def _exclude(those: Collection[FactId], candidates: list[FactCandidate]) -> list[FactCandidate]:
    """Return the candidates that are not among those, or all if none is left."""
    return [each for each in candidates if each.fact not in those] or candidates


def _build_diversity(
    tier: int, stock: CandidatePool, past: TurnHistory, round_: _Round, seed: int
) -> DiversityScorer:
    known = {candidate.fact: candidate for candidate in stock.candidates}
    lately = [known[each.fact] for each in past.turns[-_RECENT_POSTS:] if each.fact in known]
    alike = [candidate for candidate in stock.candidates if candidate.tier == tier]
    return DiversityScorer(alike, round_.seen, lately, past.votes, mix_bits(round_.number, seed))


def _pick_best(
    pool: Sequence[FactCandidate], spread: DiversityScorer
) -> tuple[FactCandidate, TurnReason]:
    """Return the fact of the highest worth, and what made it that."""
    plain = {each: spread.score_fact(each) for each in pool}
    best = max(pool, key=lambda each: (plain[each] + spread.vote_bonus(each), -each.fact))
    if spread.vote_bonus(best) > 0 and best != max(
        pool, key=lambda each: (plain[each], -each.fact)
    ):
        return best, TurnReason.LIKED
    return best, TurnReason.RESTED if spread.has_rested_topics(best) else TurnReason.CHANCE
