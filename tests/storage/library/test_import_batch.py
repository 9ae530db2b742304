import sqlite3
from contextlib import closing

import pytest

from facts.curation.curator import Curator
from facts.model.changes import ImportFigures
from facts.model.dates import PublicationDate
from facts.model.drafts import Draft, FactDraft
from facts.model.entities import CLAIM, SHARED_LIBRARY, FactId, Stance, TopicId
from facts.model.selection import EVERYTHING, Selection
from storage.store import SqliteStore
from tests.support.builders import NOTE, add, dump, fact_draft, source_draft, topic_draft

BLOG = source_draft("A Blog", "blog.example")


async def test_drafts_become_a_topic_with_cited_facts(store: SqliteStore) -> None:
    figures = await add(
        store,
        topic_draft("naps", "siesta", definition="Short sleep."),
        fact_draft("Short naps help.", source_draft(published="Mar 2024"), author="Doe"),
        fact_draft("Long naps do not.", kind="measurement"),
    )
    assert figures == ImportFigures(topics=1, aliases=1, sources=1, new=2)
    first, second = await store.read(SHARED_LIBRARY, lambda it: it.facts.list(EVERYTHING))
    assert (first.kind, first.text, first.citations[0].author) == (CLAIM, "Short naps help.", "Doe")
    assert first.citations[0].source.published == PublicationDate("Mar 2024", 2024, 3)
    assert first.topic_links[0].name == "naps"
    assert (second.kind, second.text) == ("measurement", "Long naps do not.")
    topic = await store.read(SHARED_LIBRARY, lambda it: it.topics.get(first.topic_links[0].topic))
    assert topic is not None
    assert (topic.name, topic.aliases, topic.definition) == ("naps", ("siesta",), "Short sleep.")


async def test_a_repeated_import_changes_nothing(store: SqliteStore, path: str) -> None:
    drafts = (topic_draft("naps", "siesta"), fact_draft("One.", author="Doe"), fact_draft("Two."))
    await add(store, *drafts)
    before = dump(path)
    assert await add(store, *drafts) == ImportFigures(known=2)
    assert dump(path) == before


