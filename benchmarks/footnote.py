"""The program itself as a contender."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TypeVar

from benchmarks.corpus import CorpusName
from facts.library.library import Library
from facts.model.entities import SHARED_LIBRARY
from facts.model.errors import NotFoundError, TopicNotFound
from facts.model.results import Match
from facts.model.selection import Slice
from facts.search.name_query import parse_name_query
from facts.search.name_ranking import certainty
from facts.text.normalize import name_key
from storage.engine.sqlite.connection import set_up
from storage.engine.sqlite.migrations import load_migrations, migrate
from storage.search.indexer import index_pending
from storage.store import open_store

MAX_RESULTS = 25
Result = TypeVar("Result")
Answer = list[tuple[int, float]]
"""Topics or claims, best first, with their scores."""


class FootnoteContender:
    """The program itself, queried as the bot does."""

    title = "Footnote"

    def __init__(
        self, path: Path, names: Sequence[CorpusName] = (), claims: Sequence[tuple[int, str]] = ()
    ) -> None:
        begun = time.perf_counter()
        if names or claims:
            fill(path, names, claims)
        self.seconds = time.perf_counter() - begun
        self.size = path.stat().st_size if path.exists() else 0
        self.ask = self.ask_claims if claims else self.ask_topics
        self._loop = asyncio.new_event_loop()
        self._until = AsyncExitStack()
        store = self._until.enter_async_context(open_store(str(path)))
        self._store = self._loop.run_until_complete(store)

    def close(self) -> None:
        """Close the file."""
        self._loop.run_until_complete(self._until.aclose())
        self._loop.close()

    def ask_topics(self, query: str) -> Answer:
        """Return the topics that a query may mean."""
        return [(match.topic, match.score) for match in self._find_topics(query)]

    def best_topic(self, query: str) -> tuple[int, float]:
        """Return the first topic and its certainty; zeros for none."""
        found = self._find_topics(query)
        return (found[0].topic, certainty(parse_name_query(query), found)) if found else (0, 0.0)

    def look_up(self, query: str) -> tuple[int | None, tuple[int, ...]]:
        """Return the topic that answers, or else the suggested ones."""
        try:
            return self._read(lambda library: library.find(query)).topic, ()
        except TopicNotFound as miss:
            return None, tuple(match.topic for match in miss.nearest)

    def _find_topics(self, query: str) -> tuple[Match, ...]:
        return self._read(lambda library: library.autocomplete.topics(query, MAX_RESULTS))

    def ask_claims(self, query: str) -> Answer:
        """Return the facts found."""
        try:
            part = Slice(limit=MAX_RESULTS)
            hits = self._read(lambda library: library.search(query, part=part)).hits
        except NotFoundError:
            return []
        return [(hit.fact.id, hit.score) for hit in hits]

    def _read(self, work: Callable[[Library], Result]) -> Result:
        read = self._store.read(SHARED_LIBRARY, lambda snapshot: work(Library(snapshot)))
        return self._loop.run_until_complete(read)


def fill(
    path: Path,
    names: Sequence[CorpusName] = (),
    claims: Sequence[tuple[int, str]] = (),
    servers: int = 0,
) -> None:
    """Create a library of names and claims.

    Topics get the numbers of facts from the corpus. Names are shared, or divided between `servers`
    servers with ids from 1.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    set_up(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    migrate(connection, load_migrations())
    connection.execute("BEGIN")
    connection.execute(
        "INSERT INTO change (id, library, made_at, reason) VALUES (1, 0, '2026-01-01', 'x')"
    )
    connection.execute("INSERT INTO source (library, title, change) VALUES (0, 'x', 1)")
    _add_names(names, servers, connection)
    connection.executemany(
        "INSERT INTO fact (id, library, kind, text, digest, change)"
        " VALUES (?, 0, 'claim', ?, ?, 1)",
        ((number, text, number.to_bytes(4)) for number, text in claims),
    )
    connection.execute("INSERT INTO citation (fact, source, change) SELECT id, 1, 1 FROM fact")
    while index_pending(connection):
        pass
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _add_names(names: Sequence[CorpusName], servers: int, connection: sqlite3.Connection) -> None:
    most = max((name.topic for name in names), default=0) + 1
    first: dict[int, int] = {}
    for place, name in enumerate(names):
        first.setdefault(name.topic, place)
    keyed = [(place, name, name_key(name.text)) for place, name in enumerate(names)]
    connection.executemany(
        "INSERT INTO topic (id, library, name, name_key, change, facts) VALUES (?, ?, ?, ?, 1, ?)",
        (
            (
                name.topic,
                servers and 1 + name.topic * servers // most,
                name.text,
                f"{key}#{place}",  # some topics have equal names
                name.facts,
            )
            for place, name, key in keyed
            if first[name.topic] == place
        ),
    )
    connection.executemany(
        "INSERT INTO alias (topic, position, name, name_key, change) VALUES (?, ?, ?, ?, 1)",
        (
            (name.topic, place + 1, name.text, key)
            for place, name, key in keyed
            if first[name.topic] != place
        ),
    )
    # The file has no facts of these topics, so it needs their largest number of facts here.
    connection.execute(
        "INSERT INTO extent SELECT library, 'fact', max(facts) FROM topic GROUP BY library"
    )
