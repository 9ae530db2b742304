"""Random writes of rows of the library, each by one statement."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Final

from facts.model.drafts import CitationDraft, Draft, FactDraft, LoneSource, SourceDraft, TopicDraft
from facts.model.entities import CLAIM, Kind
from tests.support.curation import OTHER, SERVER

_LIBRARIES: Final = (0, 0, int(SERVER), int(OTHER))
_KINDS: Final = ("claim", "quote", "number")
_SITES: Final = (None, "a.example", "b.example")
_DATES: Final = (None, "2026", "2026-03", "2025-12-24")
_MOST_FACTS: Final = 12
_TITLES: Final = ("A Paper", "A Blog", "A Book")
_NAMES: Final = ("naps", "rest", "coffee", "dreams")
_ADD_BEARING: Final = """
    INSERT INTO bearing (topic, fact, change) VALUES (?, ?, 1)
    ON CONFLICT (topic, fact) DO UPDATE SET stance = 'supports'
"""
_REPLACE_SOURCE: Final = """
    INSERT INTO source (id, library, title, site, published, change)
    SELECT id, library, title, ?, ?, 1 FROM source WHERE id = ?
    ON CONFLICT (id) DO UPDATE SET site = excluded.site, published = excluded.published,
        library = excluded.library
"""

Statement = tuple[object, ...]
"""A statement and its values."""


class RowWriter:
    """Writes random rows of topics, sources, facts, citations and topic links.

    Which references are kept is left to the database: a refused write changes nothing.
    """

    def __init__(self, random: Random, connection: sqlite3.Connection) -> None:
        self._random = random
        self._one = random.choice
        self._connection = connection
        self._number = 0
        connection.execute(
            "INSERT INTO change (id, library, made_at, reason) VALUES (1, 0, '', '')"
        )

    def write(self) -> None:
        """Add, change or remove random rows."""
        makers = (self._add_thing, self._link, self._link, self._link, self._change, self._remove)
        self._run(self._one(makers))

    def add(self) -> None:
        """Add a random thing, or link some."""
        self._run(self._one((self._add_thing, self._link, self._link)))

    def _run(self, choose: Callable[[], Statement]) -> None:
        self._number += 1
        sql, *values = choose()
        with suppress(sqlite3.IntegrityError):
            self._connection.execute(str(sql), values)

    def _pick(self, table: str) -> int:
        rows = self._connection.execute(f"SELECT id FROM {table}").fetchall()  # noqa: S608 (a known name)
        return self._one(rows)[0] if rows else 1

    def _add_thing(self) -> Statement:
        library, key = self._one(_LIBRARIES), str(self._number)
        topic = ("INSERT INTO topic (library, name, name_key, change) VALUES (?, ?, ?, 1)",)
        source = (
            "INSERT INTO source (library, title, site, published, change) VALUES (?,?,?,?,1)",
        )
        fact = (
            "INSERT INTO fact (library, kind, text, digest, change) VALUES (?, ?, ?, ?, 1)",
            library,
            self._one(_KINDS),
            key,
            key.encode(),
        )
        return self._one(
            (
                (*topic, library, key, key),
                (*source, library, key, self._one(_SITES), self._one(_DATES)),
                fact,
                fact,
            )
        )

    def _link(self) -> Statement:
        fact = self._pick("fact")
        return self._one(
            (
                (
                    "INSERT OR REPLACE INTO citation (fact, source, change) VALUES (?, ?, 1)",
                    fact,
                    self._pick("source"),
                ),
                (
                    _ADD_BEARING,
                    self._pick("topic"),
                    fact,
                ),
                (
                    "INSERT INTO citation (fact, source, change) SELECT ?, id, 1 FROM source",
                    fact,
                ),
                ("INSERT INTO bearing (topic, fact, change) SELECT id, ?, 1 FROM topic", fact),
            )
        )

    def _change(self) -> Statement:
        fact, other = self._pick("fact"), self._pick("fact")
        topic, source = self._pick("topic"), self._pick("source")
        site = self._one(_SITES)
        return self._one(
            (
                ("UPDATE fact SET kind = ? WHERE id = ?", self._one(_KINDS), fact),
                ("UPDATE fact SET kind = ?", self._one(_KINDS)),
                ("UPDATE source SET site = ? WHERE id = ?", site, source),
                ("UPDATE source SET published = ? WHERE id = ?", self._one(_DATES), source),
                ("UPDATE citation SET source = ? WHERE fact = ?", source, fact),
                ("UPDATE citation SET source = ?", source),
                ("UPDATE citation SET fact = ? WHERE fact = ?", fact, other),
                ("UPDATE citation SET author = 'Ann' WHERE fact = ?", fact),
                ("UPDATE bearing SET topic = ? WHERE fact = ?", topic, fact),
                ("UPDATE bearing SET topic = ?", topic),
                ("UPDATE bearing SET fact = ? WHERE fact = ?", fact, other),
                ("UPDATE topic SET library = ? WHERE id = ?", self._one(_LIBRARIES), topic),
                ("UPDATE source SET library = ? WHERE id = ?", self._one(_LIBRARIES), source),
                (
                    _REPLACE_SOURCE,
                    site,
                    self._one(_DATES),
                    source,
                ),
            )
        )

    def _remove(self) -> Statement:
        (facts,) = self._connection.execute("SELECT count(*) FROM fact").fetchone()
        if facts > _MOST_FACTS:
            return ("DELETE FROM fact WHERE id % 3 = ?", self._random.randrange(3))
        return self._one(
            (
                ("DELETE FROM citation WHERE fact = ?", self._pick("fact")),
                ("DELETE FROM citation WHERE source = ?", self._pick("source")),
                ("DELETE FROM bearing WHERE fact = ?", self._pick("fact")),
                ("DELETE FROM fact WHERE id = ?", self._pick("fact")),
                ("DELETE FROM topic WHERE id = ?", self._pick("topic")),
                ("DELETE FROM source WHERE id = ?", self._pick("source")),
            )
        )


def choose_drafts(random: Random) -> list[Draft]:
    """Return drafts of one batch, some of which repeat others or add to them."""
    return [
        random.choice((_choose_fact, _choose_fact, _choose_fact, _choose_topic, _choose_source))(
            random
        )
        for _ in range(random.randint(1, 8))
    ]


def _choose_topic(random: Random) -> Draft:
    return TopicDraft(1, random.choice(_NAMES))


def _choose_source(random: Random) -> Draft:
    return LoneSource(1, _source(random), None)


def _choose_fact(random: Random) -> Draft:
    cited = {_source(random): random.choice((None, "Ann")) for _ in range(random.randint(1, 3))}
    return FactDraft(
        1,
        random.choice((CLAIM, Kind("quote"))),
        f"Fact {random.randrange(20)}.",
        tuple(CitationDraft(source, author) for source, author in cited.items()),
        tuple(random.sample(_NAMES, random.randint(0, 3))),
    )


def _source(random: Random) -> SourceDraft:
    return SourceDraft(random.choice(_TITLES), random.choice(_SITES))
