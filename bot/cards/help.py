"""The cards that explain the bot."""

from importlib.metadata import version
from typing import Final

from discord import ui

from bot.discord_api.invite import invite_url
from bot.queries.custom_id import Effect
from bot.queries.library_queries import AboutQuery, TopicQuery, TopicsQuery
from bot.queries.render_context import RenderContext
from bot.ui.controls import button
from bot.ui.layout import card, heading, inline, pluralize, row, text
from facts.library.answers import LibrarySize, TopicsAnswer
from facts.model.selection import Selection

_NAME: Final = 100
_EXAMPLE: Final = "*what is known about naps?*"
"""What a question looks like where there is nothing to ask about yet."""
_HELP: Final = """\
**`/topic`** shows a topic with its facts, each under its source. An alias or a misspelling will do.
**`/topics`** lists what there is to look up.
**`/search`** finds facts by their words.
**`/sources`** lists what the facts rest on.
**`/random`** shows a fact by chance; *Another* shows them all before one comes again.
**`/fact`** shows one fact by its number, with all its sources and topics.
**`/compare`** shows what two topics share, and what only one has.
**A mention** asks in your own words, {example}, and gets a reply;
in a direct message every message does. A reply with a mention that says nothing of its own (nothing
at all, `source?`, `is this true?`, `👆`) asks about the message replied to.
*Find facts* in the menu of a message (Apps) shows you which facts bear on it.
**`/channel`** sets what a channel is about, and keeps answers there private, for who manages it.
**`/about`** says what Footnote is, and what it keeps of you."""
_MANAGERS: Final = """\
Who manages the server sets up a fact of the day with **`/daily`**`add`: a channel, a time, a zone;
`preview` shows what comes next."""
_CONTROLS: Final = """\
Only who asked turns the pages of an answer; anybody else who tries gets a copy of their own.
With `private` nobody but you sees an answer, until you press *Share here*.
*Copy citation* gives a fact's source as Markdown, plain text, APA and BibTeX; *Cite all* those of
all facts of an answer, as files."""
_PRIVACY: Final = """\
Footnote keeps the facts, who changed them, who voted on them and who set up a fact of the day.
Discord shows it the text of messages only where they mention it, are sent to it alone, or somebody
asks about them; it stores none, and does not keep who asked what. A server's facts are seen in that
server only."""


def help_card(answer: TopicsAnswer, audience: RenderContext) -> ui.LayoutView:
    """Return how to use the bot, with its largest topic to ask about and to begin with."""
    starts = [
        button(
            f"/topic {each.topic.name}",
            (Effect.REPLACE, TopicQuery(Selection(each.topic.id))),
            audience,
        )
        for each in answer.topics
    ]
    names = [f"*what is {inline(each.topic.name, _NAME)}?*" for each in answer.topics]
    help_ = _HELP.format(example=(names or [_EXAMPLE])[0])
    topics = button("All topics", (Effect.REPLACE, TopicsQuery()), audience)
    return card(
        heading("How to look things up"),
        text(help_),
        text(_MANAGERS),
        text(_CONTROLS),
        *row(*starts, topics),
    )


def about_card(size: LibrarySize, question: AboutQuery) -> ui.LayoutView:
    """Return what the bot is and knows."""
    extent = size.totals
    newest = f", the newest of {inline(extent.newest, 20)}" if extent.newest else ""
    known = (
        f"Here it knows {pluralize(extent.facts, 'fact')} on {pluralize(size.topics, 'topic')}, "
        f"resting on {pluralize(extent.sources, 'source')}{newest}."
    )
    invite: ui.Button[ui.LayoutView] = ui.Button(
        label="Invite it to a server", url=invite_url(question.application)
    )
    return card(
        heading(f"Footnote {version('footnote')}", "Cited facts, answered with their sources"),
        text(known),
        text(_PRIVACY),
        ui.ActionRow(invite),
    )
