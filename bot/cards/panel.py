"""The private panel behind *More…*: what the user may do with a thing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from discord import ui

from bot.cards.fact import fact_pages
from bot.cards.fact_list import source_details, source_title
from bot.discord_api.limits import BUTTONS
from bot.queries.custom_id import Effect
from bot.queries.library_queries import FactQuery, PanelQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import cite_button, share_buttons
from bot.ui.controls import Control, NextStep, Option, button
from bot.ui.layout import (
    MAX_BUTTON_ROWS,
    Item,
    LinkButton,
    button_rows,
    card,
    heading,
    inline,
    menu_row,
    text,
)
from bot.ui.markdown import escape
from bot.ui.paging import Pages, pager
from bot.ui.text_fit import truncate
from facts.model.entities import Fact, Source, Topic

Thing = Fact | Topic | Source
_BUTTONS: Final = BUTTONS * MAX_BUTTON_ROWS
_CHOOSE: Final = "Choose a fact, to see all of it and what you can do with it."
_TITLE: Final = 200
_DEFINITION: Final = 600


@dataclass(frozen=True, slots=True)
class PanelItem:
    """A thing at a place of a panel, and what the user may do with it."""

    place: int
    thing: Thing
    steps: tuple[NextStep, ...] = ()


def panel_card(
    items: tuple[PanelItem, ...], query: PanelQuery, context: RenderContext
) -> ui.LayoutView:
    """Return the chosen thing in full, and a menu to choose another one."""
    chosen = next((each for each in items if each.place == query.chosen), None)
    options = [_option(each, query) for each in items]
    menu = menu_row("Choose a fact…", Effect.REPLACE, context, options, minimum=2)
    if chosen is None:
        words = _CHOOSE if items else "There is nothing more here."
        return card(text(words), *menu)
    details, controls = _describe(chosen.thing, query, context)
    steps = [button(each.label, (each.effect, each.query), context) for each in chosen.steps]
    buttons = list(islice((*controls, *steps), _BUTTONS))
    return card(*details, ui.Separator(), *menu, *button_rows(*buttons))


def _option(item: PanelItem, query: PanelQuery) -> Option:
    target = replace(query, chosen=item.place, page=0)
    is_chosen = item.place == query.chosen
    thing = item.thing
    if isinstance(thing, Fact):
        about = f"#{thing.id} · {thing.kind} · {thing.citations[0].source.title}"
        return Option(thing.text, target, about, is_chosen)
    if isinstance(thing, Topic):
        return Option(thing.name, target, "the topic", is_chosen)
    return Option(thing.title, target, "the source", is_chosen)


def _describe(
    thing: Thing, query: PanelQuery, context: RenderContext
) -> tuple[list[Item], list[Control | LinkButton]]:
    """Return a thing's texts and its own buttons."""
    if isinstance(thing, Fact):
        pages = fact_pages(thing, context)
        page = min(query.page, len(pages) - 1)
        here = FactQuery(thing.id)
        return [*map(text, pages[page])], [
            *pager(replace(query, page=page), Pages(len(pages), 1), context),
            cite_button(thing, context),
            button("Open it", (Effect.OPEN, here), context),
            *share_buttons(here, context),
        ]
    return list(_describe_owner(thing)), []


def _describe_owner(thing: Topic | Source) -> Iterator[Item]:
    if isinstance(thing, Source):
        yield heading(source_title(thing, _TITLE), source_details(thing, None, _TITLE))
        return
    aliases = inline(", ".join(thing.aliases), _TITLE) if thing.aliases else ""
    yield heading(inline(thing.name, _TITLE), f"Also known as {aliases}" if aliases else "")
    if thing.definition:
        yield text(escape(truncate(thing.definition, _DEFINITION)) or "…")
