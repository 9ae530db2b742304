"""Pages: everything that one card shows, read together."""

from dataclasses import replace

from facts.model.entities import Fact, Source
from facts.model.results import EXACT_SCORE, MAX_HITS, FactPage, Hit, Hits, TopicPage
from facts.model.selection import Selection, Slice
from storage.library import sources, topics
from storage.library.facts import load_facts
from storage.library.lists.newest_facts import list_newest
from storage.library.lists.rankings import list_related
from storage.library.lists.selected import SelectedFacts, open_selected
from storage.library.lists.source_list import name_sources
from storage.library.lists.view import View


def load_topic_page(
    view: View, selection: Selection, part: Slice, limits: tuple[int, int]
) -> TopicPage | None:
    """Return everything that the selected topic's card shows.

    `limits` are the numbers of sources and of related topics.
    """
    if selection.topic is None:
        return None
    topic = topics.get_topic(view.library, selection.topic, view.connection)
    if topic is None:
        return None
    found = open_selected(view, selection)
    totals = found.sum_up()
    if not totals.facts:
        return TopicPage(topic, totals)
    of_any_kind = _reopen(view, selection, replace(selection, kind=None), found)
    of_any_source = _reopen(view, selection, replace(selection, source=None), found)
    max_sources, max_related = limits
    return TopicPage(
        topic,
        totals,
        _load(view, selection, found, part.clamp(totals.facts)),
        of_any_kind.count_kinds(),
        name_sources(view, of_any_source.list_largest_sources(max_sources)),
        _load_selected_source(view, selection),
        list_related(view, topic.id, max_related),
    )


def load_fact_page(view: View, selection: Selection, part: Slice) -> FactPage:
    """Return a slice of the selected facts with the totals."""
    found = open_selected(view, selection)
    totals = found.sum_up()
    part = part.clamp(totals.facts)
    return FactPage(_load(view, selection, found, part) if totals.facts else (), totals)


def list_facts(view: View, selection: Selection, part: Slice) -> tuple[Fact, ...]:
    """Return selected facts, grouped by their first source, in order of arrival.

    If the selection names a site, source or date, a fact's matching sources come first.
    """
    return _load(view, selection, open_selected(view, selection), part)


def load_newest(view: View, selection: Selection, part: Slice) -> Hits:
    """Return the selected facts that were added last as hits, the newest first."""
    ids = list_newest(view, selection, MAX_HITS)
    part = part.clamp(len(ids))
    chosen = ids[part.start :][: part.limit]
    found = load_facts(view.library, selection, chosen, view.connection)
    return Hits(tuple(Hit(EXACT_SCORE, fact) for fact in found), len(ids))


def _load(view: View, selection: Selection, found: SelectedFacts, part: Slice) -> tuple[Fact, ...]:
    return load_facts(view.library, selection, found.list_facts(part), view.connection)


def _reopen(
    view: View, selection: Selection, wanted: Selection, found: SelectedFacts
) -> SelectedFacts:
    """Return the wanted facts, which may be those that were found already."""
    return found if wanted == selection else open_selected(view, wanted)


def _load_selected_source(view: View, selection: Selection) -> Source | None:
    if selection.source is None:
        return None
    return sources.get_source(view.library, selection.source, view.connection)
