"""Controls of old cards: a topic or source that was merged leads to what it became."""

from dataclasses import replace
from typing import Any, Final, TypeVar, cast

from bot.queries.library_queries import ChoiceQuery, CompareQuery, PanelQuery, SourceQuery
from bot.queries.query import Query
from facts.library.library import Library
from facts.model.entities import SourceId, TopicId
from facts.model.selection import Selection

Thing = TypeVar("Thing")
_TOPIC: Final = "topic"
_SOURCE: Final = "source"


def follow_merges(query: Query, library: Library) -> Query:
    """Return the query about the topics and sources that its own were merged into."""
    selection = getattr(query, "selection", None)
    if isinstance(selection, Selection):
        return _change(query, selection=_follow_selection(selection, library))
    if isinstance(query, SourceQuery | PanelQuery):
        query = _change(query, source=_follow(_SOURCE, query.source, library))
    if isinstance(query, PanelQuery):
        query = _change(query, topic=_follow(_TOPIC, query.topic, library))
    if isinstance(query, ChoiceQuery):
        topics = (TopicId(_follow(_TOPIC, each, library)) for each in query.topics)
        return _change(query, topics=tuple(dict.fromkeys(topics)))
    if isinstance(query, CompareQuery):
        first, second = (_follow(_TOPIC, query.pair.first, library), query.pair.second)
        second = _follow(_TOPIC, second, library)
        if first != second:
            return _change(query, pair=replace(query.pair, first=first, second=second))
    return query


def _follow_selection(selection: Selection, library: Library) -> Selection:
    topic, source = selection.topic, selection.source
    return _change(
        selection,
        topic=topic and TopicId(_follow(_TOPIC, topic, library)),
        source=source and SourceId(_follow(_SOURCE, source, library)),
    )


def _follow(entity: str, id_: Any, library: Library) -> Any:  # noqa: ANN401 (an id, or None)
    return (id_ and library.changes.find_successor(entity, id_)) or id_


def _change(thing: Thing, **values: Any) -> Thing:  # noqa: ANN401 (values of its fields)
    """Return the same object if nothing changes."""
    changed = {name: value for name, value in values.items() if getattr(thing, name) != value}
    return replace(cast("Any", thing), **changed) if changed else thing
