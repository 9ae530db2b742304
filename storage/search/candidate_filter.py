"""Filter of a search: which candidates are selected facts."""

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from facts.model.entities import LibraryId
from facts.model.selection import EVERYTHING, Selection
from storage.engine.connection import SqlConnection
from storage.library.selection import NAMED_PARTS, Values, author_values, fits
from storage.search.postings import PostingList

FEW: Final = 60_000
"""Facts that are listed at once. Of more, enough are soon found among the heaviest candidates."""
MANY: Final = 250_000
"""Facts that are listed at most, where the heaviest candidates have too few of them."""
_LISTED_PER_CHECK: Final = 30
"""Facts that are listed in the time of checking one: each is on another page of the file."""
_FACTS_OF_SOURCES: Final = """
    SELECT citation.fact FROM source CROSS JOIN citation ON citation.source = source.id
    WHERE source.library IN (0, :library) AND {}
"""
_NAMED: Final = f"SELECT name FROM ({NAMED_PARTS})"
_DATED_SOURCES: Final = 20_000
"""Sources that are counted to estimate the facts of a time, at most."""
_DATED: Final = f"""
    SELECT CASE WHEN count(*) < {_DATED_SOURCES} THEN count(*) * (
        SELECT sum(facts) / max(1, sum(sources)) FROM library_count WHERE library IN (0, :library)
    ) ELSE {MANY + 1} END FROM (
        SELECT 1 FROM source WHERE library IN (0, :library) AND {{}} LIMIT {_DATED_SOURCES}
    )
"""
_SINCE: Final = "source.published >= :since"
_SINCE_SHORTER: Final = "source.published IN (substr(:since, 1, 4), substr(:since, 1, 7))"
"""Dates of lower precision, which come before the others as text."""
_UNTIL: Final = "source.published <= :until || '~'"
_LISTS: Final = {
    "topic": (
        "SELECT facts FROM topic WHERE id = :topic",
        "SELECT fact FROM bearing WHERE topic = :topic",
    ),
    "also": (
        "SELECT facts FROM topic WHERE id = :also",
        "SELECT fact FROM bearing WHERE topic = :also",
    ),
    "focus": (
        """SELECT sum(topic.facts) FROM channel_topic JOIN topic ON topic.id = channel_topic.topic
        WHERE channel_topic.channel = :focus""",
        """SELECT bearing.fact FROM channel_topic
        CROSS JOIN bearing ON bearing.topic = channel_topic.topic
        WHERE channel_topic.channel = :focus""",
    ),
    "kind": (
        "SELECT sum(facts) FROM kind_count WHERE library IN (0, :library) AND kind = :kind",
        "SELECT id AS fact FROM fact WHERE library IN (0, :library) AND kind = :kind",
    ),
    "source": (
        """SELECT facts + coalesce(
            (SELECT sum(facts) FROM source_guest WHERE source = :source), 0
        ) FROM source WHERE id = :source""",
        "SELECT fact FROM citation WHERE source = :source",
    ),
    "author": (
        f"SELECT sum(citations) FROM author_name WHERE id IN ({_NAMED})",
        f"""SELECT citation.fact FROM ({_NAMED}) AS named
        CROSS JOIN author_link ON author_link.name = named.name
        CROSS JOIN author ON author.id = author_link.author
        CROSS JOIN author_source ON author_source.author = author.id
        CROSS JOIN citation
            ON citation.source = author_source.source AND citation.author = author.text""",
    ),
    "site": (
        "SELECT sum(citations) FROM site_count WHERE library IN (0, :library) AND site = :site",
        _FACTS_OF_SOURCES.format("source.site = :site"),
    ),
    "since": (
        _DATED.format(_SINCE),
        f"{_FACTS_OF_SOURCES.format(_SINCE)} UNION ALL {_FACTS_OF_SOURCES.format(_SINCE_SHORTER)}",
    ),
    "until": (_DATED.format(_UNTIL), _FACTS_OF_SOURCES.format(_UNTIL)),
}
"""By filter, a SELECT of how many facts it leads to, roughly, and one of these facts.

Both read indexes only. There may be more facts than the filter selects, never fewer.
"""


class CandidateFilter:
    """Lists or checks the facts that a library sees and a selection selects."""

    def __init__(self, library: LibraryId, selection: Selection, connection: SqlConnection) -> None:
        self._connection = connection
        self._selection = selection
        condition, values = fits(selection)
        self._texts = (
            "SELECT fact.id, fact.text FROM json_each(:ids) CROSS JOIN fact ON fact.id = value "
            f"WHERE {condition}"
        )
        self._values: Values = values | {"library": library}

    @property
    def is_open(self) -> bool:
        """Whether every fact that the library sees is selected."""
        return self._selection == EVERYTHING

    def list_facts(self, most: int, candidates: int) -> PostingList | None:
        """Return facts that include all selected ones.

        None if they are more than `most`, or if it takes longer to list them than to check some
        candidates.
        """
        size, part = self._narrowest
        if part is None or size > min(most, _LISTED_PER_CHECK * candidates):
            return None
        return self._listed

    @cached_property
    def _narrowest(self) -> tuple[int, str | None]:
        """The filter that leads to the fewest facts, and their number."""
        parts = [part for part in _LISTS if getattr(self._selection, part) is not None]
        if not parts:
            return 0, None
        sizes = self._connection.execute(
            f"SELECT {', '.join(f'({_LISTS[part][0]})' for part in parts)}", self._list_values
        ).fetchone()
        return min((size or 0, part) for size, part in zip(sizes, parts, strict=True))

    @cached_property
    def _listed(self) -> PostingList | None:
        _, part = self._narrowest
        # As one text: row by row takes twice as long.
        (listed,) = self._connection.execute(
            f"SELECT group_concat(fact) FROM ({_LISTS[part or ''][1]} LIMIT {MANY + 1})",
            self._list_values,
        ).fetchone()
        ids = np.fromstring(listed, np.int64, sep=",") if listed else np.empty(0, np.int64)
        return PostingList.of(ids) if len(ids) <= MANY else None

    @property
    def _list_values(self) -> Values:
        typed: Values = {part: getattr(self._selection, part) for part in _LISTS}
        return typed | self._values | author_values(self._selection.author)

    def read_texts(self, ids: Sequence[int]) -> list[tuple[int, str]]:
        """Return those of some ids that are of selected facts with their texts, in order."""
        found = dict(
            self._connection.execute(
                self._texts, self._values | {"ids": json.dumps(ids)}
            ).fetchall()
        )
        return [(fact, found[fact]) for fact in ids if fact in found]
