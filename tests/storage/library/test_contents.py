"""An export gets all that one library has, and nothing of another."""

from facts.model.drafts import LoneSource
from facts.model.entities import SHARED_LIBRARY, LibraryId, TopicId
from facts.store.library_store import Snapshot
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft, source_draft, topic_draft

SERVER = LibraryId(7)


def contents(
    snapshot: Snapshot, topic: TopicId | None = None
) -> tuple[list[str], list[str], list[str]]:
    reader = snapshot.contents
    return (
        [each.name for each in reader.iter_topics(topic)],
        [each.title for each in reader.iter_lone_sources()],
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
