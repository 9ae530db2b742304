"""Building blocks of cards.

Every card keeps Discord's limits, whatever its content.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import discord
from discord import ui

from bot.discord_api.limits import BUTTONS, COMPONENTS, TEXT_TOTAL
from bot.queries.custom_id import Effect
from bot.queries.query import RenderContext
from bot.ui.controls import Control, Option, make_ids_unique, menu
from bot.ui.markdown import escape, unescape
from bot.ui.text_fit import measure, plain_text, truncate
from facts.citations.bibliography import Document

Item = ui.Item[Any]
LinkButton = ui.Button[Any]
"""A button that opens an address."""
Render = Callable[[int], Iterable[Item]]
"""Builds the texts of a card, those of the library cut to this many UTF-16 units."""

SEARCH: Final = "Search: "
SIMILAR: Final = "Topics like: "
SIMILAR_SOURCES: Final = "Sources like: "
NEWEST: Final = "Newest facts"
"""The heading of a search without a text."""
MAX_MENUS: Final = 1
MAX_BUTTON_ROWS: Final = 2
"""On one card. More would hide its facts."""
_FIRST_ROW: Final = 4
_MAX_ENTRIES: Final = 10
"""Entries of a list that are components of their own, at most."""
_COLOUR: Final = discord.Colour(0x3E7C8C)
_TEXT_LIMITS: Final = (1_500, 800, 500, 350, 250, 180, 120, 80, 50, 30)
"""Text lengths in UTF-16 units that `fit_card` tries, longest first."""


@dataclass(frozen=True, slots=True)
class Response:
    """A card with attached files.

    Only the user who asked sees the `note` beside it.
    """

    layout: ui.LayoutView
    files: tuple[Document, ...] = ()
    note: ui.LayoutView | None = None


def card(*parts: Item) -> ui.LayoutView:
    """Return the parts in one frame, each control with its own custom_id.

    Raises ValueError for more than MAX_MENUS menus or MAX_BUTTON_ROWS rows of buttons. This is an
    error of the program: a card has the same rows for any content.
    """
    rows = [each.children for each in parts if isinstance(each, ui.ActionRow)]
    _check_rows(rows)
    make_ids_unique(each for each in chain(*rows) if isinstance(each, Control))
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*parts, accent_colour=_COLOUR))
    view.stop()  # otherwise discord.py keeps private cards in memory for 15 minutes
    return view


def _check_rows(rows: Sequence[Sequence[Item]]) -> None:
    menus = sum(isinstance(each, Control) and each.is_menu for each, *_ in rows)
    if menus > MAX_MENUS:
        raise ValueError(f"a card has {menus} menus, and {MAX_MENUS} may be")
    if len(rows) - menus > MAX_BUTTON_ROWS:
        raise ValueError(f"a card has {len(rows) - menus} rows of buttons, not {MAX_BUTTON_ROWS}")


def fit_card(render: Render, *controls: Item) -> ui.LayoutView:
    """Return the card with the longest texts that Discord's total allows.

    `controls` are the parts below the texts: rows and separators.
    """
    texts = (list(render(limit)) for limit in _TEXT_LIMITS)
    return card(*next(each for each in texts if text_total(each) <= TEXT_TOTAL), *controls)


def text_total(parts: Iterable[Item]) -> int:
    """Return the length of all text in the parts of a card, in UTF-16 units."""
    return sum(measure(each.content) for each in parts if isinstance(each, ui.TextDisplay))


def text(markdown: str) -> ui.TextDisplay[Any]:
    """Return a text display.

    Text that is not ours must be escaped already.
    """
    return ui.TextDisplay(markdown)


def entries(texts: Iterable[str], *, none: str = "None.") -> Iterator[Item]:
    """Yield the entries of a list in Markdown, with an empty line between them.

    `none` is shown for a list without entries. An invisible separator is the empty line, except in
    a very long list, which would have too many components.
    """
    listed = list(texts) or [none]
    if len(listed) > _MAX_ENTRIES:
        listed = ["\n\n".join(listed)]
    for place, each in enumerate(listed):
        if place:
            yield ui.Separator(visible=False)
        yield text(each)


def heading(
    title: str, *small_print: str, context: RenderContext | None = None
) -> ui.TextDisplay[Any]:
    """Return a heading with lines of small print, all in Markdown.

    The notice of the context is above the heading. Empty lines are left out.
    """
    notice = notice_lines(context) if context else []
    return text("\n".join([*notice, f"## {title}", *map(subtext, filter(None, small_print))]))


def notice_lines(context: RenderContext) -> list[str]:
    """Return the notice of a context as small print; [] for none."""
    return [subtext(context.notice)] if context.notice else []


def headline(lead: str, typed: str) -> str:
    """Return the heading of an answer to typed text.

    `lead` is SEARCH, SIMILAR or SIMILAR_SOURCES. The typed text does not fit into a custom_id and
    is stored nowhere, so the controls of the card read it back from its heading.
    """
    return f"{lead}{escape(plain_text(typed))}"


def read_typed_text(message: discord.Message | None) -> str | None:
    """Return the typed text in the heading of a card, if any."""
    for content in _read_texts(message.components if message else ()):
        for line in content.split("\n"):
            if line == f"## {NEWEST}":
                return ""
            for lead in (SEARCH, SIMILAR, SIMILAR_SOURCES):
                if line.startswith(f"## {lead}"):
                    return unescape(line.removeprefix(f"## {lead}"))
    return None


def _read_texts(components: Iterable[object]) -> Iterator[str]:
    for each in components:
        if isinstance(each, discord.TextDisplay):
            yield each.content
        elif isinstance(each, discord.Container):
            yield from _read_texts(each.children)


def subtext(markdown: str) -> str:
    """Return a line of small print."""
    return f"-# {markdown}"


def inline(words: str, limit: int) -> str:
    """Return escaped text on one line, at most `limit` units long.

    The limit counts UTF-16 units before escaping.
    """
    return escape(truncate(" ".join(words.split()), limit)) or "…"


def row(*controls: Control | LinkButton) -> list[Item]:
    """Return a row of buttons or one menu; [] for none."""
    return [ui.ActionRow(*controls)] if controls else []


def button_rows(*controls: Control | LinkButton) -> list[Item]:
    """Return the buttons in one row or two; [] for none.

    Of two rows, the first has at least 4 buttons: the pager and one more fit on a phone.
    """
    if len(controls) <= BUTTONS:
        return row(*controls)
    first = max(_FIRST_ROW, len(controls) - BUTTONS)
    return [*row(*controls[:first]), *row(*controls[first:])]


def add_buttons(view: ui.LayoutView, buttons: Sequence[Control]) -> ui.LayoutView:
    """Return a card with more buttons below its own, or as it is if they do not fit.

    Where room is short, buttons that are off give way.
    """
    (frame,) = view.children
    assert isinstance(frame, ui.Container)  # noqa: S101 (`card` makes it so)
    parts = list(frame.children)
    rows = [each for each in parts if isinstance(each, ui.ActionRow) and _has_buttons(each)]
    own: list[Any] = [control for each in rows for control in each.children]
    room = BUTTONS * MAX_BUTTON_ROWS - len(buttons)
    components = sum(1 for _ in view.walk_children()) + len(buttons) + 1
    if not buttons or components > COMPONENTS:
        return view
    if len(rows) < MAX_BUTTON_ROWS:
        return card(*parts, *row(*buttons))
    if len(own) > room:
        own = [each for each in own if not _is_off(each)]
    if len(own) > room:
        return view
    return card(*(each for each in parts if each not in rows), *button_rows(*own, *buttons))


def _is_off(control: Control | LinkButton) -> bool:
    inner = control.item if isinstance(control, Control) else control
    return inner.disabled


def _has_buttons(each: "ui.ActionRow[Any]") -> bool:
    return not any(isinstance(control, Control) and control.is_menu for control in each.children)


def menu_row(
    placeholder: str,
    effect: Effect,
    context: RenderContext,
    options: Sequence[Option],
    minimum: int = 1,
) -> list[Item]:
    """Return a row with a menu; [] for fewer than `minimum` options."""
    if len(options) < minimum:
        return []
    return row(menu(placeholder, effect, context, list(options)))


def pluralize(number: int, thing: str) -> str:
    """Return a number with its noun: 1 fact, 2 facts."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
