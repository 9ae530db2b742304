"""A channel that posts facts, without a database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from facts.daily.rotation import pick_next_turn
from facts.daily.turn import (
    Ballot,
    CandidatePool,
    FactCandidate,
    PastTurn,
    Turn,
    TurnHistory,
    TurnReason,
)
from facts.model.entities import CLAIM, FactId, Kind, SourceId, TopicId

SEED = 7


def fact(number: int, topic: int = 1, source: int = 1, kind: str = CLAIM) -> FactCandidate:
    return FactCandidate(FactId(number), Kind(kind), (TopicId(topic),), (SourceId(source),))


@dataclass
class Channel:
    """A channel that posts one fact after another."""

    facts: list[FactCandidate]
    votes: Mapping[FactId, Ballot] = field(default_factory=dict)
    seed: int = SEED
    turns: list[Turn] = field(default_factory=list)

    @property
    def history(self) -> TurnHistory:
        played = (
            PastTurn(turn.fact, turn.round, turn.newest, turn.reason.why is TurnReason.NEW)
            for turn in self.turns
        )
        return TurnHistory(tuple(played), self.votes)

    @property
    def pool(self) -> CandidatePool:
        return CandidatePool(
            tuple(self.facts), len(self.facts), max(each.fact for each in self.facts)
        )

    def post(self, times: int = 1, reserved: Collection[FactId] = ()) -> list[Turn]:
        for _ in range(times):
            turn = pick_next_turn(self.pool, self.history, self.seed, reserved)
            assert turn is not None
            self.turns.append(turn)
        return self.turns[-times:]
