"""Rotation of facts: one turn a round, with similar facts apart.

A round ends when every fact that matches the filter had its turn. Facts added meanwhile join the
round, removed ones leave it. The same facts, history and seed always give the same next fact, so
the preview shows what is posted.
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
"""Between two turns of a fact lie at least a third of all others, if possible."""
_RECENT_POSTS: Final = 3
"""Posts that count as recent when topics are compared."""


def pick_next_turn(
    pool: CandidatePool, history: TurnHistory, seed: int, reserved: Collection[FactId] = ()
) -> Turn | None:
    """Return the next turn; None if there are no facts.

    Facts reserved for another day are used only if no other is left in the round. At the start of a
    round, the facts of the last third of posts wait if others can come. New facts alternate with
    older ones.
    """
    if not pool.candidates:
        return None
    round_ = _current_round(pool, history)
    left = [each for each in pool.candidates if each.fact not in round_.seen]
    recent = {turn.fact for turn in history.turns[-max(1, pool.total // _REST_DIVISOR) :]}
    free = _exclude(recent, _exclude(set(reserved), left))
    newer = [each for each in free if each.fact > round_.newest]
    others = [each for each in free if each.fact <= round_.newest]
    tier = min((each.tier for each in others), default=0)
    older = [each for each in others if each.tier == tier]
    was_new = bool(history.turns) and history.turns[-1].was_new
    choices = (older or newer) if was_new else (newer or older)
    chosen, why = _pick_best(choices, _build_scorer(tier, pool, history, round_, seed))
    if chosen.fact > round_.newest:
        why = TurnReason.NEW
    return _build_turn(chosen.fact, pool, history, round_, why)


def build_chosen_turn(
    fact: FactId, pool: CandidatePool, history: TurnHistory, person: int | None = None
) -> Turn:
    """Return the turn of a fact that a user chose.

    The fact may have had a turn in this round already.
    """
    turn = _build_turn(fact, pool, history, _current_round(pool, history), TurnReason.FIXED)
    return replace(turn, reason=replace(turn.reason, person=person))


@dataclass(frozen=True, slots=True)
class _Round:
    number: int
    newest: FactId
    seen: frozenset[FactId]


def _current_round(pool: CandidatePool, history: TurnHistory) -> _Round:
    """Return the round of the next turn.

    It is a new one if every fact had its turn.
    """
    if not history.turns:
        return _Round(1, pool.newest, frozenset())
    number = history.turns[-1].round
    turns = [turn for turn in history.turns if turn.round == number]
    seen = frozenset(turn.fact for turn in turns)
    if all(each.fact in seen for each in pool.candidates):
        return _Round(number + 1, pool.newest, frozenset())
    return _Round(number, turns[0].newest, seen)


def _build_turn(
    fact: FactId, pool: CandidatePool, history: TurnHistory, round_: _Round, why: TurnReason
) -> Turn:
    known = {candidate.fact: candidate for candidate in pool.candidates}
    place = len((round_.seen | {fact}) & {*known, fact})
    topic, posts_ago = _find_rested_topic(known.get(fact), known, history)
    reason = TurnExplanation(why, topic, posts_ago, history.net_votes(fact))
    size = pool.total + (fact not in known)
    return Turn(fact, round_.number, place, size, round_.newest, reason)


def _find_rested_topic(
    candidate: FactCandidate | None, known: Mapping[FactId, FactCandidate], history: TurnHistory
) -> tuple[TopicId | None, int | None]:
    """Return a fact's topic that rested longest, and how long.

    The rest is counted in posts; None for a topic that was never posted.
    """
    if candidate is None or not candidate.topics:
        return None, None
    last_posts: dict[TopicId, int] = {}
    for posts_ago, turn in enumerate(reversed(history.turns), start=1):
        for topic in known[turn.fact].topics if turn.fact in known else ():
            last_posts.setdefault(topic, posts_ago)
    never = len(history.turns) + 1
    longest = max(candidate.topics, key=lambda topic: last_posts.get(topic, never))
    return longest, last_posts.get(longest)


def _exclude(facts: Collection[FactId], candidates: list[FactCandidate]) -> list[FactCandidate]:
    """Return the candidates without some facts, or all if none is left."""
    return [each for each in candidates if each.fact not in facts] or candidates


def _build_scorer(
    tier: int, pool: CandidatePool, history: TurnHistory, round_: _Round, seed: int
) -> DiversityScorer:
    known = {candidate.fact: candidate for candidate in pool.candidates}
    recent = [known[turn.fact] for turn in history.turns[-_RECENT_POSTS:] if turn.fact in known]
    same_tier = [candidate for candidate in pool.candidates if candidate.tier == tier]
    return DiversityScorer(
        same_tier, round_.seen, recent, history.votes, mix_bits(round_.number, seed)
    )


def _pick_best(
    choices: Sequence[FactCandidate], scorer: DiversityScorer
) -> tuple[FactCandidate, TurnReason]:
    """Return the candidate with the highest score, and what brought it first."""
    scores = {each: scorer.score_fact(each) for each in choices}
    best = max(choices, key=lambda each: (scores[each] + scorer.vote_bonus(each), -each.fact))
    best_without_votes = max(choices, key=lambda each: (scores[each], -each.fact))
    if scorer.vote_bonus(best) > 0 and best != best_without_votes:
        return best, TurnReason.LIKED
    return best, TurnReason.RESTED if scorer.has_rested_topics(best) else TurnReason.CHANCE
