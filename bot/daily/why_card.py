"""The card behind *Why this one?*: how a post's fact was chosen."""

from typing import Final

from discord import ui

from bot.queries.custom_id import Effect
from bot.queries.library_queries import FactQuery
from bot.queries.query import RenderContext
from bot.ui.controls import button
from bot.ui.layout import card, heading, inline, pluralize, row, text
from facts.daily.results import PostExplanation
from facts.daily.turn import Turn, TurnExplanation, TurnReason

_NAME: Final = 60


def explanation_card(explanation: PostExplanation, context: RenderContext) -> ui.LayoutView:
    """Return why a post has its fact."""
    turn, fact = explanation.post.turn, explanation.fact
    if turn is None:
        return card(heading("Why this one?"), text("The reason is no longer known."))
    buttons = [button("Open the fact", (Effect.OPEN, FactQuery(fact.id)), context)] if fact else []
    return card(
        heading("Why this one?"),
        text(f"{_reason_text(turn.reason, explanation.topic)} {_turn_position(turn)}"),
        *row(*buttons),
    )


def _turn_position(turn: Turn) -> str:
    return (
        f"It is number {turn.place:,} of {turn.round_size:,} in round {turn.round:,}. "
        "Every matching fact has one turn a round."
    )


def _reason_text(reason: TurnExplanation, topic: str | None) -> str:
    person = f"<@{reason.person}>" if reason.person else "A manager"
    return {
        TurnReason.FIXED: f"{person} chose it for this day.",
        TurnReason.NEW: "It is new: it was added during this round, and new facts come soon.",
        TurnReason.LIKED: f"Users like it ({_vote_count(reason.votes)}), so it came early.",
        TurnReason.RESTED: _rest_reason(reason, topic),
        TurnReason.CHANCE: "It was picked at random from the facts due next.",
    }[reason.why]


def _vote_count(votes: int) -> str:
    return f"{votes:+,} {'vote' if abs(votes) == 1 else 'votes'}"


def _rest_reason(reason: TurnExplanation, topic: str | None) -> str:
    about = f"about {inline(topic, _NAME)}" if topic else "like it"
    if reason.posts_ago is None:
        return f"Nothing {about} had been posted yet."
    return f"The last post {about} was {pluralize(reason.posts_ago, 'post')} ago."
