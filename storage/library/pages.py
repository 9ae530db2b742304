"""Pages: everything that one card shows, read together."""

from dataclasses import replace

from facts.model.entities import LibraryId, Source
from facts.model.results import FactPage, SourcePage, TopicPage
from facts.model.selection import Selection, Slice
from storage.engine.connection import SqlConnection
from storage.library import facts, relations, sources, topics


def load_topic_page(
    library: LibraryId,
    selection: Selection,
    part: Slice,
    limits: tuple[int, int],
    connection: SqlConnection,
) -> TopicPage | None:
    """Return everything that the selected topic's card shows.

    `limits` are the numbers of sources and of related topics.
    """
    topic = topics.get_topic(library, selection.topic, connection) if selection.topic else None
    if topic is None:
        return None
    totals = facts.count_selected(library, selection, connection)
    if not totals.facts:
        return TopicPage(topic, totals)
    max_sources, max_related = limits
    return TopicPage(
        topic,
        totals,
        facts.list_facts(library, selection, part.clamp(totals.facts), connection),
        facts.count_kinds(library, replace(selection, kind=None), connection),
        sources.list_sources(
            library, replace(selection, source=None), Slice(limit=max_sources), connection
        ),
        _load_selected_source(library, selection, connection),
        relations.find_related(library, topic.id, max_related, connection),
    )


def load_fact_page(
    library: LibraryId, selection: Selection, part: Slice, connection: SqlConnection
) -> FactPage:
    """Return a slice of the selected facts with the totals."""
    totals = facts.count_selected(library, selection, connection)
    part = part.clamp(totals.facts)
    listed = facts.list_facts(library, selection, part, connection) if totals.facts else ()
    return FactPage(listed, totals)


def load_source_page(
    library: LibraryId, selection: Selection, part: Slice, connection: SqlConnection
) -> SourcePage:
    """Return a slice of the selected facts' sources, with totals."""
    totals = facts.count_selected(library, selection, connection)
    part = part.clamp(totals.sources)
    listed = sources.list_sources(library, selection, part, connection) if totals.facts else ()
    return SourcePage(listed, totals)


def _load_selected_source(
    library: LibraryId, selection: Selection, connection: SqlConnection
) -> Source | None:
    if selection.source is None:
        return None
    found = sources.list_sources(library, Selection(source=selection.source), Slice(), connection)
    return found[0].source if found else None
