"""What the look-up commands add to the bot."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from bot.answers.extension import (
    Action,
    ActionContext,
    AnyCommand,
    BotContext,
    Card,
    Entry,
    Extension,
    Lookup,
)
from bot.answers.library_handlers import LOOKUPS, answer_help
from bot.answers.panel import PANEL_LOOKUPS
from bot.answers.resolver import RESOLVERS, change_channel
from bot.cards.channel import channel_card
from bot.commands.channel import channel
from bot.commands.compare import compare
from bot.commands.fact import fact
from bot.commands.find_facts import find_facts
from bot.commands.help import about, help_
from bot.commands.random import random
from bot.commands.search import search
from bot.commands.sources import sources
from bot.commands.topic import topic
from bot.commands.topics import topics
from bot.discord_api.location import locate_interaction
from bot.queries.library_queries import HelpQuery, SourcesQuery, TopicQuery, TopicsQuery
from bot.queries.unresolved import ChannelChange
from bot.ui.choices import match_label
from bot.ui.controls import NextStep
from facts.library.library import Library
from facts.model.errors import AuthorNotFound, NoAnswer, TopicGone, TopicNotFound
from facts.model.results import Match
from facts.model.selection import Selection

COMMANDS: Final[tuple[AnyCommand, ...]] = (
    topic, topics, sources, search, random, fact, compare, find_facts, channel, help_, about,
)  # fmt: skip
_ALL_TOPICS: Final = NextStep("All topics", TopicsQuery())


def build_extension(bot: BotContext) -> Extension:
    """Return the look-up commands, with their lookups and resolvers."""
    return Extension(
        lookups=(*LOOKUPS, Lookup(HelpQuery, partial(answer_help, bot.help_sections))),
        panel_lookups=PANEL_LOOKUPS,
        resolvers=RESOLVERS,
        actions=(Action(ChannelChange, _change_channel),),
        commands=COMMANDS,
        misses=(
            Entry(TopicNotFound, _after_topic_not_found),
            Entry(NoAnswer, _after_no_answer),
            Entry(TopicGone, lambda _: [_ALL_TOPICS]),
            Entry(AuthorNotFound, _after_author_not_found),
        ),
    )


async def _change_channel(change: ChannelChange, context: ActionContext) -> Card:
    library = locate_interaction(context.interaction).library
    query = await change_channel(change, context.store, library)
    await context.interaction.client.dispatcher.registry.announce(library, change.note)
    setting = await context.store.read(
        library, lambda snapshot: Library(snapshot).channel_setting(query.channels)
    )
    return channel_card(setting, query, context.render_context)


def _after_topic_not_found(miss: TopicNotFound) -> Iterator[NextStep]:
    yield from map(_open_topic, miss.nearest)
    if not miss.nearest:
        yield _ALL_TOPICS


def _after_no_answer(miss: NoAnswer) -> Iterator[NextStep]:
    yield from map(_open_topic, miss.nearest or miss.largest)
    if not miss.nearest:
        yield _ALL_TOPICS


def _after_author_not_found(miss: AuthorNotFound) -> Iterator[NextStep]:
    for name in miss.nearest:
        yield NextStep(name, SourcesQuery(Selection(author=name)))


def _open_topic(match: Match) -> NextStep:
    return NextStep(match_label(match), TopicQuery(Selection(match.topic)))
