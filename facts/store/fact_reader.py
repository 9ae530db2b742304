"""Protocols for reading facts and their sources."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from facts.model.changes import Change
from facts.model.drafts import SourceDraft
from facts.model.entities import Fact, FactId, Source, SourceId, TopicId
from facts.model.results import (
    CommonSources,
    Count,
    FactPage,
    Hits,
    SourcePage,
    SourceSummary,
    Totals,
)
from facts.model.selection import EVERYTHING, WHOLE, Selection, Slice


class FactReader(Protocol):
    """Facts of one library and the shared one, in one snapshot."""

    def get(self, fact: FactId, selection: Selection = EVERYTHING) -> Fact | None:
        """Return one fact with its sources and topics, or None.

        The sources that match a selection come first.
        """

    def get_many(self, facts: Iterable[FactId]) -> tuple[Fact, ...]:
        """Return those of some facts that exist, in the given order."""

    def find_same(self, texts: Iterable[str]) -> Mapping[str, FactId]:
        """Return the library's own facts with these texts, by `normalize.canonical` text."""

    def list(self, selection: Selection, part: Slice = WHOLE) -> tuple[Fact, ...]:
        """Return selected facts, grouped by their first source, in order of arrival.

        If the selection names a site, source or date, a fact's matching sources come first.
        """

    def list_newest(self, limit: int) -> tuple[Fact, ...]:
        """Return the facts that were added last, the newest first."""

    def load_newest(self, selection: Selection, part: Slice = WHOLE) -> Hits:
        """Return the selected facts that were added last, the newest first; MAX_HITS at most.

        A slice that starts after the last one means the last page.
        """

    def load_page(self, selection: Selection, part: Slice = WHOLE) -> FactPage:
        """Return selected facts as `list` does, with the totals of the selection.

        A slice that starts after the last fact means the last page.
        """

    def has_any(self, selection: Selection) -> bool:
        """Return whether any fact is selected, without counting them."""

    def count(self, selection: Selection) -> Totals:
        """Return the totals of a selection."""

    def count_kinds(self, selection: Selection = EVERYTHING) -> tuple[Count, ...]:
        """Return the kinds of the selected facts, the most frequent first."""

    def list_numbers(self, selection: Selection, limit: int) -> tuple[FactId, ...] | None:
        """Return the numbers of the selected facts; None if they are more than `limit`."""

    def find_next(self, selection: Selection, start: bytes, end: bytes | None) -> FactId | None:
        """Return the first selected fact with a digest after `start`, up to `end` if that is given.

        Use it for many selected facts only: facts are tried one after the other.
        """

    def find_digest(self, fact: FactId) -> bytes | None:
        """Return the digest of a fact, which puts it in a random place; None if it is gone."""

    def list_changes(self, fact: FactId) -> tuple[Change, ...]:
        """Return the changes that wrote a fact, the oldest first.

        They added the fact itself, its sources or its topics, or changed it.
        """


class SourceReader(Protocol):
    """Sources of one library and the shared one, in one snapshot."""

    def get(self, source: SourceId) -> Source | None:
        """Return one source, or None."""

    def find(self, draft: SourceDraft) -> SourceId | None:
        """Return the source that a draft means: own ones first, then shared ones."""

    def list(self, selection: Selection, part: Slice = WHOLE) -> tuple[SourceSummary, ...]:
        """Return the sources of the selected facts, most facts first.

        If the selection names a site, source or date, only matching sources are returned.
        """

    def load_page(self, selection: Selection, part: Slice = WHOLE) -> SourcePage:
        """Return sources as `list` does, with the totals of the selection.

        A slice that starts after the last source means the last page.
        """

    def list_common(self, first: TopicId, second: TopicId, part: Slice = WHOLE) -> CommonSources:
        """Return the sources that facts of both topics cite.

        Those with most of these facts come first.
        """

    def find_sites(self, text: str, limit: int) -> tuple[Count, ...]:
        """Return the sites that contain a text, the most cited first; all contain an empty one."""

    def count_sites(self, selection: Selection = EVERYTHING) -> tuple[Count, ...]:
        """Return the sites that the selected facts cite, the most cited first.

        They come with their numbers of citations. With filters, they are the sites of the sources
        with most of the facts.
        """
