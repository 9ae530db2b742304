"""How well a fact would come now, so that like ones stand apart and liked ones come early."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from facts.daily.turn import Ballot, FactCandidate
from facts.model.entities import FactId
from facts.model.random_order import SEED_COUNT, mix_bits

_Group = tuple[str, int | str]
_TOPIC, _SOURCE, _KIND = "topic", "source", "kind"
_WEIGHTS: Final = {_TOPIC: 3.0, _SOURCE: 2.0, _KIND: 1.0}
"""What a lack of one fact counts, by what it is a lack of."""
_REPEAT_PENALTY: Final = 0.5
"""What a post speaks against another of its group, as if so many facts too many had come."""
_CHANCE_WEIGHT: Final = 0.3
"""What chance adds at the most, so that equals do not come in order of arrival."""
_VOTE_WEIGHT: Final = 2.0
"""What the votes of ever so many people add, or take away."""
_NEUTRAL_VOTES: Final = 2
"""Votes that say nothing, added to those of people: one vote alone is a third of what many are."""


class DiversityScorer:
    """How well a fact would come now: each topic, source and kind at its share of the round.

    A group that holds a fifth of the facts should have a fifth of the turns at any moment: what it
    lacks of that speaks for its facts (the method of largest remainders), and having come just now
    against them, unless it holds more than half of what is left. All this is counted among the
    candidates of one tier. `lately` are the last posts, the latest at the end.
    """

    def __init__(
        self,
        candidates: Collection[FactCandidate],
        seen: Collection[FactId],
        lately: Sequence[FactCandidate],
        votes: Mapping[FactId, Ballot],
        seed: int,
    ) -> None:
        self._votes, self._seed = votes, seed
        self._sizes = Counter(group for each in candidates for group in _iter_groups(each))
        turns = [each for each in candidates if each.fact in seen]
        self._had = Counter(group for each in turns for group in _iter_groups(each))
        self._share = (len(turns) + 1) / max(1, len(candidates))
        self._left = len(candidates) - len(turns)
        self._lately = {group for each in lately for group in _iter_groups(each)}
        self._last = {group for each in lately[-1:] for group in _iter_groups(each)}

    def score_fact(self, candidate: FactCandidate) -> float:
        """Return the higher a number the better the fact would come now, votes apart."""
        lacks: dict[str, float] = {}
        for group in _iter_groups(candidate):
            lack = self._share * self._sizes[group] - self._had[group]
            lack -= _REPEAT_PENALTY * self._is_repeat(group)
            lacks[group[0]] = min(lack, lacks.get(group[0], lack))
        chance = mix_bits(candidate.fact, self._seed) / SEED_COUNT
        return sum(_WEIGHTS[name] * lack for name, lack in lacks.items()) + _CHANCE_WEIGHT * chance

    def vote_bonus(self, candidate: FactCandidate) -> float:
        """Return what its votes add to a fact's worth: few votes less than many alike."""
        ballot = self._votes.get(candidate.fact, Ballot())
        return (
            _VOTE_WEIGHT
            * (ballot.ups - ballot.downs)
            / (ballot.ups + ballot.downs + _NEUTRAL_VOTES)
        )

    def has_rested_topics(self, candidate: FactCandidate) -> bool:
        """Tell whether nothing about its topics came lately, and others' topics did."""
        topics = {group for group in _iter_groups(candidate) if group[0] == _TOPIC}
        return bool(self._lately) and not topics & self._lately

    def _is_repeat(self, group: _Group) -> bool:
        """Tell whether a group came just now, and need not again so that it fits into the round."""
        left = self._sizes[group] - self._had[group]
        return group in self._last and 2 * left <= self._left


def _iter_groups(candidate: FactCandidate) -> Iterator[_Group]:
    """Yield what a fact shares with others; having no topic is shared too."""
    yield _KIND, candidate.kind
    for topic in candidate.topics or (0,):
        yield _TOPIC, topic
    for source in candidate.sources:
        yield _SOURCE, source
