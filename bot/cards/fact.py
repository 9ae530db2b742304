"""Cards of one fact: in full, or at random."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from discord import ui

from bot.cards.fact_list import fact_details, fact_headline, source_line
from bot.queries.custom_id import Effect
from bot.queries.library_queries import FactQuery, RandomQuery, SourcesQuery, TopicQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import (
    cite_button,
    more_button,
    search_everything_buttons,
    share_buttons,
)
from bot.ui.controls import Control, Option, button
from bot.ui.layout import (
    Item,
    button_rows,
    card,
    fit_card,
    inline,
    menu_row,
    notice_lines,
    pluralize,
    subtext,
    text,
)
from bot.ui.markdown import code_block, escape
from bot.ui.paging import Pages, pager
from bot.ui.text_fit import measure, split_text
from facts.library.answers import DrawAnswer
from facts.model.changes import Change
from facts.model.entities import CODE, SHARED_LIBRARY, Fact
from facts.model.selection import Selection

_PAGE: Final = 2_700
"""UTF-16 units of text and sources on one page, at most."""
_BLOCKS: Final = 16
"""Pieces of text and sources on one page, at most: each is a component."""
_PIECE: Final = 1_200
"""UTF-16 units of text in one piece. Escaped, it may be twice as long."""
_SOURCE: Final = 300
_NAME: Final = 50
_SUMMARY: Final = 80
_TOPICS: Final = 5
"""The topics that the small print names, at most."""
_PHRASINGS: Final = 3
"""The questions that the card shows, at most."""
_QUESTION: Final = 120
_CHANGES: Final = 3
"""The newest changes that the card shows, at most."""


def fact_card(
    fact: Fact, history: Sequence[Change], query: FactQuery, context: RenderContext
) -> ui.LayoutView:
    """Return one page of a fact: its full text, then its sources."""
    pages = fact_pages(fact, context)
    page = min(query.page, len(pages) - 1)
    turns = pager(replace(query, page=page), Pages(len(pages), 1), context)
    return card(
        *map(text, pages[page]),
        *_history_block(history if page == len(pages) - 1 else ()),
        ui.Separator(),
        *_topics_row(fact, context),
        *button_rows(
            *turns,
            cite_button(fact, context),
            more_button([fact], context),
            *share_buttons(query, context),
        ),
    )


def random_card(answer: DrawAnswer, query: RandomQuery, context: RenderContext) -> ui.LayoutView:
    """Return a random fact, with a button for the next one."""
    fact, draw = answer.fact, answer.draw
    place = f"{draw.place:,} of {draw.round_size:,}" if draw.place and draw.round_size else ""
    restart = "You have seen them all. They start again. " if draw.is_new_round else ""
    next_query = replace(query, seed=draw.seed, after=fact.id)

    def render(limit: int) -> Iterator[Item]:
        details = subtext(fact_details(fact, f"{restart}{place}".strip()))
        yield text("\n".join((*notice_lines(context), fact_headline(fact, limit), details)))
        yield text("\n".join(source_line(each, limit) for each in fact.citations[:3]))

    buttons = button_rows(
        button("Another", (Effect.REPLACE, next_query), context),
        _sources_button(fact, query, context),
        cite_button(fact, context),
        more_button([fact], context),
        *share_buttons(FactQuery(fact.id), context),
        *search_everything_buttons(query, context),
    )
    return fit_card(render, ui.Separator(), *buttons)


def fact_pages(fact: Fact, context: RenderContext) -> list[list[str]]:
    """Return a fact as pages of texts: its words, small print and sources."""
    pages: list[list[str]] = [[]]
    small_print = subtext(fact_details(fact, _topics_note(fact), _owner_note(fact, context)))
    asked = _phrasings_block(fact)
    for block in (*_text_blocks(fact), small_print, *asked, *_source_blocks(fact)):
        units = sum(map(measure, pages[-1])) + measure(block)
        if pages[-1] and (units > _PAGE or len(pages[-1]) == _BLOCKS):
            pages.append([])
        pages[-1].append(block)
    return pages


def _text_blocks(fact: Fact) -> list[str]:
    pieces = split_text(fact.text, _PIECE)
    if fact.kind == CODE:
        return [code_block(piece) for piece in pieces]
    if len(pieces) == 1:
        return [fact_headline(fact, _PIECE)]
    return [escape(piece) or "…" for piece in pieces]


def _topics_note(fact: Fact) -> str:
    names = [inline(each.name, _NAME) for each in fact.topic_links[:_TOPICS]]
    more = len(fact.topic_links[_TOPICS:])
    note = f"about {', '.join(names)}" if names else ""
    return f"{note} and {pluralize(more, 'more topic')}" if more else note


def _phrasings_block(fact: Fact) -> list[str]:
    """Return the first questions that the fact answers, as one line of small print."""
    asked = [f"“{inline(each, _QUESTION)}”" for each in fact.phrasings[:_PHRASINGS]]
    more = len(fact.phrasings[_PHRASINGS:])
    asked += [f"{more} more"] if more else []
    return [subtext(f"Also asked as {' · '.join(asked)}")] if asked else []


def _owner_note(fact: Fact, context: RenderContext) -> str:
    """Return whose fact it is; in a server, facts can be its own or shared."""
    if context.library == SHARED_LIBRARY:
        return ""
    return "shared" if fact.library == SHARED_LIBRARY else "of this server"


def _source_blocks(fact: Fact) -> list[str]:
    return [source_line(citation, _SOURCE) for citation in fact.citations]


def _history_block(changes: Sequence[Change]) -> list[Item]:
    return [text("\n".join(map(_change_line, changes[-_CHANGES:])))] if changes else []


def _change_line(change: Change) -> str:
    day = f"<t:{int(change.note.made_at.timestamp())}:D>"
    return subtext(f"{day}: {inline(change.summary, _SUMMARY)}")


def _topics_row(fact: Fact, context: RenderContext) -> list[Item]:
    options = [
        Option(each.name, TopicQuery(Selection(each.topic)), each.stance and f"{each.stance} it")
        for each in fact.topic_links
    ]
    return menu_row("Open one of its topics…", Effect.OPEN, context, options)


def _sources_button(fact: Fact, query: RandomQuery, context: RenderContext) -> Control:
    selection = query.selection
    if selection.topic is None and fact.topic_links:
        selection = replace(selection, topic=fact.topic_links[0].topic)
    return button("Sources", (Effect.OPEN, SourcesQuery(selection)), context)
