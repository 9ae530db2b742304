"""Contenders: ways to find names and claims, behind one method."""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from rapidfuzz import fuzz, process

from benchmarks.corpus import CorpusName
from benchmarks.footnote import MAX_RESULTS, Answer
from facts.model.entities import TopicId
from facts.search.claim_parser import parse_claim_query
from facts.search.name_query import NameCandidate, parse_name_query
from facts.search.name_ranking import rank_names
from facts.text.normalize import search_form
from storage.engine.sqlite.connection import set_up


class Contender(Protocol):
    """A way to find names, or claims."""

    title: str
    seconds: float
    size: int

    def ask(self, query: str) -> Answer:
        """Return topics or claims for a query, best first."""


class BruteForce:
    """rapidfuzz's `ratio` over every name."""

    title = "rapidfuzz `ratio` over all"
    seconds, size = 0.0, 0

    def __init__(self, names: Sequence[CorpusName]) -> None:
        self._topics = [name.topic for name in names]
        self._names = [search_form(name.text) for name in names]

    def ask(self, query: str) -> Answer:
        """Return the nearest names."""
        found = process.extract(
            search_form(query), self._names, scorer=fuzz.ratio, limit=2 * MAX_RESULTS
        )
        return drop_repeats((self._topics[place], score) for _, score, place in found)


class Fts5:
    """A plain table with FTS5, built in one transaction.

    It indexes words for claims and trigrams for names.
    """

    def __init__(
        self, path: Path, names: Sequence[CorpusName], claims: Sequence[tuple[int, str]]
    ) -> None:
        self.title = "FTS5 trigram, same scorer" if names else "FTS5 porter, bm25"
        self._names = names
        self.ask = self._search_names if names else self._search_claims
        begun = time.perf_counter()
        rows = claims or [(place, name.text) for place, name in enumerate(names, start=1)]
        self._connection = sqlite3.connect(path, isolation_level=None)
        set_up(self._connection)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("BEGIN")
        self._connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        self._connection.executemany("INSERT INTO entry VALUES (?, ?)", rows)
        for table, tokens in (("word", "unicode61"), ("trigram", "trigram")):
            self._connection.execute(
                f"CREATE VIRTUAL TABLE {table} USING fts5(text, content=entry, content_rowid=id, "
                f'tokenize="{tokens}")'
            )
            self._connection.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")  # noqa: S608
        self._connection.execute("COMMIT")
        self.seconds = time.perf_counter() - begun
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.size = path.stat().st_size
        if claims:
            self._build_stem_table()

    def _build_stem_table(self) -> None:
        self._connection.execute(
            "CREATE VIRTUAL TABLE stem USING fts5(text, content=entry, content_rowid=id, "
            'tokenize="porter unicode61 remove_diacritics 2")'
        )
        self._connection.execute("INSERT INTO stem(stem) VALUES ('rebuild')")

    def _search_names(self, query: str) -> Answer:
        letters = search_form(query)
        grams = {letters[at : at + 3] for at in range(len(letters) - 2)}
        names = [self._names[number - 1] for number in self._match("trigram", grams, 100)]
        parsed = parse_name_query(query)
        scored = rank_names(
            parsed, [build_candidate(name, place) for place, name in enumerate(names)]
        )
        return [(name.topic, score) for name, score in scored]

    def _search_claims(self, query: str) -> Answer:
        found = self._match("stem", set(parse_claim_query(query).words), MAX_RESULTS)
        return [(number, 0.0) for number in found]

    def _match(self, table: str, terms: set[str], most: int) -> list[int]:
        quoted = " OR ".join('"' + term.replace('"', '""') + '"' for term in sorted(terms))
        rows = self._connection.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT ?",  # noqa: S608
            (quoted or '""', most),
        )
        return [number for (number,) in rows]


def build_candidate(name: CorpusName, place: int) -> NameCandidate:
    """Return a name in the form that the scorer needs."""
    words = search_form(name.text)
    return NameCandidate(
        place, TopicId(name.topic), words, words.replace(" ", ""), name.facts, is_alias=False
    )


def drop_repeats(found: Iterable[tuple[int, float]]) -> Answer:
    """Return every topic once, with its best score."""
    best: dict[int, float] = {}
    for number, score in found:
        best.setdefault(number, score)
    return list(best.items())
