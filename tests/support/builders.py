"""Drafts and libraries with dull defaults: a test names only what it is about."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from facts.model.changes import ChangeNote, ImportFigures
from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, Draft, FactDraft, SourceDraft, TopicDraft
from facts.model.entities import CLAIM, SHARED_LIBRARY, Kind, LibraryId
from facts.store.library_store import LibraryStore

ROOT = Path(__file__).parents[2]
SHARED_FILES = ROOT.parent / "shared"
SEED = SHARED_FILES / "seeds" / "supervised-fine-tuning.txt"

NOTE = ChangeNote(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "test")


def source_draft(
    title: str = "A Paper", site: str | None = "example.org", **rest: str
) -> SourceDraft:
    """Return a source; `published` may be given as words."""
    published = PublicationDate.parse(rest.pop("published")) if "published" in rest else None
    return SourceDraft(title, site, rest.pop("url", None), published)


def topic_draft(name: str = "naps", *aliases: str, definition: str | None = None) -> TopicDraft:
    return TopicDraft(1, name, aliases, definition)


PAPER: Final = source_draft()


def fact_draft(
    text: str = "Short naps help.",
    *sources: SourceDraft,
    kind: str = CLAIM,
    author: str | None = None,
    topics: tuple[str, ...] = ("naps",),
) -> FactDraft:
    citations = tuple(CitationDraft(each, author) for each in sources or (PAPER,))
    return FactDraft(1, Kind(kind), text, citations, topics)


async def add(
    store: LibraryStore, *drafts: Draft, library: LibraryId = SHARED_LIBRARY, keep: bool = True
) -> ImportFigures:
    _, figures = await store.add(library, drafts, NOTE, keep=keep)
    return figures


def dump(path: str) -> list[str]:
    """Return all that a database holds, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())
