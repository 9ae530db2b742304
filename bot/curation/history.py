"""The history of the library: changes with their differences, newest first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from discord import ui

from bot.curation.context import CurationContext
from bot.curation.queries import HistoryQuery, UndoChange
from bot.queries.custom_id import Effect
from bot.queries.query import RenderContext
from bot.ui.controls import Option
from bot.ui.layout import Item, fit_card, heading, inline, menu_row, pluralize, row, subtext, text
from bot.ui.paging import Pages, pager
from facts.curation.differences import (
    PHRASINGS,
    SETTINGS,
    Difference,
    ThingDifferences,
    list_differences,
)
from facts.library.library import Library
from facts.model.changes import Change, Origin
from facts.model.selection import Slice
from facts.store.change_reader import HistoryFilter, HistoryPage

CHANGES_PER_PAGE: Final = 5
THINGS_PER_CHANGE: Final = 5
"""Things that the card compares for one change, at most."""
_DIFFERENCE: Final = 160
"""UTF-16 units of one part before or after a change, at most."""
_ORIGINS: Final = {Origin.COMMAND_LINE: "on the command line", Origin.DISCORD: "in Discord"}

Entry = tuple[Change, Sequence[ThingDifferences], int]
"""A change, the differences of the first things that it changed, and the number of all."""


def history_card(
    entries: Sequence[Entry], total: int, query: HistoryQuery, title: str, context: RenderContext
) -> ui.LayoutView:
    """Return one page of the history. `title` is Markdown."""
    pages = Pages(total, CHANGES_PER_PAGE)

    def render(limit: int) -> Iterator[Item]:
        yield heading(title, pluralize(total, "change"), context=context)
        for each in entries:
            yield ui.Separator()
            yield text("\n".join(_lines(each, min(limit, _DIFFERENCE))))
        if not entries:
            yield text("Nothing was changed yet.")

    undoable = [change for change, _, _ in entries if change.undone_by is None]
    options = [Option(f"{each.id} · {each.summary}", UndoChange(each.id)) for each in undoable]
    menu = menu_row("Undo a change…", Effect.ACT, context, options)
    return fit_card(render, *menu, *row(*pager(query, pages, context)))


async def show_history(query: HistoryQuery, context: CurationContext) -> ui.LayoutView:
    """Return a page of the history of the library, or of a part of it."""
    await context.require_curator()
    part = Slice(query.page * CHANGES_PER_PAGE, CHANGES_PER_PAGE)
    history = HistoryFilter(query.topic, query.fact, query.user)

    def read(library: Library) -> tuple[HistoryPage, list[Entry], str]:
        page = library.changes.load_page(history, part, THINGS_PER_CHANGE)
        entries: list[Entry] = [
            (each.change, list_differences(each.revisions, library.changes), each.count)
            for each in page.changes
        ]
        return page, entries, _title(query, library)

    page, entries, title = await context.read(read)
    start = part.clamp(page.count).start
    query = replace(query, page=start // CHANGES_PER_PAGE)
    return history_card(entries, page.count, query, title, context.render)


def compare_lines(things: Sequence[ThingDifferences], limit: int = _DIFFERENCE) -> list[str]:
    """Return the differences of some things as lines of Markdown."""
    return [line for thing in things for line in _thing_lines(thing, limit)]


def _title(query: HistoryQuery, library: Library) -> str:
    if query.topic:
        name = library.topic_names((query.topic,)).get(query.topic, f"topic {query.topic}")
        return f"History of {inline(name, _DIFFERENCE)}"
    if query.fact:
        return f"History of fact {query.fact}"
    return f"Changes by <@{query.user}>" if query.user else "History of this library"


def _lines(entry: Entry, limit: int) -> Iterator[str]:
    change, things, count = entry
    summary = f"**{inline(change.summary, limit)}**"
    yield f"~~{summary}~~ undone by {change.undone_by}" if change.undone_by else summary
    yield subtext(" · ".join(_small_print(change, limit)))
    for thing in things:
        yield from _thing_lines(thing, limit)
    if count > len(things) and things:
        yield subtext(f"and {pluralize(count - len(things), 'more thing')}")


def _small_print(change: Change, limit: int) -> Iterator[str]:
    note = change.note
    yield f"change {change.id}"
    yield f"<t:{int(note.made_at.timestamp())}:R>"
    yield f"<@{note.made_by}>" if note.made_by else "the operator"
    if note.channel:
        yield f"<#{note.channel}>"
    elif note.origin in _ORIGINS:
        yield _ORIGINS[note.origin]
    if note.reason and note.reason != change.summary:
        yield f"“{inline(note.reason, limit)}”"


def _thing_lines(thing: ThingDifferences, limit: int) -> Iterator[str]:
    name = _name(thing, limit)
    if thing.entity == "hidden":
        fact = thing.parts[0].after or thing.parts[0].before
        yield f"fact {fact} {'hidden here' if thing.is_new else 'no longer hidden here'}"
    elif thing.entity == PHRASINGS:
        asked, fact = (each.after or each.before or "" for each in thing.parts)
        state = "is also asked as" if thing.is_new else "is no longer asked as"
        yield f"fact {fact} {state} “{inline(asked, limit)}”"
    elif thing.entity == SETTINGS:
        for part in thing.parts:
            yield f"{name}: {_change(part, _list_roles)}"
    elif thing.is_new or thing.is_gone:
        first = next((each.after or each.before for each in thing.parts), None)
        text = f": “{inline(first, limit)}”" if first and not thing.name else ""
        yield f"{'added' if thing.is_new else 'removed'} {name}{text}"
    else:
        for part in thing.parts:
            yield f"{name}, {part.part}: {_change(part, lambda text: f'“{inline(text, limit)}”')}"


def _name(thing: ThingDifferences, limit: int) -> str:
    if thing.entity == SETTINGS:
        return "curator roles"
    if thing.entity == "channel":
        return f"<#{thing.id}>"
    return (
        f"{thing.entity} “{inline(thing.name, limit)}”"
        if thing.name
        else f"{thing.entity} {thing.id}"
    )


def _change(part: Difference, show: Callable[[str], str]) -> str:
    if part.before and part.after:
        return f"{show(part.before)} → {show(part.after)}"
    return f"+ {show(part.after)}" if part.after else f"− {show(part.before or '')}"


def _list_roles(ids: str) -> str:
    return ", ".join(f"<@&{role}>" for role in ids.split("; ") if role)
