"""The message of a fact of the day, with its votes."""

import re
from collections.abc import Iterator
from typing import Any, Final

import discord
from discord import ui

from bot.cards.fact_list import fact_details, fact_headline, source_line
from bot.daily.queries import ExplainPost, Vote
from bot.daily.schedule_text import DEFAULT_TITLE
from bot.queries.codec import QueryCodec, QueryUnreadable
from bot.queries.custom_id import Effect, read_link
from bot.queries.library_queries import RandomQuery, TopicQuery
from bot.queries.query import Query, RenderContext, UserId
from bot.ui.answer_controls import more_button
from bot.ui.controls import Control, button
from bot.ui.layout import Item, card, fit_card, inline, pluralize, row, subtext, text
from facts.daily.post import Post
from facts.daily.results import PostJob
from facts.daily.schedule import FactFilter
from facts.daily.turn import Ballot
from facts.model.entities import Fact
from facts.model.random_order import SEED_COUNT
from facts.model.selection import Selection

_PUBLIC_CONTEXT: Final = RenderContext(UserId(0), private=False)
"""The context of a post, which is for no user in particular."""
_NAME: Final = 50
_SOURCES: Final = 8
"""Sources that a post shows, at most. Its button *More…* shows all."""
_UP: Final = "👍"
_DOWN: Final = "👎"
_CODEC: Final = QueryCodec([Vote, ExplainPost])
_COUNTS: Final = re.compile(rf" · {_UP} [\d,]+ · {_DOWN} [\d,]+\Z")


def post_card(job: PostJob, fact: Fact, ballot: Ballot) -> ui.LayoutView:
    """Return a post, with the ping of its role if any."""
    post, plan = job.post, job.schedule.plan
    ping = [f"<@&{plan.role}>"] if plan.role else []

    def render(limit: int) -> Iterator[Item]:
        title = inline(plan.title or DEFAULT_TITLE, limit)
        yield text(f"{fact_headline(fact, limit)}\n{subtext(' · '.join((title, *ping)))}")
        yield text("\n".join(_source_lines(fact, limit)))
        yield ui.Separator()
        yield text(subtext(_footer(fact, post, limit) + _counts(ballot)))

    another = (Effect.OPEN, _another_query(fact, post, plan.fact_filter))
    buttons = row(
        button("Another", another, _PUBLIC_CONTEXT),
        *_vote_buttons(fact, ballot),
        more_button([fact], _PUBLIC_CONTEXT),
    )
    return fit_card(render, *buttons, *row(*_next_buttons(fact, post)))


def update_votes(message: discord.Message, ballot: Ballot) -> ui.LayoutView:
    """Return a post with new votes and no other change."""
    view = _read_layout(message)
    texts = [item for item in view.walk_children() if isinstance(item, ui.TextDisplay)]
    texts[-1].content = _COUNTS.sub("", texts[-1].content) + _counts(ballot)
    for item in _buttons(view):
        query = _read_query(item)
        if isinstance(query, Vote):
            item.label = _label(ballot, liked=query.liked)
    return view


def vote_removed_card(*, liked: bool) -> ui.LayoutView:
    """Return the note for a user who removed their vote."""
    thumb = _UP if liked else _DOWN
    return card(text(f"Your {thumb} is removed. Press it again to vote again."))


def read_nonce(message: discord.Message) -> str | None:
    """Return the nonce of a post; None for other messages."""
    queries = (_read_query(item) for item in _buttons(_read_layout(message)))
    return next((each.nonce for each in queries if isinstance(each, ExplainPost)), None)


def _source_lines(fact: Fact, limit: int) -> Iterator[str]:
    yield from (source_line(each, limit) for each in fact.citations[:_SOURCES])
    if more := len(fact.citations[_SOURCES:]):
        yield subtext(f"and {pluralize(more, 'more source')} under *More…*")


def _footer(fact: Fact, post: Post, limit: int) -> str:
    names = [inline(each.name, min(limit, _NAME)) for each in fact.topic_links[:1]]
    place = [f"{post.turn.place:,} of {post.turn.round_size:,}"] if post.turn else []
    return fact_details(fact, *(f"about {name}" for name in names), *place)


def _counts(ballot: Ballot) -> str:
    return f" · {_UP} {ballot.ups:,} · {_DOWN} {ballot.downs:,}"


def _label(ballot: Ballot, *, liked: bool) -> str:
    return f"{_UP} {ballot.ups:,}" if liked else f"{_DOWN} {ballot.downs:,}"


def _vote_buttons(fact: Fact, ballot: Ballot) -> Iterator[Control]:
    for liked in (True, False):
        label = _label(ballot, liked=liked)
        yield button(label, (Effect.VOTE, Vote(fact.id, liked)), _PUBLIC_CONTEXT)


def _another_query(fact: Fact, post: Post, fact_filter: FactFilter) -> RandomQuery:
    """Return a random query within the filter of the schedule.

    A custom_id has room for only one topic, kind and site.
    """
    topic = fact_filter.topics[0] if len(fact_filter.topics) == 1 else None
    kind = fact_filter.kinds[0] if len(fact_filter.kinds) == 1 else None
    site = fact_filter.sites[0] if len(fact_filter.sites) == 1 else None
    return RandomQuery(post.id % SEED_COUNT, Selection(topic, kind, site), fact.id)


def _next_buttons(fact: Fact, post: Post) -> Iterator[Control]:
    for topic in fact.topic_links[:1]:
        more = TopicQuery(Selection(topic.topic))
        yield button(f"More on {topic.name}", (Effect.OPEN, more), _PUBLIC_CONTEXT)
    yield button("Why this one?", (Effect.OPEN, ExplainPost(post.id, post.nonce)), _PUBLIC_CONTEXT)


def _read_layout(message: discord.Message) -> ui.LayoutView:
    view = ui.LayoutView.from_message(message, timeout=None)
    view.stop()  # its buttons carry their queries, so discord.py need not keep it
    return view


def _buttons(view: ui.LayoutView) -> Iterator[ui.Button[Any]]:
    return (item for item in view.walk_children() if isinstance(item, ui.Button))


def _read_query(item: ui.Button[Any]) -> Query | None:
    try:
        return _CODEC.decode(read_link(item.custom_id or "").code)
    except QueryUnreadable:
        return None
