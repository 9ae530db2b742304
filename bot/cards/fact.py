"""The cards of one fact: whole, and drawn by chance."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from discord import ui

from bot.cards.fact_list import source_lines
from bot.queries.library_queries import (
    Audience,
    FactQuestion,
    RandomQuestion,
    SourcesQuestion,
    TopicQuestion,
)
from bot.ui.controls import Control, Option, Verb, button
from bot.ui.layout import (
    Item,
    card,
    cite,
    everywhere,
    fitted,
    head,
    menu_row,
    row,
    share,
    shown,
    small,
    text,
)
from bot.ui.markdown import code_block, escaped
from bot.ui.paging import Pages, pager
from bot.ui.text_fit import clipped, measure, stretches
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
    fact: Fact, history: Sequence[ChangeNote], question: FactQuestion, audience: Audience
) -> ui.LayoutView:
    """Return a page of a fact: its text in full, then all its sources."""
    pages = _pages(fact)
    page = min(question.page, len(pages) - 1)
    topics = ", ".join(shown(each.name, _NAME) for each in fact.bearings[:5])
    return card(
        head(f"Fact {fact.id} · {shown(fact.kind, _NAME)}", f"About {topics}" if topics else ""),
        *map(text, pages[page]),
        *_history(history if page == len(pages) - 1 else ()),
        ui.Separator(),
        *_topics_row(fact, audience),
        *row(
            *pager(replace(question, page=page), Pages(len(pages), 1), audience),
            cite(fact, audience),
            *share(question, audience),
        ),
    )


def random_card(answer: DrawAnswer, question: RandomQuestion, audience: Audience) -> ui.LayoutView:
    """Return a fact drawn by chance, with its first sources, and the way to the next."""
    fact, draw = answer.fact, answer.draw
    place = f"{draw.place:,} of {draw.of:,}"
    again = "You have seen them all; here they come again. " if draw.again else ""
    onward = replace(question, seed=draw.seed, after=fact.id)

    def render(limit: int) -> Iterator[Item]:
        yield head(
            f"A fact by chance · {shown(fact.kind, min(limit, _NAME))}",
            f"{again}{place}",
            audience=audience,
        )
        yield text(escaped(clipped(fact.text, limit)) or "…")
        for citation in fact.citations[:3]:
            yield text("\n".join(source_lines(citation, limit)))
        yield ui.Separator()
        yield from row(
            button("Another", (Verb.TURN, onward), audience),
            _to_sources(fact, question, audience),
            button("In full", (Verb.OPEN, FactQuestion(fact.id)), audience),
            cite(fact, audience),
            *share(FactQuestion(fact.id), audience),
        )
        yield from row(*everywhere(question, audience))

    return fitted(render)


def _pages(fact: Fact) -> list[list[str]]:
    """Part the text and the sources into pages, in their order."""
    pages: list[list[str]] = [[]]
    for block in (*_texts(fact), *_sources(fact)):
        units = sum(map(measure, pages[-1])) + measure(block)
        if pages[-1] and (units > _PAGE or len(pages[-1]) == _BLOCKS):
            pages.append([])
        pages[-1].append(block)
    return pages


def _texts(fact: Fact) -> list[str]:
    written = code_block if fact.kind == CODE else escaped
    return [written(piece) or "…" for piece in stretches(fact.text, _PIECE)]


def _sources(fact: Fact) -> list[str]:
    return ["\n".join(source_lines(citation, _SOURCE)) for citation in fact.citations]


def _history(notes: Sequence[ChangeNote]) -> list[Item]:
    return [text("\n".join(map(_told, notes[-_CHANGES:])))] if notes else []


def _told(note: ChangeNote) -> str:
    day = f"<t:{int(note.made_at.timestamp())}:D>"
    return small(f"{day}: {shown(note.reason, _NAME)}")


def _topics_row(fact: Fact, audience: Audience) -> list[Item]:
    options = [
        Option(each.name, TopicQuestion(Selection(each.topic)), each.stance and f"{each.stance} it")
        for each in fact.bearings
    ]
    return menu_row("Go to its topic…", Verb.OPEN, audience, options)


def _to_sources(fact: Fact, question: RandomQuestion, audience: Audience) -> Control:
    chosen = question.selection
    if chosen.topic is None and fact.bearings:
        chosen = replace(chosen, topic=fact.bearings[0].topic)
    return button("Sources", (Verb.OPEN, SourcesQuestion(chosen)), audience)
