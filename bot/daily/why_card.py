"""The answer to "Why this one?": how a post's fact was chosen, in words."""

from typing import Final

from discord import ui

from bot.queries.custom_id import Effect
from bot.queries.library_queries import FactQuery
from bot.queries.render_context import RenderContext
from bot.ui.controls import button
from bot.ui.layout import card, heading, inline, pluralize, row, text
from facts.daily.results import PostExplanation
from facts.daily.turn import Turn, TurnExplanation, TurnReason

_NAME: Final = 60


def explanation_card(explained: PostExplanation, audience: RenderContext) -> ui.LayoutView:
    """Return why a post brought its fact."""
    turn, fact = explained.post.turn, explained.fact
    if turn is None:
        return card(heading("Why this one?"), text("It is not known any more."))
    opened = (
        [button("The fact in full", (Effect.OPEN, FactQuery(fact.id)), audience)] if fact else []
    )
    return card(
        heading("Why this one?"),
        text(f"{_reason_text(turn.reason, explained.topic)} {_turn_position(turn)}"),
        *row(*opened),
    )


def _turn_position(turn: Turn) -> str:
    return (
        f"It is number {turn.place:,} of {turn.round_size:,} in round {turn.round:,}: all that "
        "match have their turn before one comes again."
    )


def _reason_text(reason: TurnExplanation, topic: str | None) -> str:
    person = f"<@{reason.person}>" if reason.person else "A manager"
    return {
        TurnReason.FIXED: f"{person} fixed it to this day.",
        TurnReason.SWAPPED: f"{person} put it in the place of another fact.",
        TurnReason.NEW: "It is new here: it came while this round was on, and new facts come soon.",
        TurnReason.LIKED: f"People like it ({_vote_count(reason.votes)}), so its turn came early.",
        TurnReason.RESTED: _rest_reason(reason, topic),
        TurnReason.CHANCE: "Others would have done as well; chance decided.",
        TurnReason.LAST: "It was the last one left in the round.",
    }[reason.why]


def _vote_count(votes: int) -> str:
    return f"{votes:+,} {'vote' if abs(votes) == 1 else 'votes'}"


def _rest_reason(reason: TurnExplanation, topic: str | None) -> str:
    about = f"about {inline(topic, _NAME)}" if topic else "like it"
    if reason.posts_ago is None:
        return f"Nothing {about} had come yet."
    return (
        f"Nothing {about} had come for {pluralize(reason.posts_ago, 'post')}, longer than its "
        "share of the facts asks for."
    )
