"""Cards for the settings of a channel, and for quiet channels."""

from typing import Final

from discord import ui

from bot.queries.custom_id import Effect
from bot.queries.library_queries import ChannelQuery, SearchQuery, TopicQuery
from bot.queries.query import Query, RenderContext
from bot.ui.controls import button
from bot.ui.layout import SEARCH, Item, card, heading, headline, inline, row, subtext, text
from facts.library.channels import EffectiveChannelSetting
from facts.model.entities import ChannelId, ChannelSetting
from facts.model.selection import Selection

_NAME: Final = 60
_HINT: Final = (
    "`/channel focus` sets topics. `/channel quiet` makes answers private (`on: False` makes them "
    "public). `/channel answer-posts` answers new posts of a forum by their title. "
    "`/channel clear` removes all settings. Threads and forum posts use the settings of their "
    "channel unless they have their own."
)


def channel_card(
    setting: EffectiveChannelSetting, query: ChannelQuery, context: RenderContext
) -> ui.LayoutView:
    """Return the settings in effect in a channel, and their origin."""
    here = query.channels[0]
    focus = channel_topics(setting.focus) if setting.focus else "everything"
    visibility = "private" if setting.is_quiet else "visible to everyone"
    is_answering = setting.answers_posts
    topics = [
        button(name, (Effect.OPEN, TopicQuery(Selection(topic))), context)
        for topic, name in (setting.focus.topics if setting.focus else ())
    ]
    return card(
        heading("This channel"),
        text(
            f"<#{here}> is about {focus}{_inherited_note(setting.focus, here)}. "
            f"Answers are {visibility}{_inherited_note(setting.quiet_from, here)}."
            + (" New posts in this forum are answered by their title." if is_answering else "")
        ),
        *row(*topics),
        text(subtext(_HINT)),
    )


def _inherited_note(setting: ChannelSetting | None, here: ChannelId) -> str:
    return f", as in <#{setting.channel}>" if setting and setting.channel != here else ""


def channel_topics(setting: ChannelSetting) -> str:
    """Return the names of a channel's topics, in Markdown."""
    return ", ".join(inline(name, _NAME) for _, name in setting.topics)


def private_answer_card(query: Query, context: RenderContext) -> ui.LayoutView:
    """Return the card that replaces an answer in a quiet channel.

    Its button shows the answer privately to any user who presses it.
    """
    title: list[Item] = []
    if isinstance(query, SearchQuery):  # its control reads the text from the card
        title.append(heading(headline(SEARCH, query.text)))
    return card(
        *title,
        text("Answers are private in this channel."),
        *row(button("Show it to me", (Effect.OPEN, query), context)),
    )


def missing_permission_card() -> ui.LayoutView:
    """Return the card for a user who may not change the channel."""
    return card(text("You need the permission Manage Channels in that channel."))
