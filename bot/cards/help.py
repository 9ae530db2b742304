"""Cards that explain the bot: help and about."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Final

from discord import ui

from bot.discord_api.permissions import invite_url
from bot.queries.custom_id import Effect
from bot.queries.library_queries import AboutQuery, TopicQuery, TopicsQuery
from bot.queries.query import RenderContext
from bot.ui.controls import button
from bot.ui.layout import card, heading, inline, pluralize, row, text
from facts.library.answers import LibrarySize, TopicsAnswer
from facts.model.selection import Selection

HelpSections = Mapping[str, Sequence[str]]
"""Lines of Markdown by the title of their section. {example} becomes an example of a question."""

_VERSION: Final = version("footnote")
"""Reading it takes long: it stands in a file."""
_NAME: Final = 100
_EXAMPLE: Final = "*what is known about naps?*"
"""An example of a question, for a library without topics."""
_ABOUT: Final = """\
### About
**`/about`** shows the version, an invite link, and what I store about you."""
_PRIVACY: Final = """\
### Privacy
Footnote stores facts, who changed them, who voted on them, and who set up a fact of the day.
Of messages it stores only those that a curator saves as a fact, with their author. What a curator \
types into a form is kept for a day. It does not store who asked what.
The managers of a server can let it keep the text of questions without a right answer for 90 days, \
without their author. Who rated an answer is kept for 90 days.
Discord sends it the text of a message only if the message mentions it, pings it in a reply or is \
a direct message to it, or if a user asks about that message.
Everyone who can use this bot can read its shared library. The facts of a server are visible only \
in that server."""


def help_card(
    answer: TopicsAnswer, sections: HelpSections, context: RenderContext
) -> ui.LayoutView:
    """Return how to use the bot, with a button for one topic."""
    topic_buttons = [
        button(
            f"/topic {each.topic.name}",
            (Effect.REPLACE, TopicQuery(Selection(each.topic.id))),
            context,
        )
        for each in answer.topics
    ]
    examples = [f"*what is {inline(each.topic.name, _NAME)}?*" for each in answer.topics]
    example = (examples or [_EXAMPLE])[0]
    return card(
        heading("How to use Footnote"),
        *(
            text("\n".join((f"### {title}", *lines)).replace("{example}", example))
            for title, lines in sections.items()
        ),
        text(_ABOUT),
        *row(*topic_buttons, button("All topics", (Effect.REPLACE, TopicsQuery()), context)),
    )


def about_card(size: LibrarySize, query: AboutQuery) -> ui.LayoutView:
    """Return the version, the size of the library, privacy and invite link."""
    totals = size.totals
    newest = f" The newest is from {inline(totals.newest, 20)}." if totals.newest else ""
    holdings = (
        f"It knows {pluralize(totals.facts, 'fact')} about {pluralize(size.topics, 'topic')} here, "
        f"from {pluralize(totals.sources, 'source')}.{newest}"
    )
    invite: ui.Button[ui.LayoutView] = ui.Button(
        label="Invite it to a server", url=invite_url(query.application)
    )
    return card(
        heading(f"Footnote {_VERSION}"),
        text(f"Footnote answers with cited facts, each with its source. {holdings}"),
        text(_PRIVACY),
        ui.ActionRow(invite),
    )
