"""The post of a fact of the day, and how votes are counted on it."""

import re
from collections.abc import Iterator
from typing import Any, Final

import discord
from discord import ui

from bot.cards.fact_list import source_lines
from bot.daily.queries import Vote, Why
from bot.queries.codec import QuestionUnreadable, decoded
from bot.queries.library_queries import (
    Audience,
    FactQuestion,
    Question,
    RandomQuestion,
    TopicQuestion,
    UserId,
)
from bot.ui.controls import Control, Verb, button, read_link
from bot.ui.layout import Item, card, counted, fitted, row, shown, small, text
from bot.ui.markdown import escaped
from bot.ui.text_fit import clipped
from facts.daily.schedule import Assignment, Choice, Post
from facts.daily.turn import Ballot
from facts.model.entities import Fact
from facts.model.random_order import SEEDS
from facts.model.selection import Selection

TITLE: Final = "Fact of the day"
_NOBODY: Final = Audience(UserId(0), private=False)
"""A post is everybody's: nobody asked for it."""
_NAME: Final = 50
_SOURCES: Final = 8
"""How many sources a post shows; its button leads to all of them."""
_UP: Final = "👍"
_DOWN: Final = "👎"
_COUNTS: Final = re.compile(rf" · {_UP} [\d,]+ · {_DOWN} [\d,]+\Z")


def post_card(assignment: Assignment, fact: Fact, ballot: Ballot) -> ui.LayoutView:
    """Return a post, with the ping of its role where it has one."""
    post, plan = assignment.post, assignment.schedule.plan
    ping = f"<@&{plan.role}>\n" if plan.role else ""

    def render(limit: int) -> Iterator[Item]:
        yield text(f"{ping}## {shown(plan.title or TITLE, limit)}\n{_told(fact, limit)}")
        for citation in fact.citations[:_SOURCES]:
            yield text("\n".join(source_lines(citation, limit)))
        if more := len(fact.citations[_SOURCES:]):
            yield text(small(f"and {counted(more, 'other source')}, which *Sources* shows"))
        yield ui.Separator()
        yield text(small(_footer(fact, post, limit) + _counts(ballot)))
        yield from row(
            button("Another", (Verb.OPEN, _another(fact, post, plan.choice)), _NOBODY),
            button("Sources", (Verb.OPEN, FactQuestion(fact.id)), _NOBODY),
            *_votes(fact, ballot),
        )
        yield from row(*_ways_on(fact, post))

    return fitted(render)


def with_votes(message: discord.Message, ballot: Ballot) -> ui.LayoutView:
    """Return a post as it stands, but for the votes on it."""
    view = _view(message)
    texts = [item for item in view.walk_children() if isinstance(item, ui.TextDisplay)]
    texts[-1].content = _COUNTS.sub("", texts[-1].content) + _counts(ballot)
    for item in _buttons(view):
        question = _led_to(item)
        if isinstance(question, Vote):
            item.label = _label(ballot, liked=question.liked)
    return view


def taken_back_card(*, liked: bool) -> ui.LayoutView:
    """Return what a person reads who voted the same once more."""
    thumb = _UP if liked else _DOWN
    return card(text(f"You took your {thumb} back. Press it once more to give it again."))


def nonce_of(message: discord.Message) -> str | None:
    """Return the nonce of the post that a message is, if it is one."""
    asked = (_led_to(item) for item in _buttons(_view(message)))
    return next((each.nonce for each in asked if isinstance(each, Why)), None)


def _told(fact: Fact, limit: int) -> str:
    kind = shown(fact.kind, min(limit, _NAME))
    return f"**{kind}** · {escaped(clipped(fact.text, limit)) or '…'}"


def _footer(fact: Fact, post: Post, limit: int) -> str:
    topic = [f"About {shown(fact.bearings[0].name, min(limit, _NAME))}"] if fact.bearings else []
    place = [f"{post.turn.place:,} of {post.turn.of:,}"] if post.turn else []
    return " · ".join((*topic, *place, f"fact {fact.id}"))


def _counts(ballot: Ballot) -> str:
    return f" · {_UP} {ballot.ups:,} · {_DOWN} {ballot.downs:,}"


def _label(ballot: Ballot, *, liked: bool) -> str:
    return f"{_UP} {ballot.ups:,}" if liked else f"{_DOWN} {ballot.downs:,}"


def _votes(fact: Fact, ballot: Ballot) -> Iterator[Control]:
    for liked in (True, False):
        label = _label(ballot, liked=liked)
        yield button(label, (Verb.VOTE, Vote(fact.id, liked)), _NOBODY)


def _another(fact: Fact, post: Post, choice: Choice) -> RandomQuestion:
    """Lead to facts by chance, out of those that the schedule draws from as far as an id holds."""
    topic = choice.topics[0] if len(choice.topics) == 1 else None
    kind = choice.kinds[0] if len(choice.kinds) == 1 else None
    site = choice.sites[0] if len(choice.sites) == 1 else None
    return RandomQuestion(post.id % SEEDS, Selection(topic, kind, site), fact.id)


def _ways_on(fact: Fact, post: Post) -> Iterator[Control]:
    for topic in fact.bearings[:1]:
        more = TopicQuestion(Selection(topic.topic))
        yield button(f"More on {topic.name}", (Verb.OPEN, more), _NOBODY)
    yield button("Why this one?", (Verb.OPEN, Why(post.id, post.nonce)), _NOBODY)


def _view(message: discord.Message) -> ui.LayoutView:
    view = ui.LayoutView.from_message(message, timeout=None)
    view.stop()  # its controls carry what they lead to: nothing is to be remembered of it
    return view


def _buttons(view: ui.LayoutView) -> Iterator[ui.Button[Any]]:
    return (item for item in view.walk_children() if isinstance(item, ui.Button))


def _led_to(item: ui.Button[Any]) -> Question | None:
    try:
        return decoded(read_link(item.custom_id or "").code)
    except QuestionUnreadable:
        return None
