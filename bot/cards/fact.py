"""The cards of one fact: whole, and drawn by chance."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from discord import ui

from bot.cards.fact_list import source_lines
from bot.queries.custom_id import Effect
from bot.queries.library_queries import FactQuery, RandomQuery, SourcesQuery, TopicQuery
from bot.queries.render_context import RenderContext
from bot.ui.controls import Control, Option, button
from bot.ui.layout import (
    Item,
    card,
    cite_button,
    fit_card,
    heading,
    inline,
    menu_row,
    row,
    search_everything_buttons,
    share_buttons,
    subtext,
    text,
)
from bot.ui.markdown import code_block, escape
from bot.ui.paging import Pages, pager
from bot.ui.text_fit import measure, split_text, truncate
from facts.library.answers import DrawAnswer
from facts.model.changes import ChangeNote
from facts.model.entities import CODE, Fact
from facts.model.selection import Selection

_PAGE: Final = 2_700
"""UTF-16 units of text and sources on one page of a fact."""
_BLOCKS: Final = 16
"""Pieces of text and sources on one page, however short: they are a component each."""
_PIECE: Final = 1_200
"""UTF-16 units of a fact's text that are kept together; escaped they may take twice the room."""
_SOURCE: Final = 300
_NAME: Final = 50
_CHANGES: Final = 3
"""How many of a fact's changes are told, the last ones."""


def fact_card(
    fact: Fact, history: Sequence[ChangeNote], question: FactQuery, audience: RenderContext
) -> ui.LayoutView:
    """Return a page of a fact: its text in full, then all its sources."""
    pages = _split_pages(fact)
    page = min(question.page, len(pages) - 1)
    topics = ", ".join(inline(each.name, _NAME) for each in fact.topic_links[:5])
    return card(
        heading(
            f"Fact {fact.id} · {inline(fact.kind, _NAME)}", f"About {topics}" if topics else ""
        ),
        *map(text, pages[page]),
        *_history_block(history if page == len(pages) - 1 else ()),
        ui.Separator(),
        *_topics_row(fact, audience),
        *row(
            *pager(replace(question, page=page), Pages(len(pages), 1), audience),
            cite_button(fact, audience),
            *share_buttons(question, audience),
        ),
    )


def random_card(
    answer: DrawAnswer, question: RandomQuery, audience: RenderContext
) -> ui.LayoutView:
    """Return a fact drawn by chance, with its first sources, and the way to the next."""
    fact, draw = answer.fact, answer.draw
    place = f"{draw.place:,} of {draw.round_size:,}"
    again = "You have seen them all; here they come again. " if draw.is_new_round else ""
    onward = replace(question, seed=draw.seed, after=fact.id)

    def render(limit: int) -> Iterator[Item]:
        yield heading(
            f"A fact by chance · {inline(fact.kind, min(limit, _NAME))}",
            f"{again}{place}",
            audience=audience,
        )
        yield text(escape(truncate(fact.text, limit)) or "…")
        for citation in fact.citations[:3]:
            yield text("\n".join(source_lines(citation, limit)))
        yield ui.Separator()
        yield from row(
            button("Another", (Effect.REPLACE, onward), audience),
            _sources_button(fact, question, audience),
            button("In full", (Effect.OPEN, FactQuery(fact.id)), audience),
            cite_button(fact, audience),
            *share_buttons(FactQuery(fact.id), audience),
        )
        yield from row(*search_everything_buttons(question, audience))

    return fit_card(render)


def _split_pages(fact: Fact) -> list[list[str]]:
    """Part the text and the sources into pages, in their order."""
    pages: list[list[str]] = [[]]
    for block in (*_text_blocks(fact), *_source_blocks(fact)):
        units = sum(map(measure, pages[-1])) + measure(block)
        if pages[-1] and (units > _PAGE or len(pages[-1]) == _BLOCKS):
            pages.append([])
        pages[-1].append(block)
    return pages


def _text_blocks(fact: Fact) -> list[str]:
    written = code_block if fact.kind == CODE else escape
    return [written(piece) or "…" for piece in split_text(fact.text, _PIECE)]


def _source_blocks(fact: Fact) -> list[str]:
    return ["\n".join(source_lines(citation, _SOURCE)) for citation in fact.citations]


def _history_block(notes: Sequence[ChangeNote]) -> list[Item]:
    return [text("\n".join(map(_change_line, notes[-_CHANGES:])))] if notes else []


def _change_line(note: ChangeNote) -> str:
    day = f"<t:{int(note.made_at.timestamp())}:D>"
    return subtext(f"{day}: {inline(note.reason, _NAME)}")


def _topics_row(fact: Fact, audience: RenderContext) -> list[Item]:
    options = [
        Option(each.name, TopicQuery(Selection(each.topic)), each.stance and f"{each.stance} it")
        for each in fact.topic_links
    ]
    return menu_row("Go to its topic…", Effect.OPEN, audience, options)


def _sources_button(fact: Fact, question: RandomQuery, audience: RenderContext) -> Control:
    chosen = question.selection
    if chosen.topic is None and fact.topic_links:
        chosen = replace(chosen, topic=fact.topic_links[0].topic)
    return button("Sources", (Effect.OPEN, SourcesQuery(chosen)), audience)
