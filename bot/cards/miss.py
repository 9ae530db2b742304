"""Cards for when there is no answer: what was wrong, and what to do."""

from collections.abc import Sequence
from typing import Final

from discord import ui

from bot.cards.error_messages import error_message
from bot.queries.library_queries import RenderContext, TopicQuery, TopicsQuery, UnreadableReason
from bot.ui.controls import Control, Effect, button
from bot.ui.layout import Item, card, match_label, row, text
from facts.model import errors
from facts.model.results import Match
from facts.model.selection import Selection

_UNREADABLE: Final = {
    UnreadableReason.HIDDEN: (
        "Discord does not show me the text of that message. Open its menu (right-click it, or "
        "hold it down), and choose **Apps**, then **Find facts**."
    ),
    UnreadableReason.EMPTY: "There are no words in that message to find facts for.",
    UnreadableReason.OWN: "That is an answer of mine: each of its facts stands beside its source.",
}


def miss_card(miss: errors.FootnoteError, audience: RenderContext) -> ui.LayoutView:
    """Return what a person reads who was to be told of an error, with ways on from there."""
    return card(text(error_message(miss)), *_next_steps(miss, audience))


def failure_card(reference: str) -> ui.LayoutView:
    """Return what a person reads when the program failed; the log has the reference."""
    return card(
        text(
            "Something went wrong here, and it was not you. Nothing was changed. Try again; if it "
            f"stays, tell who runs this bot the reference `{reference}`."
        )
    )


def not_yours_card() -> ui.LayoutView:
    """Return what a person reads who would steer by somebody else's card."""
    return card(text("This card is another person's. `/daily` gives you one of your own."))


def not_manager_card() -> ui.LayoutView:
    """Return what a person reads who may not steer the fact of the day, or not any more."""
    return card(text("That is for those who may manage this server (Manage Server)."))


def outdated_control_card() -> ui.LayoutView:
    """Return what a person reads who used a control that this version does not know."""
    return card(
        text("This control is of another version of Footnote. Ask again with `/topic` or `/help`.")
    )


def unreadable_card(why: UnreadableReason) -> ui.LayoutView:
    """Return what a person reads who asked about a message that says nothing to the bot."""
    return card(text(_UNREADABLE[why]))


def already_answered_card(address: str) -> ui.LayoutView:
    """Return what a person reads whose question was answered a moment ago, with the way there."""
    there: ui.Button[ui.LayoutView] = ui.Button(label="To the answer", url=address)
    return card(text("The same was asked here a moment ago."), ui.ActionRow(there))


def _next_steps(miss: errors.FootnoteError, audience: RenderContext) -> Sequence[Item]:
    every = button("All topics", (Effect.REPLACE, TopicsQuery()), audience)
    if isinstance(miss, errors.TopicNotFound | errors.NoAnswer) and miss.nearest:
        return row(*(_topic_button(match, audience) for match in miss.nearest))
    if isinstance(miss, errors.NoAnswer):
        return row(*(_topic_button(match, audience) for match in miss.largest), every)
    if isinstance(miss, errors.TopicNotFound | errors.TopicGone):
        return row(every)
    return ()


def _topic_button(match: Match, audience: RenderContext) -> Control:
    return button(
        match_label(match), (Effect.REPLACE, TopicQuery(Selection(match.topic))), audience
    )
