"""Every list and figure of a library agrees with plain counting."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from random import Random

import pytest

from facts.model.drafts import SourceDraft
from facts.model.entities import CLAIM, LibraryId, SourceId, TopicId
from facts.model.selection import EVERYTHING, WHOLE, Selection, Slice, TopicOrder
from storage.library.lists.view import View
from storage.library.readers import SqliteFactReader, SqliteSourceReader, SqliteTopicReader
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.plain_library import (
    FOCUSED,
    LIBRARIES,
    PlainFact,
    PlainLibrary,
    choose_selection,
    fill,
)

TOPICS = [TopicId(each) for each in range(1, 9)]
SOURCES = [SourceId(each) for each in range(1, 10)]


class Readers:
    """The readers of one library, and the plain library beside them."""

    def __init__(self, path: str, library: LibraryId, connection: sqlite3.Connection) -> None:
        view = View(library, connection)
        self.plain = PlainLibrary(path, library)
        self.topics = SqliteTopicReader(view)
        self.facts = SqliteFactReader(view)
        self.sources = SqliteSourceReader(view)


def rank(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return things with their numbers, the largest first, equal ones by number."""
    return sorted(Counter(numbers).items(), key=lambda pair: (-pair[1], pair[0]))


def order(facts: Iterable[PlainFact], selection: Selection, plain: PlainLibrary) -> list[int]:
    """Return facts by first matching source, then by number."""
    firsts = ((min(c.source for c in plain.citations(fact, selection)), fact.id) for fact in facts)
    return [fact for _, fact in sorted(firsts)]


def check_selection(readers: Readers, selection: Selection) -> None:
    plain = readers.plain
    facts = plain.select(selection)
    citations = [each for fact in facts for each in plain.citations(fact, selection)]
    totals = readers.facts.count(selection)
    assert totals.facts == len(facts)
    assert totals.sources == len({each.source for each in citations})
    assert totals.newest == max((c.published for c in citations if c.published), default=None)
    assert not totals.is_cut
    assert [fact.id for fact in readers.facts.list(selection)] == order(facts, selection, plain)
    kinds = sorted(Counter(fact.kind for fact in facts).items(), key=lambda each: (-each[1], each))
    assert [(each.name, each.facts) for each in readers.facts.count_kinds(selection)] == kinds
    assert readers.facts.has_any(selection) == bool(facts)
    newest = readers.facts.load_newest(selection, Slice(0, 7))
    assert [hit.fact.id for hit in newest.part] == sorted((f.id for f in facts), reverse=True)[:7]
    assert newest.count == min(len(facts), 100)
    sources = rank(each.source for each in citations)
    for found in (readers.sources.list(selection), readers.sources.load_page(selection).sources):
        ranked = [(each.source.id, each.facts) for each in found]
        assert sorted(ranked, key=lambda each: (-each[1], each[0])) == sources
        assert [facts for _, facts in ranked] == [facts for _, facts in sources]


@pytest.mark.parametrize("number", range(3))
async def test_selected_facts_are_listed_and_counted_as_plainly(
    store: SqliteStore, path: str, number: int
) -> None:
    random = Random(number)
    await fill(store, random)
    with closing(sqlite3.connect(path)) as connection:
        for library in LIBRARIES:
            readers = Readers(path, library, connection)
            for _ in range(80):
                selection = choose_selection(random)
                try:
                    check_selection(readers, selection)
                except AssertionError as wrong:
                    raise AssertionError(f"library {library}, {selection}") from wrong


def check_topics(readers: Readers, visible: dict[int, str]) -> None:
    plain = readers.plain
    of_topic = {topic: plain.select(Selection(TopicId(topic))) for topic in visible}
    for topic_order in TopicOrder:
        numbers = {
            topic: len(facts) if topic_order is TopicOrder.LARGEST else facts[-1].id if facts else 0
            for topic, facts in of_topic.items()
        }
        expected = sorted(visible, key=lambda it: (-numbers[it], visible[it], it))
        for part in (WHOLE, Slice(0, 3), Slice(2, 2)):
            listed = readers.topics.list(topic_order, part)
            assert [each.topic.id for each in listed] == expected[part.start :][: part.limit]
        for each in readers.topics.list(topic_order):
            facts = of_topic[each.topic.id]
            sources = {citation.source for fact in facts for citation in fact.citations}
            assert (each.facts, each.sources) == (len(facts), len(sources))
    assert readers.topics.count() == len(visible)


def check_relations(readers: Readers, visible: dict[int, str]) -> None:
    plain = readers.plain
    for topic in map(TopicId, visible):
        facts = plain.select(Selection(topic))
        others = rank(t for fact in facts for t in fact.topics if t != topic and t in visible)
        related = readers.topics.find_related(topic, 3)
        assert [(each.topic, each.facts) for each in related] == others[:3]
        for other in map(TopicId, visible):
            overlap = readers.topics.compare(topic, other, WHOLE)
            theirs = plain.select(Selection(other))
            shared = [fact for fact in facts if other in fact.topics]
            assert overlap
            assert overlap.shared_facts == len(shared)
            assert overlap.first_facts == len(facts) - len(shared)
            assert overlap.second_facts == len(theirs) - len(shared)
            cited, others_cited = (
                {c.source for fact in some for c in fact.citations} for some in (facts, theirs)
            )
            both = {fact.id: fact for fact in (*facts, *theirs)}.values()
            common = rank(
                c.source
                for fact in both
                for c in fact.citations
                if c.source in cited & others_cited
            )
            part = overlap.sources.part
            assert [(each.source.id, each.facts) for each in part] == common
            assert overlap.sources.count == len(common)
    for source in SOURCES:
        facts = plain.select(Selection(source=source))
        topics = rank(topic for fact in facts for topic in fact.topics if topic in visible)
        largest = readers.topics.list_largest(Selection(source=source), 4)
        assert [(each.topic, each.facts) for each in largest] == topics[:4]


