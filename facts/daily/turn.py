"""A fact's turn, what it was chosen from, and why: what the rotation takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from facts.model.entities import FactId, Kind, SourceId, TopicId


class TurnReason(StrEnum):
    """Why a fact came when it did."""

    FIXED = "fixed"
    """A person fixed it to the day."""
    SWAPPED = "swapped"
    """A person put it in the place of another."""
    NEW = "new"
    """It was added since the round began, and new facts come soon."""
    LIKED = "liked"
    """Its turn came early in the round for the votes it got."""
    RESTED = "rested"
    """Nothing about its topic came for longer than its share of the facts asks for."""
    CHANCE = "chance"
    """Others would have done as well."""
    LAST = "last"
    """It was the last of the round."""


@dataclass(frozen=True, slots=True)
class TurnExplanation:
    """Why a fact came.

    `topic` is the one of its topics that had rested the longest, `rest` how many posts ago that one
    last came (None: not yet), both None for a fact without topics. `person` is who arranged it.
    `votes` are those for it minus those against it at that time.
    """

    why: TurnReason
    topic: TopicId | None = None
    posts_ago: int | None = None
    votes: int = 0
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A fact's turn: the `place`-th of `of` in the `round`, all counted from 1.

    `newest` is the highest id that a fact had when the round began.
    """

    fact: FactId
    round: int
    place: int
    round_size: int
    newest: FactId
    reason: TurnExplanation


@dataclass(frozen=True, slots=True)
class FactCandidate:
    """A fact that may come, with what it shares with others.

    Of many facts, not all are candidates for the next turn: those of a lower `tier` have theirs
    before those of a higher one.
    """

    fact: FactId
    kind: Kind
    topics: tuple[TopicId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    tier: int = 0


@dataclass(frozen=True, slots=True)
class CandidatePool:
    """What the next turns are chosen from.

    All facts that had their turn in the round are among the candidates, and if not all of the
    others, then at least those of the lowest tiers and the new ones. `total` is how many facts
    there are with those left out, `newest` the highest id that any fact has.
    """

    candidates: tuple[FactCandidate, ...]
    total: int
    newest: FactId


@dataclass(frozen=True, slots=True)
class PastTurn:
    """A fact that had its turn."""

    fact: FactId
    round: int
    newest: FactId
    was_new: bool = False


@dataclass(frozen=True, slots=True)
class Ballot:
    """How many people of a server voted for and against a fact."""

    ups: int = 0
    downs: int = 0


@dataclass(frozen=True, slots=True)
class VoteResult:
    """The votes there are once a person voted; `stands` tells whether theirs is one of them."""

    ballot: Ballot
    is_counted: bool


@dataclass(frozen=True, slots=True)
class TurnHistory:
    """What came before, the oldest first, back to the start of the round before; and the votes."""

    turns: tuple[PastTurn, ...] = ()
    votes: Mapping[FactId, Ballot] = field(default_factory=dict)

    def net_votes(self, fact: FactId) -> int:
        """Return the votes for a fact minus those against it."""
        ballot = self.votes.get(fact, Ballot())
        return ballot.ups - ballot.downs
