"""Turns of facts: candidates, history, votes and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from facts.model.entities import FactId, Kind, SourceId, TopicId


class TurnReason(StrEnum):
    """Why a fact has its turn."""

    FIXED = "fixed"
    """A manager chose it for the day."""
    NEW = "new"
    """It was added since the round began; new facts alternate with old ones."""
    LIKED = "liked"
    """Votes brought it forward."""
    RESTED = "rested"
    """The last posts had none of its topics."""
    CHANCE = "chance"
    """Nothing set it apart; the order is random."""


@dataclass(frozen=True, slots=True)
class TurnExplanation:
    """Why a fact has its turn.

    `topic` is the one of its topics that was not posted for the longest time, `posts_ago` how many
    posts ago it was (None: never). Both are None for a fact without topics. `votes` are the votes
    for the fact minus those against it. `person` is the id of the user who chose the fact.
    """

    why: TurnReason
    topic: TopicId | None = None
    posts_ago: int | None = None
    votes: int = 0
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A fact's turn: number `place` of `round_size` in its round.

    Rounds and places count from 1. `newest` is the highest fact id when the round began.
    """

    fact: FactId
    round: int
    place: int
    round_size: int
    newest: FactId
    reason: TurnExplanation


@dataclass(frozen=True, slots=True)
class FactCandidate:
    """A fact that may be next, with what it shares with others.

    Facts of a lower `tier` have their turn before those of a higher one. In a small library all
    have tier 0.
    """

    fact: FactId
    kind: Kind
    topics: tuple[TopicId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    tier: int = 0


@dataclass(frozen=True, slots=True)
class CandidatePool:
    """The facts that the next turns are chosen from.

    All facts that had their turn in the round are candidates. Of the others, at least those of the
    lowest tiers and the new ones are. `total` also counts the facts left out, `newest` is the
    highest id of any fact.
    """

    candidates: tuple[FactCandidate, ...]
    total: int
    newest: FactId


EMPTY_POOL: Final = CandidatePool((), 0, FactId(0))


@dataclass(frozen=True, slots=True)
class PastTurn:
    """An earlier turn; `was_new` is whether its reason was NEW."""

    fact: FactId
    round: int
    newest: FactId
    was_new: bool = False


@dataclass(frozen=True, slots=True)
class Ballot:
    """How many users of a server voted for and against a fact."""

    ups: int = 0
    downs: int = 0


@dataclass(frozen=True, slots=True)
class VoteResult:
    """The votes on a fact after a user voted.

    `is_counted` is False if the user took a vote back.
    """

    ballot: Ballot
    is_counted: bool


@dataclass(frozen=True, slots=True)
class TurnHistory:
    """Turns since the previous round, oldest first, and the server's votes."""

    turns: tuple[PastTurn, ...] = ()
    votes: Mapping[FactId, Ballot] = field(default_factory=dict)

    def net_votes(self, fact: FactId) -> int:
        """Return the votes for a fact minus those against it."""
        ballot = self.votes.get(fact, Ballot())
        return ballot.ups - ballot.downs


NO_HISTORY: Final = TurnHistory()