def check_library(readers: Readers) -> None:
    plain = readers.plain
    citations = [each for fact in plain.facts.values() for each in fact.citations]
    sites = Counter(each.site for each in citations if each.site)
    ranked = sorted(sites.items(), key=lambda pair: (-pair[1], pair[0]))
    assert [(each.name, each.facts) for each in readers.sources.count_sites()] == ranked
    for summary in readers.sources.list(EVERYTHING):
        authors = {c.author for c in citations if c.source == summary.source.id and c.author}
        assert set(summary.authors) == authors
        assert len(summary.authors) == len(authors)
    titles = {each.source: each.title for each in citations}
    numbers = Counter(each.source for each in citations)
    expected = sorted(numbers, key=lambda each: (-numbers[each], titles[each], each))
    for part in (WHOLE, Slice(0, 3), Slice(3, 2)):
        listed = readers.sources.load_page(EVERYTHING, part).sources
        assert [each.source.id for each in listed] == expected[part.start :][: part.limit]


@pytest.mark.parametrize("number", range(5))
async def test_topics_sources_and_relations_are_those_of_plain_counting(
    store: SqliteStore, path: str, number: int
) -> None:
    await fill(store, Random(number), facts=12 * (number + 1))
    with closing(sqlite3.connect(path)) as connection:
        for library in LIBRARIES:
            readers = Readers(path, library, connection)
            visible = dict(
                connection.execute(
                    "SELECT id, name_key FROM topic WHERE library IN (0, ?)", (library,)
                ).fetchall()
            )
            check_library(readers)
            check_topics(readers, visible)
            check_relations(readers, visible)


async def test_many_facts_are_cut_and_said_to_be(store: SqliteStore, path: str) -> None:
    await fill(store, Random(1))
    with closing(sqlite3.connect(path)) as connection:
        view = View(LIBRARIES[1], connection, most=10)
        facts, sources = SqliteFactReader(view), SqliteSourceReader(view)
        plain = PlainLibrary(path, LIBRARIES[1])
        for selection in (
            Selection(since="2025"),
            Selection(author="lee"),
            Selection(focus=FOCUSED),
        ):
            totals = facts.count(selection)
            listed = facts.list(selection)
            assert (totals.facts, totals.is_cut, len(listed)) == (10, True, 10)
            assert {fact.id for fact in listed} <= {fact.id for fact in plain.select(selection)}
        for selection in (Selection(TopicId(1)), Selection(TopicId(1), kind=CLAIM), EVERYTHING):
            totals = facts.count(selection)
            assert (totals.facts, totals.is_cut) == (len(plain.select(selection)), False)
        page = sources.load_page(Selection(site="one.example"))
        assert page.totals.is_cut
        assert {each.source.title for each in page.sources} == {"Atlas", "Paper"}


@pytest.mark.parametrize("most", [3, 1_000])
async def test_many_facts_of_a_topic_are_walked_like_few(
    store: SqliteStore, path: str, most: int
) -> None:
    await fill(store, Random(2))
    on_topic = Selection(TopicId(1))
    with closing(sqlite3.connect(path)) as connection:
        for library in LIBRARIES:
            view, plain = View(library, connection, most), PlainLibrary(path, library)
            facts, topics = SqliteFactReader(view), SqliteTopicReader(view)
            for selection in (
                replace(on_topic, kind=CLAIM),
                replace(on_topic, source=SourceId(2)),
                replace(on_topic, also=TopicId(2)),
                replace(on_topic, without=TopicId(2), kind=CLAIM),
            ):
                selected = plain.select(selection)
                ordered = order(selected, selection, plain)
                for part in (WHOLE, Slice(2, 3)):
                    listed = [fact.id for fact in facts.list(selection, part)]
                    assert listed == ordered[part.start :][: part.limit]
                page = topics.load_page(selection, WHOLE, 9, 9)
                assert page
                assert page.totals.facts == len(selected)
                assert sum(each.facts for each in page.kinds) >= len(selected)
                numbers = Counter(c.source for f in selected for c in plain.citations(f, selection))
                shown = {each.source.id: each.facts for each in page.sources}
                assert selection.source or shown == dict(numbers)


async def test_a_source_keeps_its_facts_where_another_fact_is_hidden(
    store: SqliteStore, path: str
) -> None:
    await add(store, *(fact_draft(f"Fact {n}.", SourceDraft(f"Source {n}")) for n in (1, 2)))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO hidden (library, fact) VALUES (9, 1)")
        readers = Readers(path, LibraryId(9), connection)
        assert not readers.facts.list(Selection(source=SourceId(1)))
        assert [fact.id for fact in readers.facts.list(Selection(source=SourceId(2)))] == [2]
