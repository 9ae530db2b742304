"""The answer to "Why this one?": how a post's fact was chosen, in words."""

from typing import Final

from discord import ui

from bot.queries.library_queries import Audience, FactQuestion
from bot.ui.controls import Verb, button
from bot.ui.layout import card, counted, head, row, shown, text
from facts.daily.schedule import Explained
from facts.daily.turn import Reason, Turn, Why

_NAME: Final = 60


def why_card(explained: Explained, audience: Audience) -> ui.LayoutView:
    """Return why a post brought its fact."""
    turn, fact = explained.post.turn, explained.fact
    if turn is None:
        return card(head("Why this one?"), text("It is not known any more."))
    opened = (
        [button("The fact in full", (Verb.OPEN, FactQuestion(fact.id)), audience)] if fact else []
    )
    return card(
        head("Why this one?"),
        text(f"{_reason(turn.reason, explained.topic)} {_place(turn)}"),
        *row(*opened),
    )


def _place(turn: Turn) -> str:
    return (
        f"It is number {turn.place:,} of {turn.of:,} in round {turn.round:,}: all that match have "
        "their turn before one comes again."
    )


def _reason(reason: Reason, topic: str | None) -> str:
    person = f"<@{reason.person}>" if reason.person else "A manager"
    return {
        Why.FIXED: f"{person} fixed it to this day.",
        Why.SWAPPED: f"{person} put it in the place of another fact.",
        Why.NEW: "It is new here: it came while this round was on, and new facts come soon.",
        Why.LIKED: f"People like it ({_votes(reason.votes)}), so its turn came early in the round.",
        Why.RESTED: _rested(reason, topic),
        Why.CHANCE: "Others would have done as well; chance decided.",
        Why.LAST: "It was the last one left in the round.",
    }[reason.why]


def _votes(votes: int) -> str:
    return f"{votes:+,} {'vote' if abs(votes) == 1 else 'votes'}"


def _rested(reason: Reason, topic: str | None) -> str:
    about = f"about {shown(topic, _NAME)}" if topic else "like it"
    if reason.rest is None:
        return f"Nothing {about} had come yet."
    return (
        f"Nothing {about} had come for {counted(reason.rest, 'post')}, longer than its share of "
        "the facts asks for."
    )
