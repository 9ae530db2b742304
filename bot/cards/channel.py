"""The cards of what a channel is set to, and of an answer that is kept from it."""

from typing import Final

from discord import ui

from bot.cards.headlines import SEARCH, headline
from bot.cards.parts import Item, card, head, row, shown, text
from bot.controls import Verb, button
from bot.questions import Audience, ChannelQuestion, Question, SearchQuestion, TopicQuestion
from facts.model import ChannelSetting
from facts.store import Selection

_NAME: Final = 60
_HINT: Final = (
    "`/channel focus` sets topics, `/channel quiet` keeps answers private, `/channel clear` ends "
    "both. Threads and posts go by their channel unless they are set themselves."
)


def channel_card(
    setting: ChannelSetting | None, question: ChannelQuestion, audience: Audience
) -> ui.LayoutView:
    """Return what a channel is set to, by itself or by the one that it inherits from."""
    here = question.channels[0]
    inherited = f", as in <#{setting.channel}>" if setting and setting.channel != here else ""
    topics = [
        button(name, (Verb.OPEN, TopicQuestion(Selection(topic))), audience)
        for topic, name in (setting.topics if setting else ())
    ]
    return card(
        head("This channel"),
        text(f"<#{here}>: {_told(setting)}{inherited}."),
        *row(*topics),
        text(f"-# {_HINT}"),
    )


def _told(setting: ChannelSetting | None) -> str:
    if setting is None:
        return "about everything, and answers are seen by all"
    about = f"about {named(setting)}" if setting.topics else "about everything"
    return f"{about}, and answers are {'private' if setting.quiet else 'seen by all'}"


def named(setting: ChannelSetting) -> str:
    """Return the topics that a channel is about."""
    return ", ".join(shown(name, _NAME) for _, name in setting.topics)


def hushed_card(question: Question, audience: Audience) -> ui.LayoutView:
    """Return the way to an answer in a channel where answers are private."""
    asked: list[Item] = []
    if isinstance(question, SearchQuestion):  # whose control finds its text on the card
        asked.append(head(headline(SEARCH, question.text)))
    return card(
        *asked,
        text("Answers are private in this channel."),
        *row(button("Show it to me", (Verb.OPEN, question), audience)),
    )


def not_allowed_card() -> ui.LayoutView:
    """Return what a person reads who may not set a channel to anything."""
    return card(text("That is for those who may manage this channel (Manage Channels)."))
