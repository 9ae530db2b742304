"""Scores that spread similar facts apart and move liked facts forward."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from facts.daily.turn import Ballot, FactCandidate
from facts.model.entities import FactId
from facts.model.random_order import SEED_COUNT, mix_bits

_Group = tuple[str, int | str]
_TOPIC, _SOURCE, _KIND = "topic", "source", "kind"
_WEIGHTS: Final = {_TOPIC: 3.0, _SOURCE: 2.0, _KIND: 1.0}
"""Score for each turn that a fact's topic, source or kind is behind its share."""
_REPEAT_PENALTY: Final = 0.5
"""Turns deducted from a group that the last post belongs to."""
_CHANCE_WEIGHT: Final = 0.3
"""Highest random score, so that equal facts are not posted in the order they were added."""
_VOTE_WEIGHT: Final = 2.0
"""Limit of the score for votes, however many there are."""
_NEUTRAL_VOTES: Final = 2
"""Neutral votes added to the real ones: a single vote has a third of the effect of many."""


class DiversityScorer:
    """Scores candidates so that each group gets its share of turns.

    A group is the facts of one topic, source or kind. A group with a fifth of the facts should have
    a fifth of the turns at any moment. The turns it is behind that share raise the score of its
    facts (the method of largest remainders). A group of the last post is scored lower, unless it
    has more than half of the facts left. All counts are within one tier. `recent` are the last
    posts, the latest one last.
    """

    def __init__(
        self,
        candidates: Collection[FactCandidate],
        seen: Collection[FactId],
        recent: Sequence[FactCandidate],
        votes: Mapping[FactId, Ballot],
        seed: int,
    ) -> None:
        self._votes, self._seed = votes, seed
        self._sizes = Counter(group for each in candidates for group in _iter_groups(each))
        past = [each for each in candidates if each.fact in seen]
        self._turns = Counter(group for each in past for group in _iter_groups(each))
        self._share = (len(past) + 1) / max(1, len(candidates))
        self._left = len(candidates) - len(past)
        self._recent = {group for each in recent for group in _iter_groups(each)}
        self._last = {group for each in recent[-1:] for group in _iter_groups(each)}

    def score_fact(self, candidate: FactCandidate) -> float:
        """Return the score without votes; the highest is next."""
        behind: dict[str, float] = {}
        for group in _iter_groups(candidate):
            turns = self._share * self._sizes[group] - self._turns[group]
            turns -= _REPEAT_PENALTY * self._is_repeat(group)
            behind[group[0]] = min(turns, behind.get(group[0], turns))
        chance = mix_bits(candidate.fact, self._seed) / SEED_COUNT
        return (
            sum(_WEIGHTS[name] * turns for name, turns in behind.items()) + _CHANCE_WEIGHT * chance
        )

    def vote_bonus(self, candidate: FactCandidate) -> float:
        """Return what votes add to the score.

        A few votes add less than many votes of one opinion.
        """
        ballot = self._votes.get(candidate.fact, Ballot())
        return (
            _VOTE_WEIGHT
            * (ballot.ups - ballot.downs)
            / (ballot.ups + ballot.downs + _NEUTRAL_VOTES)
        )

    def has_rested_topics(self, candidate: FactCandidate) -> bool:
        """Return whether no recent post had a topic of the fact.

        False if there are no recent posts.
        """
        topics = {group for group in _iter_groups(candidate) if group[0] == _TOPIC}
        return bool(self._recent) and not topics & self._recent

    def _is_repeat(self, group: _Group) -> bool:
        """Return whether a group had the last post and can rest.

        It can rest if it has at most half of the facts left.
        """
        left = self._sizes[group] - self._turns[group]
        return group in self._last and 2 * left <= self._left


def _iter_groups(candidate: FactCandidate) -> Iterator[_Group]:
    """Yield the groups of a fact; facts without a topic form one."""
    yield _KIND, candidate.kind
    for topic in candidate.topics or (0,):
        yield _TOPIC, topic
    for source in candidate.sources:
        yield _SOURCE, source