async def test_a_known_fact_gets_another_source(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two."))
    figures = await add(store, fact_draft("One.", BLOG), fact_draft("Two."))
    assert figures == ImportFigures(sources=1, known=2, citations=1)
    (fact, _) = await store.read(SHARED_LIBRARY, lambda it: it.facts.list(EVERYTHING))
    assert [citation.source.title for citation in fact.citations] == ["A Paper", "A Blog"]


async def test_a_fact_twice_on_one_page_is_one_fact_with_both_sources(store: SqliteStore) -> None:
    figures = await add(store, fact_draft("One."), fact_draft("One.", BLOG))
    assert figures == ImportFigures(topics=1, sources=2, new=1, repeated=1, citations=1)


async def test_white_space_does_not_make_a_fact_different(store: SqliteStore) -> None:
    figures = await add(store, fact_draft("Naps\u00a0help."), fact_draft("Naps  help.\n"))
    assert (figures.new, figures.repeated) == (1, 1)


async def test_a_known_fact_twice_in_one_import_counts_as_known_once(store: SqliteStore) -> None:
    await add(store, fact_draft("One."))
    figures = await add(store, fact_draft("One."), fact_draft("Two."), fact_draft("One."))
    assert (figures.new, figures.known, figures.repeated) == (1, 1, 1)


@pytest.mark.slow
async def test_a_fact_from_an_earlier_batch_counts_as_repeated(store: SqliteStore) -> None:
    await add(store, fact_draft("One."))
    others = [fact_draft(f"Fact {number}.") for number in range(12_000)]
    figures = await add(
        store, fact_draft("One."), fact_draft("Two."), *others, fact_draft("One."),
        fact_draft("Two."),
    )  # fmt: skip
    assert (figures.new, figures.known, figures.repeated) == (12_001, 1, 2)


async def test_a_stance_is_kept_and_filled_in_later(store: SqliteStore) -> None:
    plain = fact_draft("One.")
    opposed = FactDraft(1, CLAIM, "One.", plain.citations, plain.topics, Stance.CHALLENGES)
    await add(store, plain)
    await add(store, opposed)
    (fact,) = await store.read(SHARED_LIBRARY, lambda it: it.facts.list(EVERYTHING))
    assert fact.topic_links[0].stance is Stance.CHALLENGES


async def test_the_id_of_a_removed_fact_is_never_reused(store: SqliteStore, path: str) -> None:
    await add(store, fact_draft("One."), fact_draft("Two."))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM fact WHERE id = 2")
    await add(store, fact_draft("Three."))
    assert [
        fact.id for fact in await store.read(SHARED_LIBRARY, lambda it: it.facts.list(EVERYTHING))
    ] == [1, 3]


async def test_an_error_among_the_drafts_undoes_the_import(store: SqliteStore) -> None:
    def broken() -> "object":
        yield fact_draft("One.")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.add(SHARED_LIBRARY, broken(), NOTE)  # type: ignore[arg-type]
    assert (await store.read(SHARED_LIBRARY, lambda it: it.facts.count(EVERYTHING))).facts == 0


async def test_a_dry_run_returns_figures_and_keeps_nothing(store: SqliteStore, path: str) -> None:
    before = dump(path)
    figures = await add(store, topic_draft(), fact_draft("One."), keep=False)
    assert figures == ImportFigures(topics=1, sources=1, new=1)
    assert dump(path) == before


@pytest.mark.slow
async def test_an_import_of_several_batches_is_complete(store: SqliteStore) -> None:
    _, figures = await store.add(
        SHARED_LIBRARY, (fact_draft(f"Fact {n}.") for n in range(12_001)), NOTE
    )
    assert figures == ImportFigures(topics=1, sources=1, new=12_001)
    assert (
        await store.read(SHARED_LIBRARY, lambda it: it.facts.count(Selection(topic=TopicId(1))))
    ).facts == 12_001
    assert await store.read(SHARED_LIBRARY, lambda it: it.facts.get(FactId(12_001))) is not None


async def test_an_import_names_its_change_unless_it_wrote_nothing(store: SqliteStore) -> None:
    drafts: list[Draft] = [topic_draft(), fact_draft("One.")]
    change, _ = await store.add(SHARED_LIBRARY, drafts, NOTE)
    assert change == 1
    assert (await store.add(SHARED_LIBRARY, drafts, NOTE))[0] is None
    assert (await store.add(SHARED_LIBRARY, [fact_draft("Two.")], NOTE, keep=False))[0] is None


async def test_an_import_that_only_completes_a_fact_can_be_undone(store: SqliteStore) -> None:
    await add(store, fact_draft("One."))
    change, _ = await store.add(SHARED_LIBRARY, [fact_draft("One.", author="Ann")], NOTE)
    assert change is not None
    signed = await store.read(SHARED_LIBRARY, lambda it: it.facts.get(FactId(1)))
    await Curator(store, SHARED_LIBRARY, NOTE).undo(change)
    unsigned = await store.read(SHARED_LIBRARY, lambda it: it.facts.get(FactId(1)))
    assert signed is not None
    assert unsigned is not None
    assert [signed.citations[0].author, unsigned.citations[0].author] == ["Ann", None]


async def test_new_facts_after_removed_ones_keep_their_own_sources(store: SqliteStore) -> None:
    await add(store, fact_draft("Owls hunt."), fact_draft("Owls sleep."))
    await Curator(store, SHARED_LIBRARY, NOTE).remove_facts([FactId(2)])
    await add(store, *(fact_draft(f"Fact {n}.", source_draft(f"Report {n}")) for n in range(3)))
    facts = await store.read(SHARED_LIBRARY, lambda it: it.facts.list(EVERYTHING))
    cited = {each.text: each.citations[0].source.title for each in facts}
    expected = {f"Fact {n}.": f"Report {n}" for n in range(3)}
    assert cited == {"Owls hunt.": "A Paper"} | expected
