"""The lookup of the panel: facts, topic and source with their next steps."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from bot.answers.extension import PanelLookup, Reading, StepFinder
from bot.cards.panel import PanelItem, Thing, panel_card
from bot.queries.library_queries import SOURCE_PLACE, TOPIC_PLACE, PanelQuery
from facts.library.library import Library
from facts.model.entities import Fact, Source, Topic
from facts.model.errors import FactNotFound, SourceNotFound, TopicGone
from facts.model.selection import Slice


def _answer_panel(query: PanelQuery, library: Library, find_steps: StepFinder) -> Reading:
    """Read the things of a card that still exist, and what the user may do with them.

    Raises FactNotFound, TopicGone or SourceNotFound if the chosen thing is gone.
    """
    items = tuple(
        PanelItem(place, thing, steps)
        for place, thing in _load_things(query, library)
        if (steps := tuple(find_steps(thing))) or isinstance(thing, Fact) or place == query.chosen
    )
    query = replace(query, chosen=query.chosen or _first_choice(items))
    if query.chosen and query.chosen not in {each.place for each in items}:
        _raise_gone(query)
    return Reading(query, partial(panel_card, items, query))


def _load_things(query: PanelQuery, library: Library) -> Iterator[tuple[int, Thing]]:
    places = {fact: place for place, fact in enumerate(query.facts, 1)}
    for fact in library.get_facts(query.facts) if query.facts else ():
        yield places[fact.id], fact
    if topic := _load_topic(query, library):
        yield TOPIC_PLACE, topic
    if source := _load_source(query, library):
        yield SOURCE_PLACE, source


def _load_topic(query: PanelQuery, library: Library) -> Topic | None:
    found = library.list_chosen([query.topic]).topics if query.topic else ()
    return found[0].topic if found else None


def _load_source(query: PanelQuery, library: Library) -> Source | None:
    if query.source is None:
        return None
    try:
        return library.source(query.source, Slice(limit=1)).source.source
    except SourceNotFound:
        return None


def _first_choice(items: tuple[PanelItem, ...]) -> int:
    """Return the place of the only fact or the only thing; 0 if the user must choose."""
    facts = [each.place for each in items if isinstance(each.thing, Fact)]
    places = facts or [each.place for each in items]
    return places[0] if len(places) == 1 else 0


def _raise_gone(query: PanelQuery) -> None:
    if query.chosen == TOPIC_PLACE:
        raise TopicGone
    if query.chosen == SOURCE_PLACE:
        raise SourceNotFound
    raise FactNotFound(query.facts[query.chosen - 1])


PANEL_LOOKUPS: Final = (PanelLookup(PanelQuery, _answer_panel),)
