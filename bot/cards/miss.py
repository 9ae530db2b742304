"""Cards for when there is no answer: the reason, and next steps."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from discord import ui

from bot.discord_api.access_policy import Refusal
from bot.discord_api.limits import BUTTONS
from bot.errors.messages import Voice
from bot.queries.library_queries import UnreadableReason
from bot.queries.query import RenderContext
from bot.ui.controls import NextStep, button
from bot.ui.layout import card, inline, row, text

_QUERY_LENGTH: Final = 200
_NAME_LENGTH: Final = 60
_TEXT_LENGTH: Final = 350
_FORM_FIELDS: Final = {
    "(--source)": "(“One source for all” in the form)",
    "(--skip-bad)": "(“Leave out bad entries”)",
}
"""By the option of `footnote import` that the messages name."""
_UNREADABLE: Final = {
    UnreadableReason.HIDDEN: (
        "Discord does not show me the text of that message. Open its menu (right-click it, or hold "
        "it down), choose **Apps**, then **Find facts**."
    ),
    UnreadableReason.EMPTY: "That message has no words to find facts for.",
    UnreadableReason.OWN: "That is one of my answers. Each fact in it is next to its source.",
}


_REFUSALS: Final = {
    Refusal.SERVER: (
        "The operator of this bot chose the servers that may use it. This one is not among them."
    ),
    Refusal.DIRECT_MESSAGE: "This bot does not answer in direct messages. Use it in a server.",
    Refusal.USER_INSTALL: (
        "This bot answers only in servers that have installed it, not as an app of a user."
    ),
}


class DiscordVoice:
    """Error messages in Discord's Markdown, with slash commands."""

    def quote(self, words: str) -> str:
        """Return a user's words, shortened, escaped and in quotation marks."""
        return f"“{inline(words, _QUERY_LENGTH)}”"

    def name(self, words: str) -> str:
        """Return a name, shortened and escaped."""
        return inline(words, _NAME_LENGTH)

    def text(self, words: str) -> str:
        """Return a text, shortened and escaped, with the fields of the form for options."""
        for option, field in _FORM_FIELDS.items():
            words = words.replace(option, field)
        return inline(words, _TEXT_LENGTH)

    def command(self, name: str) -> str:
        """Return the slash command."""
        return f"`/{name}`"


QUIET_CHANNEL: Final = "answers are private in this channel"
DISCORD_VOICE: Final[Voice] = DiscordVoice()


def miss_card(message: str, steps: Iterable[NextStep], context: RenderContext) -> ui.LayoutView:
    """Return the message of an error, with buttons for next steps.

    The message is Markdown.
    """
    buttons = (button(step.label, (step.effect, step.query), context) for step in steps)
    return card(text(message), *row(*islice(buttons, BUTTONS)))


def failure_card(reference: str) -> ui.LayoutView:
    """Return the card for an error of the program.

    The log has the same reference.
    """
    return card(
        text(
            "Something went wrong in the bot. Nothing was changed. Try again. If it fails again, "
            f"give the operator of the bot the reference `{reference}`."
        )
    )


def refusal_card(refusal: Refusal) -> ui.LayoutView:
    """Return the card for a place where the bot may not be used."""
    return card(text(_REFUSALS[refusal]))


def not_yours_card() -> ui.LayoutView:
    """Return the card for a user who presses another user's control."""
    return card(text("This card belongs to another user. Use the command to get your own."))


def not_permitted_card(command: str) -> ui.LayoutView:
    """Return the card for a user who may not use a command."""
    return card(
        text(
            f"You may not use `/{command}` in this server. Its administrators decide that under "
            "*Server Settings*, *Integrations*."
        )
    )


def not_shared_card(obstacle: str) -> ui.LayoutView:
    """Return the card for an answer that cannot be shared; the reason is Markdown."""
    return card(text(f"This answer was not shared: {obstacle}."))


def outdated_control_card() -> ui.LayoutView:
    """Return the card for a control that this version cannot read."""
    return card(
        text(
            "This control belongs to another version of Footnote. Ask again with `/topic` or "
            "`/help`."
        )
    )


def late_form_card() -> ui.LayoutView:
    """Return the card for a form that could not open in time."""
    return card(text("The form took too long to open. Press the button again."))


def unreadable_card(reason: UnreadableReason) -> ui.LayoutView:
    """Return the card for a message that the bot cannot read."""
    return card(text(_UNREADABLE[reason]))


def already_answered_card(address: str) -> ui.LayoutView:
    """Return the card that links to an answer to the same question."""
    link: ui.Button[ui.LayoutView] = ui.Button(label="To the answer", url=address)
    return card(text("This question was answered here a moment ago."), ui.ActionRow(link))
