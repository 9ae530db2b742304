"""Which fact comes next: each has its turn before any comes again, and like ones stand apart.

A round is over when every fact that may come had its turn in it. Facts that come or go meanwhile
join it or leave it. The same facts, past and seed always give the same next one, so that what is
previewed is what is posted.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facts.daily.diversity import Spread
from facts.daily.turn import Candidate, Past, Reason, Stock, Turn, Why
from facts.model.entities import FactId, TopicId
from facts.model.random_order import mixed

_RESTING: Final = 3
"""A fact rests while a third of all others come, if it can."""
_LATELY: Final = 3
"""Posts back to which a topic counts as having come lately."""


def next_turn(
    stock: Stock, past: Past, seed: int, reserved: Collection[FactId] = ()
) -> Turn | None:
    """Return whose turn it is; None if there are no facts.

    Facts that are reserved for another day come only where no other is left in the round. Facts
    that came among the last third of all wait, at the beginning of a round, if others can come.
    Facts that are new since the round began come in turn with older ones.
    """
    if not stock.candidates:
        return None
    round_ = _round(stock, past)
    left = [each for each in stock.candidates if each.fact not in round_.seen]
    recent = {played.fact for played in past.played[-max(1, stock.total // _RESTING) :]}
    free = _without(recent, _without(set(reserved), left))
    newer = [each for each in free if each.fact > round_.newest]
    others = [each for each in free if each.fact <= round_.newest]
    tier = min((each.tier for each in others), default=0)
    older = [each for each in others if each.tier == tier]
    was_new = bool(past.played) and past.played[-1].was_new
    pool = (older or newer) if was_new else (newer or older)
    chosen, why = _chosen(pool, _spread(tier, stock, past, round_, seed))
    why = Why.NEW if chosen.fact > round_.newest else Why.LAST if len(left) == 1 else why
    return _turn(chosen.fact, stock, past, round_, why)


def turn_of(fact: FactId, stock: Stock, past: Past, reason: Reason) -> Turn:
    """Return the turn of a fact that a person chose, whether or not it already had one.

    Of the reason, who arranged it and why are kept.
    """
    turn = _turn(fact, stock, past, _round(stock, past), reason.why)
    return replace(turn, reason=replace(turn.reason, person=reason.person))


@dataclass(frozen=True, slots=True)
class _Round:
    number: int
    newest: FactId
    seen: frozenset[FactId]


def _round(stock: Stock, past: Past) -> _Round:
    """Return the round that the next turn is in: another one where all had theirs."""
    if not past.played:
        return _Round(1, stock.newest, frozenset())
    number = past.played[-1].round
    turns = [played for played in past.played if played.round == number]
    seen = frozenset(turn.fact for turn in turns)
    if all(each.fact in seen for each in stock.candidates):
        return _Round(number + 1, stock.newest, frozenset())
    return _Round(number, turns[0].newest, seen)


def _turn(fact: FactId, stock: Stock, past: Past, round_: _Round, why: Why) -> Turn:
    known = {candidate.fact: candidate for candidate in stock.candidates}
    place = len((round_.seen | {fact}) & {*known, fact})
    topic, rest = _rested(known.get(fact), known, past)
    reason = Reason(why, topic, rest, past.net(fact))
    of = stock.total + (fact not in known)
    return Turn(fact, round_.number, place, of, round_.newest, reason)


def _rested(
    candidate: Candidate | None, known: Mapping[FactId, Candidate], past: Past
) -> tuple[TopicId | None, int | None]:
    """Return the topic of a fact that came longest ago, and how many posts ago."""
    if candidate is None or not candidate.topics:
        return None, None
    rests: dict[TopicId, int] = {}
    for ago, played in enumerate(reversed(past.played), start=1):
        for topic in known[played.fact].topics if played.fact in known else ():
            rests.setdefault(topic, ago)
    longest = max(candidate.topics, key=lambda topic: rests.get(topic, len(past.played) + 1))
    return longest, rests.get(longest)


def _without(those: Collection[FactId], candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates that are not among those, or all if none is left."""
    return [each for each in candidates if each.fact not in those] or candidates


def _spread(tier: int, stock: Stock, past: Past, round_: _Round, seed: int) -> Spread:
    known = {candidate.fact: candidate for candidate in stock.candidates}
    lately = [known[each.fact] for each in past.played[-_LATELY:] if each.fact in known]
    alike = [candidate for candidate in stock.candidates if candidate.tier == tier]
    return Spread(alike, round_.seen, lately, past.votes, mixed(round_.number, seed))


def _chosen(pool: Sequence[Candidate], spread: Spread) -> tuple[Candidate, Why]:
    """Return the fact of the highest worth, and what made it that."""
    plain = {each: spread.worth(each) for each in pool}
    best = max(pool, key=lambda each: (plain[each] + spread.liking(each), -each.fact))
    if spread.liking(best) > 0 and best != max(pool, key=lambda each: (plain[each], -each.fact)):
        return best, Why.LIKED
    return best, Why.RESTED if spread.is_due(best) else Why.CHANCE
