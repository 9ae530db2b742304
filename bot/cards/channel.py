"""The cards of what a channel is set to, and of an answer that is kept from it."""

from typing import Final

from discord import ui

from bot.queries.custom_id import Effect
from bot.queries.library_queries import ChannelQuery, SearchQuery, TopicQuery
from bot.queries.query import Query
from bot.queries.render_context import RenderContext
from bot.ui.controls import button
from bot.ui.headings import SEARCH, headline
from bot.ui.layout import Item, card, heading, inline, row, text
from facts.library.channels import EffectiveChannelSetting
from facts.model.entities import ChannelId, ChannelSetting
from facts.model.selection import Selection

_NAME: Final = 60
_HINT: Final = (
    "`/channel focus` sets topics, `/channel quiet` keeps answers private, or with `on: False` no "
    "longer, `/channel clear` ends both. Threads and posts go by their channel in each of the two "
    "that they are not set to themselves."
)


def channel_card(
    setting: EffectiveChannelSetting, question: ChannelQuery, audience: RenderContext
) -> ui.LayoutView:
    """Return what counts in a channel, and which of it is inherited from where."""
    here = question.channels[0]
    about = channel_topics(setting.focus) if setting.focus else "everything"
    seen = "private" if setting.is_quiet else "seen by all"
    topics = [
        button(name, (Effect.OPEN, TopicQuery(Selection(topic))), audience)
        for topic, name in (setting.focus.topics if setting.focus else ())
    ]
    return card(
        heading("This channel"),
        text(
            f"<#{here}>: about {about}{_inherited_note(setting.focus, here)}, "
            f"and answers are {seen}{_inherited_note(setting.quiet_from, here)}."
        ),
        *row(*topics),
        text(f"-# {_HINT}"),
    )


def _inherited_note(setting: ChannelSetting | None, here: ChannelId) -> str:
    return f", as in <#{setting.channel}>" if setting and setting.channel != here else ""


def channel_topics(setting: ChannelSetting) -> str:
    """Return the topics that a channel is about."""
    return ", ".join(inline(name, _NAME) for _, name in setting.topics)


def private_answer_card(question: Query, audience: RenderContext) -> ui.LayoutView:
    """Return the way to an answer in a channel where answers are private."""
    asked: list[Item] = []
    if isinstance(question, SearchQuery):  # whose control finds its text on the card
        asked.append(heading(headline(SEARCH, question.text)))
    return card(
        *asked,
        text("Answers are private in this channel."),
        *row(button("Show it to me", (Effect.OPEN, question), audience)),
    )


def missing_permission_card() -> ui.LayoutView:
    """Return what a person reads who may not set a channel to anything."""
    return card(text("That is for those who may manage this channel (Manage Channels)."))
