"""Topics in an order, with their figures."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from facts.model.entities import LibraryId, Topic, TopicId
from facts.model.results import TopicSummary
from facts.model.selection import Slice, TopicOrder
from storage.library.lists.library_rankings import TOPIC_ORDERS, count_hidden, rank_library
from storage.library.lists.rankings import rank_sources
from storage.library.lists.view import View

_SUMMARIES: Final = """
    SELECT topic.id, topic.name, topic.definition, topic.library, (
        SELECT json_group_array(alias.name) FROM (
            SELECT name FROM alias WHERE topic = topic.id ORDER BY position
        ) AS alias
    ), own_facts, own_sources, (
        SELECT coalesce(sum(facts), 0) FROM topic_guest
        WHERE topic_guest.topic = topic.id AND topic_guest.library IN (0, :library)
    )
    FROM json_each(:ids) AS listed CROSS JOIN topic ON topic.id = listed.value
    WHERE topic.library IN (0, :library) ORDER BY listed.key
"""


def list_topics(view: View, order: TopicOrder, part: Slice) -> tuple[TopicSummary, ...]:
    """Return topics in an order, equal ones by name."""
    ranked = rank_library(view, TOPIC_ORDERS[order], part)
    return summarize_topics(view, (TopicId(id_) for id_, _ in ranked))


def summarize_topics(view: View, topics: Iterable[TopicId]) -> tuple[TopicSummary, ...]:
    """Return those of some topics that the view sees, in the given order."""
    hidden = count_hidden(view, "topic")
    rows = view.execute(_SUMMARIES, {"ids": json.dumps(list(topics))}).fetchall()
    return tuple(_summarize(view, row, hidden) for row in rows)


def count_topics(view: View) -> int:
    """Return the number of topics."""
    (number,) = view.execute(
        "SELECT coalesce(sum(topics), 0) FROM library_count WHERE library IN (0, :library)"
    ).fetchone()
    return int(number)


def _summarize(
    view: View,
    row: tuple[int, str, str | None, int, str, int, int, int],
    hidden: Mapping[int, int],
) -> TopicSummary:
    id_, name, definition, owner, aliases, facts, sources, guests = row
    names = tuple(json.loads(aliases))
    topic = Topic(TopicId(id_), name, names, definition, LibraryId(owner))
    if guests or id_ in hidden:
        sources += rank_sources(view, topic.id).count_more()
    return TopicSummary(topic, facts + guests - hidden.get(id_, 0), sources)
