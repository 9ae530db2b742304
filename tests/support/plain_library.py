"""A library read whole and counted plainly, as a model for the store's readers."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final

from facts.citations.author_names import index_terms, parse_author_query, split_names
from facts.model.drafts import CitationDraft, FactDraft
from facts.model.entities import (
    SHARED_LIBRARY,
    ChannelId,
    FactId,
    Kind,
    LibraryId,
    SourceId,
    TopicId,
)
from facts.model.selection import EVERYTHING, Selection
from storage.store import SqliteStore
from tests.support.builders import add, source_draft
from tests.support.curation import OTHER, SERVER, curate, set_focus

LIBRARIES: Final = (SHARED_LIBRARY, SERVER, OTHER)
FOCUSED: Final = ChannelId(70)
_SOURCES: Final = (
    source_draft("Book", None),
    source_draft("Atlas", "one.example", published="2024"),
    source_draft("Paper", "one.example", published="Mar 2025"),
    source_draft("Trial", "two.example", published="Mar 15, 2026"),
    source_draft("Blog", "two.example", published="2026"),
    source_draft("Zine", "three.example", published="May 2026"),
)
_TOPICS: Final = ("naps", "tea", "work", "light", "noise")
_KINDS: Final = ("claim", "claim", "claim", "quote", "code")
_AUTHORS: Final = (None, "Ann Lee", "Ann Lee, Bo Chen · Nap Lab", "Lee Ann", "Bo Chen")
_TYPED: Final = (None, None, "lee", "ann lee, bo chen", "A. Lee", "nap lab", "nobody", "…")
_DATES: Final = (None, None, "2025", "2026-03", "2026-04-01")


@dataclass(frozen=True, slots=True)
class PlainCitation:
    """A citation, with what its source says."""

    source: SourceId
    author: str | None
    title: str
    site: str | None
    published: str | None


@dataclass(slots=True)
class PlainFact:
    """A fact, with all that a selection asks of it."""

    id: FactId
    library: LibraryId
    kind: str
    text: str
    citations: list[PlainCitation] = field(default_factory=list)
    topics: set[TopicId] = field(default_factory=set)


async def fill(store: SqliteStore, random: Random, facts: int = 40) -> None:
    """Add random facts to three libraries, hide a few, and let a channel be about a topic."""
    for library in LIBRARIES:
        drafts = (_draft_fact(random, f"{library}, {n}.") for n in range(facts))
        await add(store, *drafts, library=library)
    for library in LIBRARIES:  # topics and sources that no other library has
        own = FactDraft(1, Kind("claim"), f"Own {library}.", (
            CitationDraft(source_draft(f"Own {library}"), None),
        ), (f"own {library}", "naps"))  # fmt: skip
        await add(store, own, library=library)
    hidden = random.sample(range(1, facts + 1), random.choice((0, 1, facts // 4)))
    if hidden:
        await curate(store, SERVER).remove_facts([FactId(each) for each in hidden])
    await set_focus(store, FOCUSED, 1, 2)


def _draft_fact(random: Random, text: str) -> FactDraft:
    sources = random.sample(_SOURCES, random.choice((1, 1, 2, 3)))
    return FactDraft(
        1,
        Kind(random.choice(_KINDS)),
        text,
        tuple(CitationDraft(each, random.choice(_AUTHORS)) for each in sources),
        tuple(random.sample(_TOPICS, random.choice((1, 1, 2, 3)))),
    )


def choose_selection(random: Random) -> Selection:
    """Return a random selection; most have one to three filters."""
    topics = [TopicId(each) for each in range(1, 7)]
    every: dict[str, Any] = {
        "topic": random.choice(topics),
        "kind": Kind(random.choice((*_KINDS, "image"))),
        "site": random.choice(("one.example", "two.example", "none.example")),
        "source": SourceId(random.randint(1, 10)),
        "since": random.choice(_DATES),
        "until": random.choice(_DATES),
        "author": random.choice(_TYPED),
        "also": random.choice(topics),
        "without": random.choice(topics),
        "focus": FOCUSED,
    }
    chosen = random.sample(sorted(every), random.choice((0, 1, 1, 2, 2, 3)))
    return replace(EVERYTHING, **{part: every[part] for part in chosen})


class PlainLibrary:
    """All facts that one library sees."""

    def __init__(self, path: str, library: LibraryId) -> None:
        with closing(sqlite3.connect(path)) as connection:
            self.facts = {each.id: each for each in _read_facts(library, connection)}
            focus = connection.execute(
                "SELECT topic FROM channel_topic JOIN channel ON id = channel WHERE library = ?",
                (library,),
            )
            self._focus = {topic for (topic,) in focus}

    def select(self, selection: Selection) -> list[PlainFact]:
        """Return the selected facts by number."""
        return [each for each in self.facts.values() if self._is_selected(each, selection)]

    def citations(self, fact: PlainFact, selection: Selection) -> Iterator[PlainCitation]:
        """Yield the citations of a fact that match a selection."""
        return (each for each in fact.citations if cites(each, selection))

    def _is_selected(self, fact: PlainFact, selection: Selection) -> bool:
        return all(
            (
                selection.kind in (None, fact.kind),
                selection.topic is None or selection.topic in fact.topics,
                selection.also is None or selection.also in fact.topics,
                selection.without is None or selection.without not in fact.topics,
                selection.focus is None or bool(self._focus & fact.topics),
                any(self.citations(fact, selection)),
            )
        )


def cites(citation: PlainCitation, selection: Selection) -> bool:
    """Return whether a citation has the selected site, source, dates and author."""
    published, since, until = citation.published or "", selection.since, selection.until
    return all(
        (
            selection.site in (None, citation.site),
            selection.source in (None, citation.source),
            not since or (published and published >= since[: len(published)]),
            not until or (published and published[: len(until)] <= until),
            selection.author is None or _names(citation.author, selection.author),
        )
    )


def _names(text: str | None, typed: str) -> bool:
    names = [index_terms(each) for each in split_names(text or "")]
    patterns = parse_author_query(typed)
    found = {each.place for each in patterns for name in names if name.issuperset(each.terms)}
    return bool(patterns) and found == {each.place for each in patterns}


def _read_facts(library: LibraryId, connection: sqlite3.Connection) -> Iterable[PlainFact]:
    rows = connection.execute(
        "SELECT id, library, kind, text FROM fact WHERE library IN (0, :library) "
        "AND id NOT IN (SELECT fact FROM hidden WHERE library = :library) ORDER BY id",
        {"library": library},
    )
    facts = {row[0]: PlainFact(*row) for row in rows}
    for fact, *citation in connection.execute(
        "SELECT fact, source, citation.author, title, site, published "
        "FROM citation JOIN source ON id = source ORDER BY fact, source"
    ):
        if fact in facts:
            facts[fact].citations.append(PlainCitation(*citation))
    for fact, topic in connection.execute("SELECT fact, topic FROM bearing"):
        if fact in facts:
            facts[fact].topics.add(topic)
    return facts.values()
