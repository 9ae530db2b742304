"""What cards are put together from. Whatever is put in, Discord's limits hold for the whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import discord
from discord import ui

from bot.discord_api.limits import OPTIONS, TEXT_TOTAL
from bot.queries.custom_id import Effect
from bot.queries.library_queries import CitationQuery, FactQuery, RandomQuery, SearchQuery
from bot.queries.query import Query
from bot.queries.render_context import RenderContext
from bot.ui.controls import Control, Option, button, make_ids_unique, menu
from bot.ui.markdown import escape
from bot.ui.text_fit import measure, truncate
from facts.citations.bibliography import Document
from facts.model.entities import Fact
from facts.model.results import Match

Item = ui.Item[Any]
LinkButton = ui.Button[Any]
"""A button that leads to an address."""
Render = Callable[[int], Iterable[Item]]
"""Makes the parts of a card in which no text of the library's is longer than so many units."""

_COLOUR: Final = discord.Colour(0x3E7C8C)
_TEXT_LIMITS: Final = (1_500, 800, 500, 350, 250, 180, 120, 80, 50, 30)
"""Lengths in UTF-16 units to which texts are cut, until a card holds them all."""


@dataclass(frozen=True, slots=True)
class Response:
    """A card with the files it shows. Only the user who asked sees the `note` beside it."""

    layout: ui.LayoutView
    files: tuple[Document, ...] = ()
    note: ui.LayoutView | None = None


def card(*parts: Item) -> ui.LayoutView:
    """Put parts into one frame. It is forgotten once it is sent: its controls know all."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*parts, accent_colour=_COLOUR))
    make_ids_unique([item for item in view.walk_children() if isinstance(item, Control)])
    return view


def fit_card(render: Render) -> ui.LayoutView:
    """Return the card with texts cut as little as its total allows."""
    cards = (card(*render(limit)) for limit in _TEXT_LIMITS)
    return next(each for each in cards if text_total(each) <= TEXT_TOTAL)


def text_total(view: ui.LayoutView) -> int:
    """Return the length of all that is written on a card, in UTF-16 units."""
    return sum(
        measure(item.content) for item in view.walk_children() if isinstance(item, ui.TextDisplay)
    )


def text(words: str) -> ui.TextDisplay[Any]:
    """Return words in Discord's Markdown, escaped where they are not ours."""
    return ui.TextDisplay(words)


def heading(
    title: str, *small_print: str, audience: RenderContext | None = None
) -> ui.TextDisplay[Any]:
    """Return a heading with lines of small print; all of it is Markdown already."""
    preface = [subtext(audience.notice)] if audience and audience.notice else []
    return text("\n".join([*preface, f"## {title}", *map(subtext, filter(None, small_print))]))


def subtext(words: str) -> str:
    """Return a line of small print."""
    return f"-# {words}"


def inline(words: str, limit: int) -> str:
    """Return text of the library's in one line, cut and harmless."""
    return escape(truncate(" ".join(words.split()), limit)) or "…"


def row(*controls: Control | LinkButton) -> list[Item]:
    """Return a row of buttons or one menu; nothing for nothing."""
    return [ui.ActionRow(*controls)] if controls else []


def menu_row(
    placeholder: str,
    verb: Effect,
    audience: RenderContext,
    options: Sequence[Option],
    least: int = 1,
) -> list[Item]:
    """Return a row with a menu, unless there are fewer options than are worth one."""
    return row(menu(placeholder, verb, audience, list(options))) if len(options) >= least else []


def filter_row(
    thing: str, options: Sequence[Option], audience: RenderContext, *, is_set: bool
) -> list[Item]:
    """Return the menu that narrows an answer down, unless there is only one way it could be.

    `options` begin with the one that lifts the filter. Where not all can be offered, it says so.
    """
    if len(options) < (2 if is_set else 3):
        return []
    most = OPTIONS - 1
    offered = f"one of the {most} largest {thing}s" if len(options) > OPTIONS else f"one {thing}"
    return row(menu(f"Only {offered}…", Effect.REPLACE, audience, list(options)))


def facts_row(facts: Sequence[Fact], audience: RenderContext) -> list[Item]:
    """Return the menu that opens one of the facts on a page, whole."""
    options = [
        Option(f"{fact.id} · {fact.text}", FactQuery(fact.id), fact.citations[0].source.title)
        for fact in facts
    ]
    return menu_row("Read one in full, or cite it…", Effect.OPEN, audience, options)


def share_buttons(question: Query, audience: RenderContext) -> list[Control | LinkButton]:
    """Return the button that shows a private answer to all, or that leads to where it did."""
    if not audience.private:
        return []
    if audience.shared_url:
        return [ui.Button(label="Shared here", url=audience.shared_url)]
    return [button("Share here", (Effect.SHARE, question), audience)]


def cite_button(fact: Fact, audience: RenderContext) -> Control:
    """Return the button that opens the fact's citations."""
    return button("Copy citation", (Effect.OPEN, CitationQuery(fact.id)), audience)


def match_label(match: Match) -> str:
    """Return the name that was met, as plain text; with the topic's own where it is an alias."""
    return f"{match.name} ({match.alias_of})" if match.alias_of else match.name


def cite_all_button(question: Query, audience: RenderContext) -> Control:
    """Return the button that hands over the citations of all facts of an answer."""
    return button("Cite all", (Effect.EXPORT, question), audience)


def search_everything_buttons(
    question: SearchQuery | RandomQuery, audience: RenderContext
) -> list[Control]:
    """Return the button that asks beyond what the channel is about, where that counted."""
    if question.selection.focus is None:
        return []
    start = {"page": 0} if isinstance(question, SearchQuery) else {"after": None}
    wide = replace(question, selection=replace(question.selection, focus=None), **start)
    return [button("Search everything", (Effect.REPLACE, wide), audience)]


def pluralize(number: int, thing: str) -> str:
    """Return a number with its thing: 1 fact, 2 facts."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
