"""Laws of imports, for any pages."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.model.changes import ImportFigures
from facts.model.drafts import CitationDraft, Draft, FactDraft, TopicDraft
from facts.model.entities import CLAIM
from storage.store import open_store
from tests.support.builders import add, dump, source_draft

pytestmark = pytest.mark.slow

BLOG = source_draft("A Blog", "blog.example")


texts = st.sampled_from([f"Fact {letter}." for letter in "abcdef"])
drawn_sources = st.builds(
    source_draft, st.sampled_from(["A Paper", "A Blog"]), st.sampled_from(["example.org", None])
)
fact_drafts = st.builds(
    lambda text, sources, topics: FactDraft(
        1, CLAIM, text, tuple(CitationDraft(source) for source in sources), tuple(topics)
    ),
    texts,
    st.lists(drawn_sources, min_size=1, max_size=3),
    st.lists(st.sampled_from(["naps", "Naps", "night-shifts"]), max_size=2),
)
topic_drafts = st.builds(
    lambda name, aliases: TopicDraft(1, name, tuple(aliases)),
    st.sampled_from(["naps", "night shifts"]),
    st.lists(st.sampled_from(["siesta", "SIESTA", "Naps", "shift"]), max_size=3),
)
pages = st.builds(
    list.__add__, st.lists(topic_drafts, max_size=3), st.lists(fact_drafts, max_size=9)
)


@settings(max_examples=25)
@given(pages)
def test_a_page_imported_twice_equals_a_page_imported_once(page: list[Draft]) -> None:
    with TemporaryDirectory() as folder:
        path = str(Path(folder, "footnote.db"))
        asyncio.run(import_each(path, [page]))
        before = dump(path)
        (again,) = asyncio.run(import_each(path, [page]))
        assert (again.topics, again.aliases, again.sources, again.new, again.citations) == (0,) * 5
        assert dump(path) == before


@settings(max_examples=25)
@given(pages, st.integers(0, 12))
def test_two_halves_of_a_page_import_the_same_as_the_whole(page: list[Draft], cut: int) -> None:
    with TemporaryDirectory() as folder:
        whole, parts = str(Path(folder, "whole.db")), str(Path(folder, "parts.db"))
        (figures,) = asyncio.run(import_each(whole, [page]))
        halves = asyncio.run(import_each(parts, [page[:cut], page[cut:]]))
        assert contents(whole) == contents(parts)
        assert figures.new == sum(half.new for half in halves)
        assert figures.citations == sum(half.citations for half in halves)


async def import_each(path: str, pages: list[list[Draft]]) -> list[ImportFigures]:
    async with open_store(path) as store:
        return [await add(store, *page) for page in pages]


def contents(path: str) -> list[tuple[object, ...]]:
    query = """
        SELECT fact.id, fact.text, source.title, source.site, topic.name, alias.name
        FROM fact JOIN citation ON citation.fact = fact.id JOIN source ON source.id = source
        LEFT JOIN bearing ON bearing.fact = fact.id LEFT JOIN topic ON topic.id = bearing.topic
        LEFT JOIN alias ON alias.topic = topic.id ORDER BY 1, 2, 3, 4, 5, 6
    """
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()
