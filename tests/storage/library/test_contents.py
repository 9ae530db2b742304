"""An export gets all that one library has, and nothing of another."""

from facts.curation.curator import Curator
from facts.curation.fact_edits import FactInput
from facts.curation.form_input import SourceInput
from facts.model.drafts import LoneSource
from facts.model.entities import CLAIM, SHARED_LIBRARY, LibraryId, SourceId, TopicId
from facts.store.library_store import Snapshot
from storage.store import SqliteStore
from tests.support.builders import NOTE, add, fact_draft, source_draft, topic_draft

SERVER = LibraryId(7)


def contents(
    snapshot: Snapshot, topic: TopicId | None = None
) -> tuple[list[str], list[str], list[str]]:
    reader = snapshot.contents
    return (
        [each.name for each in reader.iter_topics(topic)],
        [each.source.title for each in reader.iter_lone_sources()],
        [each.text for each in reader.iter_facts(topic)],
    )


async def test_a_server_gets_its_own_facts_and_the_shared_topics_of_these(
    store: SqliteStore,
) -> None:
    await add(store, fact_draft("Shared.", topics=("naps", "beds")))
    await add(
        store,
        topic_draft("empty"),
        LoneSource(1, source_draft("Unread")),
        fact_draft("Own.", topics=("naps", "shifts")),
        library=SERVER,
    )
    await add(store, fact_draft("Foreign.", topics=("secret",)), library=LibraryId(8))
    found = await store.read_apart(SERVER, contents)
    assert found == (["naps", "empty", "shifts"], ["Unread"], ["Own."])
    shared = await store.read_apart(SHARED_LIBRARY, contents)
    assert shared == (["naps", "beds"], [], ["Shared."])


async def test_a_topic_limits_the_facts_and_topics(store: SqliteStore) -> None:
    await add(
        store,
        fact_draft("One.", topics=("naps", "beds")),
        fact_draft("Two.", topics=("shifts",)),
    )
    found = await store.read_apart(SHARED_LIBRARY, lambda it: contents(it, TopicId(1)))
    assert found == (["naps", "beds"], [], ["One."])


async def test_many_facts_come_in_the_order_of_their_numbers(store: SqliteStore) -> None:
    texts = [f"Fact {number}." for number in range(1_203)]
    await add(store, *(fact_draft(text, source_draft(f"S {len(text)}")) for text in texts))
    _, _, found = await store.read_apart(SHARED_LIBRARY, contents)
    assert found == texts


async def test_a_lone_source_keeps_its_author_for_the_facts_that_will_cite_it(
    store: SqliteStore,
) -> None:
    lone = LoneSource(1, source_draft("Unread"), "Jane Doe · Sleep Lab")
    await add(store, lone)
    await add(store, LoneSource(1, lone.source, "Someone Else"))
    found = await store.read_apart(SHARED_LIBRARY, lambda it: list(it.contents.iter_lone_sources()))
    assert [each.author for each in found] == ["Jane Doe · Sleep Lab"]
    new = FactInput("Naps help.", CLAIM, (), (SourceInput("Unread"), SourceInput("Other")))
    saved = await Curator(store, SHARED_LIBRARY, NOTE).add_fact(new)
    fact = await store.read(SHARED_LIBRARY, lambda it: it.facts.get(saved.result.fact))
    assert fact
    assert [each.author for each in fact.citations] == ["Jane Doe · Sleep Lab", None]


async def test_an_undo_brings_the_author_of_a_lone_source_back(store: SqliteStore) -> None:
    await add(store, LoneSource(1, source_draft("Unread"), "Jane Doe"))
    await add(store, LoneSource(1, source_draft("Other")))
    curator = Curator(store, SHARED_LIBRARY, NOTE)
    merged = await curator.merge_sources(SourceId(1), SourceId(2))
    await curator.undo(merged.change)
    found = await store.read_apart(SHARED_LIBRARY, lambda it: list(it.contents.iter_lone_sources()))
    assert [(each.source.title, each.author) for each in found] == [
        ("Unread", "Jane Doe"),
        ("Other", None),
    ]
