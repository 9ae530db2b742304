"""Search engines for comparison, if they are installed."""

import re
import time
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from benchmarks.contenders import build_candidate, drop_repeats
from benchmarks.corpus import CorpusName
from benchmarks.footnote import MAX_RESULTS, Answer
from facts.search.claim_parser import parse_claim_query
from facts.search.name_query import parse_name_query
from facts.search.name_ranking import rank_names
from facts.text.normalize import search_form

_RIVALS = 100
"""Names that are read, so that enough topics remain."""


class Tantivy:
    """tantivy with fuzzy words, and the same scorer for names.

    Words may differ by up to two letters.
    """

    title = "tantivy, fuzzy terms"

    def __init__(
        self, module: ModuleType, names: Sequence[CorpusName], claims: Sequence[tuple[int, str]]
    ) -> None:
        self._tantivy, self._names = module, names
        rows = claims or [(place, search_form(name.text)) for place, name in enumerate(names)]
        begun = time.perf_counter()
        schema = module.SchemaBuilder().add_integer_field("id", stored=True, indexed=True)
        schema = schema.add_text_field("text", stored=False)
        self._index = module.Index(schema.build())
        writer = self._index.writer(100_000_000, 1)
        for number, text in rows:
            writer.add_document(module.Document(id=number, text=text))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()
        self.seconds, self.size = time.perf_counter() - begun, 0

    def ask(self, query: str) -> Answer:
        """Return the topics or claims with most of the words."""
        words = (
            re.findall(r"\w+", search_form(query))
            if self._names
            else parse_claim_query(query).words
        )
        found = self._match(words)
        if not self._names:
            return [(number, 0.0) for number in found[:MAX_RESULTS]]
        near = [build_candidate(self._names[number], number) for number in found]
        return [(name.topic, score) for name, score in rank_names(parse_name_query(query), near)]

    def _match(self, words: Sequence[str]) -> list[int]:
        kinds, schema = self._tantivy.Query, self._index.schema
        should = self._tantivy.Occur.Should
        terms = [
            (should, kinds.fuzzy_term_query(schema, "text", word, 1 if len(word) < 6 else 2))  # noqa: PLR2004
            for word in words
        ]
        hits = self._searcher.search(kinds.boolean_query(terms), _RIVALS).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]


class PgTrgm:
    """PostgreSQL's pg_trgm: names by similarity, from a GIN index.

    The names are in a temporary table. The database is any that psycopg can reach.
    """

    title = "PostgreSQL pg_trgm"

    def __init__(self, database: str, names: Sequence[CorpusName]) -> None:
        self._topics = [name.topic for name in names]
        connection: Any = import_module("psycopg").connect(database, autocommit=True)
        self._connection = connection
        begun = time.perf_counter()
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        connection.execute("CREATE TEMPORARY TABLE name (id integer PRIMARY KEY, text text)")
        with connection.cursor().copy("COPY name FROM STDIN") as copied:
            for place, name in enumerate(names):
                copied.write_row((place, search_form(name.text).replace("\0", " ")))
        connection.execute("CREATE INDEX ON name USING gin (text gin_trgm_ops)")
        connection.execute("ANALYZE name")
        self.seconds = time.perf_counter() - begun
        size = connection.execute("SELECT pg_total_relation_size('name')").fetchone()
        self.size: int = size[0]

    def ask(self, query: str) -> Answer:
        """Return the most similar names."""
        rows = self._connection.execute(
            "SELECT id, similarity(text, %(text)s) FROM name WHERE text %% %(text)s "
            "ORDER BY 2 DESC LIMIT %(most)s",
            {"text": search_form(query).replace("\0", " "), "most": _RIVALS},
        )
        return drop_repeats((self._topics[place], score) for place, score in rows)

    def close(self) -> None:
        """Close the connection, which drops the table."""
        self._connection.close()
