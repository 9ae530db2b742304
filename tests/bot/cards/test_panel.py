"""The panel keeps Discord's limits, and its button fits into a custom_id."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.panel import PanelItem, Thing, panel_card
from bot.discord_api.limits import CUSTOM_ID
from bot.queries.codec import QueryCodec
from bot.queries.custom_id import read_link
from bot.queries.library_queries import FactQuery, PanelQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import more_button
from bot.ui.controls import NextStep
from facts.model.entities import Fact, FactId, SourceId, TopicId
from tests.support.card_strategies import (
    check,
    contexts,
    facts_,
    ids,
    many,
    nonblank_words,
    pages,
    sources,
    topics,
)

pytestmark = pytest.mark.slow

steps = many(st.builds(NextStep, nonblank_words, st.builds(FactQuery, ids.map(FactId))), 20)
things = st.one_of(facts_, topics, sources)


@given(st.lists(st.tuples(things, steps), max_size=7), st.integers(0, 7), contexts, pages)
@settings(max_examples=25)
def test_a_panel(
    offered: list[tuple[Thing, tuple[NextStep, ...]]],
    chosen: int,
    context: RenderContext,
    page: int,
) -> None:
    items = tuple(PanelItem(place, *each) for place, each in enumerate(offered, 1))
    query = PanelQuery(chosen=chosen, page=min(page, 36**3 - 1))
    check(panel_card(items, query, context), private=True)


@given(many(facts_, 5), st.none() | ids.map(TopicId), st.none() | ids.map(SourceId), contexts)
@settings(max_examples=25)
def test_the_button_of_a_panel_carries_as_many_facts_as_fit(
    shown: tuple[Fact, ...], topic: TopicId | None, source: SourceId | None, context: RenderContext
) -> None:
    control = more_button(shown, context, topic=topic, source=source)
    assert len(control.custom_id) <= CUSTOM_ID
    query = QueryCodec([PanelQuery]).decode(read_link(control.custom_id).code)
    carried = tuple(each.id for each in shown)
    assert isinstance(query, PanelQuery)
    assert query == PanelQuery(topic, source, facts=carried[: len(query.facts)])
    if max((*carried, topic or 0, source or 0), default=0) < 36**5:
        assert query.facts == carried
